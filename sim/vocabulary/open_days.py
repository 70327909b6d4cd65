"""On which days weekday clinics open: Monday to Friday but for public holidays, and weekends worked for them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from sim.vocabulary.phrase import Bilingual

SATURDAY = 5  # Monday is 0
APART = {"apart": True}  # what a holiday is called and where that stands changes no answer


def is_weekend(day: date) -> bool:
    """Whether a day is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days off in a row, ``first`` to ``last`` with the weekends among them, and the weekend days worked for them.

    ``decreed`` is False where no notice has arranged the year, so that its days are those of the nearest one that was.
    """

    first: date
    last: date
    make_up: tuple[date, ...]
    label: Bilingual = field(metadata=APART)
    decreed: bool = field(metadata=APART)
    source: str = field(metadata=APART)

    @property
    def days(self) -> tuple[date, ...]:
        """Each day off."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True)
class OpenDays:
    """The official calendar of the years of a run: its holidays, each within one year, in order."""

    holidays: tuple[Holiday, ...] = ()

    @cached_property
    def closed(self) -> frozenset[date]:
        """Days off, weekends among them."""
        return frozenset(day for holiday in self.holidays for day in holiday.days)

    @cached_property
    def make_up(self) -> frozenset[date]:
        """Weekend days that are worked."""
        return frozenset(day for holiday in self.holidays for day in holiday.make_up)

    @property
    def by_rule(self) -> tuple[int, ...]:
        """The years that no notice has arranged."""
        return tuple(sorted({holiday.first.year for holiday in self.holidays if not holiday.decreed}))

    def opened(self, day: date) -> bool:
        """Whether weekday clinics open on a day."""
        return day in self.make_up or not (is_weekend(day) or day in self.closed)

    def open_in(self, year: int, month: int) -> int:
        """How many days of a month they open."""
        return sum(self.opened(date(year, month, n + 1)) for n in range(monthrange(year, month)[1]))

    def of_years(self, years: range) -> OpenDays:
        """The holidays of these years alone."""
        return OpenDays(tuple(holiday for holiday in self.holidays if holiday.first.year in years))
