"""What a budget is assessed by: shares of what the funds spend on those covered, over the last twelve months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sim.model.budgets import BudgetYear
from sim.model.effects import BudgetNow
from sim.model.facts import MonthFacts
from sim.policy.grades import grade_of
from sim.vocabulary.measures import MONTHS
from sim.vocabulary.names import Setting
from sim.vocabulary.tables import SpendingCount


def assessed(account: BudgetYear, history: Sequence[MonthFacts]) -> BudgetYear:
    """The account with the grade that the last twelve months reach."""
    lever = account.now.lever
    if lever.assessed_by == "none" or not history:
        return account
    grade = grade_of(lever.grades, measured(account.now, history))
    return replace(account, kept=grade.kept, assessed=grade.paid)


def measured(now: BudgetNow, history: Sequence[MonthFacts]) -> float:
    """The measure that the budget names, from the last twelve months; 0 where nothing was spent.

    ``inside``: share of what the funds spend on the people covered that is spent at the budget's providers;
    ``inside_stays``: the same of stays; ``primary``: share spent at primary places; ``reimbursed``: share of all
    charges that the funds pay.
    """
    months = history[-MONTHS:]
    spending = np.sum([m.spending for m in months], axis=0)
    homes = list(now.homes) or list(range(spending.shape[0]))
    covered = spending[homes][:, :, list(now.payers)].sum(axis=(0, 2)).astype(np.float64)  # [F, setting, count]
    fund, charges = covered[..., SpendingCount.FUND_FEN], covered[..., SpendingCount.CHARGES_FEN]
    if now.lever.assessed_by == "reimbursed":
        part, whole = fund.sum(), charges.sum()
    elif now.lever.assessed_by == "primary":
        part, whole = fund[: months[-1].primary].sum(), fund.sum()
    else:
        of = fund[:, [Setting.STAYS]] if now.lever.assessed_by == "inside_stays" else fund
        part, whole = of[list(now.providers)].sum(), of.sum()
    return float(part / whole) if whole > 0.0 else 0.0
