"""Every lever moves numbers of the month, and only where its rule is in force."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.model.effects import Effects
from sim.model.in_force import MOVES, effects_of
from sim.policy.levers import LEVERS
from sim.policy.levers.bed_control import BedControl
from sim.policy.levers.new_beds import NewBeds
from sim.policy.levers.posted_doctors import PostedDoctors
from sim.policy.levers.primary_staff import PrimaryStaff
from sim.policy.levers.specialty import Specialty
from sim.policy.levers.sub_centre import SubCentre
from sim.policy.rule import Rule
from sim.region.facilities import facilities_of
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Tier

from .arms import moved, rule

ROOT = Path(__file__).parents[2]
EVERY = read_scenario(ROOT / "tests/regions/xiaocheng/scenario.yaml", library=ROOT / "scenarios")
FACILITIES = facilities_of(EVERY.region)
ONLY_COUNTED = {"pathways"}  # no study gives an effect on care


def in_december(scenario: Scenario, *rules: Rule) -> Effects:
    """The state of these levers at the end of 2018."""
    key = np.full(len(scenario.region.districts) + 1, 0.3)
    return effects_of(replace(scenario, rules=rules), FACILITIES, key, 2018, 12, rules_on=True)


def test_every_lever_has_its_function() -> None:
    assert set(MOVES) == set(LEVERS.values())
    assert {r.lever.id for r in EVERY.rules} == set(LEVERS), "the made-up prefecture tries them all"


@pytest.mark.parametrize("chosen", EVERY.rules, ids=lambda r: r.id)
def test_a_rule_moves_something(chosen: Rule) -> None:
    alliances = [r for r in EVERY.rules if r.lever.id == "alliance" and r is not chosen]
    before = in_december(EVERY, *alliances)
    assert bool(moved(before, in_december(EVERY, *alliances, chosen))) == (chosen.lever.id not in ONLY_COUNTED)
    late = replace(chosen, start=chosen.start.replace(year=2019))
    assert not moved(before, in_december(EVERY, *alliances, late)), "not before its date"


def test_posted_doctors_are_missed_where_they_come_from() -> None:
    found = in_december(EVERY, rule(PostedDoctors(source="city", doctors=3), ("nanping",)))
    centres = [f for f in range(0, FACILITIES.hospitals, 3) if FACILITIES.all[f].district == 3]
    assert found.doctors_extra.sum() == pytest.approx(0.0)
    assert found.doctors_extra[FACILITIES.index("city")] == -3.0
    assert found.doctors_extra[centres].sum() == pytest.approx(3.0)
    assert found.capability_gain[centres].max() > 0.0
    assert not np.delete(found.capability_gain, centres, axis=0).any()


def test_doctors_are_dealt_whole_largest_place_first() -> None:
    found = in_december(EVERY, rule(PrimaryStaff(kind="village", doctors=1), ("xihe",)))
    assert sorted(found.doctors_extra[found.doctors_extra > 0]) == [1.0]
    assert found.doctors_extra.sum() == 1.0


def test_beds_under_control_follow_the_rule_from_its_start(xiaocheng: Scenario) -> None:
    value = xiaocheng.parameters
    found = in_december(EVERY, rule(BedControl(owners=("city",), growth=0.0)))
    city = FACILITIES.index("city")
    years = (2018 * 12 + 12 - 2016 * 12 - 1) / 12
    assert found.bed_factor[city] == pytest.approx((1.0 + value["trend_beds_tertiary"].value) ** -years)
    assert (np.delete(found.bed_factor, city) == 1.0).all()


def test_a_centre_refers_to_its_own_county_first() -> None:
    alliance = next(r for r in EVERY.rules if r.lever.id == "alliance")
    found = in_december(EVERY, alliance)
    county, city = FACILITIES.index("dongshan_hospital"), FACILITIES.index("city")
    own = [f for f in range(FACILITIES.hospitals) if FACILITIES.all[f].district == 1]
    assert set(found.partner[own]) == {county}
    assert found.partner[county] == city
    assert (np.delete(found.partner, [*own, county]) == -1).all()
    assert FACILITIES.all[county].tier == Tier.COUNTY


def test_new_beds_bring_the_doctors_that_are_said_and_no_others() -> None:
    city = FACILITIES.index("city")
    there = FACILITIES.all[city]
    found = in_december(EVERY, rule(NewBeds(hospital="city", beds=there.beds // 2, doctors=7)))
    assert (found.beds_added[city], found.doctors_extra[city]) == (there.beds // 2, 7.0)
    assert not np.delete(found.beds_added, city).any()
    assert (found.bed_factor == 1.0).all(), "doctors do not follow these beds"


def test_sub_centres_are_the_largest_centres_of_each_district() -> None:
    found = in_december(EVERY, rule(SubCentre(places=1, beds=20, doctors=3), ("xihe", "nanping")))
    grown = np.flatnonzero(found.beds_added)
    assert [FACILITIES.all[f].district for f in grown] == [2, 3]
    for f in grown:
        rivals = [
            o.doctors for o in FACILITIES.all[: FACILITIES.hospitals : 3] if o.district == FACILITIES.all[f].district
        ]
        assert FACILITIES.all[f].doctors == max(rivals)
    gains = found.capability_gain
    assert (gains[grown].sum(axis=(1, 2)) > 0.0).all()
    assert not np.delete(gains, grown, axis=0).any()


def test_half_a_ramp_is_half_a_sub_centre() -> None:
    whole = rule(SubCentre(places=1, beds=20, gap_closed=1.0), ("xihe",))
    half = replace(whole, ramp_months=72)  # thirty-six months after its start
    one, other = in_december(EVERY, whole), in_december(EVERY, half)
    assert other.beds_added.max() == pytest.approx(one.beds_added.max() / 2)
    assert other.capability_gain.max() == pytest.approx(one.capability_gain.max() / 2)


def test_specialties_of_centres_and_of_named_hospitals() -> None:
    groups = ("elective_surgery",)
    centres = in_december(EVERY, rule(Specialty(conditions=groups, level="primary", gain=0.1), ("xihe",)))
    named = in_december(EVERY, rule(Specialty(conditions=groups, hospitals=("city",), gain=0.1)))
    at = {FACILITIES.all[f].kind.id for f in np.flatnonzero(centres.capability_gain.sum(axis=(1, 2)))}
    assert at <= {"township_centre", "community_centre"}
    assert np.flatnonzero(named.capability_gain.sum(axis=(1, 2))).tolist() == [FACILITIES.index("city")]
