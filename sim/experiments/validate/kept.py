"""Answers of a validation kept until it ends: one that was killed goes on with the same command.

They lie beside compiled code, a file a job, named by all that decides the answer, with a checksum. A validation removes
what it has kept or used when it ends well; what killed ones left goes after a week.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sim.engine.kept_code import settle
from sim.experiments.sources import source_hash
from sim.experiments.validate.job import Answer, ValidationJob
from sim.vocabulary.whole_file import write_whole

FOLDER, ENDING = "answers", ".json"
SECONDS_KEPT = 7 * 24 * 3600.0


def file_of(job: ValidationJob, mark: str) -> Path:
    """Where the answer of a job is kept; ``mark`` is that of its studies and seed."""
    parts = (mark, source_hash(), job.engine, str(job.draw.number), repr(job.draw.values))
    return settle(FOLDER) / f"{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:32]}{ENDING}"


def answered(job: ValidationJob, mark: str, work: Callable[[ValidationJob], Answer]) -> Answer:
    """The answer that was kept, or that of the work, kept from now on; where nothing can be kept, it goes on."""
    file = file_of(job, mark)
    kept = _read(file)
    if kept is not None:
        return Answer(tuple(tuple(row) for row in kept["rows"]), tuple((name, n) for name, n in kept["clipped"]))
    found = work(job)
    told = {"rows": [list(row) for row in found.rows], "clipped": [list(one) for one in found.clipped]}
    with suppress(OSError):
        write_whole(file, json.dumps({"told": told, "sum": _sum(told)}))
    return found


def forget(files: Iterable[Path]) -> None:
    """Remove what a validation has kept or used, and what others left long ago."""
    old = (file for file in settle(FOLDER).glob(f"*{ENDING}") if _age(file) > SECONDS_KEPT)
    for file in (*files, *old):
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _read(file: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        told: dict[str, Any] = found["told"]
        return told if found["sum"] == _sum(told) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _age(file: Path) -> float:
    try:
        return time.time() - file.stat().st_mtime
    except OSError:
        return 0.0


def _sum(told: object) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
