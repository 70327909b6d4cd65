"""Zhengzhou's document: read whole, every clause of the first priority accounted for, every such target scored."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sim.scenario.clause_coverage import chains, unaccounted
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Owner, Tier

ROOT = Path(__file__).parents[2] / "scenarios"
# What the document asks for in numbers or directions, of the first priority; a year it prints twice is there twice.
TARGETS = (
    "ZZ-1.2c", "ZZ-1.2d", "ZZ-1.2e", "ZZ-2.1.3.3b", "ZZ-2.1.4e", "ZZ-2.1.4f", "ZZ-2.1.5e", "ZZ-2.2.1p", "ZZ-2.2.1q",
    "ZZ-2.2.1r", "ZZ-2.2.1s", "ZZ-2.2.1t", "ZZ-2.2.2.1e", "ZZ-2.2.2.1f", "ZZ-2.2.2.1j", "ZZ-2.2.2.1k", "ZZ-2.2.2.2g",
    "ZZ-2.2.3h",
)  # fmt: skip


@pytest.fixture(scope="module")
def zhengzhou() -> Scenario:
    return read_scenario(ROOT / "zhengzhou.yaml")


def test_the_region_is_whole(zhengzhou: Scenario) -> None:
    region = zhengzhou.region
    assert sum(d.value("residents") for d in region.districts) == 10_692_000
    hospitals = [h for h in region.hospitals if not h.level.beyond]
    assert (len(region.districts), len(hospitals)) == (13, 45)
    beds = {
        owner: sum(h.value("beds") for h in hospitals if h.tier is Tier.TERTIARY and h.owner is owner)
        for owner in Owner
    }
    assert (beds[Owner.PROVINCE], beds[Owner.CITY]) == (25_000, 15_600)
    assert round(sum(h.value("doctors") for h in hospitals)) == 22_500


def test_every_clause_of_the_first_priority_is_accounted_for(zhengzhou: Scenario) -> None:
    assert [chain.clause.id for chain in unaccounted(chains(zhengzhou))] == []


@pytest.mark.parametrize("clause", TARGETS)
def test_every_target_of_the_first_priority_is_scored(zhengzhou: Scenario, clause: str) -> None:
    assert any(clause in target.clauses for target in zhengzhou.targets)


def test_both_years_of_the_county_rate_and_every_reading_of_the_primary_share(zhengzhou: Scenario) -> None:
    at = {(target.indicator, target.year) for target in zhengzhou.targets}
    assert {("county_visit_rate", 2017), ("county_visit_rate", 2020)} <= at
    suffixes = ("", "_no_village", "_no_province", "_no_village_no_province")
    readings = [
        target.indicator for target in zhengzhou.targets if "ZZ-2.1.3.3b" in target.clauses and target.year == 2017
    ]
    assert readings == [*(f"primary_visit_share{word}" for word in suffixes), "primary_share_of_residents_visits"]


def test_the_two_schemes_of_residents_have_one_set_of_rules_from_2017(zhengzhou: Scenario) -> None:
    payers = {payer.id: payer for payer in zhengzhou.region.payers}
    assert set(payers) == {"employee", "urban", "rural"}

    def rules(payer: str, day: date) -> dict[str, float]:
        return {name: number.value for name, number in payers[payer].benefit_on(day).items()}

    assert rules("urban", date(2016, 12, 1)) != rules("rural", date(2016, 12, 1))
    assert rules("urban", date(2017, 1, 1)) == rules("rural", date(2017, 1, 1))


def test_most_figures_of_the_base_year_are_met(zhengzhou: Scenario) -> None:
    fit = zhengzhou.region.fit
    assert fit is not None
    assert fit.inside >= 0.9 * fit.anchors
