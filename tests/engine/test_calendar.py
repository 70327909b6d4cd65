"""True days in the engine: 29 February, closed stretches, and where those who find the door closed go."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from sim.engine.clock import AFTER_END, Calendar, open_day
from sim.engine.hours import is_open, let_in
from sim.vocabulary.open_days import Holiday, OpenDays
from sim.vocabulary.phrase import one
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_HOUR

from .small import world

NOON = 12 * TICKS_PER_HOUR


def holiday(first: date, last: date, *make_up: date) -> Holiday:
    """Days off and the weekend days worked for them."""
    return Holiday(first, last, make_up, one("made up"), True, "made up")


# 2016: Sunday 7 to Saturday 13 February off, Saturday 6 and Sunday 14 worked.
SPRING = holiday(date(2016, 2, 7), date(2016, 2, 13), date(2016, 2, 6), date(2016, 2, 14))


def test_a_leap_year_has_366_days() -> None:
    calendar = Calendar(2016, 2017, 3, OpenDays())
    assert calendar.start == date(2015, 10, 1)
    assert [month.days for month in calendar.months[:6]] == [31, 30, 31, 31, 29, 31]
    assert calendar.days == 92 + 366 + 365
    assert calendar.months[-1].end == calendar.days
    assert len(calendar.days_closed) == calendar.days + AFTER_END


def test_closed_days_know_how_long_their_stretch_is() -> None:
    """A weekend is two days; the festival is seven, and the weekends on either side are worked days now."""
    found = Calendar(2016, 2016, 0, OpenDays((SPRING,))).days_closed
    assert found[:3] == [0, 2, 2], "Friday 1 January 2016, a weekend"
    february = found[31:60]
    assert february[:5] == [0] * 5
    assert february[5:14] == [0, *[7] * 7, 0]
    assert february[14:19] == [0] * 5


def test_who_comes_on_a_closed_day_is_spread_over_more_open_days() -> None:
    calendar = Calendar(2016, 2016, 0, OpenDays((SPRING,)))
    w = world(hours=7)._replace(days_closed=calendar.days_closed, every_day=[0] * 5, opening_hour=8)

    def days(day: int) -> list[int]:
        """On which days those who come at noon of a day are let in."""
        moments = [let_in(w, 0, day * TICKS_PER_DAY + NOON, (n + 0.5) / 1400) for n in range(1400)]
        assert all(moment % TICKS_PER_DAY == NOON for moment in moments), "at the same hour"
        return [moment // TICKS_PER_DAY for moment in moments]

    weekend, festival = Counter(days(1)), Counter(days(31 + 8))
    assert weekend == Counter({3: 350, 4: 350, 5: 350, 6: 350})
    first = 31 + 13
    assert sorted(festival) == [open_day(calendar.days_closed, first, n) for n in range(14)]
    assert set(festival.values()) == {100}
    assert days(31 + 5) == [31 + 5] * 1400, "a Saturday that is worked"


def test_on_a_public_holiday_a_part_is_seen_at_once() -> None:
    """Reduced clinics: two in five that day, the others on four times as many open days as it is closed."""
    calendar = Calendar(2016, 2016, 0, OpenDays((SPRING,)))
    w = world(hours=7)._replace(
        days_closed=calendar.days_closed,
        holiday=calendar.holiday,
        holiday_clinic=0.4,
        every_day=[0] * 5,
        opening_hour=8,
    )
    assert [day for day in range(366) if calendar.holiday[day]] == list(range(31 + 6, 31 + 13))
    at = 31 + 8
    days = Counter(let_in(w, 0, at * TICKS_PER_DAY + NOON, (n + 0.5) / 7000) // TICKS_PER_DAY for n in range(7000))
    assert days[at] == 2800
    assert sorted(days)[1:] == [open_day(calendar.days_closed, 31 + 13, n) for n in range(28)]
    assert set(days.values()) == {2800, 150}
    assert is_open(w, 0, at)
    assert not is_open(w._replace(holiday_clinic=0.0), 0, at), "none is seen, so nobody is there"
    assert not is_open(w, 0, 1), "a plain weekend"
    weekend = Counter(let_in(w, 0, TICKS_PER_DAY + NOON, (n + 0.5) / 400) // TICKS_PER_DAY for n in range(400))
    assert set(weekend.values()) == {100}


def test_a_clinic_that_opens_every_day_lets_everybody_in() -> None:
    calendar = Calendar(2016, 2016, 0, OpenDays((SPRING,)))
    w = world(hours=7)._replace(days_closed=calendar.days_closed, every_day=[1] * 5, opening_hour=8)
    at = 38 * TICKS_PER_DAY + 12 * TICKS_PER_HOUR
    assert let_in(w, 0, at, 0.9) == at


@pytest.mark.parametrize("skip", [0, 1, 5])
def test_open_days_are_counted_past_closed_ones(skip: int) -> None:
    closed = [2, 2, 0, 0, 1, 0, 3, 3, 3, 0, 0, 0, 0]
    opened = [day for day, length in enumerate(closed) if length == 0]
    assert open_day(closed, 0, skip) == opened[skip]
