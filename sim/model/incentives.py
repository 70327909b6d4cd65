"""What budgets, floating points, sums per head and contracts make of one more yuan of care."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.model import budgets, surplus_use
from sim.model.budgets import BudgetYear
from sim.model.contracts import Paid
from sim.model.effects import Effects
from sim.model.facts import MonthFacts
from sim.model.pay import pay_of
from sim.model.prices import Prices
from sim.model.providers import Incentives
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Setting

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Care:
    """Sums of `Incentives`, in the making: ``worth``, ``seen``, ``lost`` [F, setting], ``keeping`` [F]."""

    worth: Floats
    seen: Floats
    lost: Floats
    keeping: Floats


def incentives(
    history: tuple[MonthFacts, ...],
    accounts: Collection[BudgetYear],
    share: Floats,
    effects: Effects,
    prices: Prices,
    paid: Paid,
    scenario: Scenario,
    facilities: Facilities,
) -> Incentives:
    """What payment makes of care, seen after the last month of ``history``; shares are those of all its months.

    ``share[F, category]`` is the mix of the base year's charges.
    """
    value, count = {name: q.value for name, q in scenario.parameters.items()}, len(facilities.all)
    charges = np.maximum(1, sum(m.charges_in for m in history)).astype(np.float64)
    worth, seen, lost = (np.zeros((count, len(Setting))) for _ in range(3))
    care = _Care(worth, seen, lost, keeping=np.zeros(count))
    for account in accounts:
        if account.now.lever.floating:
            _under_points(care, account, history, charges, value)
        else:
            stake = budgets.stake_of(account, history[-1].month, scenario)
            _under_budget(care, account, history, charges, stake, value)
    per_head = np.zeros(count, dtype=np.bool_)
    for now in effects.capitations:
        # Inside a sum per head nothing is earned: the fund's part of the contracted's visits.
        at = list(now.at)
        own_care = np.sum([m.own_care for m in history], axis=0)
        part = own_care[np.ix_(at, now.payers)].sum(axis=1) / charges[at, Setting.VISITS]
        if now.id in paid.kept:  # where the year is shared, what is not kept is paid as it was spent
            part = part * paid.kept[now.id][at]
        care.worth[at, Setting.VISITS] -= part
        care.seen[at, Setting.VISITS] -= value["pass_case_price"] * part
        per_head[at] = True
    hospitals = np.array([f.level.hospital for f in facilities.all])
    return Incentives(
        share=share,
        prices=prices,
        answers=hospitals | per_head | (paid.cases > 0.0),
        worth=worth,
        seen=seen,
        lost=lost,
        paid=paid,
        keeping=care.keeping,
        audit=effects.audit,
        pay=pay_of(effects, on=scenario.settings.respond_pay),
    )


def _under_points(
    care: _Care, account: BudgetYear, history: tuple[MonthFacts, ...], charges: Floats, value: Mapping[str, float]
) -> None:
    """Where points float: more care earns points of a value that it lowers for all."""
    fund, own = _fund_share(account, history, charges), list(account.now.providers)
    price, pool = _floating(account, history[-1].month, history)
    doctor = value["pass_point_value"] * price - value["pass_hospital_cap"] * pool[own]
    care.worth[own] += fund[own] * (price - pool[own])[:, None]
    care.seen[own] += fund[own] * doctor[:, None]
    care.lost[own] -= fund[own] * price


def _under_budget(
    care: _Care,
    account: BudgetYear,
    history: tuple[MonthFacts, ...],
    charges: Floats,
    stake: float,
    value: Mapping[str, float],
) -> None:
    """Under a budget: what is not spent is worth ``stake`` a yuan of the fund's money to those who hold it."""
    lever, own = account.now.lever, list(account.now.providers)
    package = lever.kind == "package"
    tightness = "compact" if account.now.compact else "loose"
    cap = "pass_prospective" if lever.control == "prospective" else "pass_hospital_cap"
    sees = value[f"pass_package_{tightness}" if package else cap]
    saved = _fund_share(account, history, charges)[own] * stake
    if lever.kind == "regional":
        # What one hospital saves is shared by all of them: it gets back its own part of it.
        saved *= _own_share(account, history)[own, None]
    paid = np.sum([budgets.points_of(m, account.now) for m in history], axis=0).astype(np.float64)
    seen = surplus_use.seen(sees, account.now, paid)
    care.worth[own] -= saved
    care.seen[own] -= seen * saved
    if package:
        weight = charges[own] / charges[own].sum(axis=1, keepdims=True)
        care.keeping[own] = np.ravel(seen) * (saved * weight).sum(axis=1) * (1.0 if lever.covers_outside_care else -1.0)


def _fund_share(account: BudgetYear, history: tuple[MonthFacts, ...], charges: Floats) -> Floats:
    """Share of each facility's charges that the fund pays for what the budget covers; [F, setting]."""
    return np.asarray(np.sum([budgets.owed_for(m, account.now) for m in history], axis=0) / charges)


def _own_share(account: BudgetYear, history: tuple[MonthFacts, ...]) -> Floats:
    """Each facility's part of the spending under a budget, of the whole pool; [F]."""
    points = np.sum([budgets.points_of(m, account.now) for m in history], axis=0).astype(np.float64)
    return np.asarray(account.now.lever.pool_share * points / max(1.0, float(points.sum())))


def _floating(account: BudgetYear, month: int, history: tuple[MonthFacts, ...]) -> tuple[float, Floats]:
    """What a point is expected to be worth beyond 1, and what one more of one's own takes off all of them; [F]."""
    value = budgets.expected_value(account, month)
    return value - 1.0, value * _own_share(account, history)
