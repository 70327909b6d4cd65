"""Doctors' pay, and budgets known before the year: directions and limits, each through the mechanism."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
import pytest

from sim.model.task import Run
from sim.policy.levers.budget import Budget
from sim.policy.levers.case_payment import CasePayment
from sim.policy.levers.staff_pay import StaffPay
from sim.policy.levers.zero_markup import ZeroMarkup
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Category, Setting, Severity

from .arms import rule
from .test_payment import CONDITIONS, after_a_year, at, care

CASES = CasePayment(diseases=100, conditions=CONDITIONS, case_share=0.6)
PARTS = (
    "level",
    "days",
    "case_level",
    "case_days",
    "mix",
    "volume",
    "revisit",
    "step_down",
    "refer",
    "coding",
    "split",
)


def postponed(run: Run) -> int:
    """Elective cases postponed in all."""
    return int(run.tables["beds"]["postponed"].sum())


def cap(control: Literal["quota", "prospective"], growth: float, borne: float = 0.8) -> Budget:
    """A cap on the city's hospital."""
    shares = {"surplus_kept_share": 0.5, "overspend_borne_share": borne, "rebase_weight": 0.0, "overspend_limit": 0.5}
    return Budget(kind="hospital_cap", hospitals=("city",), control=control, trend_allowance=growth, **shares)


@pytest.mark.parametrize("lever", [CASES, ZeroMarkup(owners=("city",)), cap("quota", -0.1)])
def test_pay_as_in_the_base_year_changes_nothing(xiaocheng: Scenario, lever: CasePayment | ZeroMarkup | Budget) -> None:
    plain, before = after_a_year(xiaocheng, rule(lever))
    linked, run = after_a_year(xiaocheng, rule(lever), rule(StaffPay(revenue_share=1.0)))
    off = replace(xiaocheng.settings, respond_pay=False)
    ignored, other = after_a_year(xiaocheng, rule(lever), rule(StaffPay(revenue_share=0.0)), settings=off)
    for name in PARTS:
        assert (getattr(care(plain), name) == getattr(care(linked), name)).all(), name
        assert (getattr(care(plain), name) == getattr(care(ignored), name)).all(), name
    assert before.tables["cases"].equals(run.tables["cases"])
    assert before.tables["cases"].equals(other.tables["cases"])


def test_pay_cut_loose_sees_no_payment(xiaocheng: Scenario) -> None:
    salary = rule(StaffPay(revenue_share=0.0))
    arms = [after_a_year(xiaocheng, *rules)[0] for rules in ((salary,), (salary, rule(ZeroMarkup(owners=("city",)))))]
    city = at(arms[0], "city")
    levels = [care(arm).level[city] for arm in arms]
    assert (levels[0] < 1.0).all(), "nor the base year's reason to do more"
    assert levels[0][Setting.STAYS, Severity.MILD] < levels[0][Setting.STAYS, Severity.SEVERE], "least for the mild"
    assert levels[1] == pytest.approx(levels[0]), "no lost margin is won back"
    assert care(arms[0]).volume[city] < 1.0 < care(arms[0]).step_down[city]
    assert care(arms[0]).mix[city, Category.TESTS] < 1.0, "tests paid most"
    assert (care(arms[0]).level[at(arms[0], "dongshan_centre_01")] == 1.0).all(), (
        "a township's doctors are on salaries already"
    )


def test_half_linked_lies_between(xiaocheng: Scenario) -> None:
    found = [
        care(after_a_year(xiaocheng, rule(CASES), rule(StaffPay(revenue_share=share)))[0]) for share in (0.0, 0.5, 1.0)
    ]
    case = [providers.case_level[:, Severity.MILD].min() for providers in found]
    assert case[0] > case[1] > case[2], "a case price is felt by who lives by it"


def test_appraisal_by_quality_keeps_care_and_by_cost_lowers_it(xiaocheng: Scenario) -> None:
    def level(appraisal: str) -> float:
        pay = StaffPay(appraisal=appraisal, appraisal_share=0.0 if appraisal == "none" else 0.5)
        arm, _ = after_a_year(xiaocheng, rule(CASES), rule(pay))
        return float(care(arm).case_level[at(arm, "city"), Severity.MILD])

    assert level("cost") < level("none") < level("quality") < 1.0


def test_prescribing_that_pay_rewards_falls_where_doctors_are_salaried(xiaocheng: Scenario) -> None:
    pay = StaffPay(tiers=("primary",), items=("drugs",), item_share=0.2)
    arm, run = after_a_year(xiaocheng, rule(pay))
    _, before = after_a_year(xiaocheng)
    mix = care(arm).mix
    towards = np.exp(-0.2 * xiaocheng.parameters["theta_item"].value)
    assert towards < mix[at(arm, "dongshan_centre_01"), Category.DRUGS] < 0.97
    assert mix[at(arm, "dongshan_centre_01"), Category.TESTS] == 1.0, "nothing takes their place"
    assert (mix[at(arm, "city")] == 1.0).all()
    assert run.tables["cases"]["drugs_fen"].sum() < before.tables["cases"]["drugs_fen"].sum()


def test_a_quota_cuts_numbers_and_a_budget_known_before_cuts_care(xiaocheng: Scenario) -> None:
    quota, counted = after_a_year(xiaocheng, rule(cap("quota", -0.1)))
    known, held = after_a_year(xiaocheng, rule(cap("prospective", 0.3)))
    loose, _ = after_a_year(xiaocheng, rule(cap("quota", 0.3)))
    city = at(quota, "city")
    assert (care(known).level[city] < care(loose).level[city]).all(), "visits and stays, and more is seen of it"
    assert care(known).revisit[city] < care(loose).revisit[city] < 1.0
    assert postponed(counted) > 0
    assert postponed(held) == 0, "it is not spent"


def test_a_budget_known_before_postpones_when_the_money_is_gone(xiaocheng: Scenario) -> None:
    _, spent = after_a_year(xiaocheng, rule(cap("prospective", -0.2)))
    _, not_borne = after_a_year(xiaocheng, rule(cap("prospective", -0.2, borne=0.0)))
    _, quota = after_a_year(xiaocheng, rule(cap("quota", -0.2)))
    assert 0 < postponed(spent) < postponed(quota)
    assert postponed(not_borne) == 0
