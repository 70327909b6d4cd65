"""What the catalogue leaves out: up beside a price, down inside it, less under audit; who pays the fen is settled."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pandas as pd
import pytest

from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.levers.budget import Budget
from sim.policy.levers.case_payment import CasePayment
from sim.policy.levers.staff_pay import StaffPay
from sim.policy.levers.supervision import Supervision
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm, Billed

from .arms import rule
from .test_payment import CONDITIONS, START, after_a_year, at, care


def cases(patient_share: Literal["inside", "on_charges", "catalogue_inside"]) -> CasePayment:
    """Most stays are paid per case."""
    return CasePayment(diseases=100, conditions=CONDITIONS, case_share=0.9, patient_share=patient_share)


def share(run: Run) -> float:
    """Part of the bills of cases that nobody covers."""
    table = run.tables["cases"]
    paid = table[(table["year"] == 2017) & (table["per_case"] > 0)]
    charges = paid[["drugs_fen", "consumables_fen", "tests_fen", "services_fen"]].to_numpy().sum()
    return float(paid["self_funded_fen"].sum() / charges)


def test_it_follows_what_it_is_worth(xiaocheng: Scenario) -> None:
    found = {name: after_a_year(xiaocheng, rule(cases(name))) for name in ("inside", "on_charges", "catalogue_inside")}
    city = at(found["inside"][0], "city")
    of_cases = {name: care(arm).left_out[city, Billed.CASES] for name, (arm, _) in found.items()}
    assert of_cases["inside"] < 1.0 < of_cases["on_charges"] < of_cases["catalogue_inside"], "what else is paid beside"
    assert share(found["inside"][1]) < share(found["catalogue_inside"][1])
    for arm, _ in found.values():
        assert (care(arm).left_out[:, Billed.VISITS] == 1.0).all(), "visits are paid as they were"
        assert (care(arm).left_out[:, Billed.STAYS] == 1.0).all()


def test_audit_and_pay_hold_it_down(xiaocheng: Scenario) -> None:
    def rise(*more: Supervision | StaffPay) -> float:
        arm, _ = after_a_year(xiaocheng, rule(cases("catalogue_inside")), *(rule(lever) for lever in more))
        return float(care(arm).left_out[at(arm, "city"), Billed.CASES] - 1.0)

    free = rise()
    assert rise(Supervision(audit_share=0.5)) == pytest.approx(0.5 * free, rel=0.05)
    assert rise(StaffPay(revenue_share=0.0)) == 0.0
    assert rise(Supervision(audit_share=1.0)) == 0.0


def test_a_budget_makes_it_grow_and_the_switch_stops_it(xiaocheng: Scenario) -> None:
    lever = Budget(
        kind="hospital_cap", hospitals=("city",), control="prospective", trend_allowance=0.0,
        surplus_kept_share=0.5, overspend_borne_share=0.5, rebase_weight=0.0,
    )  # fmt: skip
    arm, _ = after_a_year(xiaocheng, rule(lever))
    city = at(arm, "city")
    assert (care(arm).left_out[city, [Billed.VISITS, Billed.STAYS]] > 1.0).all()
    assert care(arm).left_out[at(arm, "dongshan_hospital")].tolist() == [1.0, 1.0, 1.0]
    off, _ = after_a_year(xiaocheng, rule(lever), settings=replace(xiaocheng.settings, respond_left_out=False))
    assert (care(off).left_out == 1.0).all()


def test_both_engines_settle_it_to_the_fen(xiaocheng: Scenario) -> None:
    rules = tuple(replace(rule(lever), start=START) for lever in (cases("catalogue_inside"), StaffPay(basis="revenue")))
    changed = replace(xiaocheng, rules=rules, years=replace(xiaocheng.years, last=2017))
    one, other = (
        ArmRun(setup_of(Task(changed, Arm.REFORM, 0, 5, 0.03, simulate_queues=False, journal=True, engine=engine))).run(
            None
        )
        for engine in ("simpy", "compiled")
    )
    assert one.journal == other.journal
    for name, table in {**one.tables, **one.money}.items():
        pd.testing.assert_frame_equal(table, (other.tables | other.money)[name])
    assert one.checks["books_balance"]
    assert one.money["money"].groupby("purpose")["fen"].sum()["settlement"] != 0
