"""Budgets of the fund over a run: advance, offset, settlement lines, and what they make of a yuan saved."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.model.effects import BudgetNow
from sim.model.facts import MonthFacts
from sim.rules.period.budget import (
    BudgetSplit,
    avoided,
    expected_rest,
    next_budget,
    overspend_probability,
    projection,
    quota_cut,
    settle,
    shared,
    stake,
)
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Scheme, Setting

SCHEMES = (Scheme.EMPLOYEE, Scheme.RESIDENT)
FEN = 100
Floats = NDArray[np.float64]


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

    ``yearly`` is the budget of a whole year, ``first`` the month from which it covers this one, ``before`` last
    year's spending by calendar month, ``by_scheme`` how the advance is drawn from the funds, ``spent`` what was spent
    so far in the months covered, ``advanced`` what the funds have paid in.

    Where points float, ``spent`` counts points: what the fund owes if a point is worth ``1``; ``value`` is the
    provisional worth of a point, ``points[F]`` those of each provider and ``paid[F]`` what it was paid for them.

    Under a cap ``uncut`` is what the months so far would have cost without postponing, ``usual`` the same of last year,
    ``growth`` that of the two years before, ``cut`` the share of spending that the month's quota takes away and
    ``part`` what a postponed case takes off the spending.
    """

    now: BudgetNow
    year: int
    first: int
    yearly: float
    before: tuple[float, ...]
    by_scheme: tuple[float, float]
    spent: int = 0
    advanced: int = 0
    value: float = 1.0
    points: tuple[int, ...] = ()
    paid: tuple[int, ...] = ()
    uncut: tuple[float, ...] = (0.0,) * 12
    usual: tuple[float, ...] = (0.0,) * 12
    growth: float = 1.0
    cut: float = 0.0
    part: float = 1.0

    @property
    def budget(self) -> int:
        """What the months covered this year may cost."""
        total = sum(self.before)
        covered = self.before[self.first - 1 : self.last]
        return round(self.yearly * (sum(covered) / total if total > 0 else len(covered) / 12.0))

    @property
    def last(self) -> int:
        """The last month of the year that it covers."""
        until = self.now.until
        return until[1] - 1 if until is not None and until[0] == self.year else 12

    @property
    def worth(self) -> float:
        """What a point of the months so far would be worth if they were all; the provisional worth before them."""
        total = sum(self.points)
        return self.budget / total if self.now.lever.floating and total > 0 else self.value


@dataclass(frozen=True, slots=True)
class Settled:
    """One budget's year: a row of the budgets table; ``value`` of a point is 1 where none float."""

    year: int
    now: BudgetNow
    budget: int
    spent: int
    split: BudgetSplit
    points: int
    value: float


def spending_of(facts: MonthFacts, now: BudgetNow) -> tuple[int, int]:
    """What the funds (employee, resident) spent in a month on what a budget covers."""
    homes = list(now.homes) or list(range(facts.spending.shape[0]))
    covered = facts.spending[np.ix_(homes, list(now.at), [0, 1], list(now.settings), [0])].sum(axis=(0, 1, 3, 4))
    return int(covered[0]), int(covered[1])


def owed_for(facts: MonthFacts, now: BudgetNow) -> NDArray[np.int64]:
    """What the funds owe each facility for what a budget covers, fen; [F, setting]."""
    homes, at = list(now.homes) or list(range(facts.spending.shape[0])), list(now.at)
    found = np.zeros((facts.spending.shape[1], len(Setting)), dtype=np.int64)
    cells = np.ix_(homes, at, [0, 1], list(now.settings), [0])
    found[np.ix_(at, now.settings)] = facts.spending[cells].sum(axis=(0, 2, 4))
    return found


def points_of(facts: MonthFacts, now: BudgetNow) -> NDArray[np.int64]:
    """The same of visits and stays together: a facility's points, where they float; [F]."""
    return np.asarray(owed_for(facts, now).sum(axis=1))


def opened(
    now: BudgetNow,
    year: int,
    month: int,
    history: tuple[MonthFacts, ...],
    past: tuple[MonthFacts, ...],
    last: Account | None,
    insured: int,
) -> Account:
    """The account of a calendar year, or of the rest of it from the month the budget starts.

    A first budget is the last twelve months' spending with the growth granted, or a sum for each of the ``insured``;
    later ones follow the rule. Where points float, all of a total is spent, so it grows by what is granted. ``past``
    are the twelve months before those of ``history``.
    """
    growth, rebase = now.lever.trend_allowance, now.lever.rebase_weight
    months = history[-12:]
    by_month = {m.month: sum(spending_of(m, now)) for m in months}
    mean = sum(by_month.values()) / max(1, len(by_month))
    before = tuple(float(by_month.get(n, mean)) for n in range(1, 13))
    schemes = np.sum([spending_of(m, now) for m in months], axis=0) if months else np.array([0.0, 1.0])
    total = max(1.0, float(schemes.sum()))
    spent = sum(before)
    if last is None:
        yearly = now.lever.yuan_per_head * FEN * insured if now.lever.base == "per_head" else spent * (1.0 + growth)
    else:
        yearly = next_budget(last.yearly, last.yearly if now.lever.floating else spent, rebase, growth)
    by_scheme = (float(schemes[0]) / total, float(schemes[1]) / total)
    facilities = history[-1].charges.shape[0] if history else 0
    usual = before if last is None else tuple(u or b for u, b in zip(last.uncut, before, strict=True))
    earlier = sum(last.usual) if last is not None else float(sum(sum(spending_of(m, now)) for m in past))
    known = last is not None or len(past) == len(months) == 12
    return Account(
        now, year, month, yearly, before, by_scheme,
        value=1.0 if last is None else last.worth, points=(0,) * facilities, paid=(0,) * facilities,
        usual=usual, growth=sum(usual) / earlier if known and earlier > 0 else 1.0, part=_stays_part(now, months),
    )  # fmt: skip


def _stays_part(now: BudgetNow, months: tuple[MonthFacts, ...]) -> float:
    """Share of stays in the spending that a budget covers."""
    homes, at = list(now.homes) or list(range(months[0].spending.shape[0] if months else 0)), list(now.at)
    cells = [m.spending[np.ix_(homes, at, [0, 1], list(now.settings), [0])].sum(axis=(0, 1, 2, 4)) for m in months]
    total = np.sum(cells, axis=0) if cells else np.zeros(len(now.settings))
    stays = sum(float(total[n]) for n, setting in enumerate(now.settings) if setting == Setting.STAYS)
    return stays / float(total.sum()) if float(total.sum()) > 0.0 else 1.0


def advance(account: Account, month: int) -> tuple[Account, list[Line]]:
    """One month's advance from the funds to the account."""
    left = account.last - account.first + 1
    due = account.budget * (month - account.first + 1) // left - account.budget * (month - account.first) // left
    employee = round(due * account.by_scheme[0])
    lines = [
        Line(f"fund:{scheme.id}", account.now.account, "advance", fen)
        for scheme, fen in zip(SCHEMES, (employee, due - employee), strict=True)
    ]
    return replace(account, advanced=account.advanced + due), lines


def offset(account: Account, facts: MonthFacts, names: list[str]) -> tuple[Account, list[Line]]:
    """The month's bills, which the funds have paid, charged to the budget.

    Where points float, what a point is provisionally worth beyond (or below) 1 is added to what was paid.
    """
    spent, lines, now = spending_of(facts, account.now), [], account.now
    charged = list(spent)
    points, paid = account.points, account.paid
    if now.lever.floating:
        month = points_of(facts, now)
        value = np.rint(month * account.value).astype(np.int64)
        points = tuple((np.array(points) + month).tolist())
        paid = tuple((np.array(paid) + value).tolist())
        for f in np.flatnonzero(value != month).tolist():
            more = int(value[f] - month[f])
            employee = round(more * account.by_scheme[0])
            for n, fen in enumerate((employee, more - employee)):
                lines.append(Line(f"fund:{SCHEMES[n].id}", f"facility:{names[f]}", "point_value", fen))
                charged[n] += fen
    lines += [
        Line(now.account, f"fund:{scheme.id}", "package_offset", fen)
        for scheme, fen in zip(SCHEMES, charged, strict=True)
    ]
    uncut = list(account.uncut)
    uncut[facts.month - 1] = sum(spent) / (1.0 - min(0.9, account.cut))
    found = replace(account, spent=account.spent + sum(spent), points=points, paid=paid, uncut=tuple(uncut))
    return found, lines


def close(account: Account, history: tuple[MonthFacts, ...], names: list[str]) -> tuple[Settled, list[Line]]:
    """Year-end settlement: appended lines that empty the account.

    Providers share what they keep or bear by what they were paid by the fund for the people covered; where points
    float they share the whole total by their points.
    """
    lever, now = account.now.lever, account.now
    if lever.floating:
        return _shared_out(account, names)
    split = settle(
        account.budget, account.spent, lever.surplus_kept_share, lever.overspend_borne_share, lever.overspend_limit
    )
    homes = list(now.homes) or list(range(history[-1].spending.shape[0]))
    weights = [float(sum(m.spending[homes][:, f, ..., 0].sum() for m in history[-12:])) for f in now.providers]
    lines = []
    for fen, f in zip(shared(split.kept - split.borne, weights), now.providers, strict=True):
        if fen:
            lines.append(Line(now.account, f"facility:{names[f]}", "package_settlement", fen))
    back = split.to_fund - split.from_fund
    employee = round(back * account.by_scheme[0])
    for scheme, fen in zip(SCHEMES, (employee, back - employee), strict=True):
        if fen:
            lines.append(Line(now.account, f"fund:{scheme.id}", "package_settlement", fen))
    return Settled(account.year, now, account.budget, account.spent, split, account.spent, 1.0), lines


def _shared_out(account: Account, names: list[str]) -> tuple[Settled, list[Line]]:
    """The whole total to the facilities by their points, less what they were paid for them already."""
    now, budget = account.now, account.budget
    total = sum(account.points)
    if total <= 0:  # nobody earned a point: the funds get the advance back
        employee = round(budget * account.by_scheme[0])
        parts = zip(SCHEMES, (employee, budget - employee), strict=True)
        lines = [Line(now.account, f"fund:{scheme.id}", "package_settlement", fen) for scheme, fen in parts]
        return Settled(account.year, now, budget, 0, BudgetSplit(0, 0, budget, 0), 0, account.value), lines
    final = shared(budget, [float(p) for p in account.points])
    lines = [
        Line(now.account, f"facility:{names[f]}", "point_settlement", fen - paid)
        for f, (fen, paid) in enumerate(zip(final, account.paid, strict=True))
        if fen != paid
    ]
    split = BudgetSplit(max(0, budget - total), max(0, total - budget), 0, 0)
    return Settled(account.year, now, budget, sum(final), split, total, budget / total), lines


def projected(account: Account, month: int) -> float:
    """Expected spending of the months covered, seen after ``month``; before the first of them: last year's."""
    done = sum(account.before[account.first - 1 : month])
    rest = sum(account.before[max(month, account.first - 1) : account.last])
    if done <= 0.0:
        return rest
    return projection(float(account.spent), done, rest)


def expected_value(account: Account, month: int) -> float:
    """What a point will be worth at the year's end, as it looks after ``month``: the total over all points."""
    points = projected(account, month)
    return account.budget / points if points > 0.0 else account.value


def stake_of(account: Account, month: int, scenario: Scenario) -> float:
    """What a yuan of the fund's money saved is worth to the providers, as it looks after ``month``."""
    value, lever = scenario.parameters, account.now.lever
    overspend = overspend_probability(projected(account, month), float(account.budget), value["overspend_band"].value)
    kept, borne = lever.surplus_kept_share, lever.overspend_borne_share
    return stake(kept, borne, overspend, lever.rebase_weight, value["budget_discount"].value)


def capped(account: Account, month: int, scenario: Scenario) -> tuple[Account, float]:
    """The cap with the share of elective cases to postpone next month so that it holds to the year's end.

    Who postpones knows how the year would go on without postponing, and that some of the postponed come back.
    """
    value = scenario.parameters
    span = slice(account.first - 1, month)
    rest = expected_rest(
        sum(account.uncut[span]),
        sum(account.usual[span]),
        sum(account.usual[max(month, account.first - 1) : account.last]),
        account.growth,
    )
    part = account.part * (1.0 - value["postponed_waits"].value)
    relative, floor = value["quota_relative_cost"].value, value["nonelective_floor"].value
    quota = quota_cut(account.budget - account.spent, rest, value["quota_plan"].value, relative, floor, part)
    return replace(account, cut=avoided(quota, relative, floor, part)), quota
