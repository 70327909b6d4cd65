"""Levels of care as data: a region of four levels on both engines, and what a level says for itself."""

from __future__ import annotations

import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from sim.engine.clock import Calendar
from sim.model.level_numbers import LevelNumbers, place_seen
from sim.model.run import ArmRun
from sim.model.setup import Setup, setup_of
from sim.model.task import Run
from sim.model.world import world_of
from sim.region.facilities import facilities_of
from sim.region.levels import USUAL, Levels
from sim.rules.period.belief import hospitals_lead
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.labels import labels
from sim.vocabulary.names import Arm, Place, Reason, Severity, Tier

from .arms import by_person, run, table_at, task
from .conftest import ROOT
from .test_two_engines import CAN_COMPILE, both, same

TOWNSHIP, COUNTY, PREFECTURE, REGION, OUTSIDE = range(5)


@pytest.fixture(scope="module")
def setup(twopools: Scenario) -> Setup:
    """Before its first month."""
    return setup_of(task(twopools))


@pytest.fixture(scope="module")
def year(twopools: Scenario) -> Run:
    """Without rules, so that nobody has an alliance partner."""
    return run(twopools, Arm.BASELINE)


@pytest.mark.skipif(not CAN_COMPILE, reason="Numba is missing or switched off")
def test_four_levels_one_answer(twopools: Scenario) -> None:
    """Equal journals and tables; what is paid and received sums to zero."""
    one, other = both(twopools)
    same(one, other)
    assert one.checks["books_balance"]
    assert one.checks["patients_conserved"]


def test_every_level_treats(setup: Setup, year: Run) -> None:
    level = {f.id: f.level.id for f in setup.facilities.all}
    seen = Counter(year.tables["visits"]["facility"].map(level))
    assert set(seen) == {"township", "county", "prefecture", "region", "outside"}
    assert set(year.tables["people"]["place"]) == set(Place.ids())


def test_a_formal_referral_goes_one_level_up(setup: Setup, year: Run) -> None:
    """Not severe and without a partner: from a county hospital to a prefecture's, from there to the region's."""
    steps: Counter[tuple[int, int]] = Counter()
    for way in by_person(year.journal).values():
        for before, after in pairwise(way):
            same_episode = before.episode == after.episode and after.leg == before.leg + 1
            if same_episode and after.reason == Reason.REFERRED_UP and after.severity < Severity.SEVERE:
                steps[setup.world.level[before.facility], setup.world.level[after.facility]] += 1
    assert steps[COUNTY, PREFECTURE] > 20
    assert steps[PREFECTURE, REGION] > 0
    assert {above for below, above in steps if below == COUNTY} == {PREFECTURE}
    assert {above for below, above in steps if below == PREFECTURE} == {REGION}


def test_an_episode_may_have_a_contact_at_every_level(setup: Setup) -> None:
    assert setup.world.levels == 5
    assert setup.world.top_level == REGION


def test_members_of_an_alliance_refer_level_by_level(setup: Setup) -> None:
    """A centre to its county's hospital, that to the member of the prefecture, that to the lead."""
    table = table_at(ArmRun(setup), 2016, 1)
    at = setup.facilities.index
    assert table.partner[at("beishan_centre_01")] == at("beishan_hospital")
    assert table.partner[at("beishan_hospital")] == at("jin_hospital")
    assert table.partner[at("jin_hospital")] == at("autonomous")
    assert table.partner[at("autonomous")] == table.partner[at("hegu_hospital")] == -1


def test_a_level_has_its_own_numbers_before_those_it_is_like(twopools: Scenario) -> None:
    numbers, region = LevelNumbers(twopools), twopools.region
    township, _, prefecture, top, outside = region.levels
    assert numbers.minutes() == [
        *(region.calibrated[f"minutes_{level}"].value for level in ("township", "county", "prefecture", "region")),
        0.0,
    ]
    assert numbers.of("stay_yuan_{}", top) == region.calibrated["stay_yuan_region"].value
    assert numbers.of("stay_yuan_{}", prefecture) == twopools.parameters["stay_yuan_tertiary"].value
    assert numbers.bed_trend(top) == region.calibrated["trend_beds_region"].value
    assert numbers.bed_trend(prefecture) == twopools.parameters["trend_beds_tertiary"].value
    assert numbers.bed_trend(township) == numbers.bed_trend(outside) == 0.0
    assert (
        numbers.stay_trend(outside) == numbers.stay_trend(top) == twopools.parameters["trend_stay_days_tertiary"].value
    )
    assert numbers.stay_trend(township) == twopools.parameters["trend_stay_days_township"].value
    assert numbers.price_trend("stay", township) == twopools.parameters["trend_unit_adm_township"].value
    surgery = list(twopools.conditions).index("elective_surgery")
    own = region.capability["elective_surgery"]["capability_prefecture_severe"].value
    assert numbers.capability(prefecture)[surgery, Severity.SEVERE] == own
    assert own < numbers.capability(top)[surgery, Severity.SEVERE]
    assert (numbers.capability(outside) == numbers.capability(top)).all()
    assert numbers.specialists()[0] == 0.0 < numbers.specialists()[COUNTY] < numbers.specialists()[OUTSIDE] == 1.0


def test_a_hospital_has_the_licence_of_its_level_or_its_own(twopools: Scenario) -> None:
    grade = {h.id: h.grade.id for h in twopools.region.hospitals}
    assert (grade["autonomous"], grade["jin_hospital"]) == ("third", "third")
    assert grade["yun_hospital"] == "second"


def test_clinics_of_a_level_may_open_every_day(tmp_path: Path) -> None:
    """Village and private clinics do at any level, the others if their level says so."""
    copy = tmp_path / "twopools"
    shutil.copytree(ROOT / "tests/regions/twopools", copy)
    table = copy / "regions/twopools/levels.csv"
    old, new = "county,second,no,yes,no", "county,second,no,yes,yes"
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new), encoding="utf-8")
    scenario = read_scenario(copy / "scenario.yaml", library=ROOT / "scenarios")
    facilities = facilities_of(scenario.region)
    world = world_of(scenario, facilities, Calendar(2016, 2016, 0, scenario.open_days))
    found = {
        f.level.id if f.level.hospital else f.kind.id
        for f, on in zip(facilities.all, world.every_day, strict=True)
        if on
    }
    assert found == {"county", "village_clinics", "private_clinics"}


def test_places_seen_from_home_follow_from_levels_and_districts() -> None:
    found = {level.id: (place_seen(level, at_home=True), place_seen(level, at_home=False)) for level in USUAL}
    assert found == {
        "primary": (Place.PRIMARY, Place.PRIMARY),
        "county": (Place.HOME_COUNTY, Place.OTHER_DISTRICT),
        "tertiary": (Place.TERTIARY, Place.TERTIARY),
        "outside": (Place.OUTSIDE, Place.OUTSIDE),
    }


def test_the_usual_levels_are_the_national_classes() -> None:
    """Of the same ids and names: a region without levels of its own speaks of classes and levels alike."""
    assert [(level.id, level.tier) for level in USUAL] == [(tier.id, tier) for tier in Tier]
    names = labels()
    assert [(level.label.en, level.label.zh) for level in USUAL] == [(names[t].en, names[t].zh) for t in Tier.ids()]
    assert [level.order for level in Levels()] == sorted(level.order for level in USUAL)


def test_believed_lead_of_hospitals_is_a_mean_over_their_levels(setup: Setup, twopools: Scenario) -> None:
    """Three levels of hospitals count alike; primary care and care beyond are no hospitals of the region."""
    assert twopools.region.levels.hospitals == (COUNTY, PREFECTURE, REGION)
    belief = setup.base.belief[0]
    lead = (belief[COUNTY] + belief[PREFECTURE] + belief[REGION]) / 3.0 - belief[TOWNSHIP]
    assert hospitals_lead(setup.base.belief, (COUNTY, PREFECTURE, REGION))[0] == pytest.approx(lead)
    assert lead.min(axis=0) == pytest.approx(np.minimum(lead.min(axis=0), setup.base.gap))
    assert (setup.base.gap <= lead.max(axis=0)).all()
