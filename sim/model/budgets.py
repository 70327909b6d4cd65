"""Budgets of the fund over a run: advance, offset, settlement lines, and what they make of a yuan saved."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sim.model.effects import BudgetNow
from sim.model.facts import MonthFacts
from sim.rules.period.budget import (
    Settlement,
    next_budget,
    overspend_probability,
    projection,
    quota_cut,
    settle,
    stake,
)
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Scheme

SCHEMES = (Scheme.EMPLOYEE, Scheme.RESIDENT)


@dataclass(frozen=True, slots=True)
class Line:
    """One payment: payer and payee accounts, what for, fen (negative corrects in the other direction)."""

    payer: str
    payee: str
    purpose: str
    fen: int


@dataclass(frozen=True, slots=True)
class Account:
    """One budget in one calendar year, fen.

    ``yearly`` is the budget of a whole year, ``months`` how many of this year it covers (from its start on),
    ``before`` last year's spending by calendar month, ``by_scheme`` how the advance is drawn from the funds,
    ``spent`` what was spent so far in the months covered, ``advanced`` what the funds have paid in.
    """

    now: BudgetNow
    year: int
    first: int
    yearly: float
    before: tuple[float, ...]
    by_scheme: tuple[float, float]
    spent: int = 0
    advanced: int = 0

    @property
    def budget(self) -> int:
        """What the months covered this year may cost."""
        total = sum(self.before)
        part = sum(self.before[self.first - 1 :]) / total if total > 0 else (13 - self.first) / 12.0
        return round(self.yearly * part)


@dataclass(frozen=True, slots=True)
class Settled:
    """One budget's year: a row of the budgets table."""

    year: int
    now: BudgetNow
    budget: int
    spent: int
    split: Settlement


def spending_of(facts: MonthFacts, now: BudgetNow) -> tuple[int, int]:
    """What the funds (employee, resident) spent in a month on what a budget covers."""
    homes = list(now.homes) or list(range(facts.spending.shape[0]))
    covered = facts.spending[np.ix_(homes, list(now.at))][..., 0].sum(axis=(0, 1))
    return int(covered[0]), int(covered[1])


def opened(now: BudgetNow, year: int, month: int, history: tuple[MonthFacts, ...], last: Account | None) -> Account:
    """The account of a calendar year, or of the rest of it from the month the budget starts.

    A first budget is the last twelve months' spending with the growth granted; later ones follow the rule.
    """
    growth, rebase = now.lever.trend_allowance, now.lever.rebase_weight
    months = history[-12:]
    by_month = {m.month: sum(spending_of(m, now)) for m in months}
    mean = sum(by_month.values()) / max(1, len(by_month))
    before = tuple(float(by_month.get(n, mean)) for n in range(1, 13))
    schemes = np.sum([spending_of(m, now) for m in months], axis=0) if months else np.array([0.0, 1.0])
    total = max(1.0, float(schemes.sum()))
    spent = sum(before)
    yearly = spent * (1.0 + growth) if last is None else next_budget(last.yearly, spent, rebase, growth)
    return Account(now, year, month, yearly, before, (float(schemes[0]) / total, float(schemes[1]) / total))


def advance(account: Account, month: int) -> tuple[Account, list[Line]]:
    """One month's advance from the funds to the account."""
    left = 13 - account.first
    due = account.budget * (month - account.first + 1) // left - account.budget * (month - account.first) // left
    employee = round(due * account.by_scheme[0])
    lines = [
        Line(f"fund:{scheme.id}", account.now.account, "advance", fen)
        for scheme, fen in zip(SCHEMES, (employee, due - employee), strict=True)
    ]
    return replace(account, advanced=account.advanced + due), lines


def offset(account: Account, facts: MonthFacts) -> tuple[Account, list[Line]]:
    """The month's bills, which the funds have paid, charged to the budget."""
    spent = spending_of(facts, account.now)
    lines = [
        Line(account.now.account, f"fund:{scheme.id}", "package_offset", fen)
        for scheme, fen in zip(SCHEMES, spent, strict=True)
    ]
    return replace(account, spent=account.spent + sum(spent)), lines


def close(account: Account, history: tuple[MonthFacts, ...], names: list[str]) -> tuple[Settled, list[Line]]:
    """Year-end settlement: appended lines that empty the account.

    Providers share what they keep or bear by what they were paid by the fund for the people covered.
    """
    lever, now = account.now.lever, account.now
    split = settle(
        account.budget, account.spent, lever.surplus_kept_share, lever.overspend_borne_share, lever.overspend_limit
    )
    homes = list(now.homes) or list(range(history[-1].spending.shape[0]))
    weights = [float(sum(m.spending[homes][:, f, :, 0].sum() for m in history[-12:])) for f in now.providers]
    lines = []
    for fen, f in zip(_shared(split.kept - split.borne, weights), now.providers, strict=True):
        if fen:
            lines.append(Line(now.account, f"facility:{names[f]}", "package_settlement", fen))
    back = split.to_fund - split.from_fund
    employee = round(back * account.by_scheme[0])
    for scheme, fen in zip(SCHEMES, (employee, back - employee), strict=True):
        if fen:
            lines.append(Line(now.account, f"fund:{scheme.id}", "package_settlement", fen))
    return Settled(account.year, now, account.budget, account.spent, split), lines


def _shared(total: int, weights: list[float]) -> list[int]:
    """Whole parts of an amount in proportion to weights; the first takes what rounding leaves."""
    scale = sum(weights)
    parts = [round(total * w / scale) if scale > 0 else 0 for w in weights]
    parts[0] += total - sum(parts)
    return parts


def projected(account: Account, month: int) -> float:
    """Expected spending of the months covered, seen after ``month``; before the first of them: last year's."""
    done = sum(account.before[account.first - 1 : month])
    rest = sum(account.before[max(month, account.first - 1) :])
    if done <= 0.0:
        return rest
    return projection(float(account.spent), done, rest)


def stake_of(account: Account, month: int, scenario: Scenario) -> float:
    """What a yuan of the fund's money saved is worth to the providers, as it looks after ``month``."""
    value, lever = scenario.parameters, account.now.lever
    overspend = overspend_probability(projected(account, month), float(account.budget), value["overspend_band"].value)
    kept, borne = lever.surplus_kept_share, lever.overspend_borne_share
    return stake(kept, borne, overspend, lever.rebase_weight, value["budget_discount"].value)


def quota_of(account: Account, month: int, scenario: Scenario) -> float:
    """Share of elective cases to postpone next month so that a cap holds."""
    value = scenario.parameters
    expected = projected(account, month) - account.spent
    return quota_cut(
        account.budget - account.spent,
        expected,
        value["quota_plan"].value,
        value["quota_relative_cost"].value,
        value["nonelective_floor"].value,
    )
