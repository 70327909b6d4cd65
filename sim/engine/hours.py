"""Opening hours: which hour of the clinic day it is, who stands before a closed door, what of a wait counts.

Letters as in `tables`: w world, f facility.
"""

import math

from sim.engine.clock import open_day
from sim.engine.tables import World
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE

# Those who find the door closed are spread over so many open days for each day it is closed (assumption): over four
# after a weekend. People know that a public holiday comes, and who can wait waits longer: over 32 days after eight of
# holiday. A fixed number would make the longest closure a wave that takes weeks to pass.
NEXT_DAYS, NEXT_DAYS_HOLIDAY = 2.0, 4.0


def hour_of(w: World, ticks: int) -> int:
    """The hour of the clinic day at a moment, counted from opening; the nearest one outside it."""
    return min(w.hours - 1, max(0, ticks % TICKS_PER_DAY // TICKS_PER_HOUR - w.opening_hour))


def is_open(w: World, f: int, day: int) -> bool:
    """Whether doctors of a facility see anybody on a day."""
    return w.every_day[f] != 0 or w.days_closed[day] == 0 or (w.holiday[day] != 0 and w.holiday_clinic > 0.0)


def let_in(w: World, f: int, ticks: int, u: float) -> int:
    """When somebody who comes at a moment is let in: now, or at the same hour on one of the next open days.

    ``u`` is uniform. On a public holiday a part is seen at once, at the reduced clinics of the day. Who comes out of
    hours, after an emergency elsewhere, comes again to the next morning's clinic.
    """
    day, within = ticks // TICKS_PER_DAY, ticks % TICKS_PER_DAY
    start, length = w.opening_hour * TICKS_PER_HOUR, w.hours * TICKS_PER_HOUR
    if w.every_day[f] == 0 and w.days_closed[day] != 0:
        holiday = w.holiday[day] != 0
        seen = w.holiday_clinic if holiday else 0.0
        if u >= seen:
            over = (NEXT_DAYS_HOLIDAY if holiday else NEXT_DAYS) * w.days_closed[day]
            day = open_day(w.days_closed, day, math.floor((u - seen) / (1.0 - seen) * over))
    if not start <= within < start + length:
        day = open_day(w.days_closed, day + 1, 0)
        within = start + math.floor(u * length)
    return day * TICKS_PER_DAY + within


def desk_ticks(w: World, f: int) -> int:
    """Ticks at registration, till and pharmacy, which count as waiting."""
    return math.floor(w.desk_minutes[f] * TICKS_PER_MINUTE + 0.5)


def clinic_wait(w: World, f: int, arrival: int, start: int) -> int:
    """Ticks waited while the clinic was open; who is left at closing is first in line the next morning."""
    day, last = arrival // TICKS_PER_DAY, start // TICKS_PER_DAY
    if day == last:
        return start - arrival
    opening, length = w.opening_hour * TICKS_PER_HOUR, w.hours * TICKS_PER_HOUR
    found = max(0, opening + length - arrival % TICKS_PER_DAY) + max(0, start % TICKS_PER_DAY - opening)
    for between in range(day + 1, last):
        if is_open(w, f, between):
            found += length
    return found
