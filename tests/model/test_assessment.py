"""Grades by hand on both sides of each bound, and what a budget is assessed by."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from sim.ledger import Account, AccountKind
from sim.model.assessment import assessed, measured
from sim.model.budgets import BudgetYear
from sim.model.effects import BudgetNow
from sim.model.facts import MonthFacts
from sim.policy.grades import AssessmentGrade, grade_of
from sim.policy.levers.budget import Budget

GRADES = (
    AssessmentGrade(at_least=0.9), AssessmentGrade(at_least=0.8, kept=0.8, paid=0.9),
    AssessmentGrade(at_least=0.6, kept=0.0, paid=0.5),
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "kept", "paid"),
    [(1.0, 1.0, 1.0), (0.9, 1.0, 1.0), (0.8999, 0.8, 0.9), (0.8, 0.8, 0.9),
     (0.7999, 0.0, 0.5), (0.6, 0.0, 0.5), (0.5999, 0.0, 0.0)],
)  # fmt: skip
def test_a_grade_is_reached_at_its_bound(value: float, kept: float, paid: float) -> None:
    found = grade_of(GRADES, value)
    assert (found.kept, found.paid) == (kept, paid)


def month() -> MonthFacts:
    """Fen by [home, facility, payer, setting, (fund, charges)]: two homes, a primary place, a member, one elsewhere."""
    spending = np.zeros((2, 3, 1, 2, 2), dtype=np.int64)
    spending[0, :, 0, 0, 0] = 10, 20, 10  # visits
    spending[0, :, 0, 1, 0] = 10, 30, 20  # stays
    spending[0, :, 0, :, 1] = 2 * spending[0, :, 0, :, 0]
    spending[1] = 1000  # not covered
    return cast(MonthFacts, SimpleNamespace(spending=spending, primary=1))


@pytest.mark.parametrize(
    ("by", "value"), [("inside", 0.7), ("inside_stays", 40 / 60), ("primary", 0.2), ("reimbursed", 0.5)]
)
def test_measures_by_hand(by: Any, value: float) -> None:
    lever = Budget(trend_allowance=0.0, assessed_by=by, grades=GRADES, withheld_share=0.1, reserve_share=0.0)
    account = Account(AccountKind.ALLIANCE, "one")
    now = BudgetNow("b", lever, account, (0,), (), (0,), (0, 1, 2), (0, 1), True, None)
    assert measured(now, [month()] * 14) == pytest.approx(value)
    year = assessed(BudgetYear(now, 2017, 1, 1000.0, (0.0,) * 12, (1.0,)), [month()])
    grade = grade_of(GRADES, value)
    assert (year.kept, year.assessed) == (grade.kept, grade.paid)
    assert year.budget == 1000 - round(100 * (1 - grade.paid))
