"""Every pricing under every budget: books to the fen, settlement by the rule, two engines with one answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd
import pytest

from sim.ledger import AccountKind
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.levers.alliance import AllianceLever
from sim.policy.levers.budget import Budget
from sim.policy.levers.capitation import Capitation
from sim.policy.levers.case_payment import CasePayment
from sim.policy.levers.dip import Dip
from sim.policy.levers.drg import Drg
from sim.policy.levers.family_doctor import FamilyDoctor
from sim.policy.levers.per_diem import PerDiem
from sim.policy.rule import Rule
from sim.rules.period.budget import settle, shared
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm

from .arms import rule

START = date(2016, 4, 1)
PRICINGS = {
    "fee_for_service": FamilyDoctor(coverage=0.5, key_groups=0.6),  # a rule that pays nothing differently
    "case_payment": CasePayment(diseases=100, conditions=("maternal", "elective_surgery", "injury"), case_share=0.6),
    "drg": Drg(optional=True, review_limit=0.05),
    "dip": Dip(patient_share="on_charges", levels=("primary", "county", "tertiary")),
    "per_diem": PerDiem(conditions=("mental", "rehabilitation_long_term", "other_complex"), minimum_days=5),
    "capitation": Capitation(),
}
SHARES = {"surplus_kept_share": 0.6, "overspend_borne_share": 0.7, "rebase_weight": 0.3, "trend_allowance": 0.0}
BUDGETS: dict[str, Budget | None] = {
    "none": None,
    "hospital_cap": Budget(kind="hospital_cap", hospitals=("city", "xihe_hospital"), **SHARES),
    "package": Budget(alliance="dongshan", residents=("dongshan",), **SHARES),
    "regional": Budget(kind="regional", covers="inpatient", base="per_head", yuan_per_head=400.0, **SHARES),
    "floating": Budget(kind="regional", floating=True, trend_allowance=-0.05),
}


def rules_of(pricing: str, budget: str) -> tuple[Rule, ...]:
    """The pricing, the budget and the alliance that a package needs."""
    alliance = AllianceLever(lead="city", members=("dongshan_hospital", "dongshan"), compact=True)
    found = [replace(rule(alliance), id="alliance@dongshan"), rule(PRICINGS[pricing])]
    lever = BUDGETS[budget]
    if lever is not None:
        found.append(rule(lever))
    return tuple(replace(one, start=START) for one in found)


def arm_of(scenario: Scenario, pricing: str, budget: str, engine: Literal["simpy", "compiled"]) -> tuple[ArmRun, Run]:
    """The reform arm of two years, with a journal: settled twice, the second time at another provisional value."""
    changed = replace(scenario, rules=rules_of(pricing, budget), years=replace(scenario.years, last=2017))
    arm = ArmRun(setup_of(Task(changed, Arm.REFORM, 0, 5, 0.03, simulate_queues=False, journal=True, engine=engine)))
    return arm, arm.run(None)


@pytest.mark.parametrize("budget", BUDGETS)
@pytest.mark.parametrize("pricing", PRICINGS)
def test_pricing_under_budget(xiaocheng: Scenario, pricing: str, budget: str) -> None:
    arm, run = arm_of(xiaocheng, pricing, budget, "simpy")
    _, other = arm_of(xiaocheng, pricing, budget, "compiled")
    assert run.journal == other.journal
    for name, table in {**run.tables, **run.money}.items():
        pd.testing.assert_frame_equal(table, (other.tables | other.money)[name])

    # Three sums of what is owed: case table, journal, and what the ledger says was paid for it.
    cases, money = run.tables["cases"], run.money["money"]
    paid = money.groupby("purpose")["fen"].sum()
    reported = [e for e in run.journal if e.due]
    assert sum(e.due for e in reported) >= int(cases["due_fen"].sum())
    assert int(cases["due_fen"].sum()) == int(paid["care"] + paid.get("settlement", 0))
    assert run.checks["ledger_total_fen"] == 0
    assert run.checks["books_balance"]
    if pricing not in ("fee_for_service", "capitation"):
        assert cases["per_case"].sum() > 0
        assert paid["settlement"] != 0
    if pricing == "capitation":
        assert paid["capitation"] > 0
        assert paid["settlement"] < 0, "what the sum a head covers is not owed for the visit"
    if budget != "none":
        _settled_by_the_rule(arm, run, budget)


def _settled_by_the_rule(arm: ArmRun, run: Run, budget: str) -> None:
    """Every account is empty, and its settlement is what the rule says of budget and spending."""
    lever = BUDGETS[budget]
    assert lever is not None
    rows = run.money["budgets"]
    assert len(rows) == 2 * max(1, len(lever.hospitals))
    accounts = [
        account for account in arm.ledger.balances if account.kind in (AccountKind.ALLIANCE, AccountKind.BUDGET)
    ]
    assert accounts
    assert all(arm.ledger.balances[account] == 0 for account in accounts)
    for row in rows.itertuples():
        assert row.balance_fen == row.budget_fen - row.spent_fen
        if lever.floating:
            assert row.spent_fen == row.budget_fen, "the whole total, to the fen"
            assert row.point_value * row.points_fen == pytest.approx(row.budget_fen, rel=1e-12)
        else:
            split = settle(row.budget_fen, row.spent_fen, lever.sharing)
            assert (row.kept_fen, row.borne_fen) == (split.kept, split.borne)
    if lever.floating:
        last = max(arm.state.accounts.values(), key=lambda account: account.year)
        assert last.value == pytest.approx(rows["point_value"].iloc[0]), "prepaid at last year's value"
        _points_are_paid(arm, run)


def _points_are_paid(arm: ArmRun, run: Run) -> None:
    """What every facility got from the funds in a year is its part of the total by points."""
    last = max(arm.state.accounts.values(), key=lambda account: account.year)
    finance = run.money["finance"]
    now = finance[finance["year"] == last.year].groupby("facility", sort=False)
    more = now["settled_fen"].sum()
    points, names = np.array(last.points), [f.id for f in arm.setup.facilities.all]
    final = shared(last.budget, [float(p) for p in points])
    heads = sum(line["fen"] for line in run.money["money"].to_dict("records") if line["purpose"] == "capitation")
    if heads == 0:
        assert (points + more.reindex(names).to_numpy()).tolist() == final
    assert sum(final) == last.budget


def test_points_that_float_from_the_first_month_of_a_run(xiaocheng: Scenario) -> None:
    """Nobody has a point yet, and there is no month to look back on: a sum a head is shared all the same."""
    lever = Budget(kind="regional", floating=True, base="per_head", yuan_per_head=600.0, trend_allowance=0.0)
    one_year = replace(xiaocheng, years=replace(xiaocheng.years, last=2016, run_in_months=0), rules=(rule(lever),))
    found = ArmRun(setup_of(Task(one_year, Arm.REFORM, 0, 1, 0.02, simulate_queues=False))).run(None)
    (row,) = found.money["budgets"].itertuples()
    assert row.spent_fen == row.budget_fen > 0
    assert row.points_fen > 0
