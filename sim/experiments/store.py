"""A results folder: written under a temporary name, renamed when whole, never overwritten."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from sim.experiments.place import check_room, let_go, lock_of, locked, probe, refused, settled, with_parents
from sim.vocabulary.errors import FolderTaken

FLOAT = "%.10g"
PARTIAL = re.compile(r"\.(.+)\.\d+\.partial")


class Written:
    """A folder with the files of a result."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def table(self, name: str, frames: Iterable[pd.DataFrame]) -> None:
        """A count table as Parquet, frame by frame: never more than one of them as text in memory."""
        (self.folder / "tables").mkdir(exist_ok=True)
        writer: pq.ParquetWriter | None = None
        with ExitStack() as stack:
            for frame in frames:
                part = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
                if writer is None:
                    file = self.folder / "tables" / f"{name}.parquet"
                    writer = stack.enter_context(pq.ParquetWriter(file, part.schema, compression="zstd"))
                writer.write_table(part.cast(writer.schema))

    def csv(self, name: str, frame: pd.DataFrame) -> None:
        """A table for programs: UTF-8 without BOM, floats with ten digits."""
        frame.to_csv(self.folder / f"{name}.csv", index=False, float_format=FLOAT, lineterminator="\n")

    def json(self, name: str, value: Any) -> None:
        """A JSON file with sorted keys."""
        text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
        (self.folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


class Draft(Written):
    """A results folder in the making, under a name of this process alone.

    `publish` gives it its name, `discard` leaves nothing behind. Until then nobody else writes to that name.

    Parameters
    ----------
    target : the folder to be; new, or empty.
    bytes_needed : about how much will be written.

    Raises
    ------
    FolderTaken : it cannot be written there, or something is there, or another process is writing it.
    """

    def __init__(self, target: Path, bytes_needed: float = 0.0) -> None:
        self.target = target
        self._place = settled(target)
        self._made = with_parents(self._place, target)
        self._lock: FileLock | None = None
        super().__init__(self._place.with_name(f".{self._place.name}.{os.getpid()}.partial"))
        try:
            self._lock = locked(lock_of(self._place), target)
            settled(target)  # once more: whoever had the lock may have published
            check_room(target, self._place.parent, bytes_needed)
            clear_left_over(self._place.parent, self._place.name)
            self.folder.mkdir()
            probe(self.folder, target)
        except OSError as error:
            self.discard()
            raise refused(target, error) from None
        except BaseException:
            self.discard()
            raise

    def __enter__(self) -> Draft:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind where the block ended before it published."""
        if self._lock is not None:
            self.discard()

    def publish(self) -> Path:
        """Give the folder its name; the next free one if somebody has put something there meanwhile."""
        _, target = next(pair for pair in _names(self._place, self.target) if self._renamed(pair[0]))
        self._let_go()
        return target

    def discard(self) -> None:
        """Remove everything written so far, and the folders above it that were made for it."""
        if self._lock is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self._let_go()
        with suppress(OSError):
            for folder in self._made:
                folder.rmdir()

    def _renamed(self, place: Path) -> bool:
        """Whether the draft now stands at this place; an empty folder there is replaced, and nothing else."""
        try:
            if os.name == "nt" and place.exists():
                place.rmdir()
            self.folder.rename(place)
        except OSError:
            if place.exists():
                return False
            raise
        return True

    def _let_go(self) -> None:
        """Take the lock away, then open it: whoever waits at the old file finds that it is gone."""
        if self._lock is not None:
            let_go(self._lock)
            self._lock = None


def _names(place: Path, target: Path) -> Iterator[tuple[Path, Path]]:
    yield place, target
    for n in itertools.count(2):
        yield place.with_name(f"{place.name}-{n}"), target.with_name(f"{target.name}-{n}")


def clear_left_over(parent: Path, own: str) -> None:
    """Remove what killed processes left in a folder of results; ``own`` is a name that this process has locked."""
    for folder in parent.glob(".*.partial"):
        match = PARTIAL.fullmatch(folder.name)
        if match is None or not folder.is_dir() or folder.is_symlink():
            continue
        if match.group(1) == own:
            shutil.rmtree(folder, ignore_errors=True)
            continue
        lock = FileLock(lock_of(parent / match.group(1)), timeout=0)
        with suppress(Timeout, OSError):  # somebody is at it
            lock.acquire()
            shutil.rmtree(folder, ignore_errors=True)
            let_go(lock)


def usual_draft(name: str, mark: str, seed: int, root: Path, bytes_needed: float = 0.0) -> Draft:
    """A draft under a name made of time, scenario, fingerprint and seed; with a number where that is in use."""
    usual = default_folder(name, mark, seed, root)
    names = _names(usual, usual)
    while True:
        _, target = next(names)
        try:
            return Draft(target, bytes_needed)
        except FolderTaken:
            if not target.exists() and not lock_of(target).exists():
                raise


def default_folder(name: str, mark: str, seed: int, root: Path) -> Path:
    """``results/<day>_<time>_<name>_<first letters of the fingerprint>_<seed>``."""
    stamp = datetime.now().strftime("%Y-%m-%d_%H%M%S")
    return root / f"{stamp}_{name}_{mark[:6]}_s{seed}"
