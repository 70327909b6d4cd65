"""What is wrong with an input, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from sim.vocabulary.phrase import Bilingual, told


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an input file; reads as ``file:line:column: path: what -> what to do``.

    ``line`` and ``column`` count from 1; 0 means the whole file.
    """

    file: str
    line: int
    column: int
    path: str
    what: Bilingual
    remedy: Bilingual

    def told(self, lang: str) -> str:
        """The fault as one line, in ``zh`` or ``en``."""
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        path = f" {self.path}:" if self.path else ""
        return f"{where}:{path} {told(self.what, lang)} -> {told(self.remedy, lang)}"

    def __str__(self) -> str:
        return self.told("en")


class InputInvalid(Exception):
    """Raised once per command with every problem that was found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems), key=_order)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[InputInvalid], tuple[list[Problem]]]:
        """Raised in a worker, it reaches the parent with its problems."""
        return type(self), (self.problems,)


class UsageWrong(InputInvalid):
    """What was typed on the line cannot be done; the files it names may be right."""


class FolderTaken(UsageWrong):
    """The folder for the results cannot be written, or holds something already; nothing is ever overwritten."""


class WorkLost(InputInvalid):
    """The work could not be finished, by no fault of an input: a process died, the disk is full, a cluster is gone."""


def _order(problem: Problem) -> tuple[str, int, int, str, str, str]:
    place = (problem.file, problem.line, problem.column, problem.path)
    return (*place, str(problem.what), str(problem.remedy))
