"""The files of a new city on the disk: whole or not at all, and nothing that somebody changed is written over."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from sim.scenario.faults import shown
from sim.scenario.library import FOLDER
from sim.vocabulary.errors import FolderTaken, InputInvalid, Problem
from sim.vocabulary.phrase import telling
from sim.vocabulary.whole_file import write_whole

RECORD = "made_by_init.json"
OLD = ".old"
PHRASES = {
    "changed": ("生成之后有人改动过（手工修改或拟合）", "changed since it was made (by hand, or by a fit)"),
    "not_ours": ("已有这个文件，不是由 sim init 生成的", "is there already, and not made by sim init"),
    "keep": (
        "请先移走要保留的文件；或加 --force：旧文件改名为 …{end} 后重新生成",
        "move away what you want to keep; or --force: the old files are renamed to ...{end} and made anew",
    ),
    "written": ("另一个进程正在生成这个城市", "another process is making this city"),
    "wait": ("请等它结束", "wait for it"),
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


@contextmanager
def draft_of(home: Path, city: str, files: Mapping[str, str]) -> Iterator[Path]:
    """The files in a folder beside their places, for a last look before they are published; then it is gone.

    Raises
    ------
    FolderTaken : another process is making the same city.
    """
    lock = FileLock(home / f".{city}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise FolderTaken([Problem(shown(home / f"{city}.yaml"), 0, 0, "", tell("written"), tell("wait"))]) from None
    folder = home / f".{city}.{os.getpid()}.partial"
    try:
        for left_over in home.glob(f".{city}.*.partial"):  # of a process that was killed: nobody else has the lock
            shutil.rmtree(left_over, ignore_errors=True)
        for name, text in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if os.name != "nt":  # there an open file cannot be removed, and its release removes it
            Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()


def as_published(error: InputInvalid, draft: Path, home: Path) -> InputInvalid:
    """Faults of a draft under the names that its files would have had."""
    here, there = shown(draft), shown(home)
    named = [replace(one, file=one.file.replace(here, there, 1).removeprefix("./")) for one in error.problems]
    return InputInvalid(named)


def to_write(home: Path, city: str, files: Sequence[str], *, force: bool) -> list[str]:
    """Which of the files are written: all, but for a scenario that somebody went on writing.

    Raises
    ------
    FolderTaken : without ``force``, where somebody changed one of the others, or made one otherwise.
    """
    record, problems, found = _record(home, city), [], []
    for name in files:
        file, known = home / name, record.get(name, [])
        changed = file.exists() and _hash(file) not in known
        if changed and not force and known and name == f"{city}.yaml":
            continue
        if changed and not force:
            what = tell("changed" if known else "not_ours")
            problems.append(Problem(shown(file), 0, 0, "", what, tell("keep", end=OLD)))
        found.append(name)
    if problems:
        raise FolderTaken(problems)
    return found


def publish(home: Path, city: str, draft: Path, files: Sequence[str]) -> list[Path]:
    """Move the files of a draft to their places. Gives what was renamed to make room for them.

    The record first counts the old and the new content of each as made here, and then the new: whenever this is
    stopped, the same command can be given again.
    """
    record, kept = _record(home, city), []
    new = {name: _hash(draft / name) for name in files}
    _write_record(home, city, {**record, **{name: [*record.get(name, []), new[name]] for name in files}})
    for name in files:
        target = home / name
        if target.exists() and _hash(target) not in [*record.get(name, []), new[name]]:
            kept.append(_set_aside(target))
        (draft / name).replace(target)
    _write_record(home, city, {**record, **{name: [new[name]] for name in files}})
    return kept


def _set_aside(file: Path) -> Path:
    """Rename a file to the next free name with `OLD` behind it."""
    n, target = 1, file.with_name(file.name + OLD)
    while target.exists():
        n += 1
        target = file.with_name(f"{file.name}{OLD}{n}")
    return file.rename(target)


def _record(home: Path, city: str) -> dict[str, list[str]]:
    """What this program made of each file; nothing where the record cannot be read."""
    try:
        found = json.loads((home / "regions" / city / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: list(hashes) for name, hashes in found.items()} if isinstance(found, dict) else {}


def _write_record(home: Path, city: str, record: Mapping[str, Sequence[str]]) -> None:
    folder = home / "regions" / city
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / RECORD, json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
