"""A number with its interval, and whether that leaves out zero."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.reporting.numbers import interval, plain
from sim.reporting.sentences import Verdict


@dataclass(frozen=True, slots=True)
class Estimate:
    """Mean and interval over replications; the ends are not a number where there is one replication only."""

    mean: float
    low: float
    high: float

    @property
    def has_interval(self) -> bool:
        """Whether there are replications to judge by."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    def verdict(self, unit: str) -> Verdict:
        """Of a difference: whether its interval leaves out zero, and whether it can be seen at all."""
        if plain(self.mean, unit) == plain(0.0, unit):
            return "same"
        if not self.has_interval:
            return "single"
        return "sure" if self.low * self.high > 0 else "unsure"

    def signed(self, unit: str) -> str:
        """As a difference, in the unit's own scale: +1.3 [+1.1, +1.5]."""
        return f"{plain(self.mean, unit, sign=True)} {interval(self.low, self.high, unit, sign=True)}".strip()
