"""Tibet's list of tasks: read whole, every clause accounted for, pools and levels as said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sim.region.facilities import facilities_of
from sim.region.pools import grades_seen
from sim.scenario.clause_coverage import chains, unaccounted
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Grade, Owner

ROOT = Path(__file__).parents[2] / "scenarios"
# What the document asks for in numbers or directions.
TARGETS = (
    "XZ-06c", "XZ-07a", "XZ-08a", "XZ-09a", "XZ-12c", "XZ-14a", "XZ-14d", "XZ-18a", "XZ-18b", "XZ-18e", "XZ-19b",
    "XZ-20a", "XZ-20b", "XZ-20c", "XZ-21a",
)  # fmt: skip
POINTS = ("dip@lhasa", "dip@region_level", "dip@shigatse", "budget@lhasa", "budget@region_level", "budget@shigatse")


@pytest.fixture(scope="module")
def tibet() -> Scenario:
    return read_scenario(ROOT / "tibet.yaml")


def test_the_region_is_whole(tibet: Scenario) -> None:
    region = tibet.region
    assert sum(d.value("residents") for d in region.districts) == 3_648_100
    hospitals = [h for h in region.hospitals if not h.level.beyond]
    assert (len(region.districts), len(hospitals)) == (20, 73)
    beds = {level.id: sum(h.value("beds") for h in hospitals if h.level is level) for level in region.levels}
    private = sum(h.value("beds") for h in hospitals if h.owner is Owner.PRIVATE and h.level.in_county)
    assert (beds["region"], beds["prefecture"], beds["county"] - private, private) == (2391, 3641, 4513, 1600)
    assert [level.id for level in region.levels] == ["township", "county", "prefecture", "region", "outside"]


def test_hospitals_of_the_region_stand_in_lhasa_only(tibet: Scenario) -> None:
    assert {h.district for h in tibet.region.hospitals if h.level.id == "region"} == {"lhasa"}


def test_the_payers_are_those_of_three_pools_and_of_a_scheme_without_a_place(tibet: Scenario) -> None:
    region = tibet.region
    assert [payer.id for payer in region.payers] == [
        "lhasa.employee", "lhasa.resident", "region_level.employee", "shigatse.employee", "shigatse.resident",
        "rest.employee", "rest.resident",
    ]  # fmt: skip
    assert [pool.id for pool in region.pools if pool.apart] == ["region_level"]


def test_every_hospital_of_the_region_is_inside_for_every_pool(tibet: Scenario) -> None:
    facilities = facilities_of(tibet.region)
    count = len(facilities.all)
    seen = grades_seen(tibet.region, facilities.all)
    for n, f in enumerate(facilities.all):
        assert {Grade(grade) for grade in seen[n::count]} == {f.grade}


def test_every_clause_is_accounted_for(tibet: Scenario) -> None:
    assert [chain.clause.id for chain in unaccounted(chains(tibet))] == []
    priorities = [clause.priority for document in tibet.documents for clause in document.clauses]
    assert (priorities.count(1), priorities.count(2)) == (11, 34)


@pytest.mark.parametrize("clause", TARGETS)
def test_every_target_is_scored(tibet: Scenario, clause: str) -> None:
    assert any(clause in target.clauses for target in tibet.targets)


def test_single_totals_begin_when_their_unions_are_tight(tibet: Scenario) -> None:
    unions = {rule.id.partition("@")[2]: rule for rule in tibet.rules if rule.id.startswith("alliance@")}
    assert len(unions) == 20
    for name, home in (("budget@lhunzhub", "lh_north"), ("budget@gyangze", "sz_east")):
        total = next(rule for rule in tibet.rules if rule.id == name)
        assert (total.start.year, total.start.month) == unions[home].first_month == (2022, 1)


def test_thirteen_hospitals_have_aid_and_fifteen_are_centres(tibet: Scenario) -> None:
    """Counties of a group x its gain, over the gain of one hospital."""
    counties = {"lh_west": 3, "lh_north": 2, "lh_east": 2, "sz_east": 6, "sz_central": 3, "sz_lhatse": 4}
    counties |= {"sz_farwest": 4, "ch_north": 6, "ch_south": 4, "nq_rest": 10, "nedong": 6, "sn_border": 6, "bayi": 3}
    counties |= {"nc_outer": 4, "ng_rest": 6}

    def hospitals(word: str, gain: float) -> float:
        rules = [rule for rule in tibet.rules if rule.id.startswith(f"specialty@{word}")]
        return sum(rule.lever.gain / gain * counties.get(home, 1) for rule in rules for home in rule.where)  # type: ignore[attr-defined]

    assert hospitals("aid", 0.06) == pytest.approx(13)
    assert hospitals("centre", 0.04) == pytest.approx(15, abs=0.05)


def test_the_variant_moves_the_day_of_points_and_nothing_else(tibet: Scenario) -> None:
    variant = read_scenario(ROOT / "variants/tibet-intended.yaml")
    assert (variant.region, variant.targets, variant.years) == (tibet.region, tibet.targets, tibet.years)
    for one, other in zip(tibet.rules, variant.rules, strict=True):
        if one.id not in POINTS:
            assert one == other
            continue
        assert (one.start.isoformat(), other.start.isoformat()) == ("2022-12-01", "2022-01-01")
        assert replace(one, start=other.start, assumption=other.assumption) == other


def test_most_figures_of_the_base_year_are_met(tibet: Scenario) -> None:
    fit = tibet.region.fit
    assert fit is not None
    assert fit.inside >= 0.9 * fit.anchors
