"""Time inside the engine: ticks of a quarter second, packed with a person into one whole number.

A packed key is ``ticks << 30 | person << 5 | slot`` (`widths` says how far that reaches). Events of two residents, and
two kinds of events of one, never share a key, so neither a queue's insertion order nor an event counter decides
anything. Slot 0 is an onset, the others are the kinds of later steps; onsets of one resident in one tick, should there
be any, come in the order of their numbers.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from sim.engine.widths import FOLLOW_UPS, PERSON_BITS, SLOT_BITS
from sim.vocabulary.measures import month_at, stamp
from sim.vocabulary.open_days import OpenDays

PERSON_SHIFT = SLOT_BITS
TICK_SHIFT = PERSON_BITS + SLOT_BITS
MIDNIGHT = (1 << PERSON_BITS) - 1  # the person number of the clock's own events, larger than any resident's

ONSET, OPENING, ARRIVAL, SERVED, BED, LEAVING, RETURN = range(7)
LAST_SLOT = RETURN + FOLLOW_UPS - 1  # a patient's follow-up visits count on from RETURN

AFTER_END = 400  # days after the last one on which the calendar says who opens: late returns are planned into them


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
    """Days from the first day of the run-in, as they were: with 29 February and the holidays that were decreed.

    Attributes
    ----------
    start : the date of day 0.
    months : every simulated month.
    days_closed : by day, 0 where weekday clinics open, else the length of the stretch of closed days it lies in; it
        runs `AFTER_END` days past the end.
    holiday : as many days, 1 on public holidays, when clinics see a part of those who come.
    """

    def __init__(self, base_year: int, last_year: int, run_in_months: int, open_days: OpenDays) -> None:
        first = stamp(base_year, 1) - run_in_months
        self.months: list[CalendarMonth] = []
        day = 0
        for number, month_number in enumerate(range(first, stamp(last_year + 1, 1))):
            year, month = month_at(month_number)
            days = monthrange(year, month)[1]
            self.months.append(CalendarMonth(number, year, month, day, days))
            day += days
        self.days = day
        self.start = date(self.months[0].year, self.months[0].month, 1)
        dates = [self.start + timedelta(days=n) for n in range(day + AFTER_END)]
        self.days_closed = _stretches([open_days.opened(one) for one in dates])
        self.holiday = [int(one in open_days.closed) for one in dates]


def _stretches(is_open: Sequence[bool]) -> list[int]:
    """0 for open days, for each closed one how many are closed in a row."""
    found: list[int] = []
    for opened, days in groupby(is_open):
        length = len(list(days))
        found += [0 if opened else length] * length
    return found


def open_day(days_closed: Sequence[int], day: int, skip: int) -> int:
    """The first open day at or after ``day``, then ``skip`` open days further."""
    while days_closed[day] != 0:
        day += 1
    while skip > 0:
        day += 1
        if days_closed[day] == 0:
            skip -= 1
    return day
