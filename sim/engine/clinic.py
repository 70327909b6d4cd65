"""Visits in the compiled engine: a row comes, queues, sees its doctor, and goes on, home, or to a bed.

Letters as in `event_loop`; each function gives the stage that comes next.
"""

import math

from sim.draws import (
    ADMIT,
    FOLLOW,
    FOLLOW_HOUR,
    LEG,
    NEXT_DAY,
    SERVICE,
    SERVICE_2,
    SPECIALIST,
    uniform,
)
from sim.engine.appointments import comes_at, count_booked
from sim.engine.booking import (
    book_visit,
)
from sim.engine.cells import hour_at
from sim.engine.clock import (
    ARRIVAL,
    RETURN,
    SERVED,
    ticks_of,
)
from sim.engine.counts import Counts
from sim.engine.follow_up import drips_stop, follow_up_leg, follow_up_place, follow_up_probability
from sim.engine.given_place import NOWHERE
from sim.engine.hours import clinic_wait, desk_ticks, hour_of, is_open, let_in
from sim.engine.levels import contacts, is_beyond
from sim.engine.packed import prefetch
from sim.engine.paying import NOT_MOVED
from sim.engine.rows import (
    CONSULT,
    CONSULTED,
    END,
    SEEN,
    VISIT,
    WAIT,
    free_row,
    log,
    new_row,
    schedule,
)
from sim.engine.steps import (
    admission_probability,
    has_queue,
    next_place,
    onward_reason,
    outcome_here,
    own_centre,
    pool_of,
    service_ticks,
    sideways_place,
    visit_factor,
)
from sim.engine.tables import Behaviour, Month, Residents, World, pools_of
from sim.engine.traffic import (
    CALLED,
    Traffic,
)
from sim.engine.waits import (
    Waits,
    note_visit,
)
from sim.engine.ward import postpone
from sim.rules.event.bill import arrival_of
from sim.rules.event.outcome import GOES_ON, REFERRED_UP, SOLVED
from sim.rules.event.queue import NOBODY, REFERRED, doctor_for, next_patient
from sim.vocabulary.names import Encounter, Reason, Referral
from sim.vocabulary.tables import TotalCount
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_MINUTE


def begin_visit(w: World, p: Behaviour, m: Month, r: Residents, c: Counts, t: Traffic, k: int, now: int) -> int:
    """Arrive; who finds the door closed comes back at the same hour on one of the next open days, or as booked."""
    f = t.facility[k]
    t.wait[k] = 0
    if t.emergency[k] != 0 and t.leg[k] == 0:
        t.kind[k] = Encounter.EMERGENCY
        return SEEN
    ticks = ticks_of(now)
    if t.emergency[k] != 0:
        again = let_in(w, f, ticks, uniform(t.chain[k], LEG * t.own_leg[k] + FOLLOW_HOUR))
    else:
        again = comes_at(w, p, m, c, f, ticks, t.chain[k], t.own_leg[k])
    if again != ticks:
        schedule(r, t, k, again, RETURN, CONSULT, ticks // TICKS_PER_DAY)
        return WAIT
    return CONSULT


def consult(w: World, p: Behaviour, m: Month, r: Residents, v: Waits, t: Traffic, k: int, now: int) -> int:
    """Wait for a doctor of the right pool."""
    f = t.facility[k]
    special = uniform(t.chain[k], LEG * t.own_leg[k] + SPECIALIST) < m.specialist[w.level[f]]
    t.kind[k] = Encounter.SPECIALIST if special else Encounter.GENERAL
    if not has_queue(w, f):
        return SEEN
    pool = pool_of(w, f, t.person[k], t.condition[k])
    ticks = ticks_of(now)
    if v.simulate == 0:
        hour = hour_of(w, ticks)
        minutes = v.minutes[hour_at(w, pool, hour)]
        note_visit(w, v, pool, hour, minutes)
        t.wait[k] = math.floor(minutes * TICKS_PER_MINUTE + 0.5)
        return SEEN
    t.arrival[k] = ticks
    referred = t.referral[k] == Referral.UP
    if t.pool_open[pool] != 0:
        doctor = doctor_for(referred, t.free_general[pool], t.free_reserved[pool])
        if doctor != NOBODY:
            take_doctor(t, pool, doctor == REFERRED)
            t.reserved[k] = 1 if doctor == REFERRED else 0
            begin_service(w, p, r, t, k, now)
            return WAIT
    t.key[k] = now
    t.next[k] = NOWHERE
    t.stage[k] = CONSULT
    if referred:
        if t.referred_first[pool] == NOWHERE:
            t.referred_first[pool] = k
        else:
            t.next[t.referred_last[pool]] = k
        t.referred_last[pool] = k
    else:
        if t.general_first[pool] == NOWHERE:
            t.general_first[pool] = k
        else:
            t.next[t.general_last[pool]] = k
        t.general_last[pool] = k
    return WAIT


def take_doctor(t: Traffic, pool: int, reserved: bool) -> None:
    """One doctor of this kind is busy from now on."""
    if reserved:
        t.free_reserved[pool] -= 1
    else:
        t.free_general[pool] -= 1


def begin_service(w: World, p: Behaviour, r: Residents, t: Traffic, k: int, now: int) -> None:
    """Be seen from now on, for a lognormal time."""
    ticks = ticks_of(now)
    t.wait[k] = clinic_wait(w, t.facility[k], t.arrival[k], ticks) + desk_ticks(w, t.facility[k])
    leg = LEG * t.own_leg[k]
    length = service_ticks(
        w, p, t.facility[k], uniform(t.chain[k], leg + SERVICE), uniform(t.chain[k], leg + SERVICE_2)
    )
    schedule(r, t, k, ticks + length, SERVED, CONSULTED, ticks // TICKS_PER_DAY)


def call_next(t: Traffic, pool: int, reserved: bool) -> bool:
    """One free doctor of this kind calls the next patient, if there is one for him."""
    general = t.general_first[pool]
    referred = t.referred_first[pool]
    queue = next_patient(
        reserved, t.key[general] if general != NOWHERE else -1, t.key[referred] if referred != NOWHERE else -1
    )
    if queue == NOBODY:
        return False
    if queue == REFERRED:
        k = referred
        t.referred_first[pool] = t.next[k]
    else:
        k = general
        t.general_first[pool] = t.next[k]
    prefetch(t.key, t.next[k])  # who is called next, before long
    take_doctor(t, pool, reserved)
    t.reserved[k] = 1 if reserved else 0
    t.called[t.single[CALLED]] = k
    t.single[CALLED] += 1
    return True


def leave_doctor(w: World, r: Residents, v: Waits, t: Traffic, k: int) -> int:
    """The consultation ends: the doctor calls the next patient or is free."""
    f = t.facility[k]
    pool = pool_of(w, f, t.person[k], t.condition[k])
    if t.reserved[k]:
        t.free_reserved[pool] += 1
        free = t.free_reserved[pool]
    else:
        t.free_general[pool] += 1
        free = t.free_general[pool]
    if t.pool_open[pool] != 0 and free > 0 and call_next(t, pool, t.reserved[k] != 0):
        prefetch(r.home, t.person[t.called[0]])  # served when this visit has been billed
    note_visit(w, v, pool, hour_of(w, t.arrival[k]), t.wait[k] / TICKS_PER_MINUTE)
    return SEEN


def end_visit(w: World, p: Behaviour, m: Month, r: Residents, c: Counts, t: Traffic, k: int, now: int) -> int:
    """Bill the visit; then solved here, admitted, referred up, going on by oneself, or the end."""
    i, g, s, f = t.person[k], t.condition[k], t.severity[k], t.facility[k]
    chain, leg, emergency = t.chain[k], t.leg[k], t.emergency[k] != 0
    day, factor = ticks_of(now) // TICKS_PER_DAY, visit_factor(p, t.dear[k])
    again = t.own_leg[k] != leg  # a follow-up
    arrival = t.split[k] if again else arrival_of(t.referral[k], emergency)
    stopped = not again and drips_stop(w, m, r, i, f, g, s, emergency, chain, leg)
    amounts = book_visit(
        w, p, m, r, c, i, t.kind[k], f, g, s, t.referral[k], arrival, t.before[k], stopped, t.wait[k], day, factor,
    )  # fmt: skip
    log(t, k, now, t.own_leg[k], t.kind[k], f, t.referral[k], t.wait[k], 0, amounts)
    if not emergency:
        count_booked(m, c, f, chain, t.own_leg[k])
    if again:
        c.totals[TotalCount.FINISHED] += 1
        free_row(t, k)
        return WAIT
    draw = LEG * leg
    result = outcome_here(w, p, m, f, g, s, chain, leg, t.reason[k] == Reason.SENT_SIDEWAYS)
    unsolved = result != SOLVED
    below = NOWHERE
    if result == SOLVED:
        chance = admission_probability(w, p, m, r, i, f, g, s, emergency, t.referral[k])
        if uniform(chain, draw + ADMIT) >= chance:
            start_follow_ups(w, p, m, r, c, t, k, now)
            t.below[k] = NOWHERE
            return END
        if m.beds[f] > 0 or is_beyond(w, f):
            return postpone(w, p, m, r, c, t, k, now)
        result = REFERRED_UP
        below = own_centre(w, m, r, i, f)
    t.below[k] = NOWHERE
    if result not in (REFERRED_UP, GOES_ON):
        return END
    formal = result == REFERRED_UP
    ticks = ticks_of(now)
    onward = below
    reason = onward_reason(formal, below != NOWHERE)
    if onward == NOWHERE:
        hour = hour_of(w, ticks)
        onward = next_place(w, p, m, r, i, g, s, f, formal, hour, chain, leg, t.expected, t.worths, t.places)
        if formal and unsolved and (onward == NOWHERE or is_beyond(w, onward)):
            beside = sideways_place(w, p, m, r, i, g, s, f, hour, chain, leg, t.expected, t.worths, t.places)
            if beside != NOWHERE:
                onward, reason = beside, Reason.SENT_SIDEWAYS
    if onward == NOWHERE:
        return END
    t.facility[k], t.before[k] = onward, w.level[f]
    t.reason[k] = reason
    t.referral[k] = Referral.UP if formal else Referral.NONE
    t.leg[k] = leg + 1
    t.own_leg[k] = leg + 1
    onwards = VISIT if leg + 1 < contacts(w) else END
    if not emergency:
        days = 1 + math.floor(p.next_visit_days * 2.0 * uniform(chain, draw + NEXT_DAY))
        schedule(r, t, k, ticks + days * TICKS_PER_DAY, ARRIVAL, onwards, ticks // TICKS_PER_DAY)
        return WAIT
    return onwards


def start_follow_ups(w: World, p: Behaviour, m: Month, r: Residents, c: Counts, t: Traffic, k: int, now: int) -> None:
    """A row for each follow-up visit that will take place, as a rule at the facility that solved the case."""
    i, g, s, f = t.person[k], t.condition[k], t.severity[k], t.facility[k]
    slots = w.follow_slots[g]
    if slots == 0:
        return
    stopped = drips_stop(w, m, r, i, f, g, s, t.emergency[k] != 0, t.chain[k], t.leg[k])
    place = follow_up_place(w, p, r, i, f, stopped, t.chain[k], t.leg[k])
    if place == NOWHERE:
        return
    arrival = arrival_of(t.referral[k], t.emergency[k] != 0)
    chance = follow_up_probability(w, p, m, r, i, f, g, s, arrival)
    ticks = ticks_of(now)
    for slot in range(slots):
        if uniform(t.chain[k], LEG * t.leg[k] + FOLLOW + slot) < chance:
            c.totals[TotalCount.STARTED] += 1
            n = new_row(t)
            t.person[n], t.episode[n], t.chain[n] = i, t.episode[k], t.chain[k]
            t.condition[n], t.severity[n], t.facility[n] = g, s, place
            t.emergency[n], t.before[n], t.referral[n], t.split[n] = 0, NOWHERE, Referral.NONE, arrival
            t.chain_paid[n] = NOT_MOVED
            t.leg[n], t.own_leg[n] = t.leg[k], follow_up_leg(w, t.leg[k], slot)
            t.dear[n] = t.dear[k]
            t.reason[n] = Reason.FOLLOW_UP
            days = max(1, math.floor(w.follow_days[g] * (slot + 1) + 0.5))
            schedule(r, t, n, ticks + days * TICKS_PER_DAY, RETURN + slot, VISIT, ticks // TICKS_PER_DAY)


def open_pools(w: World, t: Traffic, day: int) -> None:
    """Opening: every free doctor calls, reserved ones first."""
    for f in range(w.facilities):
        if not is_open(w, f, day):
            continue
        for pool in pools_of(w, f):
            t.pool_open[pool] = 1
            while t.free_reserved[pool] > 0 and call_next(t, pool, True):
                pass
            while t.free_general[pool] > 0 and call_next(t, pool, False):
                pass
