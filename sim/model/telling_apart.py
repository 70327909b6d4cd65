"""Which residents and which care the benefit rules of a month tell apart (`sim.model.apart`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sim.model.apart import Apart, Flags, Ints, nobody_apart
from sim.model.rule_now import RuleNow
from sim.policy.benefit_lever import BenefitLever, CareBenefitLever
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import AgeBand, Flag, Grade, Scheme, Severity

RETIRED, POOR, AGE, SIGNED = 2, 3, 4, 5  # axes of people, after payer and home
# What a word for a group of the insured asks of a resident: the axis and its values.
GROUPS = {
    "retired": (RETIRED, (Flag.YES,)),
    "poor": (POOR, (Flag.YES,)),
    "children": (AGE, (AgeBand.AGE_0_6, AgeBand.AGE_7_17)),
    "adults": (AGE, (AgeBand.AGE_18_44, AgeBand.AGE_45_64)),
    "elderly": (AGE, (AgeBand.AGE_65_PLUS,)),
    "contracted": (SIGNED, (Flag.YES,)),
}
WORKING = "working"  # insured as employees and not retired


def apart_under(scenario: Scenario, facilities: Facilities, rules: Iterable[RuleNow]) -> Apart:
    """Covers, kinds and seats such that each of these rules holds for whole ones."""
    found = nobody_apart(scenario, facilities)
    people, payer_of, kinds, count = found.people, list(found.payer_of), found.kinds, 1
    seats, grade_of = found.seats, list(found.grade_of)
    for now in rules:
        lever = now.rule.lever
        if isinstance(lever, BenefitLever):
            inside = people_under(lever, now)
            for cover in range(len(payer_of)):
                if _cut(people, inside, cover, len(payer_of)):
                    payer_of.append(payer_of[cover])
        if isinstance(lever, CareBenefitLever):
            inside = care_under(lever, now)
            for kind in range(count):
                count += _cut(kinds, inside, kind, count)
            inside = hospitals_under(lever, now)
            for seat in range(len(grade_of)):
                if lever.hospitals and _named(seats, inside, seat, len(grade_of)):
                    grade_of.append(grade_of[seat])
    return Apart(people, tuple(payer_of), kinds, seats, tuple(grade_of))


def _cut(labels: Ints, inside: Flags, label: int, new: int) -> bool:
    """Give those inside who share a label with others outside a new one; whether there were any."""
    own = labels == label
    some = own & inside
    if not some.any() or np.array_equal(some, own):
        return False
    labels[some] = new
    return True


def _named(seats: Ints, inside: Flags, seat: int, new: int) -> bool:
    """Like `_cut`, but a grade's own seat is never all named: other payers see out-of-pool places there."""
    if seat >= len(Grade):
        return _cut(seats, inside, seat, new)
    some = (seats == seat) & inside
    seats[some] = new
    return bool(some.any())


def hospitals_under(lever: CareBenefitLever, now: RuleNow) -> Flags:
    """[F] where a rule holds: everywhere if it names no hospital."""
    facilities = now.facilities.all
    return np.array([not lever.hospitals or f.id in lever.hospitals for f in facilities], dtype=np.bool_)


def people_under(lever: BenefitLever, now: RuleNow) -> Flags:
    """[payer, home, retired, poor, age, signed] for whom a rule holds; where it names no place, wherever they live."""
    shape = nobody_apart(now.scenario, now.facilities).people.shape
    found = np.zeros(shape, dtype=np.bool_)
    found[list(now.insured(lever.schemes))] = True
    if now.rule.where:
        found &= now.homes.reshape(-1, 1, 1, 1, 1)
    if lever.groups:
        found &= np.logical_or.reduce([_group(word, shape, now) for word in lever.groups])
    return found


def _group(word: str, shape: Sequence[int], now: RuleNow) -> Flags:
    """Who is meant by the word for a group."""
    found = np.zeros(shape, dtype=np.bool_)
    if word == WORKING:
        found[list(now.insured((Scheme.EMPLOYEE.id,))), :, Flag.NO] = True
        return found
    axis, values = GROUPS[word]
    found.swapaxes(0, axis)[list(values)] = True
    return found


def care_under(lever: CareBenefitLever, now: RuleNow) -> Flags:
    """[g, s] what a rule holds for: all conditions and severities where it names none."""
    found = np.ones((len(now.scenario.conditions), len(Severity)), dtype=np.bool_)
    if lever.conditions:
        found[[n for n, name in enumerate(now.scenario.conditions) if name not in lever.conditions]] = False
    if lever.severities:
        found[:, [s for s in Severity if s.id not in lever.severities]] = False
    return found
