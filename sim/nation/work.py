"""One task of a run of the nation: a pool under an arm, one replication; it is asked for and answered in kilobytes."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from sim.experiments.measure import values_of
from sim.experiments.options import compiles
from sim.experiments.point import OtherProgram, RunUnsound
from sim.experiments.point import tell as point
from sim.experiments.shared_months import run_shared
from sim.experiments.sources import source_hash
from sim.model.task import Run, Task
from sim.nation.luck import seed_of
from sim.nation.scenario import NationScenario, read_nation_scenario
from sim.nation.weighted import ADDED, AREAS
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.names import Arm
from sim.vocabulary.phrase import NOTHING, Bilingual, one
from sim.vocabulary.whole_file import write_whole

MUST_HOLD = ("books_balance", "patients_conserved")
LETTERS = 24


@dataclass(frozen=True, slots=True)
class PoolJob:
    """A pool, an arm and a replication by their places, and all that a process needs to run them.

    ``residents`` are simulated of the pool (all if it has no more); ``question`` is the mark of the whole, of which
    ``key`` is this part; answers go into ``folder``.
    """

    file: Path
    library: Path | None
    sets: tuple[str, ...]
    pool: int
    arm: int
    replication: int
    residents: int
    seed: int
    sources: str
    question: str
    key: str
    folder: Path

    @property
    def answer(self) -> Path:
        """Where its values are kept."""
        return self.folder / f"{self.key}.parquet"


@dataclass(frozen=True, slots=True)
class PoolOutcome:
    """What became of a task: kept, kept before, or an error."""

    key: str
    reused: bool = False
    error: str = ""
    message: Bilingual = NOTHING


def key_of(question: str, pool: str, same: object, replication: int) -> str:
    """The name of an answer: made of what is asked for, the pool, the rules at work in it and the replication."""
    text = json.dumps([question, pool, repr(same), replication])
    return hashlib.sha256(text.encode()).hexdigest()[:LETTERS]


def run_pool(job: PoolJob) -> PoolOutcome:
    """Run a task unless its answer is there; an error becomes an outcome, so that the others go on.

    Raises
    ------
    OSError : the disk is full or may not be written: no task's own fault.
    """
    try:
        if source_hash() != job.sources:
            raise OtherProgram(point("other_program"))
        if read_answer(job.answer) is not None:
            return PoolOutcome(job.key, reused=True)
        write_whole(job.answer, _bytes(_values(job)), on_disk=True)
        return PoolOutcome(job.key)
    except InputInvalid as invalid:
        en, zh = ("; ".join(problem.told(lang) for problem in invalid.problems) for lang in ("en", "zh"))
        return PoolOutcome(job.key, error="InputInvalid", message=Bilingual(en, zh))
    except (OtherProgram, RunUnsound) as unfit:
        return PoolOutcome(job.key, error=type(unfit).__name__, message=unfit.message)
    except OSError:
        raise
    except Exception as error:
        return PoolOutcome(job.key, error=type(error).__name__, message=one(" ".join(str(error).split())))


def read_answer(file: Path) -> pd.DataFrame | None:
    """The values that a task has kept; None if there are none, or none that can be read."""
    try:
        return pd.read_parquet(io.BytesIO(file.read_bytes())) if file.is_file() else None
    except (OSError, ValueError):  # pyarrow's own errors are ValueErrors
        return None


def _values(job: PoolJob) -> pd.DataFrame:
    """The indicators that can be added up, for the pool and its counties together."""
    whole = _read(job.file, job.library, job.sets, job.question)
    task = task_of(whole, job)
    run = run_shared(task)
    unsound = [name for name in MUST_HOLD if not run.checks[name]]
    if unsound:
        name = f"{whole.nation.pools[job.pool].id}-{whole.arms[job.arm].id}-{job.replication}"
        raise RunUnsound(point("unsound", checks=", ".join(unsound), run=name))
    return _kept(task, run)


@lru_cache(maxsize=1)
def _read(file: Path, library: Path | None, sets: tuple[str, ...], question: str) -> NationScenario:  # noqa: ARG001
    """The scenario, read once a process; the question holds the content of all files."""
    return read_nation_scenario(file, library=library, overrides=sets)


def task_of(whole: NationScenario, job: PoolJob) -> Task:
    """The ordinary task: one arm of one replication of the pool's scenario, on luck of the pool's own."""
    pool = whole.pools(job.replication)[job.pool]
    with whole.regions([pool]) as home:
        scenario = whole.scenario(pool, whole.arms[job.arm], home)
    sample = min(1.0, job.residents / pool.residents)
    return Task(
        scenario,
        Arm.REFORM,
        job.replication,
        seed_of(job.seed, job.pool),
        sample,
        sample >= 1.0,
        engine="compiled" if compiles() else "simpy",
        partings=whole.partings(pool),
    )


def _kept(task: Task, run: Run) -> pd.DataFrame:
    scenario = task.scenario
    values = values_of(scenario, [run], task.sample, only=ADDED)
    years = values["year"].str.len() == 4
    return values[values["area"].isin(AREAS) & years].drop(columns=["arm"]).reset_index(drop=True)


def _bytes(values: pd.DataFrame) -> bytes:
    out = io.BytesIO()
    values.to_parquet(out, index=False, compression="zstd")
    return out.getvalue()
