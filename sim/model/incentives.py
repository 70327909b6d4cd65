"""What budgets, floating points, sums per head and contracts make of one more yuan of care."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from sim.model import budgets
from sim.model.budgets import BudgetYear
from sim.model.contracts import Paid
from sim.model.effects import Effects
from sim.model.facts import MonthFacts
from sim.model.prices import Prices
from sim.model.providers import Incentives
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Setting


def incentives(
    history: tuple[MonthFacts, ...],
    accounts: Collection[BudgetYear],
    share: budgets.Floats,
    effects: Effects,
    prices: Prices,
    paid: Paid,
    scenario: Scenario,
    facilities: Facilities,
) -> Incentives:
    """What payment makes of care, seen after the last month of ``history``; shares are those of all its months.

    ``share[F, category]`` is the mix of the base year's charges.
    """
    month = history[-1].month
    value, count = {name: q.value for name, q in scenario.parameters.items()}, len(facilities.all)
    charges = np.maximum(1, sum(m.charges_in for m in history)).astype(np.float64)
    weight = charges / charges.sum(axis=1, keepdims=True)
    worth, seen, lost = (np.zeros((count, len(Setting))) for _ in range(3))
    keeping = np.zeros(count)
    for account in accounts:
        fund = _fund_share(account, history, charges)
        own = list(account.now.providers)
        if account.now.lever.floating:
            price, pool = _floating(account, month, history)
            doctor = value["pass_point_value"] * price - value["pass_hospital_cap"] * pool[own]
            worth[own] += fund[own] * (price - pool[own])[:, None]
            seen[own] += fund[own] * doctor[:, None]
            lost[own] -= fund[own] * price
            continue
        kind = account.now.lever.kind
        sees = value[
            "pass_package_" + ("compact" if account.now.compact else "loose")
            if kind == "package"
            else "pass_hospital_cap"
        ]
        stake = budgets.stake_of(account, month, scenario)
        saved = fund[own] * stake
        if kind == "regional":
            # What one hospital saves is shared by all of them: it gets back its own part of it.
            saved *= _own_share(account, history)[own, None]
        worth[own] -= saved
        seen[own] -= sees * saved
        if kind == "package":
            mean = (saved * weight[own]).sum(axis=1)
            keeping[own] = sees * mean * (1.0 if account.now.lever.covers_outside_care else -1.0)
    per_head = np.zeros(count, dtype=np.bool_)
    for now in effects.capitations:
        # Inside a sum per head nothing is earned: the fund's part of the contracted's visits.
        at = list(now.at)
        care = np.sum([m.own_care for m in history], axis=0)
        part = care[np.ix_(at, now.payers)].sum(axis=1) / charges[at, Setting.VISITS]
        worth[at, Setting.VISITS] -= part
        seen[at, Setting.VISITS] -= value["pass_case_price"] * part
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
        keeping=keeping,
        audit=effects.audit,
    )


def _fund_share(account: BudgetYear, history: tuple[MonthFacts, ...], charges: budgets.Floats) -> budgets.Floats:
    """Share of each facility's charges that the fund pays for what the budget covers; [F, setting]."""
    return np.asarray(np.sum([budgets.owed_for(m, account.now) for m in history], axis=0) / charges)


def _own_share(account: BudgetYear, history: tuple[MonthFacts, ...]) -> budgets.Floats:
    """Each facility's part of the spending under a budget, of the whole pool; [F]."""
    points = np.sum([budgets.points_of(m, account.now) for m in history], axis=0).astype(np.float64)
    return np.asarray(account.now.lever.pool_share * points / max(1.0, float(points.sum())))


def _floating(account: BudgetYear, month: int, history: tuple[MonthFacts, ...]) -> tuple[float, budgets.Floats]:
    """What a point is expected to be worth beyond 1, and what one more of one's own takes off all of them; [F]."""
    value = budgets.expected_value(account, month)
    return value - 1.0, value * _own_share(account, history)
