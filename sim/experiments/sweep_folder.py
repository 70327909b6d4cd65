"""The folder of a sweep: what was asked, the points kept so far, the tables made of them; each file whole or not there.

::

    design.csv     one row a point: id, then a column a path
    paths.csv      path, its name in both languages, unit, the scenario's own value
    sweep.yaml     what was asked; there from the moment the question is settled
    points/        values, targets and checksums of each point that was run; see `point_files`
    results.csv    id, paths, indicator, year, area, arm, mean, low, high
    targets.csv    id, paths, target, ..., arm, mean, low, high, met, probability
    failures.csv   id, paths, error, message, message_zh
    programs.csv   id, program; only where points of another state of the program were kept
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.asked import QUESTION, read_question
from sim.experiments.axes import Axis
from sim.experiments.design import Point, design_table, path_table
from sim.experiments.kept_files import invalid
from sim.experiments.place import check_room, locked, probe, refused, taken
from sim.experiments.place import tell as place
from sim.experiments.point import Outcome
from sim.experiments.point_files import program_of, read_point
from sim.experiments.seal import NAME as SEAL
from sim.experiments.seal import seal
from sim.experiments.store import FLOAT
from sim.scenario.faults import shown
from sim.scenario.plain_yaml import document, flow
from sim.vocabulary.errors import FolderTaken, Problem
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.whole_file import write_whole

PROGRAMS = "programs.csv"
TABLES = ("design.csv", "failures.csv", "paths.csv", PROGRAMS, "results.csv", "targets.csv")
BEFORE_IT = ("design.csv", "paths.csv", "points")
FAILURE = ("error", "message", "message_zh")
# Where the files lie, and what is said of them; what they say is in the fingerprint.
ONLY_TOLD = ("scenario", "library", "fit")


PHRASES = {
    "gone": (
        "已运行，但结果文件不在这个文件夹中 -> 集群的工作进程必须能看到本次扫描的文件夹",
        "was run, but its files are not in this folder -> the workers of a cluster must see the folder of the sweep",
    ),
    "something_else": ("其中的内容不是扫描的结果", "this folder holds something else than a sweep"),
    "another": ("其中是另一次扫描（{differs}）", "this folder holds another sweep ({differs})"),
    "differs": ("{key}：原为{then}，现为{now}", "{key}: there {then}, now {now}"),
    "new_folder": ("请另指定一个新文件夹", "name a new folder"),
    "a_folder": ("应写文件处是一个文件夹", "a folder where a file is to be written"),
    "away": ("请移走它，或另指定文件夹", "move it away, or name a new folder"),
    "same": ("请用与原来相同的写法，或另指定一个新文件夹", "ask the same again, or name a new folder"),
}
tell = telling(PHRASES)


class OtherQuestion(FolderTaken):
    """The folder holds the answer to another question."""


@contextmanager
def alone_in(folder: Path, bytes_needed: float = 0.0) -> Iterator[None]:
    """Nobody else writes into this folder meanwhile; the system lets go of the lock even of a process that was killed.

    Raises
    ------
    FolderTaken : another process has it, or it cannot be written, or the disk has not the room.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(folder, error) from None
    lock = locked(folder / ".lock", folder)
    try:
        check_room(folder, folder, bytes_needed)
        probe(folder, folder)
        yield
    finally:
        lock.release()


def check_question(folder: Path, question: Mapping[str, Any]) -> None:
    """Whether this folder is free for a question, or holds the answers to it so far.

    Raises
    ------
    OtherQuestion : the folder holds another sweep, or something that is no sweep.
    """
    asked = folder / QUESTION
    if folder.exists() and not folder.is_dir():
        raise taken(folder, place("a_file"), place("new_folder"))
    if asked.exists():
        _same(asked, question)
    elif folder.exists() and any(p.name not in BEFORE_IT and not p.name.startswith(".") for p in folder.iterdir()):
        raise OtherQuestion([Problem(shown(folder), 0, 0, "-o", tell("something_else"), tell("new_folder"))])


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
            differs.append(tell("differs", key=key, then=old, now=new))
    if differs:
        told = Bilingual("; ".join(one.en for one in differs), "；".join(one.zh for one in differs))
        what = tell("another", differs=told)
        raise OtherQuestion([Problem(shown(asked.parent), 0, 0, "-o", what, tell("same"))])


def write_tables(folder: Path, outcomes: Mapping[Point, Outcome], program: str) -> None:
    """The tables, in the order of the ids: the same bytes whatever the order in which points were run.

    ``program`` is the state of it that runs; points of another one are listed.
    """
    results: list[pd.DataFrame] = []
    targets: list[pd.DataFrame] = []
    failures: list[dict[str, str]] = []
    for point, outcome in sorted(outcomes.items(), key=lambda item: item[0].id):
        values = {"id": point.id, **{path: flow(value) for path, value in point.values}}
        kept = None if outcome.error else read_point(folder / "points", outcome.stem)
        if kept is None:
            failed = outcome if outcome.error else Outcome(error="Missing", message=tell("gone"))
            told = (failed.error, failed.message.en, failed.message.zh)
            failures.append({**values, **dict(zip(FAILURE, told, strict=True))})
            continue
        for rows, table in zip((results, targets), kept, strict=True):
            front = pd.DataFrame([values] * len(table), columns=list(values), index=table.index)
            rows.append(pd.concat([front, table], axis=1))
    paths = [path for path, _ in next(iter(outcomes)).values]
    for name, rows in (("results", results), ("targets", targets)):
        if rows:
            write_csv(folder / f"{name}.csv", pd.concat(rows, ignore_index=True))
        else:
            (folder / f"{name}.csv").unlink(missing_ok=True)
    write_csv(folder / "failures.csv", pd.DataFrame(failures, columns=["id", *paths, *FAILURE]))
    others = sorted((p.id, program_of(o.stem)) for p, o in outcomes.items() if o.stem and not o.is_of(program))
    if others:
        write_csv(folder / PROGRAMS, pd.DataFrame(others, columns=["id", "program"]))
    else:
        (folder / PROGRAMS).unlink(missing_ok=True)
    seal(folder, TABLES)


def write_csv(path: Path, table: pd.DataFrame) -> None:
    """A table for programs, renamed when whole."""
    _write(path, table.to_csv(index=False, float_format=FLOAT, lineterminator="\n"))


def _write(path: Path, text: str) -> None:
    if path.is_dir():
        raise invalid(path, tell("a_folder"), tell("away"))
    write_whole(path, text, on_disk=True)
