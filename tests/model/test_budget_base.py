"""What a budget is made of, by hand: past years, a sum, income of the funds; and whose care it is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.lever import Lever
from sim.policy.levers.alliance import AllianceLever
from sim.policy.levers.budget import Budget
from sim.scenario.scenario import Scenario, Settings
from sim.vocabulary.names import Arm

from .arms import rule

SAMPLE = 0.05
SHARED = {"surplus_kept_share": 0.5, "overspend_borne_share": 0.5, "rebase_weight": 0.0, "trend_allowance": 0.0}
REGIONAL = Budget(kind="regional", **SHARED)
ALLIANCE = AllianceLever(lead="city", members=("dongshan_hospital", "dongshan"), compact=True)


def budgets_of(scenario: Scenario, *levers: Lever, last: int = 2017) -> Run:
    """Two years with budgets from the second on, and nobody who answers to them."""
    still = Settings(wait_feedback=False, beliefs=False, capacity="unlimited", respond_level=False, respond_quota=False)
    rules = tuple(
        replace(rule(lever), id=f"{lever.id}@one{n}", start=date(2017, 1, 1)) for n, lever in enumerate(levers)
    )
    named = tuple(replace(r, id="alliance@dongshan") if isinstance(r.lever, AllianceLever) else r for r in rules)
    changed = replace(scenario, rules=named, years=replace(scenario.years, last=last), settings=still)
    return ArmRun(setup_of(Task(changed, Arm.REFORM, 0, 5, SAMPLE, simulate_queues=False))).run(None)


def first(scenario: Scenario, lever: Budget, last: int = 2017) -> float:
    """The first year's budget, fen."""
    return float(budgets_of(scenario, lever, last=last).money["budgets"]["budget_fen"].iloc[0])


@pytest.fixture(scope="module")
def historic(xiaocheng: Scenario) -> float:
    """Last year's spending."""
    return first(xiaocheng, REGIONAL)


def test_the_mean_of_three_years(xiaocheng: Scenario, historic: float) -> None:
    """Earlier years are reckoned back by the growth that the rule gives; the year before the run is not known."""
    mean = Budget(
        kind="regional", base_weights=(1.0, 1.0, 1.0), growth_before=0.1, trend_allowance=0.05,
        surplus_kept_share=0.5, overspend_borne_share=0.5,
    )  # fmt: skip
    assert first(xiaocheng, mean) == pytest.approx(historic * (1 + 1 / 1.1 + 1 / 1.21) / 3 * 1.05, abs=2)


def test_later_years_take_the_mean_anew(xiaocheng: Scenario) -> None:
    mean = Budget(
        kind="regional", base_weights=(1.0, 1.0), growth_before=0.0, trend_allowance=-0.1,
        surplus_kept_share=0.5, overspend_borne_share=0.5,
    )  # fmt: skip
    rows = budgets_of(xiaocheng, mean, last=2018).money["budgets"]
    before = rows["budget_fen"].iloc[0] / 0.9
    assert rows["budget_fen"].iloc[1] == pytest.approx(0.9 * (before + rows["spent_fen"].iloc[0]) / 2, abs=1)


def test_a_sum_in_yuan_is_that_of_all_residents(xiaocheng: Scenario) -> None:
    caps = Budget(kind="hospital_cap", hospitals=("city", "xihe_hospital"), base="yuan", yuan=(9e6, 2e6), **SHARED)
    rows = budgets_of(xiaocheng, caps).money["budgets"]
    assert rows["budget_fen"].tolist() == [round(9e8 * SAMPLE), round(2e8 * SAMPLE)]


def test_a_share_of_the_funds_income(xiaocheng: Scenario) -> None:
    """0.6 of what the funds took in during the year."""
    half = Budget(
        kind="regional", base="income", income_share=0.6, trend_allowance=0.0, surplus_kept_share=0.5,
        overspend_borne_share=0.5,
    )  # fmt: skip
    run = budgets_of(xiaocheng, half)
    fund = run.money["fund"]
    income = fund[fund["year"] == 2017]["income_fen"].sum()
    assert run.money["budgets"]["budget_fen"].iloc[0] == pytest.approx(0.6 * income, rel=1e-6)
    resident = half.model_copy(update={"schemes": ("resident",)})
    of_residents = fund[(fund["year"] == 2017) & (fund["scheme"] == "resident")]["income_fen"].sum()
    assert first(xiaocheng, resident) == pytest.approx(0.6 * of_residents, rel=1e-6)


def test_growth_is_never_above_that_of_the_funds_income(xiaocheng: Scenario, historic: float) -> None:
    grown = xiaocheng.parameters["trend_fund_income_resident"].value
    capped = Budget(
        kind="regional", growth_cap="fund_income", schemes=("resident",), **{**SHARED, "trend_allowance": 0.4}
    )
    plain = capped.model_copy(update={"growth_cap": "none"})
    assert first(xiaocheng, capped) / first(xiaocheng, plain) == pytest.approx((1 + grown) / 1.4, rel=1e-4)
    low = capped.model_copy(update={"trend_allowance": -0.3, "schemes": ("employee", "resident")})
    assert first(xiaocheng, low) == pytest.approx(0.7 * historic, abs=2), "what is below the income's stays"


def test_parts_of_the_same_money_sum_to_it(xiaocheng: Scenario, historic: float) -> None:
    """Schemes, visits and stays, and the tiers apart: each over its own, together over all of it."""
    apart = [
        [REGIONAL.model_copy(update={"schemes": (one,)}) for one in ("employee", "resident")],
        [REGIONAL.model_copy(update={"covers": one}) for one in ("inpatient", "outpatient")],
        [REGIONAL.model_copy(update={"levels": one}) for one in (("primary",), ("county", "tertiary", "outside"))],
    ]
    for parts in apart:
        rows = budgets_of(xiaocheng, *parts).money["budgets"]
        assert rows["budget_fen"].sum() == pytest.approx(historic, abs=2)
        assert (rows["budget_fen"] > 0).all()


def test_packages_of_visits_and_of_stays_of_the_same_people(xiaocheng: Scenario) -> None:
    package = Budget(alliance="dongshan", residents=("dongshan",), **SHARED)
    parts = [package.model_copy(update={"covers": one}) for one in ("inpatient", "outpatient")]
    whole = budgets_of(xiaocheng, ALLIANCE, package)
    both = budgets_of(xiaocheng, ALLIANCE, *parts)
    assert both.checks["books_balance"]
    assert both.money["budgets"]["budget_fen"].sum() == pytest.approx(whole.money["budgets"]["budget_fen"].sum(), abs=2)
