"""What a plot counts an indicator in: shares in per cent, large sums in 万元 or million yuan, the rest as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sim.reporting.numbers import LARGE, MINUS, plain
from sim.reporting.plots.sweep.words import say
from sim.reporting.plots.words import say as say_all
from sim.vocabulary.labels import unit, unit_words
from sim.vocabulary.printed import PERCENT

SUMS = {"zh": (1e-4, "万元", 0), "en": (1e-6, "million yuan", 1)}  # factor, unit, digits


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit of the indicators, and what numbers are multiplied with; ``large`` sums of money have a unit of theirs."""

    unit: str
    large: bool
    lang: str

    @property
    def factor(self) -> float:
        """From the value of a table to the number in a plot."""
        return SUMS[self.lang][0] if self.large else 100.0 if self.unit in PERCENT else 1.0

    def text(self, value: float) -> str:
        """The number of a plot, without its unit."""
        if not self.large:
            return plain(value, self.unit)
        scaled = value * self.factor
        return (MINUS if scaled < 0 else "") + f"{abs(scaled):,.{SUMS[self.lang][2]}f}"

    @property
    def words(self) -> str:
        """The unit below a title."""
        if self.unit in PERCENT:
            return say_all("share_unit", self.lang)
        return say("unit", self.lang, unit=SUMS[self.lang][1] if self.large else unit_words(self.unit))


def scale_of(indicator: str, values: Iterable[float], lang: str) -> Scale:
    """The scale of an indicator by its largest value."""
    kind = unit(indicator)
    large = kind == "yuan" and any(abs(value) >= LARGE for value in values)
    return Scale(kind, large, lang)
