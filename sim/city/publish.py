"""The files of a new city on the disk: whole or not at all, and nothing that somebody changed is written over."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.scenario.faults import shown
from sim.scenario.library import FOLDER
from sim.vocabulary.errors import FolderTaken, Problem
from sim.vocabulary.phrase import telling
from sim.vocabulary.whole_file import write_whole

RECORD = "made_by_init.json"
PHRASES = {
    "changed": ("生成之后有人改动过（手工修改或拟合）", "changed since it was made (by hand, or by a fit)"),
    "not_ours": ("已有这个文件，不是由 sim init 生成的", "is there already, and not made by sim init"),
    "keep": (
        "请先移走要保留的文件；或加 --force：旧文件改名为 …{end} 后重新生成",
        "move away what you want to keep; or --force: the old files are renamed to ...{end} and made anew",
    ),
    "book": ("已有这个文件", "is there already"),
    "fill": (
        "填好后运行：sim init {city} --from {file}；要一份新的空表，请先移走它",
        "fill it in and run `sim init {city} --from {file}`; for a new empty one, move it away first",
    ),
}
tell = telling(PHRASES)


def home_of(folder: Path) -> Path:
    """Where the scenario of a new city goes: the library if the folder holds one, else the folder itself."""
    return folder / FOLDER if (folder / FOLDER / "regions").is_dir() else folder


def new_workbook(file: Path, city: str, content: bytes) -> None:
    """Write an empty workbook; one that is there is never touched.

    Raises
    ------
    FolderTaken : there is a file of this name.
    """
    if file.exists():
        remedy = tell("fill", city=city, file=shown(file))
        raise FolderTaken([Problem(shown(file), 0, 0, "", tell("book"), remedy)])
    write_whole(file, content)


def staged(home: Path, city: str, files: Mapping[str, str]) -> Path:
    """The files in a folder of this process beside their places, for a last look before they are published."""
    folder = home / f".{city}.{os.getpid()}.partial"
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return folder


def check_places(home: Path, city: str, files: Sequence[str], *, force: bool) -> list[Path]:
    """The files that are there already and may be written over.

    Without ``force`` these are the ones that nobody changed since this program made them.

    Raises
    ------
    FolderTaken : somebody changed some, or made them otherwise.
    """
    there = [home / name for name in files if (home / name).exists()]
    if force:
        return there
    record = _record(home, city)
    problems = []
    for file in there:
        known = record.get(file.relative_to(home).as_posix())
        if known != _hash(file):
            what = tell("not_ours" if known is None else "changed")
            problems.append(Problem(shown(file), 0, 0, "", what, tell("keep", end=OLD)))
    if problems:
        raise FolderTaken(problems)
    return there


OLD = ".old"


def publish(home: Path, city: str, draft: Path, files: Sequence[str], *, force: bool) -> list[Path]:
    """Move the files of a draft to their places, the record last. Gives what was renamed to make room for them."""
    record, kept = _record(home, city), []
    for name in files:
        target = home / name
        if force and target.exists() and record.get(name) != _hash(target):
            kept.append(_set_aside(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        (draft / name).replace(target)
    hashes = {name: _hash(home / name) for name in files}
    text = json.dumps(hashes, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    write_whole(home / "regions" / city / RECORD, text)
    return kept


def _set_aside(file: Path) -> Path:
    """Rename a file to the next free name with `OLD` behind it."""
    n, target = 1, file.with_name(file.name + OLD)
    while target.exists():
        n += 1
        target = file.with_name(f"{file.name}{OLD}{n}")
    return file.rename(target)


def _record(home: Path, city: str) -> dict[str, str]:
    try:
        found = json.loads((home / "regions" / city / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
