"""Tibet on a small sample: the books of every pool balance, and both engines tell one story."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sim.model.run import run_arm
from sim.model.task import Run, Task
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm

from .test_two_engines import CAN_COMPILE, same

ROOT = Path(__file__).parents[2] / "scenarios"
SMALL = 0.002
STARTS = date(2020, 2, 1)


@pytest.fixture(scope="module")
def hurried() -> Scenario:
    """One year with every rule from its second month, so that points and single totals have eleven."""
    found = read_scenario(ROOT / "tibet.yaml")
    rules = tuple(replace(rule, start=STARTS, ramp_months=1) for rule in found.rules)
    return replace(found, years=replace(found.years, last=2020, run_in_months=1), rules=rules)


@pytest.fixture(scope="module")
def reform(hurried: Scenario) -> Run:
    return run_arm(Task(hurried, Arm.REFORM, 0, 1, SMALL, simulate_queues=False, journal=True, engine="simpy"))


def test_the_books_of_every_pool_balance(hurried: Scenario, reform: Run) -> None:
    fund, money = reform.money["fund"], reform.money["money"]
    assert reform.checks["ledger_total_fen"] == 0
    assert list(fund["payer"].unique()) == [payer.id for payer in hurried.region.payers]
    funds = [f"fund:{payer.id}" for payer in hurried.region.payers]
    out = money.loc[money["payer"].isin(funds), "fen"].sum()
    back = money.loc[money["tier"] == "fund", "fen"].sum()
    assert out - back == fund["spent_fen"].sum()
    assert (fund.groupby("payer")["spent_fen"].sum() > 0).all()


def test_points_and_single_totals_are_at_work_in_their_pools(reform: Run) -> None:
    budgets = reform.money["budgets"]
    assert set(budgets["budget"]) == {
        "budget@lhasa", "budget@region_level", "budget@shigatse", "budget@lhunzhub", "budget@gyangze",
    }  # fmt: skip
    settled = reform.money["money"].query("purpose == 'settlement'")
    assert {"fund:lhasa.resident", "fund:region_level.employee", "fund:shigatse.resident"} <= set(settled["payer"])
    assert not settled["payer"].str.startswith("fund:rest").any()


@pytest.mark.skipif(not CAN_COMPILE, reason="Numba is missing or switched off")
def test_both_engines_tell_one_story(hurried: Scenario, reform: Run) -> None:
    compiled = run_arm(Task(hurried, Arm.REFORM, 0, 1, SMALL, simulate_queues=False, journal=True, engine="compiled"))
    same(compiled, reform)
