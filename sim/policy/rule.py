"""A rule: one lever with dates, places and the clause it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sim.policy.lever import Lever
from sim.vocabulary.measures import MONTHS, stamp
from sim.vocabulary.phrase import Bilingual


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a scenario.

    ``start`` and ``until`` are dates as written; the rule is in force from the first month that begins on
    or after ``start`` up to, not including, the first month that begins on or after ``until``.
    ``ramp_months`` spreads a growing rule linearly. ``where`` names districts; empty means everywhere. ``pools``
    names insurance pools: the rule acts in their districts and on the money of their payers; empty means all.
    ``clauses`` are ids of the document; ``assumption`` says what no document gives.
    """

    id: str
    lever: Lever
    start: date
    until: date | None
    ramp_months: int
    where: tuple[str, ...]
    clauses: tuple[str, ...]
    assumption: Bilingual
    group: str
    pools: tuple[str, ...] = field(default=(), metadata={"silent": True})

    @property
    def first_month(self) -> tuple[int, int]:
        """(year, month) from which the rule is in force."""
        return first_month_on_or_after(self.start)

    def strength(self, year: int, month: int) -> float:
        """Share of the rule in force in a month: 0 before and after, growing to 1 over the ramp."""
        now, begin = stamp(year, month), stamp(*self.first_month)
        if now < begin:
            return 0.0
        if self.until is not None and now >= stamp(*first_month_on_or_after(self.until)):
            return 0.0
        if self.ramp_months <= 1:
            return 1.0
        return min(1.0, (now - begin + 1) / self.ramp_months)


def first_month_on_or_after(day: date) -> tuple[int, int]:
    """The first month whose first day is ``day`` or later (2017-10-31 -> 2017-11)."""
    if day.day == 1:
        return day.year, day.month
    return (day.year + 1, 1) if day.month == MONTHS else (day.year, day.month + 1)


def in_force(rules: Sequence[Rule], year: int, month: int) -> list[tuple[Rule, float]]:
    """The rules at work in a month, each with its strength."""
    found = [(rule, rule.strength(year, month)) for rule in rules]
    return [(rule, strength) for rule, strength in found if strength > 0]
