"""Visits in the reference engine: to a door, to a doctor, on to the next place, and back for a check."""

from __future__ import annotations

import math
from dataclasses import replace

from sim import draws
from sim.engine import booking, follow_up, steps
from sim.engine.appointments import comes_at, count_booked
from sim.engine.cells import hour_at
from sim.engine.clock import ARRIVAL, RETURN, SERVED
from sim.engine.given_place import NOWHERE
from sim.engine.hours import clinic_wait, desk_ticks, hour_of, let_in
from sim.engine.simpy_house import Case, House, Way
from sim.engine.waits import note_visit
from sim.vocabulary.names import Encounter, Reason, Referral
from sim.vocabulary.tables import TotalCount
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_MINUTE


def visit(h: House, case: Case, f: int, own_leg: int, emergency: bool) -> Way:
    """One consultation: wait for opening, for a doctor, be seen, be billed. Its draws hang on ``own_leg``."""
    w = h.w
    kind, wait = Encounter.EMERGENCY, 0
    if not emergency:
        yield from _until_open(h, case, own_leg, f)
        special = draws.uniform(case.chain, draws.LEG * own_leg + draws.SPECIALIST) < h.m.specialist[w.level[f]]
        kind = Encounter.SPECIALIST if special else Encounter.GENERAL
        if steps.has_queue(w, f):
            wait = yield from _consultation(h, case, own_leg, f)
    stopped = own_leg == case.leg and stops_drips(h, case, f)
    amounts = booking.book_visit(
        w, h.p, h.m, h.r, h.c, case.person, kind, f, case.condition, case.severity, case.referral,
        case.arrives, case.before, stopped, wait, h.now // TICKS_PER_DAY, steps.visit_factor(h.p, case.dear),
    )  # fmt: skip
    h.log(case, own_leg, kind, f, case.referral, wait, 0, amounts)
    if not case.emergency:
        count_booked(h.m, h.c, f, case.chain, own_leg)


def _until_open(h: House, case: Case, own_leg: int, f: int) -> Way:
    """Who finds the door closed comes back at the same hour on one of the next open days, or as booked."""
    now = h.now
    if case.emergency:
        again = let_in(h.w, f, now, draws.uniform(case.chain, draws.LEG * own_leg + draws.FOLLOW_HOUR))
    else:
        again = comes_at(h.w, h.p, h.m, h.c, f, now, case.chain, own_leg)
    if again != now:
        yield h.at(again, case.person, RETURN)


def _consultation(h: House, case: Case, own_leg: int, f: int) -> Way:
    """Queue for a doctor of the right pool; returns the wait in ticks."""
    w = h.w
    pool = steps.pool_of(w, f, case.person, case.condition)
    arrival = h.now
    hour = hour_of(w, arrival)
    if not h.simulate:
        minutes = h.waits.minutes[hour_at(w, pool, hour)]
        note_visit(w, h.waits, pool, hour, minutes)
        return math.floor(minutes * TICKS_PER_MINUTE + 0.5)
    called, reserved = h.pools[pool].arrive(h.moment, case.referral == Referral.UP)
    if called is not None:
        reserved = yield called
    wait = clinic_wait(w, f, arrival, h.now) + desk_ticks(w, f)
    u1 = draws.uniform(case.chain, draws.LEG * own_leg + draws.SERVICE)
    u2 = draws.uniform(case.chain, draws.LEG * own_leg + draws.SERVICE_2)
    length = steps.service_ticks(w, h.p, f, u1, u2)
    yield h.at(h.now + length, case.person, SERVED)
    h.pools[pool].leave(reserved)
    note_visit(w, h.waits, pool, hour, wait / TICKS_PER_MINUTE)
    return wait


def stops_drips(h: House, case: Case, f: int) -> bool:
    """Whether the patient would have had drips here and has none."""
    return follow_up.drips_stop(
        h.w, h.m, h.r, case.person, f, case.condition, case.severity, case.emergency, case.chain, case.leg
    )


def follow_ups(h: House, case: Case, f: int) -> None:
    """Start those follow-up visits that will take place, as a rule at the facility that solved the case."""
    slots = h.w.follow_slots[case.condition]
    if slots == 0:
        return
    place = follow_up.follow_up_place(h.w, h.p, h.r, case.person, f, stops_drips(h, case, f), case.chain, case.leg)
    if place == NOWHERE:
        return
    chance = follow_up.follow_up_probability(
        h.w, h.p, h.m, h.r, case.person, f, case.condition, case.severity, case.arrives
    )
    for slot in range(slots):
        if case.draw(draws.FOLLOW + slot) < chance:
            h.c.totals[TotalCount.STARTED] += 1
            h.env.process(_follow_up(h, case, slot, place))


def _follow_up(h: House, case: Case, slot: int, f: int) -> Way:
    """One follow-up: a visit some days later, at the same hour."""
    again = replace(
        case, emergency=False, referral=Referral.NONE, before=NOWHERE, reason=Reason.FOLLOW_UP, arrival=case.arrives
    )
    days = max(1, math.floor(h.w.follow_days[case.condition] * (slot + 1) + 0.5))
    yield h.at(h.now + days * TICKS_PER_DAY, case.person, RETURN + slot)
    yield from visit(h, again, f, follow_up.follow_up_leg(h.w, case.leg, slot), False)
    h.c.totals[TotalCount.FINISHED] += 1


def next_place(h: House, case: Case, f: int, formal: bool) -> int:
    """Where the patient goes from here, sent or of his own; `NOWHERE` if nowhere."""
    hour = hour_of(h.w, h.now)
    return steps.next_place(
        h.w, h.p, h.m, h.r, case.person, case.condition, case.severity, f, formal, hour, case.chain,
        case.leg, h.perceived, h.worths, h.places,
    )  # fmt: skip


def sideways_place(h: House, case: Case, f: int) -> int:
    """The specialist hospital that takes an unsolved complex case from here; `NOWHERE` if none does."""
    hour = hour_of(h.w, h.now)
    return steps.sideways_place(
        h.w, h.p, h.m, h.r, case.person, case.condition, case.severity, f, hour, case.chain, case.leg,
        h.perceived, h.worths, h.places,
    )  # fmt: skip


def move_on(h: House, case: Case, formal: bool, reason: int) -> Way:
    """To the next place: at once in an emergency, else after some days."""
    days = 1 + math.floor(h.p.next_visit_days * 2.0 * case.draw(draws.NEXT_DAY))
    case.referral = Referral.UP if formal else Referral.NONE
    case.reason = reason
    case.leg += 1
    if not case.emergency:
        yield h.at(h.now + days * TICKS_PER_DAY, case.person, ARRIVAL)
