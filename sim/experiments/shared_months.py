"""Months that runs share are simulated once: the first that comes to a parting keeps what has become of it until then.

What is kept lies beside compiled code (`sim.engine.kept_code`), each file named by the mark of all that decides its
content (`sim.model.marks`), with a checksum at its end. A command removes what it has kept or used when it ends well.
One that was killed leaves it, and the same command goes on from there. Files are pickles: whoever may write into that
folder may run code as whoever reads it.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sim.engine.kept_code import settle
from sim.experiments.sources import source_hash
from sim.model.marks import marks_of
from sim.model.run import ArmRun, Progress, SoFar
from sim.model.setup import Setup, setup_of
from sim.model.task import Run, Task
from sim.policy.rule import Rule
from sim.scenario.fingerprint import canonical

FOLDER, ENDING = "months", ".months"
CHECKSUM = hashlib.sha256().digest_size
BYTES_KEPT = 4e9  # of all commands together
BYTES_FREE = 3e9  # that stay free on the disk
SECONDS_KEPT = 7 * 24 * 3600.0  # after a command that was killed


def partings(alternatives: Sequence[Sequence[Rule]]) -> tuple[tuple[int, int], ...]:
    """The months in which lists of rules begin to differ, some from some; the earliest first."""
    rules = {id(rule): str(canonical(rule)) for one in alternatives for rule in one}
    groups: list[tuple[str, ...]] = [() for _ in alternatives]
    found = []
    for month in sorted({rule.first_month for one in alternatives for rule in one}):
        before = len(set(groups))
        groups = [
            (*group, *(rules[id(rule)] for rule in one if rule.first_month == month))
            for group, one in zip(groups, alternatives, strict=True)
        ]
        if len(set(groups)) > before:
            found.append(month)
    return tuple(found)


def run_shared(task: Task, progress: Progress | None = None) -> Run:
    """`run_arm`, from the last parting of the task that a run like it has come to; the answer is the same."""
    setup = setup_of(task)
    places = _places(setup)
    if not places:
        return ArmRun(setup).run(progress)
    marks = list(islice(marks_of(setup, _program()), places[-1] + 1))
    found = next((found for k in reversed(places) if (found := _load(marks[k])) is not None), None)
    arm = ArmRun(setup, found)
    del setup, found  # the arm has its own
    missing = {k for k in places if k > arm.done}

    def before(done: int) -> None:
        if done in missing:
            _save(marks[done], arm.so_far)

    return arm.run(progress, before)


@contextmanager
def sharing_months() -> Iterator[None]:
    """Around runs that share: what they kept goes when all have ended well; what killed ones left goes in time."""
    began = time.time()
    yield
    for file, used in _kept():
        if used >= began - 1 or used < began - SECONDS_KEPT:
            _remove(file)


def _places(setup: Setup) -> list[int]:
    """How many months are done at each parting of a task; none where nothing is shared."""
    task = setup.task
    if task.wants_journal or task.engine != "compiled":
        return []
    return [k for k, when in enumerate(setup.months) if k > 0 and (when.year, when.month) in task.partings]


def _program() -> str:
    """What runs: sources and versions."""
    import numpy as np
    import pandas as pd

    return f"{source_hash()} {np.__version__} {pd.__version__}"


def _file(mark: str) -> Path:
    return settle(FOLDER) / f"{mark}{ENDING}"


def _kept() -> list[tuple[Path, float]]:
    """All files of the folder, drafts included, and when each was last used; the oldest first."""
    found = []
    for file in settle(FOLDER).iterdir():
        with suppress(OSError):  # another command has removed it
            found.append((file, file.stat().st_mtime))
    return sorted(found, key=lambda one: one[1])


class _Hashing:
    """A file that is written, and what was written as a checksum."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.mixed = file, hashlib.sha256()

    def write(self, data: Any) -> int:
        self.mixed.update(data)
        return self._file.write(data)


def _save(mark: str, so_far: SoFar) -> None:
    """Keep a run as it is; where that cannot be, nothing is shared and the run goes on."""
    file = _file(mark)
    draft = file.with_name(f".{file.name}.{os.getpid()}.partial")
    try:
        _make_room(file.parent)
        with draft.open("wb") as out:
            hashing = _Hashing(out)
            pickle.dump(so_far, hashing, protocol=pickle.HIGHEST_PROTOCOL)
            out.write(hashing.mixed.digest())
        draft.replace(file)
    except OSError:
        _remove(draft)


def _make_room(folder: Path) -> None:
    """Remove the oldest files beyond what may be kept.

    Raises
    ------
    OSError : the disk is nearly full.
    """
    if shutil.disk_usage(folder).free < BYTES_FREE:
        raise OSError("the disk is nearly full")
    kept = 0.0
    for file, _ in reversed(_kept()):
        with suppress(OSError):
            kept += file.stat().st_size
            if kept > BYTES_KEPT:
                _remove(file)


def _remove(file: Path) -> None:
    """Remove a file; one that another command has open may have to stay."""
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _load(mark: str) -> SoFar | None:
    """A run that was kept; None if none was, or none that is sound."""
    file = _file(mark)
    try:
        with file.open("rb") as kept:
            end = kept.seek(-CHECKSUM, os.SEEK_END)
            checksum = kept.read()
            kept.seek(0)
            if _checksum(kept, end) != checksum:
                raise pickle.UnpicklingError
            kept.seek(0)
            found: SoFar = pickle.load(kept)
        os.utime(file)
    except FileNotFoundError:
        return None
    except (OSError, pickle.UnpicklingError):
        _remove(file)
        return None
    return found


def _checksum(file: IO[bytes], size: int) -> bytes:
    """Of the first bytes of a file."""
    mixed = hashlib.sha256()
    left = size
    while left > 0 and (block := file.read(min(left, 1 << 20))):
        mixed.update(block)
        left -= len(block)
    return mixed.digest()
