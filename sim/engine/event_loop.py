"""One day of the compiled engine: rows planned for a quarter of an hour and onsets, both sorted, and a heap of the rows
added meanwhile, in order of packed keys.

Letters as in `steps`; t is the traffic, v the memory of waits, c the month's counts, k a row, now the present
key. The order of things at one moment is that of the reference engine: the event itself, then the patients it
called, first called first.
"""

from sim.draws import (
    PATIENT,
    PATIENT_2,
    uniform,
)
from sim.engine.booking import (
    count_bed_wait,
    count_census,
    count_flow,
    count_need,
)
from sim.engine.clinic import begin_service, begin_visit, consult, end_visit, leave_doctor, open_pools
from sim.engine.clock import (
    BED,
    MIDNIGHT,
    OPENING,
    pack,
    ticks_of,
)
from sim.engine.counts import Counts
from sim.engine.demand import Batch
from sim.engine.due import ask_for_added, ask_for_due, next_quarter
from sim.engine.first_contact import first_contact, first_reason
from sim.engine.given_place import NOWHERE, emergency_place
from sim.engine.hours import hour_of
from sim.engine.levels import is_primary
from sim.engine.packed import prefetch
from sim.engine.paying import NOT_MOVED
from sim.engine.rows import (
    BED_READY,
    CONSULT,
    CONSULTED,
    LEAVE,
    LEAVE_BELOW,
    LIE_DOWN,
    SEEN,
    STAY_HERE,
    VISIT,
    WAIT,
    free_row,
    new_row,
    pop,
)
from sim.engine.tables import Behaviour, Month, Residents, World
from sim.engine.traffic import (
    CALLED,
    HEAP_SIZE,
    JOURNAL_ON,
    NEVER,
    QUARTER,
    QUARTERS,
    TICKS_PER_QUARTER,
    Traffic,
)
from sim.engine.waits import (
    Waits,
    close_day,
    close_kept,
    close_night,
    close_wards,
)
from sim.engine.ward import call_to_beds, leave, leave_below, lie_down, seek_bed, take_bed
from sim.rules.event.chance import standard_normal
from sim.vocabulary.names import Reason, Referral
from sim.vocabulary.tables import TotalCount
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_HOUR

AHEAD = 12  # onsets whose residents are asked for before they are needed: memory, not arithmetic, decides


def proceed(
    w: World, p: Behaviour, m: Month, r: Residents, c: Counts, v: Waits, t: Traffic, k: int, now: int, stage: int
) -> None:
    """Take a row through its stages until it has to wait."""
    while stage != WAIT:
        if stage == VISIT:
            stage = begin_visit(w, p, m, r, c, t, k, now)
        elif stage == CONSULT:
            stage = consult(w, p, m, r, v, t, k, now)
        elif stage == CONSULTED:
            stage = leave_doctor(w, r, v, t, k)
        elif stage == SEEN:
            stage = end_visit(w, p, m, r, c, t, k, now)
        elif stage == STAY_HERE:
            stage = seek_bed(w, p, m, r, c, v, t, k, now)
        elif stage == BED_READY:
            f = t.facility[k]
            if v.simulate == 0:
                take_bed(t, k, f, t.referral[k] == Referral.UP and m.beds_kept[f] > 0)
            count_bed_wait(c, f, ticks_of(now) - t.arrival[k])
            v.granted[f] += 1
            stage = LIE_DOWN
        elif stage == LIE_DOWN:
            stage = lie_down(w, p, m, r, t, k, now)
        elif stage == LEAVE:
            stage = leave(w, p, m, r, c, v, t, k, now)
        elif stage == LEAVE_BELOW:
            stage = leave_below(w, p, m, r, c, v, t, k, now)
        else:
            count_flow(w, r, c, t.person[k], t.first_place[k], t.below[k])
            c.totals[TotalCount.FINISHED] += 1
            free_row(t, k)
            stage = WAIT


def start_need(
    w: World,
    p: Behaviour,
    m: Month,
    r: Residents,
    c: Counts,
    v: Waits,
    t: Traffic,
    key: int,
    i: int,
    episode: int,
    chain: int,
    g: int,
    s: int,
    emergency: int,
) -> None:
    """A need arises: seek, consider, choose; an emergency goes to the nearest capable department."""
    if emergency != 0:
        f = emergency_place(w, p, m, r, i, g, s, chain)
    else:
        f = first_contact(w, p, m, r, i, g, s, hour_of(w, ticks_of(key)), chain, t.expected, t.worths, t.places)
    count_need(w, r, c, i, g, s, emergency != 0, f)
    if f == NOWHERE:
        return
    if emergency == 0:
        r.first_contacts[i] += 1
        if is_primary(w, f):
            r.first_primary[i] += 1
    c.totals[TotalCount.STARTED] += 1
    k = new_row(t)
    t.person[k], t.episode[k], t.chain[k] = i, episode, chain
    t.condition[k], t.severity[k], t.facility[k] = g, s, f
    t.emergency[k], t.before[k], t.referral[k], t.split[k] = emergency, NOWHERE, Referral.NONE, 0
    t.chain_paid[k] = NOT_MOVED
    t.leg[k], t.own_leg[k], t.first_place[k] = 0, 0, f
    t.reason[k] = (
        first_reason(w, p, m, r, i, g, s, chain, emergency != 0) if t.single[JOURNAL_ON] != 0 else Reason.EMERGENCY
    )
    t.dear[k] = standard_normal(uniform(chain, PATIENT), uniform(chain, PATIENT_2))
    proceed(w, p, m, r, c, v, t, k, key, VISIT)


def midnight(w: World, m: Month, c: Counts, v: Waits, t: Traffic) -> None:
    """Count beds and give new beds to those who wait."""
    for group in range(w.load_groups):
        t.group_occupied[group] = 0
        t.group_beds[group] = 0
    for f in range(w.facilities):
        if m.beds[f] > 0 or t.occupied[f] > 0:
            count_census(c, f, m.beds[f], t.occupied[f])
            t.group_occupied[w.load_group[f]] += t.occupied[f]
            t.group_beds[w.load_group[f]] += m.beds[f]
            close_kept(w, v, f, t.in_kept[f], m.beds_kept[f])
            call_to_beds(m, t, f)
    close_wards(w, v)
    for group in range(w.load_groups):
        close_night(v, group, t.group_occupied[group], t.group_beds[group])


def serve_called(w: World, p: Behaviour, m: Month, r: Residents, c: Counts, v: Waits, t: Traffic, now: int) -> None:
    """Those just called go to their doctor or bed, first called first."""
    for n in range(t.single[CALLED]):
        k = t.called[n]
        if t.stage[k] == CONSULT:
            begin_service(w, p, r, t, k, now)
        else:
            proceed(w, p, m, r, c, v, t, k, now, BED_READY)
    t.single[CALLED] = 0


def run_day(
    w: World, p: Behaviour, m: Month, r: Residents, c: Counts, v: Waits, t: Traffic, n: Batch, day: int, first: int
) -> int:
    """Simulate one day; ``first`` is the next onset of the month's batch; returns the first of the day after."""
    t.single[QUARTER] = day * QUARTERS - 1
    due, t.due_key[0] = 0, NEVER
    opening = pack(day * TICKS_PER_DAY + w.opening_hour * TICKS_PER_HOUR, MIDNIGHT, OPENING)
    closing = opening
    if w.hours < 24:
        closing = pack(day * TICKS_PER_DAY + (w.opening_hour + w.hours) * TICKS_PER_HOUR, MIDNIGHT, OPENING)
    night = pack((day + 1) * TICKS_PER_DAY - 1, MIDNIGHT, BED)
    end = pack((day + 1) * TICKS_PER_DAY, 0, 0)
    clock = opening
    edge = pack(day * TICKS_PER_DAY, 0, 0)
    while True:
        onset = n.key[first] if first < n.size else end
        planned = t.due_key[due]
        added = t.heap_key[0] if t.single[HEAP_SIZE] > 0 else end
        now = min(onset, planned, added, clock, end)
        if now >= edge and edge < end:
            next_quarter(t)
            due = 0
            edge = pack((t.single[QUARTER] + 1) * TICKS_PER_QUARTER, 0, 0)
            continue
        if now == end:
            return first
        if now == clock:
            if now == opening and v.simulate != 0:
                open_pools(w, t, day)
                serve_called(w, p, m, r, c, v, t, now)
            if now == closing:
                if v.simulate != 0 and w.hours < 24:
                    for pool in range(w.pools):
                        t.pool_open[pool] = 0
                close_day(w, m, v, w.days_closed[day])
            if now == night:
                midnight(w, m, c, v, t)
                serve_called(w, p, m, r, c, v, t, now)
                clock = end
            elif now == closing:
                clock = night
            else:
                clock = closing
        elif now == onset:
            if first + AHEAD < n.size:
                prefetch(r.home, n.person[first + AHEAD])
            start_need(
                w,
                p,
                m,
                r,
                c,
                v,
                t,
                onset,
                n.person[first],
                n.episode[first],
                n.chain[first],
                n.condition[first],
                n.severity[first],
                n.emergency[first],
            )
            first += 1
        else:
            if now == planned:
                k = t.due_row[due]
                due += 1
                ask_for_due(w, m, r, c, t, due)
            else:
                k = pop(t)
                ask_for_added(w, m, r, c, t)
            proceed(w, p, m, r, c, v, t, k, now, t.stage[k])
            if t.single[CALLED] > 0:
                serve_called(w, p, m, r, c, v, t, now)
