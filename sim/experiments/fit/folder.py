"""The folder of a fit: what was asked, every run so far, and at the end its tables.

::

    question.json   what was asked; there from the moment the fit begins
    runs/           the values of each run that ended (`measured`)
    rounds.csv      n, stage, loss, outside, then a column a number
    fit.csv         the anchors as `fit.csv` of a run has them
    calibrated.csv  fit.yaml     as they were written to the region
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from sim import indicators
from sim.experiments.fit.numbers import Aim
from sim.experiments.fit.search import Round
from sim.experiments.kept_files import read_json
from sim.experiments.place import taken
from sim.experiments.place import tell as place
from sim.experiments.seal import NAME as SEAL
from sim.experiments.seal import seal
from sim.experiments.store import FLOAT
from sim.scenario.scenario import Scenario
from sim.vocabulary.phrase import telling
from sim.vocabulary.whole_file import write_whole

QUESTION, RUNS = "question.json", "runs"
TABLES = ("rounds.csv", "fit.csv", "calibrated.csv", "fit.yaml")
PHRASES = {
    "else": ("其中的内容不是拟合", "this folder holds something else than a fit"),
    "another": ("其中是另一次拟合（{keys}不同）", "this folder holds another fit ({keys} differ)"),
    "again": ("请删去这个文件夹，再运行同一命令", "remove the folder and give the same command again"),
}
tell = telling(PHRASES)


def check_question(folder: Path, question: Mapping[str, Any]) -> None:
    """Whether this folder is free for a question, or holds a fit of it.

    Raises
    ------
    FolderTaken : it holds another fit or something else.
    """
    asked = folder / QUESTION
    if folder.exists() and not folder.is_dir():
        raise taken(folder, place("a_file"), place("new_folder"))
    if asked.exists():
        there = read_json(asked, tell("again"))
        differs = [key for key in {**question, **there} if question.get(key) != there.get(key)]
        if differs:
            raise taken(folder, tell("another", keys=", ".join(differs)), place("new_folder"))
    elif folder.exists() and any(not p.name.startswith(".") for p in folder.iterdir()):
        raise taken(folder, tell("else"), place("new_folder"))


def open_folder(folder: Path, question: Mapping[str, Any]) -> Path:
    """Write what this folder answers and clear away what a kill left; gives the folder of the runs."""
    (folder / SEAL).unlink(missing_ok=True)
    runs = folder / RUNS
    runs.mkdir(parents=True, exist_ok=True)
    for left_over in (*folder.glob(".*.partial"), *runs.glob(".*.partial")):
        left_over.unlink(missing_ok=True)
    write_whole(folder / QUESTION, json.dumps(question, indent=1, sort_keys=True) + "\n", on_disk=True)
    return runs


def write_tables(
    folder: Path, scenario: Scenario, anchors: Sequence[Aim], rounds: Sequence[Round], best: Round
) -> None:
    """Rounds and figures as tables; the same bytes whether the fit was stopped on its way or not."""
    rows = [{"n": r.n, "stage": r.stage, "loss": r.loss, "outside": r.outside, **r.values} for r in rounds]
    values = pd.DataFrame(
        [
            ("baseline", str(scenario.years.base), *target.key, best.measured.get(target.key, float("nan")))
            for target in anchors
        ],
        columns=["arm", "year", "indicator", "area", "group", "value"],
    )
    for name, table in (
        ("rounds", pd.DataFrame(rows)),
        ("fit", indicators.fit(scenario.region.anchors, values)),
    ):
        text = table.to_csv(index=False, float_format=FLOAT, lineterminator="\n")
        write_whole(folder / f"{name}.csv", text, on_disk=True)
    seal(folder, TABLES)
