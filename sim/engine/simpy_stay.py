"""Stays in the reference engine: a bed, how long, and what may end the stay early."""

from __future__ import annotations

import math
from typing import NamedTuple

from sim import draws
from sim.engine import booking, paying, steps
from sim.engine.cells import by_packet, by_severity, cell, centre_of
from sim.engine.clock import BED, LEAVING
from sim.engine.given_place import NOWHERE, came_from, next_hospital
from sim.engine.levels import is_beyond
from sim.engine.simpy_house import Case, House, Way
from sim.engine.simpy_visit import next_place
from sim.engine.waits import bed_load, bed_wait_days, queue_to_expect
from sim.rules.event.chance import lognormal
from sim.rules.event.pricing.contract import BY_ITEM
from sim.rules.event.quota import ELSEWHERE, LOST, TAKEN
from sim.rules.event.stay import bed_days, has_bed, stay_ticks
from sim.vocabulary.names import Encounter, Referral
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_HOUR


class Stretch(NamedTuple):
    """A part of a treatment that is billed: the ``length`` in ticks, its ``share`` of the whole, and as `book_stay`."""

    leg: int
    kind: int
    f: int
    referral: int
    length: int
    share: float
    contract: int
    split: int = 0


def admission_probability(h: House, case: Case, f: int) -> float:
    """How likely the patient is taken in at this facility."""
    return steps.admission_probability(
        h.w, h.p, h.m, h.r, case.person, f, case.condition, case.severity, case.emergency, case.referral
    )


def stay(h: House, case: Case, f: int) -> Way:
    """A stay: day surgery or a bed, its length, perhaps the rest at a lower level; returns the hospital."""
    w, g = h.w, case.condition
    then = paying.postponed(h.p, h.m, f, case.emergency, case.chain, case.leg)
    if then != TAKEN:
        booking.count_postponed(h.c, f, then == LOST)
        if then == LOST:
            return NOWHERE
        if then == ELSEWHERE:
            asked, f = f, next_hospital(w, h.p, h.m, h.r, case.person, g, case.severity, f)
            case.before = came_from(w, case.before, asked, f)
        else:
            later = math.floor(h.p.postponed_days * TICKS_PER_DAY)
            yield h.at(h.now + later, case.person, BED)
    offered = h.m.day_surgery_on[by_packet(w, f, paying.packet_of(w, g, case.chain))]
    if not case.emergency and offered and case.draw(draws.DAY_CASE) < w.day_surgery[g]:
        _discharge(h, case, Stretch(case.leg, Encounter.DAY_SURGERY, f, case.referral, 1, 1.0, _contract(h, case, f)))
        return f
    return (yield from _lie(h, case, f))


def _lie(h: House, case: Case, f: int) -> Way:
    """A bed, how long, and what may end the stay early: moved up, sent down, split; returns the hospital."""
    w, g = h.w, case.condition
    at = cell(w, f, g, case.severity)
    f = yield from _bed(h, case, f, h.m.stay_days[at])
    at = cell(w, f, g, case.severity)
    mean = h.m.stay_days[at]
    contract = _contract(h, case, f)
    if contract >= 0:
        mean *= h.m.case_days[by_severity(f, case.severity)]
    days = lognormal(mean, h.p.stay_sigma, case.draw(draws.STAY), case.draw(draws.STAY_2))
    length = stay_ticks(days, TICKS_PER_DAY)
    occupied_there = h.wards[centre_of(h.r.place[case.person])].occupied
    below = steps.place_below(w, h.m, h.r, case.person, f, g, occupied_there)
    up = paying.moves_up(w, h.p, h.m, h.r, case.person, f, g, case.severity, case.chain, case.leg)
    agreed = not up and case.draw(draws.STEP_DOWN) < h.m.step_down[f] * w.step_down_share[g]
    down = agreed and below != NOWHERE
    once = not up and not down and case.chain_paid == paying.NOT_MOVED
    split = once and paying.splits(h.m, f, contract, case.chain, case.leg)
    part = w.step_down_part[g] if down else 1.0 - h.p.split_part if split else 0.0
    part = 1.0 - h.p.move_up_after if up else part
    acute = max(TICKS_PER_HOUR, math.floor(length * (1.0 - part) + 0.5))
    yield h.at(h.now + acute, case.person, LEAVING)
    _leave_bed(h, case, f)
    paid = h.r.deductibles[case.person]
    _discharge(
        h,
        case,
        Stretch(case.leg, Encounter.STAY, f, case.referral, acute, acute / length, _contract(h, case, f), int(split)),
    )
    if up:
        return (yield from _moved_up(h, case, f, h.r.deductibles[case.person] - paid))
    if split:
        f = yield from _second_half(h, case, f, length, max(TICKS_PER_HOUR, length - acute))
    if down:
        h.wards[below].occupied += 1
        rest = length - acute
        case.before = w.level[f]
        yield h.at(h.now + max(TICKS_PER_HOUR, rest), case.person, LEAVING)
        _leave_bed(h, case, below)
        _discharge(
            h, case, Stretch(case.leg + 1, Encounter.STEP_DOWN, below, Referral.DOWN, rest, rest / length, BY_ITEM)
        )
    return f


def _moved_up(h: House, case: Case, f: int, deductible: int) -> Way:
    """On to the next place up, which takes the patient like an emergency; returns its hospital.

    ``deductible`` is what the stay here has cost of it.
    """
    case.chain_paid = max(0, case.chain_paid) + deductible
    onward = next_place(h, case, f, True)
    if onward == NOWHERE:
        return f
    case.referral, case.emergency, case.leg = Referral.UP, True, case.leg + 1
    case.before = h.w.level[f]
    return (yield from _lie(h, case, onward))


def _second_half(h: House, case: Case, f: int, length: int, rest: int) -> Way:
    """The rest of a stay that was split: some days later, in a bed again; returns its hospital."""
    case.emergency = False
    again = math.floor(h.p.split_gap_days * TICKS_PER_DAY)
    yield h.at(h.now + again, case.person, BED)
    f = yield from _bed(h, case, f, h.m.stay_days[cell(h.w, f, case.condition, case.severity)])
    yield h.at(h.now + rest, case.person, LEAVING)
    _leave_bed(h, case, f)
    contract = _contract(h, case, f)
    _discharge(h, case, Stretch(case.leg + 1, Encounter.STAY, f, case.referral, rest, rest / length, contract, 2))
    return f


def _contract(h: House, case: Case, f: int) -> int:
    return paying.contract_of_stay(
        h.w,
        h.m,
        h.r,
        case.person,
        f,
        case.condition,
        case.severity,
        case.chain,
        case.leg,
        _factor(h, case),
    )


def _factor(h: House, case: Case) -> float:
    return paying.treatment_factor(h.w, h.p, case.condition, case.chain, case.dear)


def _discharge(h: House, case: Case, part: Stretch) -> None:
    """Bill a part of the treatment and write it down."""
    emergency = case.emergency and part.kind == Encounter.STAY
    chain_paid = paying.NOT_MOVED if part.kind == Encounter.STEP_DOWN else case.chain_paid
    amounts = booking.book_stay(
        h.w, h.p, h.m, h.r, h.c, case.person, part.kind, part.f, case.condition, case.severity, part.referral,
        emergency, case.before, h.now // TICKS_PER_DAY, part.length, _factor(h, case), part.share, part.split,
        part.contract, paying.packet_of(h.w, case.condition, case.chain), chain_paid, case.draw(draws.REVIEW),
    )  # fmt: skip
    h.log(case, part.leg, part.kind, part.f, part.referral, 0, bed_days(part.length, TICKS_PER_DAY), amounts)


def _bed(h: House, case: Case, f: int, stay_days: float) -> Way:
    """A bed here or, if that takes too long, at the next hospital; returns the hospital of the stay."""
    w, i, g, s, emergency = h.w, case.person, case.condition, case.severity, case.emergency
    first = f
    referred = case.referral == Referral.UP
    for _ in range(steps.HOSPITALS_ASKED):
        ward = h.wards[f]
        if is_beyond(w, f):
            case.before = came_from(w, case.before, first, f)
            ward.occupied += 1
            return f
        if h.simulate:
            expected = queue_to_expect(
                h.waits, f, len(ward.queue), len(ward.referred), ward.beds, ward.kept, referred, stay_days
            )
            full = not has_bed(True, ward.occupied, ward.beds, ward.extra)
        else:
            expected = bed_wait_days(w, h.waits, f, ward.beds, ward.kept, referred, stay_days)
            full = bed_load(w, h.waits, f) >= 1.0 + ward.extra / max(1, ward.beds)
        if (emergency and not full) or (not emergency and expected <= h.p.bed_wait_limit_days):
            break
        booking.count_sent_on(h.c, f, s)
        f = next_hospital(w, h.p, h.m, h.r, i, g, s, f)
    case.before = came_from(w, case.before, first, f)
    ward = h.wards[f]
    asked = h.now
    h.asked[id(case)] = f, asked
    if emergency or is_beyond(w, f):
        ward.occupied += 1
    elif not h.simulate:
        days = bed_wait_days(w, h.waits, f, ward.beds, ward.kept, referred, stay_days)
        wait = math.floor(days * TICKS_PER_DAY + 0.5)
        if wait > 0:
            yield h.at(asked + wait, i, BED)
        case.kept_bed = referred and ward.kept > 0
        ward.lie_down(case.kept_bed)
    else:
        taken = ward.take(referred)
        case.kept_bed = (yield ward.wait_for_bed(asked, referred)) if taken is None else taken
    del h.asked[id(case)]
    if not emergency:
        booking.count_bed_wait(h.c, f, h.now - asked)
        h.waits.granted[f] += 1
    return f


def _leave_bed(h: House, case: Case, f: int) -> None:
    if h.simulate:
        h.wards[f].leave(case.kept_bed)
    else:
        h.wards[f].go(case.kept_bed)
    case.kept_bed = False
