"""Levers on where people go and what facilities can do: each turns one rule into moves of `Effects`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from sim.model.alliances import alliance_of_rule, allied
from sim.model.level_numbers import LevelNumbers
from sim.model.lever_moves import Moves
from sim.model.moves import AddedRow, How, Move, crossing
from sim.model.rule_now import RuleNow
from sim.policy.lever import Lever
from sim.policy.levers.alliance import AllianceLever
from sim.policy.levers.bed_control import BedControl
from sim.policy.levers.day_surgery import DaySurgery
from sim.policy.levers.disease_list import DiseaseList
from sim.policy.levers.family_doctor import FamilyDoctor
from sim.policy.levers.gatekeeping import Gatekeeping
from sim.policy.levers.posted_doctors import PostedDoctors
from sim.policy.levers.primary_beds import PrimaryBeds
from sim.policy.levers.primary_staff import PrimaryStaff
from sim.policy.levers.sideways_referral import SidewaysReferral
from sim.policy.levers.specialty import Specialty
from sim.policy.levers.step_down import StepDown
from sim.policy.levers.telemedicine import Telemedicine
from sim.region.facilities import CENTRE, VILLAGE
from sim.rules.period.beds import beds_added
from sim.rules.period.contract import coverage_of_key_groups, coverage_of_others
from sim.vocabulary.names import CENTRES, Kind, Settlement, Severity, Sideways


def family_doctor(lever: FamilyDoctor, now: RuleNow) -> Iterator[Move]:
    """Coverage grows from the base year's to the lever's; nobody loses a contract."""
    rural = lever.coverage if lever.rural is None else lever.rural
    for settlement, coverage in ((Settlement.RURAL, rural), (Settlement.URBAN, lever.coverage)):
        key = coverage_of_key_groups(coverage, lever.key_groups)
        other = coverage_of_others(coverage, key, now.key_share)[now.homes]
        yield Move("coverage_key", How.RAISE, key, (now.homes, settlement), now.strength)
        yield Move("coverage_other", How.RAISE, other, (now.homes, settlement), now.strength)
    if lever.fulfilment is not None:
        yield Move("fulfilment", How.TOWARD, lever.fulfilment, now.homes, now.strength)


def gatekeeping(lever: Gatekeeping, now: RuleNow) -> Iterator[Move]:
    """The share of those bound who comply; a mandatory gate binds everybody."""
    yield Move("gate", How.SET, now.value(lever.compliance, "gate_comply") * now.strength, now.homes)
    yield Move("penalty", How.SET, lever.unreferred_penalty * now.strength, now.homes)
    if lever.kind == "mandatory":
        yield Move("gate_all", How.SET, 1, now.homes)


def telemedicine(lever: Telemedicine, now: RuleNow) -> Iterator[Move]:
    """Connected facilities solve more moderate cases."""
    gain = now.value(lever.gain, "telemedicine_capability_gain")
    served = np.array([f.tier.id in lever.serves for f in now.facilities.all]) & now.at
    yield Move("capability_gain", How.ADD, gain * now.strength, (served, slice(None), Severity.MODERATE))


def specialty(lever: Specialty, now: RuleNow) -> Iterator[Move]:
    """County general hospitals, centres, or the hospitals named solve more of the named conditions."""
    gain = now.value(lever.gain, "specialty_capability_gain")
    county = [f.level.hospital and f.level.in_county and f.kind == Kind.GENERAL for f in now.facilities.all]
    centres = [f.kind in CENTRES for f in now.facilities.all]
    named = [f.id in lever.hospitals for f in now.facilities.all]
    chosen = named if lever.hospitals else centres if lever.level == "primary" else county
    rows = np.flatnonzero(np.array(chosen) & now.at)
    groups, part = now.conditions(lever.conditions)
    cells = crossing(rows, groups, (Severity.MODERATE, Severity.SEVERE))
    yield Move("capability_gain", How.ADD, gain * now.strength * part[:, None], cells)


def posted_doctors(lever: PostedDoctors, now: RuleNow) -> Iterator[Move]:
    """One doctor a centre, largest first; their share of its doctors solves what their own hospital solves."""
    posted = lever.doctors * now.strength
    source = now.facilities.index(lever.source)
    yield Move("doctors_extra", How.ADD, -posted, source)
    centres = now.primary_places(CENTRE)
    own = sum(now.facilities.all[f].doctors for f in centres)
    if not centres or own <= 0:
        return
    yield Move("doctors_extra", How.ADD, np.array(_dealt(posted, len(centres))), centres)
    numbers = LevelNumbers(now.scenario)
    gap = numbers.capability(now.facilities.all[source].level) - numbers.capability(numbers.levels.primary)
    yield Move("capability_gain", How.ADD, posted / (own + posted) * np.maximum(0.0, gap), centres)


def primary_staff(lever: PrimaryStaff, now: RuleNow) -> Iterator[Move]:
    """More doctors at centres or village clinics, one each, largest first."""
    places = now.primary_places(CENTRE if lever.kind == "centre" else VILLAGE)
    if places:
        dealt = np.array(_dealt(lever.doctors * now.strength, len(places)))
        yield Move("doctors_extra", How.ADD, dealt, places)


def primary_beds(lever: PrimaryBeds, now: RuleNow) -> Iterator[Move]:
    """Beds that each district's centres lack of the rule's number, spread over them."""
    for d, district in enumerate(now.scenario.region.districts):
        if not now.homes[d]:
            continue
        centres = [f for f in now.primary_places(CENTRE) if now.facilities.all[f].district == d]
        beds = np.array([now.facilities.all[f].all_beds for f in centres])
        added = beds_added(float(beds.sum()), district.value("residents"), lever.per_1000, lever.growth)
        part = beds / beds.sum() if beds.any() else np.full(len(centres), 1.0 / len(centres))
        yield Move("beds_added", How.RAISE, added * part, centres, now.strength)


def _dealt(total: float, places: int) -> list[float]:
    """Whole doctors dealt round; the rest goes to the next."""
    rounds, left = divmod(total, places)
    return [rounds + min(1.0, max(0.0, left - n)) for n in range(places)]


def alliance(lever: AllianceLever, now: RuleNow) -> Iterator[Move | AddedRow]:
    """An alliance of this rule's own id."""
    yield from allied(alliance_of_rule(now.rule.id, lever, now.scenario, now.facilities), now.facilities)


def step_down(lever: StepDown, now: RuleNow) -> Iterator[Move]:
    """Eligible cases of the named hospitals are asked."""
    consent = now.value(lever.consent, "stepdown_consent") * now.strength
    for name in lever.hospitals:
        yield Move("step_consent", How.SET, consent, now.facilities.index(name))


def day_surgery(lever: DaySurgery, now: RuleNow) -> Iterator[Move]:
    """Day surgery is offered, of all that could be or of what is named."""
    packets = list(now.packets(lever.conditions))
    for name in lever.hospitals:
        yield Move("day_surgery", How.SET, 1, crossing([now.facilities.index(name)], packets))


def disease_list(lever: DiseaseList, now: RuleNow) -> Iterator[Move]:
    """Formal referrals up of listed mild and moderate cases that no longer happen."""
    rows = np.flatnonzero(np.array([f.tier.id == lever.level for f in now.facilities.all]) & now.at)
    groups, part = now.conditions(lever.conditions)
    cells = crossing(rows, groups, (Severity.MILD, Severity.MODERATE))
    yield Move("refer_factor", How.MULTIPLY, 1.0 - lever.compliance * now.strength * part[:, None], cells)


def bed_control(lever: BedControl, now: RuleNow) -> Iterator[Move]:
    """From the start on beds grow at the lever's rate instead of the trend."""
    numbers = LevelNumbers(now.scenario)
    hospitals = now.hospitals(lever.owners)
    for f, facility in enumerate(now.facilities.all):
        if hospitals[f] and facility.kind == Kind.GENERAL:
            trend = numbers.bed_trend(facility.level)
            yield Move("bed_factor", How.MULTIPLY, ((1.0 + lever.growth) / (1.0 + trend)) ** now.years, f)


def sideways_referral(lever: SidewaysReferral, now: RuleNow) -> Iterator[Move]:
    """Which tertiary hospitals send complex cases sideways, and which of them, whoever runs it, takes these."""
    tertiary = np.array([f.level.tertiary for f in now.facilities.all])
    general = np.array([f.kind in (Kind.GENERAL, Kind.TCM) for f in now.facilities.all])
    sends = tertiary & general & now.hospitals(lever.owners)
    yield Move("sideways", How.SET, int(Sideways.SENDS), np.flatnonzero(sends))
    yield Move("sideways", How.SET, int(Sideways.TAKES), np.flatnonzero(tertiary & ~general & now.at))


MOVES: Mapping[type[Lever], Moves] = {
    AllianceLever: alliance,
    BedControl: bed_control,
    DaySurgery: day_surgery,
    DiseaseList: disease_list,
    FamilyDoctor: family_doctor,
    Gatekeeping: gatekeeping,
    PostedDoctors: posted_doctors,
    PrimaryBeds: primary_beds,
    PrimaryStaff: primary_staff,
    SidewaysReferral: sideways_referral,
    Specialty: specialty,
    StepDown: step_down,
    Telemedicine: telemedicine,
}
