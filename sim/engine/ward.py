"""Stays in the compiled engine: a bed is sought, taken and left, here, at the next hospital or at the own centre.

Letters as in `event_loop`; each function gives the stage that comes next.
"""

import math

from sim.draws import (
    DAY_CASE,
    LEG,
    REVIEW,
    STAY,
    STAY_2,
    STEP_DOWN,
    uniform,
)
from sim.engine.booking import (
    book_stay,
    count_bed_wait,
    count_postponed,
    count_sent_on,
)
from sim.engine.cells import by_packet, by_severity, cell, centre_of
from sim.engine.clock import (
    BED,
    LEAVING,
    ticks_of,
)
from sim.engine.counts import Counts
from sim.engine.given_place import NOWHERE, came_from, next_hospital
from sim.engine.hours import hour_of
from sim.engine.levels import is_beyond
from sim.engine.paying import (
    NOT_MOVED,
    contract_of_stay,
    moves_up,
    packet_of,
    postponed,
    splits,
    treatment_factor,
)
from sim.engine.rows import (
    BED_READY,
    END,
    LEAVE,
    LEAVE_BELOW,
    LIE_DOWN,
    STAY_HERE,
    WAIT,
    log,
    schedule,
)
from sim.engine.steps import (
    HOSPITALS_ASKED,
    next_place,
    place_below,
)
from sim.engine.tables import Behaviour, Month, Residents, World
from sim.engine.traffic import (
    CALLED,
    Traffic,
)
from sim.engine.waits import (
    Waits,
    bed_load,
    bed_wait_days,
    queue_to_expect,
)
from sim.rules.event.chance import lognormal
from sim.rules.event.pricing.contract import BY_ITEM
from sim.rules.event.quota import ELSEWHERE, LOST, TAKEN
from sim.rules.event.stay import (
    ANYBODY,
    NO_BED,
    REFERRED_KEPT,
    bed_days,
    bed_for,
    has_bed,
    next_for_bed,
    stay_ticks,
)
from sim.vocabulary.names import Encounter, Referral
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_HOUR

FIRST_HALF, SECOND_HALF, MOVING_UP = 1, 2, 3


def postpone(w: World, p: Behaviour, m: Month, r: Residents, c: Counts, t: Traffic, k: int, now: int) -> int:
    """Admitted here, unless a cap postpones the case: it waits, goes to the next hospital, or is lost."""
    f = t.facility[k]
    then = postponed(p, m, f, t.emergency[k] != 0, t.chain[k], t.leg[k])
    if then == TAKEN:
        return STAY_HERE
    count_postponed(c, f, then == LOST)
    if then == LOST:
        t.below[k] = NOWHERE
        return END
    if then == ELSEWHERE:
        t.facility[k] = next_hospital(w, p, m, r, t.person[k], t.condition[k], t.severity[k], f)
        t.before[k] = came_from(w, t.before[k], f, t.facility[k])
        return STAY_HERE
    ticks = ticks_of(now)
    later = math.floor(p.postponed_days * TICKS_PER_DAY)
    schedule(r, t, k, ticks + later, BED, STAY_HERE, ticks // TICKS_PER_DAY)
    return WAIT


def seek_bed(w: World, p: Behaviour, m: Month, r: Residents, c: Counts, v: Waits, t: Traffic, k: int, now: int) -> int:
    """Day surgery, a bed here, or, if that takes too long, at the next hospital."""
    i, g, s, f = t.person[k], t.condition[k], t.severity[k], t.facility[k]
    emergency = t.emergency[k] != 0
    ticks = ticks_of(now)
    t.below[k] = f
    t.reserved[k] = 0
    referred = t.referral[k] == Referral.UP
    elective = not emergency and t.split[k] == 0
    packet = packet_of(w, g, t.chain[k])
    offered = elective and m.day_surgery_on[by_packet(w, f, packet)] != 0
    if offered and uniform(t.chain[k], LEG * t.leg[k] + DAY_CASE) < w.day_surgery[g]:
        factor = treatment_factor(w, p, g, t.chain[k], t.dear[k])
        contract = contract_of_stay(w, m, r, i, f, g, s, t.chain[k], t.leg[k], factor)
        amounts = book_stay(
            w,
            p,
            m,
            r,
            c,
            i,
            Encounter.DAY_SURGERY,
            f,
            g,
            s,
            t.referral[k],
            False,
            t.before[k],
            ticks // TICKS_PER_DAY,
            1,
            factor,
            1.0,
            0,
            contract,
            packet,
            NOT_MOVED,
            uniform(t.chain[k], LEG * t.leg[k] + REVIEW),
        )
        log(t, k, now, t.leg[k], Encounter.DAY_SURGERY, f, t.referral[k], 0, bed_days(1, TICKS_PER_DAY), amounts)
        return END
    stay_days = m.stay_days[cell(w, f, g, s)]
    for _ in range(HOSPITALS_ASKED):
        if is_beyond(w, f):
            t.before[k] = came_from(w, t.before[k], t.facility[k], f)
            t.facility[k] = f
            t.occupied[f] += 1
            return LIE_DOWN
        extra = w.beds_extra[f]
        if v.simulate != 0:
            expected = queue_to_expect(
                v, f, t.bed_queue[f], t.kept_queue[f], m.beds[f], m.beds_kept[f], referred, stay_days
            )
            full = not has_bed(True, t.occupied[f], m.beds[f], extra)
        else:
            expected = bed_wait_days(w, v, f, m.beds[f], m.beds_kept[f], referred, stay_days)
            full = bed_load(w, v, f) >= 1.0 + extra / max(1, m.beds[f])
        if (emergency and not full) or (not emergency and expected <= p.bed_wait_limit_days):
            break
        count_sent_on(c, f, s)
        f = next_hospital(w, p, m, r, i, g, s, f)
    t.before[k] = came_from(w, t.before[k], t.facility[k], f)
    t.facility[k] = f
    t.arrival[k] = ticks
    if emergency or is_beyond(w, f):
        t.occupied[f] += 1
    elif v.simulate == 0:
        wait = math.floor(bed_wait_days(w, v, f, m.beds[f], m.beds_kept[f], referred, stay_days) * TICKS_PER_DAY + 0.5)
        if wait > 0:
            schedule(r, t, k, ticks + wait, BED, BED_READY, ticks // TICKS_PER_DAY)
            return WAIT
        take_bed(t, k, f, referred and m.beds_kept[f] > 0)
    else:
        bed = bed_for(referred, t.occupied[f], t.in_kept[f], m.beds[f], m.beds_kept[f])
        ahead = t.kept_queue[f] + (0 if bed == REFERRED_KEPT else t.bed_queue[f])
        if bed == NO_BED or ahead > 0:
            wait_for_bed(t, k, f, referred and m.beds_kept[f] > 0)
            return WAIT
        take_bed(t, k, f, bed == REFERRED_KEPT)
    if not emergency:
        count_bed_wait(c, f, 0)
        v.granted[f] += 1
    return LIE_DOWN


def lie_down(w: World, p: Behaviour, m: Month, r: Residents, t: Traffic, k: int, now: int) -> int:
    """The bed is taken: how long the stay is, and whether its rest is spent below."""
    g, s, f = t.condition[k], t.severity[k], t.facility[k]
    ticks = ticks_of(now)
    if t.split[k] == SECOND_HALF:
        t.below[k] = NOWHERE
        schedule(r, t, k, ticks + t.acute[k], LEAVING, LEAVE, ticks // TICKS_PER_DAY)
        return WAIT
    draw = LEG * t.leg[k]
    mean = m.stay_days[cell(w, f, g, s)]
    factor = treatment_factor(w, p, g, t.chain[k], t.dear[k])
    contract = contract_of_stay(w, m, r, t.person[k], f, g, s, t.chain[k], t.leg[k], factor)
    if contract >= 0:
        mean *= m.case_days[by_severity(f, s)]
    days = lognormal(mean, p.stay_sigma, uniform(t.chain[k], draw + STAY), uniform(t.chain[k], draw + STAY_2))
    length = stay_ticks(days, TICKS_PER_DAY)
    below = place_below(w, m, r, t.person[k], f, g, t.occupied[centre_of(r.place[t.person[k]])])
    part = 0.0
    if moves_up(w, p, m, r, t.person[k], f, g, s, t.chain[k], t.leg[k]):
        below, part, t.split[k] = NOWHERE, 1.0 - p.move_up_after, MOVING_UP
    elif below != NOWHERE and uniform(t.chain[k], draw + STEP_DOWN) < m.step_down[f] * w.step_down_share[g]:
        part = w.step_down_part[g]
    else:
        below = NOWHERE
        if t.chain_paid[k] == NOT_MOVED and splits(m, f, contract, t.chain[k], t.leg[k]):
            part = 1.0 - p.split_part
            t.split[k] = FIRST_HALF
    acute = max(TICKS_PER_HOUR, math.floor(length * (1.0 - part) + 0.5))
    t.length[k], t.acute[k], t.below[k] = length, acute, below
    schedule(r, t, k, ticks + acute, LEAVING, LEAVE, ticks // TICKS_PER_DAY)
    return WAIT


def take_bed(t: Traffic, k: int, f: int, kept: bool) -> None:
    """An elective patient lies down in a bed for everybody, or in one kept for the referred."""
    t.occupied[f] += 1
    t.reserved[k] = 1 if kept else 0
    if kept:
        t.in_kept[f] += 1


def wait_for_bed(t: Traffic, k: int, f: int, kept: bool) -> None:
    """The last in the queue of everybody, or in that of the referred."""
    t.stage[k] = BED_READY
    t.next[k] = NOWHERE
    if kept:
        if t.kept_first[f] == NOWHERE:
            t.kept_first[f] = k
        else:
            t.next[t.kept_last[f]] = k
        t.kept_last[f] = k
        t.kept_queue[f] += 1
    else:
        if t.bed_first[f] == NOWHERE:
            t.bed_first[f] = k
        else:
            t.next[t.bed_last[f]] = k
        t.bed_last[f] = k
        t.bed_queue[f] += 1


def leave_bed(m: Month, v: Waits, t: Traffic, k: int, f: int) -> None:
    """A patient goes; with queues simulated those who wait get the free beds."""
    t.occupied[f] -= 1
    if t.reserved[k] != 0:
        t.in_kept[f] -= 1
        t.reserved[k] = 0
    if v.simulate != 0:
        call_to_beds(m, t, f)


def call_to_beds(m: Month, t: Traffic, f: int) -> None:
    """Give free beds to those who wait, first come first served, kept ones to the referred."""
    while t.bed_first[f] != NOWHERE or t.kept_first[f] != NOWHERE:
        other, referred = t.bed_first[f], t.kept_first[f]
        since = t.arrival[other] if other != NOWHERE else -1
        referred_since = t.arrival[referred] if referred != NOWHERE else -1
        bed = next_for_bed(since, referred_since, t.occupied[f], t.in_kept[f], m.beds[f], m.beds_kept[f])
        if bed == NO_BED:
            return
        if bed == ANYBODY:
            k = other
            t.bed_first[f] = t.next[k]
            t.bed_queue[f] -= 1
        else:
            k = referred
            t.kept_first[f] = t.next[k]
            t.kept_queue[f] -= 1
        take_bed(t, k, f, bed == REFERRED_KEPT)
        t.called[t.single[CALLED]] = k
        t.single[CALLED] += 1


def leave(w: World, p: Behaviour, m: Month, r: Residents, c: Counts, v: Waits, t: Traffic, k: int, now: int) -> int:
    """The acute part is over: bill it, go home or down."""
    i, g, s, f = t.person[k], t.condition[k], t.severity[k], t.facility[k]
    ticks = ticks_of(now)
    leave_bed(m, v, t, k, f)
    acute, length = t.acute[k], t.length[k]
    factor = treatment_factor(w, p, g, t.chain[k], t.dear[k])
    contract = contract_of_stay(w, m, r, i, f, g, s, t.chain[k], t.leg[k], factor)
    paid = r.deductibles[i]
    amounts = book_stay(
        w, p, m, r, c, i, Encounter.STAY, f, g, s, t.referral[k], t.emergency[k] != 0, t.before[k],
        ticks // TICKS_PER_DAY, acute, factor, acute / length, t.split[k] % MOVING_UP, contract,
        packet_of(w, g, t.chain[k]), t.chain_paid[k],
        uniform(t.chain[k], LEG * t.leg[k] + REVIEW),
    )  # fmt: skip
    own_leg = t.leg[k] + 1 if t.split[k] == SECOND_HALF else t.leg[k]
    log(t, k, now, own_leg, Encounter.STAY, f, t.referral[k], 0, bed_days(acute, TICKS_PER_DAY), amounts)
    below = t.below[k]
    t.below[k] = f
    if t.split[k] == MOVING_UP:
        t.chain_paid[k] = max(0, t.chain_paid[k]) + r.deductibles[i] - paid
        onward = next_place(
            w, p, m, r, i, g, s, f, True, hour_of(w, ticks), t.chain[k], t.leg[k], t.expected, t.worths, t.places
        )
        if onward == NOWHERE:
            return END
        t.facility[k], t.referral[k], t.emergency[k], t.split[k] = onward, Referral.UP, 1, 0
        t.before[k] = w.level[f]
        t.leg[k] += 1
        return STAY_HERE
    if t.split[k] == FIRST_HALF:
        t.split[k], t.acute[k], t.emergency[k] = SECOND_HALF, max(TICKS_PER_HOUR, length - acute), 0
        again = ticks + math.floor(p.split_gap_days * TICKS_PER_DAY)
        schedule(r, t, k, again, BED, STAY_HERE, ticks // TICKS_PER_DAY)
        return WAIT
    if below == NOWHERE:
        return END
    t.occupied[below] += 1
    t.facility[k], t.before[k] = below, w.level[f]
    schedule(r, t, k, ticks + max(TICKS_PER_HOUR, length - acute), LEAVING, LEAVE_BELOW, ticks // TICKS_PER_DAY)
    return WAIT


def leave_below(
    w: World, p: Behaviour, m: Month, r: Residents, c: Counts, v: Waits, t: Traffic, k: int, now: int
) -> int:
    """The rest of the stay is over."""
    i, g, s, f = t.person[k], t.condition[k], t.severity[k], t.facility[k]
    leave_bed(m, v, t, k, f)
    rest = t.length[k] - t.acute[k]
    day = ticks_of(now) // TICKS_PER_DAY
    part = rest / t.length[k]
    amounts = book_stay(
        w,
        p,
        m,
        r,
        c,
        i,
        Encounter.STEP_DOWN,
        f,
        g,
        s,
        Referral.DOWN,
        False,
        t.before[k],
        day,
        rest,
        treatment_factor(w, p, g, t.chain[k], t.dear[k]),
        part,
        0,
        BY_ITEM,
        packet_of(w, g, t.chain[k]),
        NOT_MOVED,
        1.0,
    )
    log(t, k, now, t.leg[k] + 1, Encounter.STEP_DOWN, f, Referral.DOWN, 0, bed_days(rest, TICKS_PER_DAY), amounts)
    return END
