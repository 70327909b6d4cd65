"""The files that were read, each with the hash of its content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from sim.scenario.input_file import Unreadable, file_bytes


@dataclass
class Inputs:
    """Content hashes by the name a scenario calls a file (``regions/pingxiang/people.csv``)."""

    hashes: dict[str, str] = field(default_factory=dict)

    def note(self, name: str, path: Path) -> None:
        """Remember a file. Line ends do not count, so that a checkout on Windows has the same hash."""
        try:
            content = file_bytes(path).replace(b"\r\n", b"\n")
        except Unreadable:
            return  # whoever reads it says what is wrong
        self.hashes[name] = hashlib.sha256(content).hexdigest()
