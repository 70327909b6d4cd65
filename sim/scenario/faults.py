"""Collecting every fault of every file before anything is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sim.scenario.nearest import Names, name_in, nearest
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.phrase import Bilingual, telling

FEW = 24
PHRASES = {
    "mean": ("是否应为{words}？", "did you mean {words}? "),
    "quoted": ("“{word}”", "{word!r}"),
    "named": ("“{word}”（{name}）", "{word!r}"),
    "or": ("或", " or "),
    "nothing": ("这里没有定义任何名称", "nothing is defined here"),
    "many": ("共有 {n} 个可用，例如 {words}", "{n} are allowed, such as {words}"),
    "few": ("可用：{words}", "allowed: {words}"),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class FilePoint:
    """A point of an input file; line and column count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0


class Faults:
    """The faults found so far; readers go on after each so that a planner sees all of them at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, place: FilePoint, path: str, what: Bilingual, remedy: Bilingual) -> None:
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


def allowed(word: str, words: Iterable[str], names: Names | None = None) -> Bilingual:
    """What to write instead of an unknown word: the nearest by id or name, then the list if it is short."""
    known = sorted(words)
    if not known:
        return tell("nothing")
    listed = ", ".join(known if len(known) <= FEW else known[:5])
    rest = tell("few", words=listed) if len(known) <= FEW else tell("many", n=len(known), words=listed)
    near = nearest(word, known, names)
    return tell("mean", words=_quoted(near, names)) + rest if near else rest


def _quoted(words: list[str], names: Names | None) -> Bilingual:
    """Words as alternatives; in Chinese each with its name, unless that says no more than the word."""
    name = name_in(names)
    told = [tell("quoted", word=w) if name(w).zh == w else tell("named", word=w, name=name(w)) for w in words]
    found = told[0]
    for one in told[1:]:
        found = found + tell("or") + one
    return found
