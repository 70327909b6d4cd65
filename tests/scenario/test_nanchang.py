"""Nanchang's document: read whole, every clause of the first two priorities accounted for, its targets scored."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sim.policy.levers.alliance import AllianceLever
from sim.policy.levers.budget import Budget
from sim.scenario.clause_coverage import chains, unaccounted
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Kind, Owner, Tier

ROOT = Path(__file__).parents[2] / "scenarios"
# What the document asks for in numbers or directions.
TARGETS = (
    "NC-G1", "NC-G2", "NC-G3", "NC-G6", "NC-02b", "NC-05c", "NC-05d", "NC-05e", "NC-05f", "NC-05g", "NC-05h",
    "NC-05i", "NC-08a", "NC-12a", "NC-13b", "NC-13c", "NC-18a", "NC-18d", "NC-19b",
)  # fmt: skip


@pytest.fixture(scope="module")
def nanchang() -> Scenario:
    return read_scenario(ROOT / "nanchang.yaml")


def test_the_region_is_whole(nanchang: Scenario) -> None:
    region = nanchang.region
    assert sum(d.value("residents") for d in region.districts) == 6_568_200
    hospitals = [h for h in region.hospitals if not h.level.beyond]
    assert (len(region.districts), len(hospitals)) == (11, 47)
    beds = {tier: sum(h.value("beds") for h in hospitals if h.tier is tier) for tier in Tier}
    assert (beds[Tier.TERTIARY], beds[Tier.COUNTY]) == (33_243, 10_140)
    assert sum(h.value("beds") for h in hospitals if h.kind is Kind.PSYCHIATRIC) == 1_500
    public = [h for h in hospitals if h.owner is not Owner.PRIVATE and h.kind is not Kind.PSYCHIATRIC]
    assert sum(h.value("beds") for h in public) == 38_423


def test_the_parameters_of_2023_differ_where_they_say_so(nanchang: Scenario) -> None:
    older = read_scenario(ROOT / "zhengzhou.yaml").parameters
    assert set(older) == set(nanchang.parameters)
    differ = {name for name, number in nanchang.parameters.items() if number.value != older[name].value}
    assert {"trend_unit_adm_tertiary", "income_yuan", "share_drugs_stay_hospital"} <= differ
    assert not differ & {"b_price_urban", "gamma_mild", "roemer", "stay_yuan_tertiary"}


def test_every_clause_is_accounted_for(nanchang: Scenario) -> None:
    assert [chain.clause.id for chain in unaccounted(chains(nanchang))] == []
    assert len(nanchang.documents[0].clauses) == 59


@pytest.mark.parametrize("clause", TARGETS)
def test_every_target_is_scored(nanchang: Scenario, clause: str) -> None:
    assert any(clause in target.clauses for target in nanchang.targets)


def test_both_readings_of_the_year_of_the_unions_and_every_unit_of_sub_centres(nanchang: Scenario) -> None:
    at = {(target.indicator, target.year, target.area) for target in nanchang.targets}
    assert {("compact_county_share", year, "all") for year in (2024, 2025)} <= at
    units = {area for indicator, _, area in at if indicator == "sub_centres"}
    assert units == {"nanchang_county", "jinxian", "anyi", "xinjian"}


def test_packages_start_when_their_union_has_passed_the_test(nanchang: Scenario) -> None:
    tight = {r.id.partition("@")[2]: r.start for r in nanchang.rules if isinstance(r.lever, AllianceLever)}
    packages = [r for r in nanchang.rules if isinstance(r.lever, Budget) and r.lever.kind == "package"]
    assert {r.lever.alliance for r in packages if isinstance(r.lever, Budget)} == {"anyi", "jinxian"}
    for rule in packages:
        assert isinstance(rule.lever, Budget)
        assert rule.start > tight[rule.lever.alliance]
        assert rule.lever.covers_outside_care
        assert 0 < rule.lever.overspend_limit < 1
        assert rule.lever.residents == (rule.lever.alliance,)


def test_stays_are_paid_by_group_since_before_the_base_year(nanchang: Scenario) -> None:
    assert [rule.id for rule in nanchang.kept_payments] == ["drg@standing"]


def test_the_residents_scheme_pays_more_at_tertiary_hospitals_from_2025(nanchang: Scenario) -> None:
    payers = {payer.id: payer for payer in nanchang.region.payers}
    old, new = (payers["resident"].benefit_on(date(year, 1, 1)) for year in (2024, 2025))
    assert new["reimbursement_third"].value > old["reimbursement_third"].value
    assert (old["fund_income"].value, new["fund_income"].value) == (1050, 1100)
    assert payers["employee"].benefit_on(date(2024, 1, 1)) == payers["employee"].benefit_on(date(2025, 1, 1))


def test_most_figures_of_the_base_year_are_met(nanchang: Scenario) -> None:
    fit = nanchang.region.fit
    assert fit is not None
    assert fit.inside >= 0.9 * fit.anchors
