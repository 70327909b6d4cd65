"""The folder of a sweep: what was asked, the points kept so far, the tables made of them; each file whole or not there.

::

    design.csv     one row a point: id, then a column a path
    paths.csv      path, its name in both languages, unit, the scenario's own value
    sweep.yaml     what was asked; there from the moment the question is settled
    points/        <key>.parquet and <key>.targets.parquet, one pair a point that was run
    results.csv    id, paths, indicator, year, area, arm, mean, low, high
    targets.csv    id, paths, target, ..., arm, mean, low, high, met, probability
    failures.csv   id, paths, error, message
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
from filelock import FileLock, Timeout

from sim.experiments.asked import QUESTION, read_question
from sim.experiments.axes import Axis
from sim.experiments.design import Point, design_table, path_table
from sim.experiments.kept_files import invalid
from sim.experiments.point import Outcome, read_point
from sim.experiments.seal import NAME as SEAL
from sim.experiments.seal import seal
from sim.experiments.store import FLOAT
from sim.scenario.plain_yaml import document, flow
from sim.vocabulary.phrase import telling

TABLES = ("design.csv", "failures.csv", "paths.csv", "results.csv", "targets.csv")
BEFORE_IT = ("design.csv", "paths.csv", "points")
ONLY_TOLD = ("scenario", "library")  # where the files lie; what they say is in the fingerprint


MISSING = "was run, but its files are not in this folder -> the workers of a cluster must see the folder of the sweep"


PHRASES = {
    "a_folder": ("应写文件处是一个文件夹", "a folder where a file is to be written"),
    "away": ("请移走它，或另指定文件夹", "move it away, or name a new folder"),
}
tell = telling(PHRASES)


class OtherQuestion(Exception):
    """The folder holds the answer to another question."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Nobody else writes into this folder meanwhile; the system lets go of the lock even of a process that was killed.

    Raises
    ------
    OtherQuestion : another process has it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / ".lock", timeout=0):
            yield
    except Timeout:
        raise OtherQuestion(f"another sweep is writing into {folder} -> wait for it or name a new folder") from None


def check_question(folder: Path, question: Mapping[str, Any]) -> None:
    """Whether this folder is free for a question, or holds the answers to it so far.

    Raises
    ------
    OtherQuestion : the folder holds another sweep, or something that is no sweep.
    """
    asked = folder / QUESTION
    if asked.exists():
        _same(asked, question)
    elif folder.exists() and any(p.name not in BEFORE_IT and not p.name.startswith(".") for p in folder.iterdir()):
        raise OtherQuestion(f"{folder} holds something else than a sweep -> name a new folder")


def open_folder(folder: Path, question: Mapping[str, Any], axes: Sequence[Axis], found: Sequence[Point]) -> Path:
    """Write what this folder answers and clear away what a kill left; gives the folder of the points."""
    (folder / SEAL).unlink(missing_ok=True)  # of tables that are about to be made anew
    points = folder / "points"
    points.mkdir(parents=True, exist_ok=True)
    for left_over in (*folder.glob(".*.partial"), *points.glob(".*.partial")):
        left_over.unlink(missing_ok=True)
    write_csv(folder / "design.csv", design_table(found))
    write_csv(folder / "paths.csv", path_table(axes))
    _write(folder / QUESTION, document(question))
    return points


def _same(asked: Path, question: Mapping[str, Any]) -> None:
    there = read_question(asked.parent)
    differs = []
    for key in dict.fromkeys((*question, *there)):
        old, new = flow(there.get(key)), flow(question.get(key))
        if key not in ONLY_TOLD and old != new:
            differs.append(f"{key}: there {old}, now {new}")
    if differs:
        what = f"{asked.parent} holds another sweep ({'; '.join(differs)})"
        raise OtherQuestion(f"{what} -> ask the same again or name a new folder")


def write_tables(folder: Path, outcomes: Mapping[Point, Outcome]) -> None:
    """The three tables, in the order of the ids: the same bytes whatever the order in which points were run."""
    results: list[pd.DataFrame] = []
    targets: list[pd.DataFrame] = []
    failures: list[dict[str, str]] = []
    for point, outcome in sorted(outcomes.items(), key=lambda item: item[0].id):
        values = {"id": point.id, **{path: flow(value) for path, value in point.values}}
        kept = None if outcome.error else read_point(folder / "points", outcome.key)
        if kept is None:
            error = (outcome.error, outcome.message) if outcome.error else ("Missing", MISSING)
            failures.append({**values, **dict(zip(("error", "message"), error, strict=True))})
            continue
        for rows, table in zip((results, targets), kept, strict=True):
            front = pd.DataFrame([values] * len(table), index=table.index)
            rows.append(pd.concat([front, table], axis=1))
    paths = [path for path, _ in next(iter(outcomes)).values]
    for name, rows in (("results", results), ("targets", targets)):
        if rows:
            write_csv(folder / f"{name}.csv", pd.concat(rows, ignore_index=True))
        else:
            (folder / f"{name}.csv").unlink(missing_ok=True)
    write_csv(folder / "failures.csv", pd.DataFrame(failures, columns=["id", *paths, "error", "message"]))
    seal(folder, TABLES)


def write_csv(path: Path, table: pd.DataFrame) -> None:
    """A table for programs, renamed when whole."""
    _write(path, table.to_csv(index=False, float_format=FLOAT, lineterminator="\n"))


def _write(path: Path, text: str) -> None:
    if path.is_dir():
        raise invalid(path, tell("a_folder"), tell("away"))
    draft = path.with_name(f".{path.name}.{os.getpid()}.partial")
    with draft.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
