"""What is built and staffed, and beds and stays of public hospitals, added up by hand."""

from __future__ import annotations

import pytest

from sim.indicators import IMPLEMENTATION, compute
from sim.policy.levers.alliance import AllianceLever
from sim.policy.levers.primary_staff import PrimaryStaff
from sim.policy.levers.sub_centre import SubCentre

from . import small
from .test_implementation import at, computed, rule


def test_a_county_counts_when_its_primary_places_are_in_a_compact_alliance() -> None:
    loose = rule(AllianceLever(lead="hospital_a", members=("east",)), name="east")
    tight = rule(AllianceLever(lead="hospital_b", members=("west",), compact=True), name="west")
    values = computed([loose, tight])
    assert at(values, "compact_county_share") == 0.5
    assert at(values, "compact_county_share", "west") == 1.0
    assert at(values, "compact_county_share", "east") == 0.0
    assert at(values, "compact_county_share", arm="baseline") == 0.0
    assert {"compact_county_share", "sub_centres", "gp_per_10k"} < set(IMPLEMENTATION)


def test_an_urban_group_is_no_county() -> None:
    values = computed([rule(AllianceLever(lead="peoples", members=("city",), compact=True))])
    assert at(values, "compact_county_share") == 0.0


@pytest.mark.parametrize(("ramp", "open_"), [(0, 2.0), (24, 0.0)])
def test_sub_centres_count_when_they_are_whole(ramp: int, open_: float) -> None:
    values = computed([rule(SubCentre(places=2, beds=50), where=("east",), ramp=ramp)])
    assert at(values, "sub_centres", "east") == at(values, "sub_centres") == open_
    assert at(values, "sub_centres", "west") == 0.0


def test_gps_are_those_of_the_base_year_and_those_that_rules_add() -> None:
    rules = [rule(PrimaryStaff(kind="centre", doctors=1, retrained=2)), rule(PrimaryStaff(kind="village", doctors=9))]
    visits = [*small.every_month(count=0), *small.every_month(count=0, arm="reform")]
    districts = small.DISTRICTS.assign(gps=[1.0, 0.5, 0.5])
    values = compute(small.frames({"visits": visits}), small.FACILITIES, districts, 1.0, rules=rules)
    assert at(values, "gp_per_10k", arm="baseline") == pytest.approx(20.0)
    assert at(values, "gp_per_10k") == pytest.approx(50.0)
    assert at(values, "gp_per_10k", "east") == pytest.approx((0.5 + 3 * 0.3) / 300 * 1e4)


def test_nobody_guesses_how_many_gps_there_were() -> None:
    values = computed([rule(PrimaryStaff(kind="centre", doctors=1))])
    assert values.loc[values["indicator"] == "gp_per_10k", "value"].isna().all()


def test_visits_per_discharge_are_compared_with_last_year() -> None:
    cases = [
        *(small.case("peoples", "general", n, year=year) for year, n in ((2016, 60), (2017, 50))),
        *(small.case("peoples", "stay", n, year=year) for year, n in ((2016, 20), (2017, 25))),
        small.case("hospital_a", "general", 1000, year=2017),
    ]
    values = computed([], cases=cases)
    assert small.value(values, "op_ip_ratio_tertiary") == 3.0
    assert small.value(values, "op_ip_ratio_tertiary", year="2017") == 2.0
    assert small.value(values, "op_ip_ratio_tertiary_growth", year="2017") == pytest.approx(-1 / 3)


def test_stays_of_public_tertiary_hospitals_by_severity() -> None:
    counts = {"mild": 6, "moderate": 10, "severe": 4}
    cases = [
        *(small.case("peoples", "stay", n, severity=severity) for severity, n in counts.items()),
        small.case("peoples", "general", 500),
        small.case("hospital_a", "stay", 80),
    ]
    values = computed([], cases=cases)
    assert small.value(values, "mild_stay_share_tertiary") == 0.3
    assert small.value(values, "severe_stay_share_tertiary") == 0.2


def test_psychiatric_hospitals_are_left_out_of_beds_and_stays() -> None:
    kinds = small.FACILITIES.assign(
        kind=small.FACILITIES["kind"].where(small.FACILITIES["id"] != "peoples", "psychiatric")
    )
    beds: small.Rows = [
        {"facility": "peoples", "open_bed_days": 100, "occupied_bed_days": 10},
        {"facility": "hospital_a", "open_bed_days": 100, "occupied_bed_days": 80},
    ]
    cases = [small.case("peoples", "stay", 1, bed_days=90), small.case("hospital_a", "stay", 10, bed_days=80)]
    tables = small.frames({"visits": small.every_month(count=0), "beds": beds, "cases": cases})
    values = compute(tables, kinds, small.DISTRICTS, 1.0)
    assert small.value(values, "bed_occupancy_public") == 0.8
    assert small.value(values, "alos_public") == 8.0
    assert small.value(values, "bed_occupancy") == 0.45
