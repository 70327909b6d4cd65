"""Budgets shared in brackets, with money put aside, withheld and paid late: books to the fen, two engines."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import Literal

import pandas as pd
import pytest

from sim.ledger import AccountKind
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.brackets import OverspendBracket, SurplusBracket, SurplusPart
from sim.policy.grades import AssessmentGrade
from sim.policy.lever import Lever
from sim.policy.levers.alliance import AllianceLever
from sim.policy.levers.budget import Budget
from sim.policy.levers.capitation import Capitation
from sim.policy.levers.drg import Drg
from sim.policy.rule import Rule
from sim.rules.period.budget import settle
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm

from .arms import rule

START = date(2016, 4, 1)
SURPLUS = (SurplusBracket(up_to=0.02, kept=0.0), SurplusBracket(up_to=0.1, kept=0.6))
OVERSPEND = (OverspendBracket(up_to=0.03, borne=0.5, treasury=0.2), OverspendBracket(borne=1.0))
ALLIANCE = AllianceLever(lead="city", members=("dongshan_hospital", "dongshan"), compact=True)
PACKAGE = Budget(
    alliance="dongshan", residents=("dongshan",), trend_allowance=-0.06, surplus=SURPLUS, overspend=OVERSPEND,
    withheld_share=0.05, assessed_share=0.8, advance_share=0.9, pay_share=0.5,
    surplus_split=(SurplusPart(levels=("tertiary", "county"), ratio=6.0), SurplusPart(levels=("centre",), ratio=4.0)),
)  # fmt: skip
CAP = Budget(
    kind="hospital_cap", hospitals=("city", "xihe_hospital"), trend_allowance=0.05, surplus=SURPLUS,
    overspend=OVERSPEND, kept_ceiling=0.01, reserve_share=0.03, rebase_weight=0.5,
)  # fmt: skip
HEADS = Capitation(surplus=SURPLUS, overspend=OVERSPEND, price_ratio=0.9)
POINTS = Budget(kind="regional", floating=True, covers="inpatient", trend_allowance=0.0, withheld_share=0.1,
    assessed_share=0.5, advance_share=0.8)  # fmt: skip


def arm_of(
    scenario: Scenario, lever: Lever, engine: Literal["simpy", "compiled"] = "compiled", sample: float = 0.03
) -> tuple[ArmRun, Run]:
    """Two years of the budget from April, with a journal."""
    rules: list[Rule] = [replace(rule(ALLIANCE), id="alliance@dongshan"), rule(lever)]
    changed = replace(
        scenario, rules=tuple(replace(one, start=START) for one in rules), years=replace(scenario.years, last=2017)
    )
    arm = ArmRun(setup_of(Task(changed, Arm.REFORM, 0, 5, sample, simulate_queues=False, journal=True, engine=engine)))
    return arm, arm.run(None)


@pytest.mark.parametrize("lever", [PACKAGE, CAP, POINTS], ids=["package", "hospital_cap", "floating"])
def test_the_year_is_settled_by_the_rule(xiaocheng: Scenario, lever: Budget) -> None:
    arm, run = arm_of(xiaocheng, lever)
    _, other = arm_of(xiaocheng, lever, "simpy")
    assert run.journal == other.journal
    for name, table in {**run.tables, **run.money}.items():
        pd.testing.assert_frame_equal(table, (other.tables | other.money)[name])
    assert run.checks["ledger_total_fen"] == 0
    assert run.checks["books_balance"]
    accounts = [a for a in arm.ledger.balances if a.kind in (AccountKind.ALLIANCE, AccountKind.BUDGET)]
    assert accounts
    assert all(arm.ledger.balances[account] == 0 for account in accounts)
    rows = run.money["budgets"]
    assert len(rows) == 2 * max(1, len(lever.hospitals))
    for row in rows.itertuples():
        if lever.floating:
            assert row.spent_fen == row.budget_fen
            continue
        given = row.budget_fen / (1.0 - lever.reserve_share - lever.withheld_share * (1.0 - lever.assessed_share))
        reserve = math.floor(round(given) * lever.reserve_share + 0.5)
        split = settle(row.budget_fen, row.spent_fen, lever.sharing, reserve)
        assert (row.kept_fen, row.borne_fen) == (split.kept, split.borne)
        if lever is PACKAGE:
            assert row.treasury_fen == split.treasury
            assert row.pay_fen == round(0.5 * split.kept)
            assert row.unpaid_fen == pytest.approx(0.01 * given, abs=1)
        else:
            assert row.reserve_fen == split.reserve
    _paid_by_the_treasury(run)


def _paid_by_the_treasury(run: Run) -> None:
    """What the treasury gives to budgets is what the table of budgets says it bears."""
    money, rows = run.money["money"], run.money["budgets"]
    paid = money[(money["payer"] == "treasury:city") & (money["purpose"] == "package_settlement")]["fen"].sum()
    assert paid == (rows["treasury_fen"].sum() if "treasury_fen" in rows else 0)


def test_when_money_comes_does_not_change_whose_it_is(xiaocheng: Scenario) -> None:
    """A lower advance is made up for at the settlement: nobody has more or less, but for rounding between funds."""
    plain = replace_lever(PACKAGE, withheld_share=0.0, assessed_share=1.0, advance_share=None)
    late = replace_lever(plain, advance_share=0.5)
    (one, first), (other, second) = (arm_of(xiaocheng, lever) for lever in (plain, late))
    assert first.journal == second.journal
    for account, fen in one.ledger.balances.items():
        assert abs(other.ledger.balances[account] - fen) <= (4 if account.kind == AccountKind.FUND else 0)


def test_a_grade_decides_what_is_kept_and_paid(xiaocheng: Scenario) -> None:
    """Below a grade that nobody reaches nothing is kept and nothing withheld is paid."""
    loose = replace_lever(PACKAGE, base="per_head", yuan_per_head=9000.0, assessed_share=1.0, assessed_by="inside")
    out_of_reach, reached = (
        replace_lever(loose, grades=(AssessmentGrade(at_least=bound, kept=0.5),)) for bound in (1.0, 0.0)
    )
    none, half = (arm_of(xiaocheng, one)[1].money["budgets"].iloc[0] for one in (out_of_reach, reached))
    assert none["kept_fen"] == 0
    assert none["unpaid_fen"] > 0
    assert half["unpaid_fen"] == 0
    split = settle(half["budget_fen"], half["spent_fen"], PACKAGE.sharing.times(0.5))
    assert half["kept_fen"] == split.kept > 0


def test_what_the_assessment_does_not_pay_the_funds_keep(xiaocheng: Scenario) -> None:
    """Half of a tenth is not paid: the facilities share a twentieth less."""
    whole = replace_lever(POINTS, assessed_share=1.0)
    part, all_of_it = (arm_of(xiaocheng, lever)[1].money["budgets"].iloc[0] for lever in (POINTS, whole))
    assert part["budget_fen"] == pytest.approx(0.95 * all_of_it["budget_fen"], abs=1)
    assert part["unpaid_fen"] + part["budget_fen"] == all_of_it["budget_fen"]


@pytest.mark.parametrize("pricing", [Drg(surplus=SURPLUS, overspend=OVERSPEND), HEADS], ids=["drg", "capitation"])
def test_a_contract_is_settled_after_the_year(xiaocheng: Scenario, pricing: Drg | Capitation) -> None:
    arm, run = arm_of(xiaocheng, pricing)
    _, other = arm_of(xiaocheng, pricing, "simpy")
    assert run.journal == other.journal
    for name, table in {**run.tables, **run.money}.items():
        pd.testing.assert_frame_equal(table, (other.tables | other.money)[name])
    assert run.checks["books_balance"]
    (year,) = arm.state.shared.values()
    money = run.money["money"]
    lines = money[(money["purpose"] == "year_settlement") & (money["year"] == 2017)]
    splits = [settle(owed, cost, year.sharing) for owed, cost in zip(*(b.tolist() for b in year.before), strict=True)]
    assert lines["fen"].sum() == sum(s.from_fund + s.treasury - s.to_fund for s in splits) != 0
    treasury = lines[lines["payer"] == "treasury:city"]["fen"].sum()
    assert treasury == sum(s.treasury for s in splits) > 0


def test_stays_of_which_nothing_is_kept_or_borne_are_paid_as_they_were_spent(xiaocheng: Scenario) -> None:
    """With nothing kept and nothing borne a price is no price, and nobody answers to it."""
    nothing = Drg(surplus=(SurplusBracket(kept=0.0),), overspend=(OverspendBracket(borne=0.0),), price_ratio=0.9)
    arm, run = arm_of(xiaocheng, nothing)
    plan = arm.plan(arm.setup.months[-1])
    at = plan.paid.cases > 0
    assert plan.paid.inside[at] == pytest.approx(1.0)
    assert plan.paid.price[at] == pytest.approx(1.0)
    paid = run.money["money"].groupby("purpose")["fen"].sum()
    assert paid["settlement"] + paid["year_settlement"] == 0, "every fen below or beyond the charges is given back"


def replace_lever(lever: Budget, **changes: object) -> Budget:
    """The lever with other settings."""
    return lever.model_copy(update=changes)
