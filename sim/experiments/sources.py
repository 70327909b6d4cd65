"""Which program it was: numbers of two versions are not paired."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import sim

NOT_IN_THE_ANSWER = ("commands", "reporting")  # rooms that no number passes through before it is kept


@cache
def source_hash() -> str:
    """A hash of every source a number passes through, as this process found it; a fingerprint does not hold it."""
    root = Path(str(sim.__file__)).parent
    mixed = hashlib.sha256()
    for file in sorted(root.rglob("*.py")):
        name = file.relative_to(root)
        if name.parts[0] not in NOT_IN_THE_ANSWER:
            mixed.update(name.as_posix().encode())
            mixed.update(file.read_bytes())
    return mixed.hexdigest()
