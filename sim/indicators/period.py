"""Months that belong together: a calendar year, twelve months after a start, or one month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sim.vocabulary.measures import MONTHS, month_at, stamp


@dataclass(frozen=True, slots=True)
class Period:
    """Consecutive months, numbered as by `measures.stamp`; ``label`` is the text of the column year."""

    label: str
    first: int
    length: int

    @property
    def before(self) -> Period:
        """The same months one year earlier, for growth."""
        return Period("", self.first - MONTHS, self.length)

    @property
    def stamps(self) -> range:
        """The numbers of the months."""
        return range(self.first, self.first + self.length)

    @property
    def calendar_year(self) -> int | None:
        """The year if the period is one, else None."""
        whole = self.length == MONTHS and self.first % MONTHS == 0
        return self.first // MONTHS if whole else None


def year_of(year: int) -> Period:
    """A calendar year."""
    return Period(str(year), stamp(year, 1), MONTHS)


def twelve_months_from(year: int, month: int) -> Period:
    """Twelve months from a start, as in ``2017-11..2018-10``."""
    first = stamp(year, month)
    last_year, last_month = month_at(first + MONTHS - 1)
    return Period(f"{year}-{month:02d}..{last_year}-{last_month:02d}", first, MONTHS)


def month_of(year: int, month: int) -> Period:
    """One month."""
    return Period(f"{year}-{month:02d}", stamp(year, month), 1)


def whole_years(stamps: Iterable[int]) -> list[Period]:
    """The calendar years that are complete."""
    there = set(stamps)
    years = sorted({stamp // MONTHS for stamp in there})
    return [year_of(year) for year in years if there.issuperset(year_of(year).stamps)]
