"""Monthly and yearly tables of money that the engine does not count: finance, fund, budgets, money."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from sim.engine.counts import Counts, entries
from sim.ledger import Account, AccountKind, Line, facility_of, fund_of
from sim.model.books import purses_of
from sim.model.budgets import Settled
from sim.model.facts import MonthFacts
from sim.model.prices import Prices
from sim.model.procurement import Basket, bought
from sim.policy.levers.budget import Budget
from sim.region.description import Region
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Category
from sim.vocabulary.services import Service

BUDGET_COLUMNS = (
    "budget", "kind", "residents", "budget_fen", "spent_fen", "balance_fen", "kept_fen", "borne_fen", "points_fen",
    "point_value",
)  # fmt: skip
# Columns that stand there only where a budget of the scenario has what they tell: which, and the amount of a year.
MORE_OF_BUDGETS: Mapping[str, tuple[Callable[[Budget], bool], Callable[[Settled], int]]] = {
    "treasury_fen": (lambda lever: any(one.treasury > 0.0 for one in lever.overspend), lambda s: s.split.treasury),
    "reserve_fen": (lambda lever: lever.reserve_share > 0.0, lambda s: s.split.reserve),
    "pay_fen": (lambda lever: lever.pay_share > 0.0, lambda s: round(s.split.kept * s.now.lever.pay_share)),
    "unpaid_fen": (lambda lever: lever.withheld_share > 0.0, lambda s: s.unpaid),
}
# What facilities get or give beside what is owed for their cases: sums per head, points, surplus, overspend, savings.
SETTLED = (
    "capitation", "point_value", "point_settlement", "package_settlement", "procurement_surplus", "year_settlement",
)  # fmt: skip


def finance(
    facts: MonthFacts, prices: Prices, lines: Sequence[Line], basket: Basket, facilities: Facilities
) -> pd.DataFrame:
    """A row a facility: charges, what is owed, marginal cost of that care, settlement, compensation, public
    health, charges by kind of item, and what the drugs under procurement cost and would have
    (`sim.model.procurement.bought`)."""
    cost = (facts.charges * (prices.cost / prices.price)).sum(axis=1)
    factor = (prices.price * prices.quantity)[:, Category.DRUGS]
    items = prices.items.charged(facts)
    drugs = bought(basket, facts.charges[:, Category.DRUGS].astype(np.float64), factor)
    extra = {purpose: _by_facility(lines, (purpose,), facilities) for purpose in ("compensation", "public_health")}
    return pd.DataFrame(
        {
            "facility": [f.id for f in facilities.all],
            "charges_fen": facts.charges.sum(axis=1),
            "due_fen": facts.due,
            "cost_fen": np.rint(cost).astype(np.int64),
            "settled_fen": _by_facility(lines, SETTLED, facilities),
            "compensation_fen": extra["compensation"],
            "public_health_fen": extra["public_health"],
            **{f"{service.id}_fen": items[:, service] for service in Service},
            **{name: np.rint(fen).astype(np.int64) for name, fen in drugs.items()},
        }
    )


def _by_facility(lines: Sequence[Line], purposes: Sequence[str], facilities: Facilities) -> list[int]:
    sums: dict[Account, int] = {}
    for line in lines:
        if line.purpose in purposes:
            sums[line.payee] = sums.get(line.payee, 0) + line.fen
    return [sums.get(facility_of(f.id), 0) for f in facilities.all]


def fund(
    before: Mapping[Account, int], after: Mapping[Account, int], lines: Sequence[Line], region: Region
) -> pd.DataFrame:
    """Income and spending of each payer's fund; balances of the ledger before and after the month.

    Funds are called by their scheme; where several have one, a column ``payer`` tells them apart.
    """
    rows = []
    for payer in region.payers:
        own = fund_of(payer.id)
        income = sum(line.fen for line in lines if line.purpose == "premium" and line.payee == own)
        rows.append((payer.scheme.id, payer.id, income, income - after.get(own, 0) + before.get(own, 0)))
    found = pd.DataFrame(rows, columns=["scheme", "payer", "income_fen", "spent_fen"])
    return found.drop(columns="payer") if found["scheme"].is_unique else found


def money(counts: Counts, lines: Sequence[Line], scenario: Scenario, facilities: Facilities) -> pd.DataFrame:
    """Payments by payer, tier of the facility that receives them (or "fund", "alliance") and purpose, in fen."""
    sums: dict[tuple[str, str, str], int] = {}

    def add(payer: str, tier: str, purpose: str, fen: int) -> None:
        key = payer, tier, purpose
        sums[key] = sums.get(key, 0) + fen

    tiers = {facility.id: facility.tier.id for facility in facilities.all}
    tier_of, purses = list(tiers.values()), [purse.text for purse in purses_of(scenario.region)]
    for cell, fen in entries(counts.transfers).items():
        purse, f = divmod(cell, len(tier_of))
        add(purses[purse], tier_of[f], "care", fen)
    for line in lines:
        if line.purpose != "premium":
            kind, owner = line.payee
            add(line.payer.text, tiers[owner] if kind == AccountKind.FACILITY else kind.value, line.purpose, line.fen)
    rows = [(*key, fen) for key, fen in sorted(sums.items())]
    return pd.DataFrame(rows, columns=["payer", "tier", "purpose", "fen"])


def budgets(settled: Sequence[Settled], scenario: Scenario) -> pd.DataFrame:
    """A row a budget and year."""
    districts = [d.id for d in scenario.region.districts]
    levers = [rule.lever for rule in scenario.rules if isinstance(rule.lever, Budget)]
    more = {name: told for name, (has, told) in MORE_OF_BUDGETS.items() if any(has(lever) for lever in levers)}
    rows = [
        (
            s.now.id, s.now.lever.kind, "+".join(districts[h] for h in s.now.homes), s.budget, s.spent,
            s.budget - s.spent, s.split.kept, s.split.borne, s.points, s.value, *(told(s) for told in more.values()),
        )
        for s in settled
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[*BUDGET_COLUMNS, *more])
