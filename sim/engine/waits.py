"""What people know of the wait: a slow mean by hour of day, from the queues or from the rule.

With queues simulated, each closing moves the mean of a pool and hour towards the day's measured wait. Under a
sample the load of each hospital department, and of each district's centres or clinics, is measured slowly, and the
wait is `rules.event.wait` of the full number of doctors at that load, hour by hour. Plain functions of tables, called
by both engines.
"""

import math
from collections.abc import MutableSequence
from typing import NamedTuple

from sim.engine.appointments import arrivals_of_hour
from sim.engine.cells import hour_at
from sim.engine.tables import Month, World, pools_of
from sim.rules.event.wait import clinic_hour_wait, slow_mean, stationary_wait, young_queue

LOAD_MEMORY_DAYS = 40.0  # open days over which a sample's load is measured: short for trends, long for few visits
CENSUS_MEMORY_DAYS = 3.0  # nights over which the census of everybody is measured; longer in a sample, which is noisy
REFRESH_DAYS = 5  # the rule's table follows the slow load once a working week
FULL = 0.98
BUSY_DAY, QUIET_DAY = 1.5 / 1.4, 1.0 / 1.4  # visits of a weekday over the mean, see _apply_rule
OPEN_DAYS, NIGHTS = 0, 1
BED_MEMORY_DAYS = 30.0  # days over which a ward's elective admissions are measured


class Waits(NamedTuple):
    """The memory of waits; ``simulate`` is 1 where queues are simulated, ``fraction`` the sample.

    ``minutes`` [pools * hours] is what people expect; ``seen`` and ``counted`` the waits of the day; ``load``
    [pool groups] clinic visits a day and ``lying`` [groups] patients in bed, both for everybody; ``open_beds``
    [groups] and ``bed_backlog`` [groups] bed-days asked for beyond them, not yet given;
    ``arrivals`` of the day; ``backlog`` minutes of work [pools] carried from week to week;
    ``granted`` [F] elective beds given today and ``grant_rate`` their slow mean; ``referred_lying`` [F] elective
    patients with a referral in bed, for everybody, and ``kept_idle`` [groups] beds kept for them that none of them
    needs, both only where beds are kept; ``days`` holds the number of open
    days and of nights so far.
    """

    simulate: int
    fraction: float
    weight: float
    ca2: float
    cs2: float
    minutes: MutableSequence[float]
    seen: MutableSequence[float]
    counted: MutableSequence[int]
    load: MutableSequence[float]
    lying: MutableSequence[float]
    open_beds: MutableSequence[float]
    bed_backlog: MutableSequence[float]
    arrivals: MutableSequence[int]
    backlog: MutableSequence[float]
    granted: MutableSequence[int]
    grant_rate: MutableSequence[float]
    referred_lying: MutableSequence[float]
    kept_idle: MutableSequence[float]
    days: MutableSequence[int]


def fresh_waits(w: World, *, simulate: bool, fraction: float, memory_days: float, ca: float, cs: float) -> Waits:
    """Nobody has waited yet."""
    cells = w.pools * w.hours
    return Waits(
        simulate=int(simulate),
        fraction=fraction,
        weight=1.0 / memory_days,
        ca2=ca * ca,
        cs2=cs * cs,
        minutes=[0.0] * cells,
        seen=[0.0] * cells,
        counted=[0] * cells,
        load=[0.0] * w.pool_groups,
        lying=[0.0] * w.load_groups,
        open_beds=[0.0] * w.load_groups,
        bed_backlog=[0.0] * w.load_groups,
        arrivals=[0] * w.pool_groups,
        backlog=[0.0] * w.pools,
        granted=[0] * w.facilities,
        grant_rate=[0.0] * w.facilities,
        referred_lying=[0.0] * w.facilities,
        kept_idle=[0.0] * w.load_groups,
        days=[0, 0],
    )


def note_visit(w: World, v: Waits, pool: int, hour: int, wait_minutes: float) -> None:
    """One clinic visit was seen after this wait."""
    v.arrivals[w.pool_group[pool]] += 1
    if v.simulate:
        v.seen[hour_at(w, pool, hour)] += wait_minutes
        v.counted[hour_at(w, pool, hour)] += 1


def close_day(w: World, m: Month, v: Waits, days_closed: int) -> None:
    """At closing: move the expected waits."""
    if v.simulate:
        for cell in range(w.pools * w.hours):
            if v.counted[cell] > 0:
                v.minutes[cell] = slow_mean(v.minutes[cell], v.seen[cell] / v.counted[cell], v.weight)
                v.counted[cell] = 0
                v.seen[cell] = 0.0
        return
    if days_closed:
        return
    v.days[OPEN_DAYS] += 1
    weight = max(1.0 / LOAD_MEMORY_DAYS, 1.0 / v.days[OPEN_DAYS])
    for group in range(w.pool_groups):
        v.load[group] = slow_mean(v.load[group], v.arrivals[group] / v.fraction, weight)
        v.arrivals[group] = 0
    if v.days[OPEN_DAYS] % REFRESH_DAYS == 1:
        for f in range(w.facilities):
            _apply_rule(w, m, v, f)


def close_wards(w: World, v: Waits) -> None:
    """At midnight: move each ward's measured rate of elective admissions."""
    v.days[NIGHTS] += 1
    weight = max(1.0 / BED_MEMORY_DAYS, 1.0 / v.days[NIGHTS])
    for f in range(w.facilities):
        v.grant_rate[f] = slow_mean(v.grant_rate[f], float(v.granted[f]), weight)
        v.granted[f] = 0


def queued_bed_days(v: Waits, f: int, queue: int, beds: int, stay_days: float) -> float:
    """The wait an elective patient must expect behind a queue: at the ward's measured rate, emergencies come first.

    In the first month, before a rate is known, at the rate of all its beds.
    """
    if queue == 0:
        return 0.0
    if v.days[NIGHTS] < BED_MEMORY_DAYS:
        return queue * stay_days / max(1, beds)
    return queue / max(0.02, v.grant_rate[f])


def queue_to_expect(
    v: Waits, f: int, others: int, referred: int, beds: int, kept: int, is_referred: bool, stay_days: float
) -> float:
    """The wait behind both queues of a ward, ``others`` without and ``referred`` with a referral.

    Where beds are kept, the referred wait for one of these or for any bed, whichever is free first.
    """
    found = queued_bed_days(v, f, others + referred, beds, stay_days)
    return min(found, referred * stay_days / kept) if is_referred and kept > 0 else found


def close_kept(w: World, v: Waits, f: int, in_kept: int, kept: int) -> None:
    """At midnight, before `close_night`: how many elective patients with a referral lie where beds are kept."""
    group = w.load_group[f]
    if kept == 0 and v.kept_idle[group] == 0.0:
        return
    v.referred_lying[f] = slow_mean(v.referred_lying[f], in_kept / v.fraction, _census_weight(v))
    v.kept_idle[group] = max(0.0, kept - v.referred_lying[f])


def close_night(v: Waits, group: int, occupied: int, open_beds: int) -> None:
    """At midnight: move the measured bed load of one group.

    Under a sample nobody queues for a bed, so more can lie there than there are beds. What lies beyond them is what a
    queue would hold: it adds up night after night, and is worked off on nights with room.
    """
    v.lying[group] = slow_mean(v.lying[group], occupied / v.fraction, _census_weight(v))
    v.open_beds[group] = float(open_beds)
    v.bed_backlog[group] = max(0.0, v.bed_backlog[group] + v.lying[group] - (open_beds - v.kept_idle[group]))


def _census_weight(v: Waits) -> float:
    """The weight of tonight's census."""
    memory = min(LOAD_MEMORY_DAYS, CENSUS_MEMORY_DAYS / math.sqrt(v.fraction))
    return max(1.0 / memory, 1.0 / (v.days[NIGHTS] + 1))


def _apply_rule(w: World, m: Month, v: Waits, f: int) -> None:
    """Waits of a facility's pools by hour over the coming week, a mean weighted by arrivals.

    Who fell ill at a weekend comes on one of the next four open days, so a weekday clinic has four busy days and a
    quiet one. Work beyond an hour's capacity is carried to the next hour, at closing to the next day, and from week to
    week: a department that is asked for more than it can do falls behind until its wait turns people away.
    """
    service = w.service_minutes[w.level[f]]
    always = w.every_day[f] != 0
    days = 7 if always else 5
    for pool in pools_of(w, f):
        if pool > w.pool_first[f] and w.primary[w.level[f]] != 0:
            for hour in range(w.hours):  # one doctor of a centre is like the other
                v.minutes[hour_at(w, pool, hour)] = v.minutes[hour_at(w, pool - 1, hour)]
            continue
        doctors = m.doctors_full[pool]
        arrivals = v.load[w.pool_group[pool]] * w.pool_share[pool]
        room = doctors * 60.0
        carried = v.backlog[pool]
        for hour in range(w.hours):
            v.minutes[hour_at(w, pool, hour)] = w.desk_minutes[f]
        day = 0
        while day < days:
            busy = 1.0 if always else QUIET_DAY if day == 4 else BUSY_DAY
            start = carried
            for hour in range(w.hours):
                work = busy * arrivals * arrivals_of_hour(w, m, f, hour) * service + carried
                left = max(0.0, work - room)
                v.seen[hour_at(w, pool, hour)] = clinic_hour_wait(
                    0.5 * (carried + left) / doctors,
                    stationary_wait(doctors, min(FULL, work / room), service, v.ca2, v.cs2),
                    young_queue(doctors, service, v.ca2, v.cs2, 60.0 * (hour + 0.5)),
                )
                carried = left
            # A day that leaves nothing over is like the next of its kind.
            alike = (days if always else 4) if day == 0 and start == 0.0 and carried == 0.0 else 1
            for hour in range(w.hours):
                v.minutes[hour_at(w, pool, hour)] += alike * busy * v.seen[hour_at(w, pool, hour)] / days
            day += alike
        v.backlog[pool] = carried


def bed_wait_days(w: World, v: Waits, f: int, beds: int, kept: int, is_referred: bool, stay_days: float) -> float:
    """The rule's wait for an elective bed, in days: chance at the measured load, and the backlog before it.

    The backlog is worked off at the ward's measured pace of elective admissions, since emergencies come first; in the
    first month, before a pace is known, at that of all its beds. Where beds are kept for the referred, these wait for
    one of them as long as they do not fill them, the others for the rest.
    """
    group = w.load_group[f]
    if beds <= 0 or v.open_beds[group] <= 0.0:
        return 0.0
    pace = beds / stay_days
    if v.days[NIGHTS] >= BED_MEMORY_DAYS:
        pace = max(0.02, v.grant_rate[f] / v.fraction)
    share = beds / v.open_beds[group]
    chance = stationary_wait(beds - kept, min(_load_of_rest(w, v, f, kept), FULL), stay_days, 1.0, 0.4)
    found = chance + v.bed_backlog[group] * share / stay_days / pace
    if is_referred and v.referred_lying[f] < FULL * kept:
        return min(found, stationary_wait(kept, v.referred_lying[f] / kept, stay_days, 1.0, 0.4))
    return found


def _load_of_rest(w: World, v: Waits, f: int, kept: int) -> float:
    """Measured share of the beds that is taken, of those not kept for the referred."""
    if kept == 0:
        return bed_load(w, v, f)
    group = w.load_group[f]
    rest = v.lying[group] - min(float(kept), v.referred_lying[f])
    return max(0.0, rest) / max(1.0, v.open_beds[group] - kept)


def bed_load(w: World, v: Waits, f: int) -> float:
    """Measured share of the group's beds that is taken."""
    group = w.load_group[f]
    return v.lying[group] / v.open_beds[group] if v.open_beds[group] > 0.0 else 0.0
