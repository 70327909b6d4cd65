"""Levers on clinics, tests, prescriptions and places for the referred: each turns one rule into moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from sim.model.lever_moves import Moves
from sim.model.moves import How, Move, crossing
from sim.model.rule_now import Flags, RuleNow
from sim.policy.lever import Lever
from sim.policy.levers.appointments import Appointments
from sim.policy.levers.drug_list import DrugList
from sim.policy.levers.general_clinics import GeneralClinics
from sim.policy.levers.infusion_stop import InfusionStop
from sim.policy.levers.long_prescriptions import LongPrescriptions
from sim.policy.levers.reserved_beds import ReservedBeds
from sim.policy.levers.reserved_slots import ReservedSlots
from sim.policy.levers.result_recognition import ResultRecognition
from sim.region.levels import Level
from sim.vocabulary.names import Kind, Severity


def general_clinics(lever: GeneralClinics, now: RuleNow) -> Iterator[Move]:
    """What is left of general clinics; part of what they lose sees the referred."""
    left = (1.0 + lever.growth) ** now.years
    rows = np.flatnonzero(_clinics(lever, now))
    yield Move("general_clinics", How.MULTIPLY, left, rows)
    yield Move("general_to_referred", How.SET, lever.to_referred, rows)


def reserved_slots(lever: ReservedSlots, now: RuleNow) -> Iterator[Move]:
    """Places for the referred grow from those of the base year."""
    yield Move("reserved_slots", How.MULTIPLY, (1.0 + lever.growth) ** now.years, np.flatnonzero(_clinics(lever, now)))


def reserved_beds(lever: ReservedBeds, now: RuleNow) -> Iterator[Move]:
    """A share of the open beds is for elective patients with a referral."""
    yield Move("beds_kept", How.TOWARD, lever.share, np.flatnonzero(_clinics(lever, now)), now.strength)


def appointments(lever: Appointments, now: RuleNow) -> Iterator[Move]:
    """Planned visits that are booked grow to the share asked for, never below the base year's."""
    clinics = _clinics(lever, now)
    tcm = np.array([f.kind == Kind.TCM for f in now.facilities.all])
    of_tcm = lever.share if lever.tcm_share is None else lever.tcm_share
    for some, share in ((clinics & ~tcm, lever.share), (clinics & tcm, of_tcm)):
        yield Move("booked", How.RAISE, share, np.flatnonzero(some), now.strength)


def drug_list(lever: DrugList, now: RuleNow) -> Iterator[Move]:
    """Primary places solve more moderate cases of the conditions."""
    gain = now.value(lever.gain, "drug_list_capability_gain")
    groups, part = now.conditions(lever.conditions)
    cells = crossing(np.flatnonzero(_primary(now)), groups, (Severity.MODERATE,))
    yield Move("capability_gain", How.ADD, gain * now.strength * part[:, None], cells)


def long_prescriptions(lever: LongPrescriptions, now: RuleNow) -> Iterator[Move]:
    """Repeat visits that are left at primary places."""
    groups, part = now.conditions(lever.conditions)
    share = lever.share * now.strength * part
    left = 1.0 - share + share / lever.months
    cells = crossing(np.flatnonzero(_primary(now)), groups)
    yield Move("repeat_visits", How.MULTIPLY, left, cells)


def infusion_stop(lever: InfusionStop, now: RuleNow) -> Iterator[Move]:
    """Of adults' acute cases, the share that would have drips at these clinics."""
    stopped = now.value(lever.share, "infusion_visit_share") * now.strength
    groups, part = now.conditions(lever.conditions)
    cells = crossing(np.flatnonzero(_clinics(lever, now)), groups)
    yield Move("drips_stopped", How.SET, stopped * part, cells)


def result_recognition(lever: ResultRecognition, now: RuleNow) -> Iterator[Move]:
    """Of the tests of who comes from another place, the share that would be repeated and need not be."""
    repeated = now.scenario.parameters["repeated_tests_share"].value
    saved = repeated * now.value(lever.share, "recognised_tests_share") * now.strength
    groups, part = now.conditions(lever.conditions or tuple(now.scenario.conditions))
    recognising = _primary(now) | now.hospitals(lever.owners)
    levels = now.scenario.region.levels
    for here in levels:
        rows = np.flatnonzero(np.array([f.level == here for f in now.facilities.all]) & recognising)
        before = [levels.number(level) for level in levels if _recognised(lever, level, here)]
        yield Move("tests_known", How.SET, saved * part, crossing(rows, before, groups))


def _recognised(lever: ResultRecognition, before: Level, here: Level) -> bool:
    """Whether a level recognises the results of another: by their licence grades; those beyond the region are left."""
    if before.beyond or here.beyond:
        return False
    if before.grade == here.grade:
        return lever.same_level
    return lever.from_above if before.grade > here.grade else lever.from_below


def _primary(now: RuleNow) -> Flags:
    """Primary places where the rule is in force."""
    return np.array([f.level.primary for f in now.facilities.all]) & now.at


def _clinics(lever: Appointments | GeneralClinics | InfusionStop | ReservedBeds | ReservedSlots, now: RuleNow) -> Flags:
    """Hospitals of the lever's tiers and owners where the rule is in force."""
    return np.array([f.tier.id in lever.tiers for f in now.facilities.all]) & now.hospitals(lever.owners)


MOVES: Mapping[type[Lever], Moves] = {
    Appointments: appointments,
    DrugList: drug_list,
    GeneralClinics: general_clinics,
    InfusionStop: infusion_stop,
    LongPrescriptions: long_prescriptions,
    ReservedBeds: reserved_beds,
    ReservedSlots: reserved_slots,
    ResultRecognition: result_recognition,
}
