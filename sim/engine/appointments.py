"""Visits at an appointed time: who has one, when he comes, who does not.

The clinic's profile of the base year holds that year's bookings already, so only those beyond their share come at
another time than they would have. Letters as in `steps`; c are the month's counts.
"""

import math
from collections.abc import Sequence

from sim.draws import BOOKED, BOOKED_HOUR, FOLLOW_HOUR, LEG, NO_SHOW, uniform
from sim.engine.cells import booking_row, hour_at
from sim.engine.clock import open_day
from sim.engine.counts import Counts
from sim.engine.hours import NEXT_DAYS, let_in
from sim.engine.tables import Behaviour, Month, World
from sim.vocabulary.tables import BookingCount
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_HOUR


def comes_at(w: World, p: Behaviour, m: Month, c: Counts, f: int, ticks: int, key: int, leg: int) -> int:
    """When a planned visit that is wanted at a moment begins: when the door is open, or at the time given.

    Times are spread evenly over the hours of the clinic: on that day if the time is still to come, else on the next
    one that is open. Who does not come then comes at the same hour on one of the open days after it, as who finds the
    door closed does.
    """
    draw = LEG * leg
    found = let_in(w, f, ticks, uniform(key, draw + FOLLOW_HOUR))
    if newly_booked(w, m, f) <= 0.0 or not w.booked_base[f] <= uniform(key, draw + BOOKED) < m.booked[f]:
        return found
    length = w.hours * TICKS_PER_HOUR
    within = w.opening_hour * TICKS_PER_HOUR + math.floor(uniform(key, draw + BOOKED_HOUR) * length)
    day = found // TICKS_PER_DAY
    if day * TICKS_PER_DAY + within < ticks:
        day = _later(w, f, day, 0)
    u = uniform(key, draw + NO_SHOW)
    if u < p.no_show_share:
        c.bookings[booking_row(f) + BookingCount.NO_SHOWS] += 1
        day = _later(w, f, day, math.floor(u / p.no_show_share * NEXT_DAYS))
    return day * TICKS_PER_DAY + within


def newly_booked(w: World, m: Month, f: int) -> float:
    """Share of planned visits booked beyond those of the base year."""
    return max(0.0, m.booked[f] - w.booked_base[f])


def count_booked(m: Month, c: Counts, f: int, key: int, leg: int) -> None:
    """A planned visit has taken place: was it booked?"""
    if m.booked[f] <= 0.0:
        return
    c.bookings[booking_row(f) + BookingCount.PLANNED] += 1
    if uniform(key, LEG * leg + BOOKED) < m.booked[f]:
        c.bookings[booking_row(f) + BookingCount.BOOKED] += 1


def arrivals_of_hour(w: World, m: Month, f: int, hour: int) -> float:
    """Share of a day's visits that come in an hour of the clinic."""
    more = newly_booked(w, m, f)
    return (1.0 - more) * w.hour_share[hour] + more / w.hours


def wait_to_expect(w: World, m: Month, f: int, pool: int, hour: int, waits: Sequence[float]) -> float:
    """The wait that people weigh: that of the hour they would come in, or of any hour if they are given a time."""
    more = newly_booked(w, m, f)
    at_hour = waits[hour_at(w, pool, hour)]
    if more <= 0.0:
        return at_hour
    total = 0.0
    for any_hour in range(w.hours):
        total += waits[hour_at(w, pool, any_hour)]
    return (1.0 - more) * at_hour + more * total / w.hours


def _later(w: World, f: int, day: int, skip: int) -> int:
    """The open day after a day, then ``skip`` open days further."""
    return day + 1 + skip if w.every_day[f] != 0 else open_day(w.days_closed, day + 1, skip)
