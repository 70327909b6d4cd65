"""The folder of a validation: what was emulated, every draw, the judgement; nothing in it but the manifest knows time.

::

    validation.csv    one row an estimate: published, model, judgement, errors
    draws.csv         one row a draw and estimate: the estimator on both runs, and the effect
    parameters.csv    one row a draw and parameter
    sets.csv          one row a draw: whether the estimates that set parameters rule it out
    unknown.csv       one row a study, draw and number that the study leaves open
    score.json        the score, with and without what was fitted
    studies/          the study files as read
    manifest.json     how it was run, hashes of all inputs, versions, time
"""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.run import packages
from sim.experiments.seal import seal
from sim.experiments.sources import source_hash
from sim.experiments.store import Written
from sim.experiments.validate.run import DrawnEstimates, mark_of
from sim.experiments.validate.score import score
from sim.experiments.validate.sets import TABLE as SETS
from sim.experiments.validate.sets import sets_table
from sim.experiments.validate.study import FOLDER, Study
from sim.experiments.validate.unknown import drawn_of, mean_of_draw
from sim.scenario.csv_tables import read_figures
from sim.scenario.faults import Faults
from sim.scenario.library import library_for

LITERATURE = "literature.csv"
LITERATURE_KEYS = ("id", "lever", "outcome", "scale")


@dataclass(frozen=True, slots=True)
class ValidationAsked:
    """How a validation was asked for."""

    draws: int
    seed: int
    language: str


def literature(library: Path | None) -> pd.DataFrame:
    """Published estimates that are not emulated but inform the naive answer "as elsewhere"; empty if there is none.

    Columns id, lever, outcome, scale, effect.
    """
    faults = Faults()
    folder = library_for(Path("-"), library, faults).folder
    file = (folder or Path("scenarios")) / FOLDER / LITERATURE
    found = read_figures(file, LITERATURE_KEYS, faults) if file.is_file() else {}
    faults.stop_if_any()
    rows = [(*key, figure.quantity.value) for key, figure in found.items()]
    return pd.DataFrame(rows, columns=[*LITERATURE_KEYS, "effect"])


def write_validation(
    studies: Sequence[Study],
    asked: ValidationAsked,
    drawn: DrawnEstimates,
    table: pd.DataFrame,
    draft: Written,
    started: datetime,
) -> None:
    """Everything but what is made for people."""
    draft.csv("validation", table)
    draft.csv("draws", drawn.estimates)
    rows = [(draw.number, name, value) for draw in drawn.draws for name, value in draw.values]
    draft.csv("parameters", pd.DataFrame(rows, columns=["draw", "quantity", "value"]))
    draft.csv(SETS, sets_table(studies, drawn.estimates))
    rows_open = [row for study in studies for draw in drawn.draws for row in _open(study, draw.number)]
    draft.csv("unknown", pd.DataFrame(rows_open, columns=["study", "draw", "quantity", "value"]))
    draft.json("score", {"score": score(table), "months_level_clipped": drawn.clipped})
    (draft.folder / "studies").mkdir()
    for study in studies:
        (draft.folder / "studies" / f"{study.shape.id}.yaml").write_bytes(study.text.encode())
    draft.json("manifest", _manifest(studies, asked, started))
    seal(draft.folder)


def _open(study: Study, draw: int) -> list[tuple[str, int, str, float]]:
    """What the study leaves open, and the means that its yuan effects are divided by."""
    means = [(one.shape.id, mean) for one in study.estimates if (mean := one.shape.base_mean) is not None]
    name = study.shape.id
    return drawn_of(name, study.reform, study.unknown, draw) + [
        (name, draw, f"{id_}.base_mean", mean.value * mean_of_draw(mean, draw)) for id_, mean in means
    ]


def _manifest(studies: Sequence[Study], asked: ValidationAsked, started: datetime) -> Mapping[str, Any]:
    inputs = {name: mark for study in studies for name, mark in study.reform.inputs.items()}
    return {
        "kind": "validation",
        "name": "validation",
        "studies": [study.shape.id for study in studies],
        "draws": asked.draws,
        "sample": 1.0,
        "replications": asked.draws,
        "seed": asked.seed,
        "quick": False,
        "language": asked.language,
        "fingerprint": mark_of(studies, asked.seed),
        "sources": source_hash(),
        "inputs": dict(sorted(inputs.items())),
        "packages": packages(),
        "python": platform.python_version(),
        "started": started.isoformat(timespec="seconds"),
        "seconds": round((datetime.now(UTC) - started).total_seconds(), 1),
    }
