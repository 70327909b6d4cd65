"""Levers on where people go and what facilities can do: each turns one rule into numbers of `Effects`."""

from __future__ import annotations

import numpy as np

from sim.model.effects import Effects, Place, ally, cells
from sim.model.level_numbers import LevelNumbers
from sim.policy.levers.alliance import Alliance
from sim.policy.levers.bed_control import BedControl
from sim.policy.levers.day_surgery import DaySurgery
from sim.policy.levers.disease_list import DiseaseList
from sim.policy.levers.family_doctor import FamilyDoctor
from sim.policy.levers.gatekeeping import Gatekeeping
from sim.policy.levers.posted_doctors import PostedDoctors
from sim.policy.levers.primary_staff import PrimaryStaff
from sim.policy.levers.specialty import Specialty
from sim.policy.levers.step_down import StepDown
from sim.policy.levers.telemedicine import Telemedicine
from sim.region.facilities import CENTRE, PER_PLACE, VILLAGE
from sim.rules.period.contract import coverage_of_key_groups, coverage_of_others
from sim.vocabulary.names import Kind, Severity


def family_doctor(effects: Effects, lever: FamilyDoctor, p: Place) -> None:
    """Coverage grows from the base year's to the lever's; nobody loses a contract."""
    goal_key = coverage_of_key_groups(lever.coverage, lever.key_groups)
    key = np.maximum(effects.coverage_key, goal_key)
    other = np.maximum(effects.coverage_other, coverage_of_others(lever.coverage, goal_key, p.key_share))
    for name, goal in (("coverage_key", key), ("coverage_other", other)):
        now = getattr(effects, name)
        setattr(effects, name, np.where(p.homes, now + p.strength * (goal - now), now))
    if lever.fulfilment is not None:
        now = effects.fulfilment
        effects.fulfilment = np.where(p.homes, now + p.strength * (lever.fulfilment - now), now)


def gatekeeping(effects: Effects, lever: Gatekeeping, p: Place) -> None:
    """The share of those bound who comply; a mandatory gate binds everybody."""
    comply = lever.compliance if lever.compliance is not None else p.scenario.parameters["gate_comply"].value
    effects.gate = np.where(p.homes, comply * p.strength, effects.gate)
    effects.penalty = np.where(p.homes, lever.unreferred_penalty * p.strength, effects.penalty)
    if lever.kind == "mandatory":
        effects.gate_all = np.where(p.homes, 1, effects.gate_all)


def telemedicine(effects: Effects, lever: Telemedicine, p: Place) -> None:
    """Connected facilities solve more moderate cases."""
    gain = lever.gain if lever.gain is not None else p.scenario.parameters["telemedicine_capability_gain"].value
    served = np.array([f.tier.id in lever.serves for f in p.facilities.all]) & p.at
    effects.capability_gain[served, :, Severity.MODERATE] += gain * p.strength


def specialty(effects: Effects, lever: Specialty, p: Place) -> None:
    """County general hospitals solve more of the named conditions."""
    gain = lever.gain if lever.gain is not None else p.scenario.parameters["specialty_capability_gain"].value
    names = list(p.scenario.conditions)
    columns = [names.index(g) for g in lever.conditions]
    county = [f.level.hospital and f.level.in_county and f.kind == Kind.GENERAL for f in p.facilities.all]
    rows = np.flatnonzero(np.array(county) & p.at)
    effects.capability_gain[cells(rows, columns, (Severity.MODERATE, Severity.SEVERE))] += gain * p.strength


def posted_doctors(effects: Effects, lever: PostedDoctors, p: Place) -> None:
    """One doctor a centre, largest first; their share of its doctors solves what their own hospital solves."""
    posted = lever.doctors * p.strength
    source = p.facilities.index(lever.source)
    effects.doctors_extra[source] -= posted
    centres = _places(p, CENTRE)
    own = sum(p.facilities.all[f].doctors for f in centres)
    if not centres or own <= 0:
        return
    for n, extra in enumerate(_dealt(posted, len(centres))):
        effects.doctors_extra[centres[n]] += extra
    numbers = LevelNumbers(p.scenario)
    gap = numbers.capability(p.facilities.all[source].level) - numbers.capability(numbers.levels.primary)
    effects.capability_gain[centres] += posted / (own + posted) * np.maximum(0.0, gap)


def primary_staff(effects: Effects, lever: PrimaryStaff, p: Place) -> None:
    """More doctors at centres or village clinics, one each, largest first."""
    places = _places(p, CENTRE if lever.kind == "centre" else VILLAGE)
    for n, extra in enumerate(_dealt(lever.doctors * p.strength, max(1, len(places)))):
        if n < len(places):
            effects.doctors_extra[places[n]] += extra


def _places(p: Place, kind: int) -> list[int]:
    """Primary facilities of a kind where the rule is in force, those with most doctors first."""
    found = [f for f in range(kind, p.facilities.hospitals, PER_PLACE) if p.at[f]]
    return sorted(found, key=lambda f: (-p.facilities.all[f].doctors, f))


def _dealt(total: float, places: int) -> list[float]:
    """Whole doctors dealt round; the rest goes to the next."""
    rounds, left = divmod(total, places)
    return [rounds + min(1.0, max(0.0, left - n)) for n in range(places)]


def alliance(effects: Effects, lever: Alliance, p: Place) -> None:
    """An alliance of this rule's own id."""
    name = p.rule.id.partition("@")[2] or p.rule.id
    ally(effects, p.facilities, p.scenario, name, lever.lead, lever.members, lever.compact)


def step_down(effects: Effects, lever: StepDown, p: Place) -> None:
    """Eligible cases of the named hospitals are asked."""
    consent = lever.consent if lever.consent is not None else p.scenario.parameters["stepdown_consent"].value
    for name in lever.hospitals:
        effects.step_consent[p.facilities.index(name)] = consent * p.strength


def day_surgery(effects: Effects, lever: DaySurgery, p: Place) -> None:
    """Day surgery is offered."""
    for name in lever.hospitals:
        effects.day_surgery[p.facilities.index(name)] = 1


def disease_list(effects: Effects, lever: DiseaseList, p: Place) -> None:
    """Formal referrals up of listed mild and moderate cases that no longer happen."""
    names = list(p.scenario.conditions)
    rows = np.flatnonzero(np.array([f.tier.id == lever.level for f in p.facilities.all]) & p.at)
    columns = [names.index(g) for g in lever.conditions]
    listed = cells(rows, columns, (Severity.MILD, Severity.MODERATE))
    effects.refer_factor[listed] *= 1.0 - lever.compliance * p.strength


def bed_control(effects: Effects, lever: BedControl, p: Place) -> None:
    """From the start on beds grow at the lever's rate instead of the trend."""
    first = p.rule.first_month
    years = (p.year * 12 + p.month - first[0] * 12 - first[1]) / 12.0
    numbers = LevelNumbers(p.scenario)
    general = p.hospitals(lever.owners)
    for f, facility in enumerate(p.facilities.all):
        if general[f] and facility.kind == Kind.GENERAL:
            effects.bed_factor[f] *= ((1.0 + lever.growth) / (1.0 + numbers.bed_trend(facility.level))) ** years
