"""One measured number beside its goal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """``goal`` is a lower bound, or an upper one if ``at_most``; None where no goal is set or nothing was measured."""

    what: str
    value: float | None
    goal: float | None = None
    at_most: bool = False
    note: str = ""

    def row(self) -> str:
        """A line of the table."""
        if self.value is None:
            return f"| {self.what} | - | {self._goal()} | {self.note} |"
        shown = f"{self.value:,.3g}" if self.value < 1000 else f"{self.value:,.0f}"
        return f"| {self.what} | {shown} | {self._goal()} | {self._verdict()}{self.note} |"

    def _goal(self) -> str:
        return "" if self.goal is None else f"{'<=' if self.at_most else '>='} {self.goal:g}"

    def _verdict(self) -> str:
        if self.goal is None or self.value is None:
            return ""
        met = self.value <= self.goal if self.at_most else self.value >= self.goal
        return ("met" if met else "missed") + (". " if self.note else "")


def table(ratios: list[Ratio]) -> list[str]:
    """All rows under one head."""
    return ["| | measured | goal | |", "|---|---:|---:|---|", *(ratio.row() for ratio in ratios)]
