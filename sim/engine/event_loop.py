"""One day of the compiled engine: today's rows in a heap, onsets from a sorted batch, in order of packed keys.

Letters as in `steps`; t is the traffic, v the memory of waits, c the month's counts, k a row, now the present
key. The order of things at one moment is that of the reference engine: the event itself, then the patients it
called, first called first.
"""

import math

from sim.draws import (
    ADMIT,
    DAY_CASE,
    FOLLOW,
    FOLLOW_HOUR,
    LEG,
    NEXT_DAY,
    PATIENT,
    PATIENT_2,
    REVIEW,
    SERVICE,
    SERVICE_2,
    SPECIALIST,
    STAY,
    STAY_2,
    STEP_DOWN,
    uniform,
)
from sim.engine.booking import (
    book_stay,
    book_visit,
    count_bed_wait,
    count_census,
    count_flow,
    count_need,
    count_postponed,
    count_sent_on,
    in_catalogue,
)
from sim.engine.cells import by_severity, cell, centre_of, hour_at
from sim.engine.clock import (
    ARRIVAL,
    BED,
    LEAVING,
    MIDNIGHT,
    OPENING,
    RETURN,
    SERVED,
    open_day,
    pack,
    ticks_of,
)
from sim.engine.counts import Counts
from sim.engine.demand import Batch
from sim.engine.journal import ENTRY, Entry, entry_reason
from sim.engine.levels import contacts, is_beyond, is_primary
from sim.engine.packed import prefetch
from sim.engine.paying import NOT_MOVED, contract_of_stay, deductible_paid, moves_up, postponed, splits
from sim.engine.steps import (
    HOSPITALS_ASKED,
    NOWHERE,
    admission_probability,
    clinic_wait,
    emergency_place,
    first_contact,
    first_reason,
    follow_up_leg,
    follow_up_probability,
    has_queue,
    hour_of,
    next_hospital,
    next_place,
    onward_reason,
    outcome_here,
    own_centre,
    patient_factor,
    place_below,
    pool_of,
    service_ticks,
)
from sim.engine.tables import Behaviour, Month, Residents, World, pools_of
from sim.engine.traffic import (
    CALLED,
    ENTRIES,
    FREE,
    HEAP_SIZE,
    JOURNAL_ON,
    LAST_DAY,
    ONLY,
    ROWS_FREE,
    Traffic,
)
from sim.engine.waits import (
    Waits,
    bed_load,
    bed_wait_days,
    close_day,
    close_night,
    close_wards,
    note_visit,
    queued_bed_days,
)
from sim.rules.event.chance import lognormal
from sim.rules.event.outcome import GOES_ON, REFERRED_UP, SOLVED
from sim.rules.event.pricing.contract import BY_ITEM
from sim.rules.event.queue import NOBODY, REFERRED, doctor_for, next_patient
from sim.rules.event.quota import ELSEWHERE, LOST, TAKEN
from sim.rules.event.stay import bed_days, has_bed, stay_ticks
from sim.vocabulary.names import Encounter, Reason, Referral
from sim.vocabulary.tables import TotalCount
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE

AHEAD = 12  # onsets whose residents are asked for before they are needed: memory, not arithmetic, decides
# What a row does at its moment (or at once); WAIT: its next moment is in the calendar, a queue or nowhere.
WAIT, VISIT, CONSULT, CONSULTED, SEEN, STAY_HERE, LIE_DOWN, BED_READY, LEAVE, LEAVE_BELOW, END = range(11)
FIRST_HALF, SECOND_HALF, MOVING_UP = 1, 2, 3


# -- rows, heap, calendar ----------------------------------------------------------------------------------


def new_row(t: Traffic) -> int:
    """Take a row from the free list."""
    k = t.single[FREE]
    t.single[FREE] = t.next[k]
    t.single[ROWS_FREE] -= 1
    return k


def free_row(t: Traffic, k: int) -> None:
    """Give a row back."""
    t.next[k] = t.single[FREE]
    t.single[FREE] = k
    t.single[ROWS_FREE] += 1


def push(t: Traffic, k: int) -> None:
    """Put a row into today's heap."""
    place = t.single[HEAP_SIZE]
    t.single[HEAP_SIZE] = place + 1
    key = t.key[k]
    while place > 0:
        parent = (place - 1) // 2
        above = t.heap[parent]
        if t.key[above] <= key:
            break
        t.heap[place] = above
        place = parent
    t.heap[place] = k


def pop(t: Traffic) -> int:
    """Take the earliest row out of today's heap."""
    first = t.heap[0]
    size = t.single[HEAP_SIZE] - 1
    t.single[HEAP_SIZE] = size
    moved = t.heap[size]
    key = t.key[moved]
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size and t.key[t.heap[child + 1]] < t.key[t.heap[child]]:
            child += 1
        below = t.heap[child]
        if key <= t.key[below]:
            break
        t.heap[place] = below
        place = child
    t.heap[place] = moved
    return first


def schedule(r: Residents, t: Traffic, k: int, ticks: int, slot: int, stage: int, today: int) -> None:
    """The row's next moment; a resident's own events never share a tick."""
    i = t.person[k]
    if ticks == r.last_tick[i]:
        ticks += 1
    r.last_tick[i] = ticks
    t.key[k] = pack(ticks, i, slot)
    t.stage[k] = stage
    day = min(ticks // TICKS_PER_DAY, t.single[LAST_DAY])
    if day == today:
        push(t, k)
    else:
        t.next[k] = t.day_first[day]
        t.day_first[day] = k
        t.day_rows[day] += 1


def log(
    t: Traffic,
    k: int,
    now: int,
    leg: int,
    kind: int,
    f: int,
    referral: int,
    wait: int,
    days: int,
    amounts: tuple[int, int, int, int, int, int, int, int, int, int],
) -> None:
    """Write one encounter into the journal."""
    if t.single[JOURNAL_ON] == 0:
        return
    if t.single[ONLY] >= 0 and t.single[ONLY] != t.person[k]:
        return
    entry = Entry(
        now, t.person[k], t.episode[k], leg, kind, f, t.condition[k], t.severity[k], referral, wait, days, *amounts,
        entry_reason(kind, t.reason[k]),
    )  # fmt: skip
    row = t.single[ENTRIES] * ENTRY
    t.single[ENTRIES] += 1
    for n in range(ENTRY):
        t.journal[row + n] = entry[n]


# -- the way of one patient --------------------------------------------------------------------------------


def begin_visit(w: World, r: Residents, t: Traffic, k: int, now: int) -> int:
    """Arrive; who finds the door closed comes back at the same hour on one of the next four open days."""
    f = t.facility[k]
    t.wait[k] = 0
    if t.emergency[k] != 0 and t.leg[k] == 0 and t.follow_up[k] == 0:
        t.kind[k] = Encounter.EMERGENCY
        return SEEN
    ticks = ticks_of(now)
    day = ticks // TICKS_PER_DAY
    within = ticks % TICKS_PER_DAY
    start = w.opening_hour * TICKS_PER_HOUR
    length = w.hours * TICKS_PER_HOUR
    u = uniform(t.chain[k], LEG * t.own_leg[k] + FOLLOW_HOUR)
    today = day
    closed = w.every_day[f] == 0 and w.clinic_open[day] == 0
    if closed:
        day = open_day(w.clinic_open, day, math.floor(u * 4.0))
    if not start <= within < start + length:
        day = open_day(w.clinic_open, day + 1, 0)
        within = start + math.floor(u * length)
        closed = True
    if closed:
        schedule(r, t, k, day * TICKS_PER_DAY + within, RETURN, CONSULT, today)
        return WAIT
    return CONSULT


def consult(w: World, p: Behaviour, m: Month, r: Residents, v: Waits, t: Traffic, k: int, now: int) -> int:
    """Wait for a doctor of the right pool."""
    f = t.facility[k]
    special = uniform(t.chain[k], LEG * t.own_leg[k] + SPECIALIST) < m.specialist[w.level[f]]
    t.kind[k] = Encounter.SPECIALIST if special else Encounter.GENERAL
    if not has_queue(w, f):
        return SEEN
    pool = pool_of(w, f, t.condition[k])
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
    t.wait[k] = clinic_wait(w, t.facility[k], t.arrival[k], ticks)
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
    take_doctor(t, pool, reserved)
    t.reserved[k] = 1 if reserved else 0
    t.called[t.single[CALLED]] = k
    t.single[CALLED] += 1
    return True


def leave_doctor(w: World, v: Waits, t: Traffic, k: int) -> int:
    """The consultation ends: the doctor calls the next patient or is free."""
    f = t.facility[k]
    pool = pool_of(w, f, t.condition[k])
    if t.reserved[k]:
        t.free_reserved[pool] += 1
        free = t.free_reserved[pool]
    else:
        t.free_general[pool] += 1
        free = t.free_general[pool]
    if t.pool_open[pool] != 0 and free > 0:
        call_next(t, pool, t.reserved[k] != 0)
    note_visit(w, v, pool, hour_of(w, t.arrival[k]), t.wait[k] / TICKS_PER_MINUTE)
    return SEEN


def end_visit(w: World, p: Behaviour, m: Month, r: Residents, c: Counts, t: Traffic, k: int, now: int) -> int:
    """Bill the visit; then solved here, admitted, referred up, going on by oneself, or the end."""
    i, g, s, f = t.person[k], t.condition[k], t.severity[k], t.facility[k]
    chain, leg, emergency = t.chain[k], t.leg[k], t.emergency[k] != 0
    amounts = book_visit(
        w, p, m, r, c, i, t.kind[k], f, g, s, t.referral[k], t.wait[k], ticks_of(now) // TICKS_PER_DAY, t.factor[k]
    )
    log(t, k, now, t.own_leg[k], t.kind[k], f, t.referral[k], t.wait[k], 0, amounts)
    if t.follow_up[k]:
        c.totals[TotalCount.FINISHED] += 1
        free_row(t, k)
        return WAIT
    draw = LEG * leg
    result = outcome_here(w, p, m, f, g, s, chain, leg)
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
    if onward == NOWHERE:
        onward = next_place(
            w, p, m, r, i, g, s, f, formal, hour_of(w, ticks), chain, leg, t.expected, t.worths, t.places
        )
    if onward == NOWHERE:
        return END
    t.facility[k] = onward
    t.reason[k] = onward_reason(formal, below != NOWHERE)
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
    """A row for each follow-up visit that will take place, at the facility that solved the case."""
    i, g, s, f = t.person[k], t.condition[k], t.severity[k], t.facility[k]
    slots = w.follow_slots[g]
    if slots == 0:
        return
    chance = follow_up_probability(w, p, m, r, i, f, g, s)
    ticks = ticks_of(now)
    for slot in range(slots):
        if uniform(t.chain[k], LEG * t.leg[k] + FOLLOW + slot) < chance:
            c.totals[TotalCount.STARTED] += 1
            n = new_row(t)
            t.person[n], t.episode[n], t.chain[n] = i, t.episode[k], t.chain[k]
            t.condition[n], t.severity[n], t.facility[n] = g, s, f
            t.emergency[n], t.follow_up[n], t.referral[n], t.split[n] = 0, 1, Referral.NONE, 0
            t.chain_paid[n] = NOT_MOVED
            t.leg[n], t.own_leg[n] = t.leg[k], follow_up_leg(w, t.leg[k], slot)
            t.factor[n] = t.factor[k]
            t.reason[n] = Reason.FOLLOW_UP
            days = max(1, math.floor(w.follow_days[g] * (slot + 1) + 0.5))
            schedule(r, t, n, ticks + days * TICKS_PER_DAY, RETURN + slot, VISIT, ticks // TICKS_PER_DAY)


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
    elective = not emergency and t.split[k] == 0
    if elective and m.day_surgery_on[f] != 0 and uniform(t.chain[k], LEG * t.leg[k] + DAY_CASE) < w.day_surgery[g]:
        contract = contract_of_stay(w, m, r, i, f, g, s, t.chain[k], t.leg[k], t.factor[k])
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
            ticks // TICKS_PER_DAY,
            1,
            t.factor[k],
            1.0,
            0,
            contract,
            NOT_MOVED,
            uniform(t.chain[k], LEG * t.leg[k] + REVIEW),
        )
        log(t, k, now, t.leg[k], Encounter.DAY_SURGERY, f, t.referral[k], 0, bed_days(1, TICKS_PER_DAY), amounts)
        return END
    stay_days = m.stay_days[cell(w, f, g, s)]
    for _ in range(HOSPITALS_ASKED):
        if is_beyond(w, f):
            t.facility[k] = f
            t.occupied[f] += 1
            return LIE_DOWN
        extra = w.beds_extra[f]
        if v.simulate != 0:
            expected = queued_bed_days(v, f, t.bed_queue[f], m.beds[f], stay_days)
            full = not has_bed(True, t.occupied[f], m.beds[f], extra)
        else:
            expected = bed_wait_days(w, v, f, m.beds[f], stay_days)
            full = bed_load(w, v, f) >= 1.0 + extra / max(1, m.beds[f])
        if (emergency and not full) or (not emergency and expected <= p.bed_wait_limit_days):
            break
        count_sent_on(c, f, s)
        f = next_hospital(w, p, m, r, i, g, s, f)
    t.facility[k] = f
    t.arrival[k] = ticks
    if emergency or is_beyond(w, f):
        t.occupied[f] += 1
    elif v.simulate == 0:
        wait = math.floor(bed_wait_days(w, v, f, m.beds[f], stay_days) * TICKS_PER_DAY + 0.5)
        if wait > 0:
            schedule(r, t, k, ticks + wait, BED, BED_READY, ticks // TICKS_PER_DAY)
            return WAIT
        t.occupied[f] += 1
    elif has_bed(False, t.occupied[f], m.beds[f], w.beds_extra[f]) and t.bed_queue[f] == 0:
        t.occupied[f] += 1
    else:
        t.stage[k] = BED_READY
        t.next[k] = NOWHERE
        if t.bed_first[f] == NOWHERE:
            t.bed_first[f] = k
        else:
            t.next[t.bed_last[f]] = k
        t.bed_last[f] = k
        t.bed_queue[f] += 1
        return WAIT
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
    contract = contract_of_stay(w, m, r, t.person[k], f, g, s, t.chain[k], t.leg[k], t.factor[k])
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


def leave_bed(m: Month, v: Waits, t: Traffic, f: int) -> None:
    """A patient goes; with queues simulated those who wait get the free beds."""
    t.occupied[f] -= 1
    if v.simulate != 0:
        call_to_beds(m, t, f)


def call_to_beds(m: Month, t: Traffic, f: int) -> None:
    """Give free beds to those who wait, first come first served."""
    while t.bed_first[f] != NOWHERE and t.occupied[f] < m.beds[f]:
        k = t.bed_first[f]
        t.bed_first[f] = t.next[k]
        t.bed_queue[f] -= 1
        t.occupied[f] += 1
        t.called[t.single[CALLED]] = k
        t.single[CALLED] += 1


def leave(w: World, p: Behaviour, m: Month, r: Residents, c: Counts, v: Waits, t: Traffic, k: int, now: int) -> int:
    """The acute part is over: bill it, go home or down."""
    i, g, s, f = t.person[k], t.condition[k], t.severity[k], t.facility[k]
    ticks = ticks_of(now)
    leave_bed(m, v, t, f)
    acute, length = t.acute[k], t.length[k]
    contract = contract_of_stay(w, m, r, i, f, g, s, t.chain[k], t.leg[k], t.factor[k])
    amounts = book_stay(
        w, p, m, r, c, i, Encounter.STAY, f, g, s, t.referral[k], ticks // TICKS_PER_DAY, acute, t.factor[k],
        acute / length, t.split[k] % MOVING_UP, contract, t.chain_paid[k], uniform(t.chain[k], LEG * t.leg[k] + REVIEW),
    )  # fmt: skip
    own_leg = t.leg[k] + 1 if t.split[k] == SECOND_HALF else t.leg[k]
    log(t, k, now, own_leg, Encounter.STAY, f, t.referral[k], 0, bed_days(acute, TICKS_PER_DAY), amounts)
    below = t.below[k]
    t.below[k] = f
    if t.split[k] == MOVING_UP:
        in_scope = in_catalogue(amounts)
        t.chain_paid[k] = deductible_paid(w, m, r, i, f, t.referral[k], t.chain_paid[k], in_scope)
        onward = next_place(
            w, p, m, r, i, g, s, f, True, hour_of(w, ticks), t.chain[k], t.leg[k], t.expected, t.worths, t.places
        )
        if onward == NOWHERE:
            return END
        t.facility[k], t.referral[k], t.emergency[k], t.split[k] = onward, Referral.UP, 1, 0
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
    t.facility[k] = below
    schedule(r, t, k, ticks + max(TICKS_PER_HOUR, length - acute), LEAVING, LEAVE_BELOW, ticks // TICKS_PER_DAY)
    return WAIT


def leave_below(
    w: World, p: Behaviour, m: Month, r: Residents, c: Counts, v: Waits, t: Traffic, k: int, now: int
) -> int:
    """The rest of the stay is over."""
    i, g, s, f = t.person[k], t.condition[k], t.severity[k], t.facility[k]
    leave_bed(m, v, t, f)
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
        day,
        rest,
        t.factor[k],
        part,
        0,
        BY_ITEM,
        NOT_MOVED,
        1.0,
    )
    log(t, k, now, t.leg[k] + 1, Encounter.STEP_DOWN, f, Referral.DOWN, 0, bed_days(rest, TICKS_PER_DAY), amounts)
    return END


def proceed(
    w: World, p: Behaviour, m: Month, r: Residents, c: Counts, v: Waits, t: Traffic, k: int, now: int, stage: int
) -> None:
    """Take a row through its stages until it has to wait."""
    while stage != WAIT:
        if stage == VISIT:
            stage = begin_visit(w, r, t, k, now)
        elif stage == CONSULT:
            stage = consult(w, p, m, r, v, t, k, now)
        elif stage == CONSULTED:
            stage = leave_doctor(w, v, t, k)
        elif stage == SEEN:
            stage = end_visit(w, p, m, r, c, t, k, now)
        elif stage == STAY_HERE:
            stage = seek_bed(w, p, m, r, c, v, t, k, now)
        elif stage == BED_READY:
            f = t.facility[k]
            if v.simulate == 0:
                t.occupied[f] += 1
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
    t.emergency[k], t.follow_up[k], t.referral[k], t.split[k] = emergency, 0, Referral.NONE, 0
    t.chain_paid[k] = NOT_MOVED
    t.leg[k], t.own_leg[k], t.first_place[k] = 0, 0, f
    t.reason[k] = (
        first_reason(w, p, m, r, i, g, s, chain, emergency != 0) if t.single[JOURNAL_ON] != 0 else Reason.EMERGENCY
    )
    t.factor[k] = patient_factor(p, uniform(chain, PATIENT), uniform(chain, PATIENT_2))
    proceed(w, p, m, r, c, v, t, k, key, VISIT)


# -- the day -----------------------------------------------------------------------------------------------


def open_pools(w: World, t: Traffic, day: int) -> None:
    """Opening: every free doctor calls, reserved ones first."""
    for f in range(w.facilities):
        if w.every_day[f] == 0 and w.clinic_open[day] == 0:
            continue
        for pool in pools_of(w, f):
            t.pool_open[pool] = 1
            while t.free_reserved[pool] > 0 and call_next(t, pool, True):
                pass
            while t.free_general[pool] > 0 and call_next(t, pool, False):
                pass


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
    k = t.day_first[day]
    while k != NOWHERE:
        after = t.next[k]
        push(t, k)
        k = after
    opening = pack(day * TICKS_PER_DAY + w.opening_hour * TICKS_PER_HOUR, MIDNIGHT, OPENING)
    closing = opening
    if w.hours < 24:
        closing = pack(day * TICKS_PER_DAY + (w.opening_hour + w.hours) * TICKS_PER_HOUR, MIDNIGHT, OPENING)
    night = pack((day + 1) * TICKS_PER_DAY - 1, MIDNIGHT, BED)
    end = pack((day + 1) * TICKS_PER_DAY, 0, 0)
    clock = opening
    while True:
        onset = n.key[first] if first < n.size else end
        moment = t.key[t.heap[0]] if t.single[HEAP_SIZE] > 0 else end
        now = min(onset, moment, clock, end)
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
                close_day(w, m, v, w.clinic_open[day])
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
            k = pop(t)
            proceed(w, p, m, r, c, v, t, k, now, t.stage[k])
            if t.single[CALLED] > 0:
                serve_called(w, p, m, r, c, v, t, now)
