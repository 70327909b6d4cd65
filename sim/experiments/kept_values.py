"""The values of one run as a file, so that work that was stopped goes on.

A file a run, named by all that decides its content; its values have a checksum, and a file that is not as it was
written is as good as missing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.vocabulary.whole_file import write_whole

LETTERS = 24


def file_of(folder: Path, decides: Sequence[str]) -> Path:
    """Where the values of a run are kept; ``decides`` are numbers, luck, size and program."""
    return folder / f"{hashlib.sha256('|'.join(decides).encode()).hexdigest()[:LETTERS]}.json"


def keep(file: Path, values: Mapping[str, float]) -> None:
    """Write the values, digit by digit."""
    told = {key: repr(float(value)) for key, value in values.items()}
    write_whole(file, json.dumps({"values": told, "sum": _sum(told)}, indent=1) + "\n", on_disk=True)


def kept(file: Path) -> dict[str, float] | None:
    """The values of a run that ended; None if there is none, or its file is damaged."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        if told["sum"] != _sum(told["values"]):
            return None
        return {str(key): float(value) for key, value in told["values"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _sum(told: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
