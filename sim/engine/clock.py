"""Time inside the engine: ticks of a quarter second, packed with a person into one whole number.

A packed key is ``ticks << 30 | person << 5 | slot`` (`widths` says how far that reaches). Events of two residents, and
two kinds of events of one, never share a key, so neither a queue's insertion order nor an event counter decides
anything. Slot 0 is an onset, the others are the kinds of later steps; onsets of one resident in one tick, should there
be any, come in the order of their numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sim.engine.widths import FOLLOW_UPS, PERSON_BITS, SLOT_BITS
from sim.vocabulary.measures import month_at, stamp

PERSON_SHIFT = SLOT_BITS
TICK_SHIFT = PERSON_BITS + SLOT_BITS
MIDNIGHT = (1 << PERSON_BITS) - 1  # the person number of the clock's own events, larger than any resident's

ONSET, OPENING, ARRIVAL, SERVED, BED, LEAVING, RETURN = range(7)
LAST_SLOT = RETURN + FOLLOW_UPS - 1  # a patient's follow-up visits count on from RETURN

WEEK, SATURDAY = 7, 5  # days of a week; Monday is 0
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Days of the year, from 0, without weekday clinics: about ten weekdays a year beside Saturdays and Sundays, one at a
# time (assumption). In the long holidays hospitals keep reduced clinics; closing for a whole week would send seven
# days' patients into the next four, a wave of our own making.
HOLIDAYS = frozenset(range(9, 365, 26))


def pack(ticks: int, person: int, slot: int) -> int:
    """One sortable number for a moment, a person and a step."""
    return ticks << TICK_SHIFT | person << PERSON_SHIFT | slot


def ticks_of(key: int) -> int:
    """The moment of a packed key."""
    return key >> TICK_SHIFT


def person_of(key: int) -> int:
    """The resident of a packed key."""
    return key >> PERSON_SHIFT & MIDNIGHT


class CalendarMonth(NamedTuple):
    """One simulated month: its number in the run from 0, year, month of the year, first day of the run, days."""

    number: int
    year: int
    month: int
    first_day: int
    days: int

    @property
    def end(self) -> int:
        """The first day after it."""
        return self.first_day + self.days


class Calendar:
    """Days from the first day of the run-in; a year has 365 days, no 29 February.

    Attributes
    ----------
    months : every simulated month.
    clinic_open : 1 for each day on which weekday clinics open; it runs 400 days past the end.
    """

    def __init__(self, base_year: int, last_year: int, run_in_months: int) -> None:
        start = stamp(base_year, 1) - run_in_months
        self.months: list[CalendarMonth] = []
        day = 0
        for number, month_number in enumerate(range(start, stamp(last_year + 1, 1))):
            year, month = month_at(month_number)
            days = MONTH_DAYS[month - 1]
            self.months.append(CalendarMonth(number, year, month, day, days))
            day += days
        self.days = day
        first = self.months[0]
        weekday = date(first.year, first.month, 1).weekday()
        first_day = sum(MONTH_DAYS[: first.month - 1])
        self.clinic_open: list[int] = []
        for n in range(day + 400):
            holiday = (first_day + n) % 365 in HOLIDAYS
            self.clinic_open.append(0 if (weekday + n) % WEEK >= SATURDAY or holiday else 1)


def open_day(clinic_open: Sequence[int], day: int, skip: int) -> int:
    """The first open day at or after ``day``, then ``skip`` open days further."""
    while clinic_open[day] == 0:
        day += 1
    while skip > 0:
        day += 1
        if clinic_open[day] != 0:
            skip -= 1
    return day
