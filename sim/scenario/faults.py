"""Collecting every fault of every file before anything is refused."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.phrase import Bilingual

FEW = 24


@dataclass(frozen=True, slots=True)
class Place:
    """A point of an input file; line and column count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0


class Faults:
    """The faults found so far; readers go on after each so that a planner sees all of them at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, place: Place, path: str, what: Bilingual | str, remedy: Bilingual | str) -> None:
        """Note one fault."""
        self.problems.append(Problem(place.file, place.line, place.column, path, what, remedy))

    def stop_if_any(self) -> None:
        """Raise InputInvalid with all of them, if there are any."""
        if self.problems:
            raise InputInvalid(self.problems)


def shown(path: Path) -> str:
    """A path as a planner knows it: relative to the working directory where it lies below it."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def allowed(word: str, words: Iterable[str]) -> str:
    """What to write instead of an unknown word: the nearest one, then the list if it is short."""
    known = sorted(words)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]!r}? " if near else ""
    if not known:
        return f"{hint}nothing is defined here".strip()
    if len(known) > FEW:
        return f"{hint}{len(known)} are allowed, such as {', '.join(known[:5])}"
    return f"{hint}allowed: {', '.join(known)}"
