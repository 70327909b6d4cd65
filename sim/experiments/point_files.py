"""The files of one point of a sweep: values and targets, with their checksums; whole, sound, or as good as missing.

``<key>-<program>`` is what their names begin with: the key is made of all that decides the answer but the program, and
the program is the state of its sources. The checksums are written first, in the form that ``sha256sum -c`` reads, the
values last: a point counts as done when all three are there and agree.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.vocabulary.whole_file import write_whole

VALUES, TARGETS, SUMS = ".parquet", ".targets.parquet", ".sha256"
LETTERS = 12  # of the hash of a program


def stem_of(key: str, program: str) -> str:
    """What the names of a point's files begin with."""
    return f"{key}-{program[:LETTERS]}"


def program_of(stem: str) -> str:
    """The program that ran the point of these files."""
    return stem.rpartition("-")[2]


def stems(points: Path) -> set[str]:
    """The points that a folder has files of."""
    return {file.name.removesuffix(SUMS) for file in points.glob(f"*{SUMS}")}


def of_another_program(points: Path, program: str) -> set[str]:
    """Those that another state of the program ran, and this one did not."""
    there = stems(points)
    own = {stem.rpartition("-")[0] for stem in there if program_of(stem) == program[:LETTERS]}
    return {stem for stem in there if stem.rpartition("-")[0] not in own}


def run_before(points: Path, key: str) -> Iterable[str]:
    """The files of a point by whatever program, the newest first."""
    found = points.glob(f"{key}-*{SUMS}")
    newest = sorted(found, key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)
    return [file.name.removesuffix(SUMS) for file in newest]


def write_point(points: Path, stem: str, values: pd.DataFrame, targets: pd.DataFrame) -> None:
    """Keep a point."""
    content = {f"{stem}{TARGETS}": _parquet(targets), f"{stem}{VALUES}": _parquet(values)}
    sums = "".join(f"{_sum(data)}  {name}\n" for name, data in content.items())
    write_whole(points / f"{stem}{SUMS}", sums, on_disk=True)
    for name, data in content.items():
        write_whole(points / name, data, on_disk=True)


def read_point(points: Path, stem: str) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Values and targets of a point; nothing if a file is missing or not as it was written."""
    try:
        lines = _content(points / f"{stem}{SUMS}").decode("ascii").splitlines()
        sums = {name: mark for mark, _, name in (line.partition("  ") for line in lines)}
        values, targets = (_sound(points / f"{stem}{end}", sums) for end in (VALUES, TARGETS))
        return None if values is None or targets is None else (values, targets)
    except (OSError, UnicodeDecodeError, pa.ArrowException):
        return None


def _sound(file: Path, sums: dict[str, str]) -> pd.DataFrame | None:
    data = _content(file)
    return pd.read_parquet(io.BytesIO(data)) if _sum(data) == sums.get(file.name) else None


def _content(file: Path) -> bytes:
    """The bytes of a regular file: what is none, a pipe say, is never waited for."""
    if not file.is_file():
        raise FileNotFoundError(file)
    return file.read_bytes()


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _parquet(frame: pd.DataFrame) -> bytes:
    out = io.BytesIO()
    pq.write_table(
        pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None), out, compression="zstd"
    )
    return out.getvalue()
