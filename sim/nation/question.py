"""A run of the nation as it was asked for, its tasks, and the folder that goes on with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.city.start import start_files
from sim.experiments.question_folder import named_by
from sim.experiments.sources import source_hash
from sim.nation.scenario import NationScenario
from sim.nation.work import PoolJob, key_of
from sim.scenario.inputs import Inputs
from sim.vocabulary.phrase import Bilingual

KIND = Bilingual("run of the nation", "全国运行")
QUICK_RESIDENTS = 1_000
REPLICATIONS = 1


@dataclass(frozen=True, slots=True)
class NationRequest:
    """How the nation is run: ``residents`` simulated of each pool, or the share ``sample`` of all if it is given."""

    file: Path
    library: Path | None
    sets: tuple[str, ...]
    residents: int
    sample: float | None
    replications: int
    seed: int

    def residents_of(self, whole: NationScenario, place: int) -> int:
        """Residents simulated of the pool at a place."""
        own = whole.nation.pools[place].residents
        return max(1, round(own * self.sample if self.sample is not None else min(own, self.residents)))


def inputs_of(whole: NationScenario) -> Mapping[str, str]:
    """Content hashes of all files that the answer depends on, by the name they are called."""
    inputs = Inputs()
    pool = whole.nation.pools[0]
    with whole.regions([pool]) as home:
        read = whole.scenario(pool, whole.arms[0], home)
    inputs.hashes |= {name: mark for name, mark in read.inputs.items() if not name.startswith("regions/")}
    inputs.note("scenario.yaml", Path(whole.tree.file))
    for file in (*sorted(whole.nation.folder.iterdir()), *start_files(whole.library)):
        inputs.note(f"{file.parent.name}/{file.name}", file)
    return inputs.hashes


def question_of(request: NationRequest, whole: NationScenario) -> dict[str, Any]:
    """All that the answer depends on, where files lie apart."""
    return {
        "schema": 1,
        "kind": "nation",
        "inputs": dict(sorted(inputs_of(whole).items())),
        "set": list(request.sets),
        "residents": request.residents if request.sample is None else None,
        "sample": request.sample,
        "reps": request.replications,
        "seed": request.seed,
        "program": source_hash(),
    }


def usual_folder(question: Mapping[str, Any], whole: NationScenario, root: Path) -> Path:
    """A folder named by the question, so that asking again goes on in it."""
    return named_by(question, whole.name, root)


def jobs_of(
    request: NationRequest, whole: NationScenario, question: Mapping[str, Any], folder: Path
) -> dict[tuple[int, int, int], PoolJob]:
    """Every task by pool, arm and replication (their places); arms that do not differ in a pool have one task.

    The first arm of all pools comes first: who comes to the second finds the months that both share.
    """
    mark = hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()
    found: dict[tuple[int, int, int], PoolJob] = {}
    same: dict[str, PoolJob] = {}
    for pool, arm, replication in _places(whole, request.replications):
        own = whole.pools(replication)[pool]
        key = key_of(mark, own.id, whole.same_as(own, whole.arms[arm]), replication)
        if key not in same:
            same[key] = PoolJob(
                request.file.absolute(),
                request.library and request.library.absolute(),
                request.sets,
                pool,
                arm,
                replication,
                request.residents_of(whole, pool),
                request.seed,
                source_hash(),
                mark,
                key,
                folder.absolute(),
            )
        found[pool, arm, replication] = same[key]
    return found


def _places(whole: NationScenario, replications: int) -> Iterator[tuple[int, int, int]]:
    for replication in range(replications):
        for arm in range(len(whole.arms)):
            for pool in range(len(whole.nation.pools)):
                yield pool, arm, replication
