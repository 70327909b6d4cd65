"""What a month is planned with: rules, prices, contracts and tables, made once from the state before it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.engine.clock import CalendarMonth
from sim.engine.tables import Month
from sim.ledger import Line
from sim.model.contracts import Circumstances, Paid, Terms, by_packet, terms_of
from sim.model.effects import Effects
from sim.model.in_force import effects_of
from sim.model.month import capability_of, experience_of, month_of, price_drift
from sim.model.need_rates import years_since_base
from sim.model.prices import Prices, prices_of
from sim.model.procurement import Basket, basket_of
from sim.model.setup import Setup
from sim.model.shared_years import kept_of
from sim.model.state import State, open_budgets, open_contracts
from sim.vocabulary.names import Arm

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """One month before its patients come.

    ``effects`` are the rules in force, ``basket`` and ``prices`` what they make of drugs and prices, ``paid`` what
    contracts make of a stay; ``table`` is what the engine reads; ``experienced[home, level, g, s]`` the share that a
    level really solves for a home's residents; ``advances`` the budgets' payments at the start of the month.
    """

    when: CalendarMonth
    effects: Effects
    basket: Basket
    prices: Prices
    paid: Paid
    table: Month
    experienced: Floats
    advances: tuple[Line, ...]


def plan_month(setup: Setup, state: State, when: CalendarMonth) -> tuple[State, MonthPlan]:
    """The plan, and the state with the budgets and contracts that open with the month."""
    scenario, year, month = setup.scenario, when.year, when.month
    effects = effects_of(
        scenario, setup.facilities, setup.key_share, year, month, rules_on=setup.task.arm == Arm.REFORM
    )
    # Budgets open before the tables are built: a cap postpones from its first month on.
    insured_at = setup.heads[year].insured_at
    state, advances = open_budgets(state, effects, year, month, scenario, insured_at, setup.task.sample)
    basket = basket_of(effects, scenario)
    prices = prices_of(effects, state.structure, setup.cost_base, basket, setup.item_parts)
    state = open_contracts(state, effects, setup.base.listed, setup.base.packets, insured_at, year)
    terms = _terms(setup, state, effects, year, month)
    table = month_of(setup, state, effects, prices, terms.table, year, month)
    experienced = experience_of(setup, capability_of(setup.base, effects))
    return state, MonthPlan(when, effects, basket, prices, terms.paid, table, experienced, tuple(advances))


def _terms(setup: Setup, state: State, effects: Effects, year: int, month: int) -> Terms:
    """The contracts of the month."""
    base = setup.base
    charges = np.maximum(1, sum(m.charges.sum(axis=1) for m in state.history))
    pocket, left_out = (sum(getattr(m, name) for m in state.history) / charges for name in ("pocket", "self_funded"))
    met = Circumstances(
        by_packet(state.structure, base.packets),
        base.level_of,
        t=years_since_base(setup.scenario, year, month),
        january=years_since_base(setup.scenario, year, 1),
        drift=lambda t: price_drift(base, "stay", t),
        pocket=np.broadcast_to(pocket, len(base.level_of)),
        kept=kept_of(state.shared, effects, base.value["overspend_band"]),
        left_out=np.broadcast_to(left_out, len(base.level_of)),
        discount=base.value["budget_discount"],
        spread=base.listed.spread,
        split_gap=base.value["split_gap_days"],
        selection=setup.scenario.settings.respond_selection,
        packets=base.packets,
    )
    found = terms_of(effects.contracts, effects.capitations, state.tariffs, met)
    if not effects.usual_contracts:
        return found
    usual = terms_of(effects.usual_contracts, (), state.tariffs, met).paid
    return replace(found, paid=replace(found.paid, usual=usual))
