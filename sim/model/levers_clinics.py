"""Levers on clinics, prescriptions and places kept for the referred: each turns one rule into moves of `Effects`."""

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
from sim.policy.levers.long_prescriptions import LongPrescriptions
from sim.policy.levers.reserved_beds import ReservedBeds
from sim.policy.levers.reserved_slots import ReservedSlots
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
    cells = crossing(np.flatnonzero(_primary(now)), now.conditions(lever.conditions), (Severity.MODERATE,))
    yield Move("capability_gain", How.ADD, gain * now.strength, cells)


def long_prescriptions(lever: LongPrescriptions, now: RuleNow) -> Iterator[Move]:
    """Repeat visits that are left at primary places."""
    share = lever.share * now.strength
    left = 1.0 - share + share / lever.months
    cells = crossing(np.flatnonzero(_primary(now)), now.conditions(lever.conditions))
    yield Move("repeat_visits", How.MULTIPLY, left, cells)


def _primary(now: RuleNow) -> Flags:
    """Primary places where the rule is in force."""
    return np.array([f.level.primary for f in now.facilities.all]) & now.at


def _clinics(lever: Appointments | GeneralClinics | ReservedBeds | ReservedSlots, now: RuleNow) -> Flags:
    """Hospitals of the lever's tiers and owners where the rule is in force."""
    return np.array([f.tier.id in lever.tiers for f in now.facilities.all]) & now.hospitals(lever.owners)


MOVES: Mapping[type[Lever], Moves] = {
    Appointments: appointments,
    DrugList: drug_list,
    GeneralClinics: general_clinics,
    LongPrescriptions: long_prescriptions,
    ReservedBeds: reserved_beds,
    ReservedSlots: reserved_slots,
}
