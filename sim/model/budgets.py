"""Budgets of the fund over a run: advance, offset, settlement lines, and what they make of a yuan saved."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.ledger import Account, Line, facility_of
from sim.model.books import CITY
from sim.model.effects import BudgetNow
from sim.model.facts import MonthFacts
from sim.model.surplus_use import parts_of
from sim.rules.period.budget import (
    BudgetSplit,
    avoided,
    expected_rest,
    next_budget,
    projection,
    quota_cut,
    ran_out,
    settle,
    share_of_saving,
    shared,
    stake,
    weighted_mean,
)
from sim.scenario.scenario import Scenario
from sim.vocabulary.measures import FEN, MONTHS
from sim.vocabulary.names import Setting
from sim.vocabulary.tables import SpendingCount

FUND = SpendingCount.FUND_FEN  # in the last axis of `MonthFacts.spending`
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """One budget in one calendar year, fen.

    ``yearly`` is the budget of a whole year, ``first`` the month from which it covers this one, ``before`` last
    year's spending by calendar month, ``by_payer`` how the advance is drawn from the funds, ``spent`` what was spent
    so far in the months covered, ``advanced`` what the funds have paid in.

    Where points float, ``spent`` counts points: what the fund owes if a point is worth ``1``; ``value`` is the
    provisional worth of a point, ``points[F]`` those of each provider and ``paid[F]`` what it was paid for them.

    Under a cap ``uncut`` is what the months so far would have cost without postponing, ``usual`` the same of last year,
    ``growth`` that of the two years before, ``cut`` the share of spending that the month's quota takes away and
    ``part`` what a postponed case takes off the spending. ``years`` is the spending of past years, the latest last.
    Where a budget is assessed, ``kept`` multiplies what is kept and ``assessed`` is what is paid of the part withheld.
    """

    now: BudgetNow
    year: int
    first: int
    yearly: float
    before: tuple[float, ...]
    by_payer: tuple[float, ...]
    spent: int = 0
    advanced: int = 0
    value: float = 1.0
    points: tuple[int, ...] = ()
    paid: tuple[int, ...] = ()
    uncut: tuple[float, ...] = (0.0,) * MONTHS
    usual: tuple[float, ...] = (0.0,) * MONTHS
    growth: float = 1.0
    cut: float = 0.0
    part: float = 1.0
    years: tuple[float, ...] = ()
    kept: float = 1.0
    assessed: float | None = None

    @property
    def budget(self) -> int:
        """What the providers may spend in the months covered: the total less what is put aside or not paid out."""
        return self.total - self.reserve - self.unpaid

    @property
    def unpaid(self) -> int:
        """What is withheld and will not be paid after the assessment."""
        lever = self.now.lever
        paid = lever.assessed_share if self.assessed is None else self.assessed
        return _part(self.total, lever.withheld_share * (1.0 - paid))

    @property
    def reserve(self) -> int:
        """What is put aside for an overspend."""
        return _part(self.total, self.now.lever.reserve_share)

    @property
    def prepaid(self) -> int:
        """What the funds pay in month by month; the rest comes with the settlement."""
        lever = self.now.lever
        if lever.advance_share is not None:
            return _part(self.total, lever.advance_share)
        return self.total - _part(self.total, lever.reserve_share + lever.withheld_share)

    @property
    def total(self) -> int:
        """What the funds give for the months covered this year."""
        total = sum(self.before)
        covered = self.before[self.first - 1 : self.last]
        return round(self.yearly * (sum(covered) / total if total > 0 else len(covered) / MONTHS))

    @property
    def last(self) -> int:
        """The last month of the year that it covers."""
        until = self.now.until
        return until[1] - 1 if until is not None and until[0] == self.year else MONTHS

    @property
    def worth(self) -> float:
        """What a point of the months so far would be worth if they were all; the provisional worth before them."""
        total = sum(self.points)
        return self.budget / total if self.now.lever.floating and total > 0 else self.value


@dataclass(frozen=True, slots=True)
class Means:
    """What a budget may be made of beside past spending, as of its year; fen of those simulated.

    ``insured`` heads covered, ``income`` of the funds for them this year and ``income_before`` last year, ``part``
    of the region's residents simulated, by which a sum in yuan is scaled.
    """

    insured: int
    income: int
    income_before: int
    part: float


@dataclass(frozen=True, slots=True)
class Settled:
    """One budget's year: a row of the budgets table; ``value`` of a point is 1 where none float.

    ``unpaid`` is what was withheld and not paid after the assessment.
    """

    year: int
    now: BudgetNow
    budget: int
    spent: int
    split: BudgetSplit
    points: int
    value: float
    unpaid: int = 0


def _part(fen: int, share: float) -> int:
    """A share of a sum, to the fen."""
    return math.floor(fen * share + 0.5)


def homes_of(now: BudgetNow, homes: int) -> list[int]:
    """The homes whose residents a budget covers, of so many."""
    return list(now.homes) or list(range(homes))


def _covered(facts: MonthFacts, now: BudgetNow) -> NDArray[np.int64]:
    """What the funds spent in a month on what a budget covers, fen; [home, F, payer, setting] of those it covers."""
    homes = homes_of(now, facts.spending.shape[0])
    return facts.spending[np.ix_(homes, now.at, now.payers, now.settings, [FUND])][..., 0]


def spending_of(facts: MonthFacts, now: BudgetNow) -> tuple[int, ...]:
    """What each fund spent in a month on what a budget covers."""
    return tuple(_covered(facts, now).sum(axis=(0, 1, 3)).tolist())


def owed_for(facts: MonthFacts, now: BudgetNow) -> NDArray[np.int64]:
    """What the funds owe each facility for what a budget covers, fen; [F, setting]."""
    found = np.zeros((facts.spending.shape[1], len(Setting)), dtype=np.int64)
    found[np.ix_(now.at, now.settings)] = _covered(facts, now).sum(axis=(0, 2))
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
    last: BudgetYear | None,
    means: Means,
) -> BudgetYear:
    """The account of a calendar year, or of the rest of it from the month the budget starts.

    A first budget is made of past spending with the growth granted, of a sum or of the funds' income; later ones
    follow the rule. Where points float, all of a total is spent, so it grows by what is granted. ``past`` are the
    twelve months before those of ``history``.
    """
    months = history[-MONTHS:]
    by_month = {m.month: sum(spending_of(m, now)) for m in months}
    mean = sum(by_month.values()) / max(1, len(by_month))
    before = tuple(float(by_month.get(n, mean)) for n in range(1, 13))
    by_payer = np.sum([spending_of(m, now) for m in months], axis=0) if months else np.zeros(len(now.payers))
    total = max(1.0, float(by_payer.sum()))
    spent = sum(before)
    # A budget that opened within a year has looked at part of that year already.
    known_years = _years_before(past, now) if last is None else last.years if last.first == 1 else last.years[:-1]
    years = (*known_years, spent)
    yearly = _yearly(now, spent, years, last, means)
    facilities = history[-1].charges.shape[0] if history else 0
    usual = before if last is None else tuple(u or b for u, b in zip(last.uncut, before, strict=True))
    earlier = sum(last.usual) if last is not None else float(sum(sum(spending_of(m, now)) for m in past))
    known = last is not None or len(past) == len(months) == MONTHS
    return BudgetYear(
        now, year, month, yearly, before, tuple((by_payer / total).tolist()),
        value=1.0 if last is None else last.worth, points=(0,) * facilities, paid=(0,) * facilities,
        usual=usual, growth=sum(usual) / earlier if known and earlier > 0 else 1.0, part=_stays_part(now, months),
        years=years,
    )  # fmt: skip


def _years_before(past: tuple[MonthFacts, ...], now: BudgetNow) -> tuple[float, ...]:
    """Spending of the year before the last twelve months, if all of it is known and a budget looks at it."""
    if len(past) < MONTHS or not now.lever.base_weights:
        return ()
    return (float(sum(sum(spending_of(m, now)) for m in past)),)


def _yearly(now: BudgetNow, spent: float, years: tuple[float, ...], last: BudgetYear | None, means: Means) -> float:
    """The budget of a whole year; ``spent`` in the last one, ``years`` of past spending."""
    lever = now.lever
    growth = lever.trend_allowance
    if lever.growth_cap == "fund_income" and means.income_before > 0:
        growth = min(growth, means.income / means.income_before - 1.0)
    if lever.base == "income":
        return (lever.income_share or 0.0) * means.income * (1.0 + growth)
    if lever.base_weights:
        return weighted_mean(years, lever.base_weights, lever.growth_before or 0.0) * (1.0 + growth)
    if last is not None:
        return next_budget(last.yearly, last.yearly if lever.floating else spent, lever.rebase_weight, growth)
    if lever.base == "per_head":
        return lever.yuan_per_head * FEN * means.insured
    if lever.base == "yuan":
        return _sum_given(now) * FEN * means.part
    return spent * (1.0 + growth)


def _sum_given(now: BudgetNow) -> float:
    """The yuan that a rule gives for this budget: of a cap that of its hospital."""
    lever = now.lever
    return lever.yuan[lever.hospitals.index(now.account.owner) if lever.kind == "hospital_cap" else 0]


def _stays_part(now: BudgetNow, months: tuple[MonthFacts, ...]) -> float:
    """Share of stays in the spending that a budget covers."""
    cells = [_covered(m, now).sum(axis=(0, 1, 2)) for m in months]
    total = np.sum(cells, axis=0) if cells else np.zeros(len(now.settings))
    stays = sum(float(total[n]) for n, setting in enumerate(now.settings) if setting == Setting.STAYS)
    return stays / float(total.sum()) if float(total.sum()) > 0.0 else 1.0


def _by_fund(account: BudgetYear, fen: int) -> list[tuple[Account, int]]:
    """The parts of a sum that the funds bear; the last one's is what rounding leaves."""
    parts = [round(fen * share) for share in account.by_payer[:-1]]
    return list(zip(account.now.funds, (*parts, fen - sum(parts)), strict=True))


def advance(account: BudgetYear, month: int) -> tuple[BudgetYear, list[Line]]:
    """One month's advance from the funds to the account."""
    left = account.last - account.first + 1
    due = account.prepaid * (month - account.first + 1) // left - account.prepaid * (month - account.first) // left
    lines = [Line(fund, account.now.account, "advance", fen) for fund, fen in _by_fund(account, due)]
    return replace(account, advanced=account.advanced + due), lines


def offset(account: BudgetYear, facts: MonthFacts, names: list[str]) -> tuple[BudgetYear, list[Line]]:
    """The month's bills, which the funds have paid, charged to the budget.

    Where points float, what a point is provisionally worth beyond (or below) 1 is added to what was paid.
    """
    spent, lines, now = spending_of(facts, account.now), [], account.now
    charged = list(spent)
    points, paid = account.points, account.paid
    if now.lever.floating:
        month = points_of(facts, now)
        value = np.rint(month * account.value).astype(np.int64)
        # Empty where the budget opens with the run's first month, before anybody had any.
        points = tuple((np.array(points or (0,) * len(month)) + month).tolist())
        paid = tuple((np.array(paid or (0,) * len(month)) + value).tolist())
        for f in np.flatnonzero(value != month).tolist():
            more = int(value[f] - month[f])
            for n, (fund, fen) in enumerate(_by_fund(account, more)):
                lines.append(Line(fund, facility_of(names[f]), "point_value", fen))
                charged[n] += fen
    lines += [Line(now.account, fund, "package_offset", fen) for fund, fen in zip(now.funds, charged, strict=True)]
    uncut = list(account.uncut)
    uncut[facts.month - 1] = sum(spent) / (1.0 - min(0.9, account.cut))
    found = replace(account, spent=account.spent + sum(spent), points=points, paid=paid, uncut=tuple(uncut))
    return found, lines


def close(account: BudgetYear, history: tuple[MonthFacts, ...], names: list[str]) -> tuple[Settled, list[Line]]:
    """Year-end settlement: appended lines that empty the account.

    Providers share what they keep or bear by what they were paid by the fund for the people covered; where points
    float they share the whole total by their points. What was not paid in before comes first, and what the providers
    were not given goes back.
    """
    lever, now = account.now.lever, account.now
    late = account.total - account.advanced
    lines = [Line(fund, now.account, "advance", fen) for fund, fen in _by_fund(account, late)] if late else []
    if lever.floating:
        settled, more = _shared_out(account, names)
        return settled, lines + more
    split = settle(account.budget, account.spent, lever.sharing.times(account.kept), account.reserve)
    homes = homes_of(now, history[-1].spending.shape[0])
    of_funds = [
        m.spending[..., FUND][np.ix_(homes, now.providers, now.payers)].sum(axis=(0, 2, 3)) for m in history[-MONTHS:]
    ]
    weights = np.sum(of_funds, axis=0).astype(np.float64).tolist()
    for fen, f in zip(parts_of(split, now, weights), now.providers, strict=True):
        if fen:
            lines.append(Line(now.account, facility_of(names[f]), "package_settlement", fen))
    if split.treasury:
        lines.append(Line(CITY, now.account, "package_settlement", split.treasury))
    back = split.to_fund - split.from_fund + account.total - account.budget
    lines += [Line(now.account, fund, "package_settlement", fen) for fund, fen in _by_fund(account, back) if fen]
    return Settled(account.year, now, account.budget, account.spent, split, account.spent, 1.0, account.unpaid), lines


def _shared_out(account: BudgetYear, names: list[str]) -> tuple[Settled, list[Line]]:
    """The whole total to the facilities by their points, less what they were paid for them already."""
    now, budget = account.now, account.budget
    total = sum(account.points)
    if total <= 0:  # nobody earned a point: the funds get the advance back
        lines = [Line(now.account, fund, "package_settlement", fen) for fund, fen in _by_fund(account, account.total)]
        nothing = BudgetSplit(0, 0, budget, 0)
        return Settled(account.year, now, budget, 0, nothing, 0, account.value, account.unpaid), lines
    final = shared(budget, [float(p) for p in account.points])
    lines = [
        Line(now.account, facility_of(names[f]), "point_settlement", fen - paid)
        for f, (fen, paid) in enumerate(zip(final, account.paid, strict=True))
        if fen != paid
    ]
    rest = account.total - budget
    if rest:
        lines += [Line(now.account, fund, "package_settlement", fen) for fund, fen in _by_fund(account, rest)]
    split = BudgetSplit(max(0, budget - total), max(0, total - budget), 0, 0)
    return Settled(account.year, now, budget, sum(final), split, total, budget / total, account.unpaid), lines


def projected(account: BudgetYear, month: int) -> float:
    """Expected spending of the months covered, seen after ``month``; before the first of them: last year's."""
    done = sum(account.before[account.first - 1 : month])
    rest = sum(account.before[max(month, account.first - 1) : account.last])
    if done <= 0.0:
        return rest
    return projection(float(account.spent), done, rest)


def expected_value(account: BudgetYear, month: int) -> float:
    """What a point will be worth at the year's end, as it looks after ``month``: the total over all points."""
    points = projected(account, month)
    return account.budget / points if points > 0.0 else account.value


def stake_of(account: BudgetYear, month: int, scenario: Scenario) -> float:
    """What a yuan of the fund's money saved is worth to the providers, as it looks after ``month``."""
    value, lever = scenario.parameters, account.now.lever
    band, budget = value["overspend_band"].value, float(account.budget)
    share = share_of_saving(
        lever.expected_sharing.times(account.kept), projected(account, month), budget, band, float(account.reserve)
    )
    return stake(share, lever.rebased, value["budget_discount"].value)


def capped(account: BudgetYear, month: int, scenario: Scenario) -> tuple[BudgetYear, float]:
    """The cap with the share of elective cases to postpone next month so that it holds to the year's end.

    Under a prospective one nothing is postponed before the money has run out.
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
    if account.now.lever.control == "prospective":
        # Nobody counts cases before the money is gone; from then on who bears half of what follows postpones half.
        quota = ran_out(quota, account.budget, account.spent, account.now.lever.overspend_borne_share)
    return replace(account, cut=avoided(quota, relative, floor, part)), quota
