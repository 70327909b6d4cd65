"""A target of a document: an indicator, a comparison, a year, a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sim.vocabulary.phrase import Bilingual

Comparator = Literal["at_least", "at_most", "about", "above_base_year", "below_base_year"]


@dataclass(frozen=True, slots=True)
class Target:
    """One line of the scoreboard.

    ``value`` is None for a comparison with the base year. ``area`` is "all", a district id, or
    "every_district" (met only where every district meets it; a line for each is shown).
    ``soft`` marks words like 力争, 左右; ``tolerance`` belongs to ``about``.
    """

    id: str
    indicator: str
    comparator: Comparator
    value: float | None
    year: int
    area: str
    clauses: tuple[str, ...]
    soft: bool
    tolerance: float | None
    note: Bilingual
