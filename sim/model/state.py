"""What changes from month to month apart from the residents: beliefs, providers, budgets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from sim.ledger import Line
from sim.model import budgets
from sim.model.assessment import assessed
from sim.model.books import yearly_income
from sim.model.budgets import BudgetYear, Settled
from sim.model.capitation import per_head_of
from sim.model.contracts import Paid, by_packet, moved, tariff_of
from sim.model.effects import BudgetNow, Effects
from sim.model.facts import MonthFacts, Structure, structure_of
from sim.model.incentives import incentives
from sim.model.prices import Prices
from sim.model.providers import Providers, fresh_providers, respond_providers
from sim.model.shared_years import SharedYear
from sim.model.tariffs import Listed, Tariff
from sim.region.facilities import Facilities
from sim.region.packets import Packets
from sim.scenario.scenario import Scenario
from sim.vocabulary.measures import MONTHS
from sim.vocabulary.names import Category, Setting

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class State:
    """Replaced, never edited.

    ``belief[home, level, g, s]``: share solved that residents expect of a level; ``providers`` what hospitals do;
    ``history`` the last twelve months, ``past`` the twelve before; ``structure`` the base year as it was, or the
    months so far; ``accounts`` the year's budgets by id; ``tariffs`` those of the contracts by id, ``per_head`` fen a
    contracted resident and year by payer; ``shared`` the years of contracts that share them; ``quota[F]`` share of
    elective cases to postpone.
    """

    belief: Floats
    providers: Providers
    structure: Structure
    quota: Floats
    history: tuple[MonthFacts, ...] = ()
    past: tuple[MonthFacts, ...] = ()
    accounts: dict[str, BudgetYear] = field(default_factory=dict)
    tariffs: dict[str, Tariff] = field(default_factory=dict)
    per_head: dict[str, tuple[float, ...]] = field(default_factory=dict)
    shared: dict[str, SharedYear] = field(default_factory=dict)


def fresh_state(belief: Floats, scenario: Scenario, facilities: Facilities) -> State:
    """The first month: nobody has answered to anything, nothing is known but the price lists."""
    count = len(facilities.all)
    structure = structure_of((), len(scenario.conditions), count, len(scenario.region.payers), usual_shares(scenario))
    return State(belief, fresh_providers(count, len(Category), len(scenario.conditions)), structure, np.zeros(count))


def usual_shares(scenario: Scenario) -> Floats:
    """Shares of charges by category of a hospital stay: for a facility without income."""
    value = scenario.parameters
    first = [value[f"share_{k}_stay_hospital"].value for k in ("drugs", "consumables", "tests")]
    return np.array([*first, 1.0 - sum(first)])


def open_contracts(state: State, effects: Effects, listed: Listed, packets: Packets, insured: Ints, year: int) -> State:
    """At the start of a month: tariffs of contracts that begin, or of a new year; sums per head that begin."""
    tariffs = {
        now.id: moved(state.tariffs[now.id], now, state.history, year, packets)
        if now.id in state.tariffs
        else tariff_of(now, by_packet(state.structure, packets), listed, year)
        for now in (*effects.usual_contracts, *effects.contracts)
    }
    per_head = {
        now.id: state.per_head.get(now.id) or per_head_of(now, state.history, insured) for now in effects.capitations
    }
    return replace(state, tariffs=tariffs, per_head=per_head)


def open_budgets(
    state: State, effects: Effects, year: int, month: int, scenario: Scenario, insured: Ints, part: float
) -> tuple[State, list[Line]]:
    """At the start of a month: budgets that begin, and the advance of all of them.

    ``insured`` [home, payer] are simulated, a ``part`` of all.
    """
    accounts: dict[str, BudgetYear] = {}
    lines: list[Line] = []
    quota = state.quota
    for now in effects.budgets:
        account = state.accounts.get(now.id)
        if account is None or account.year != year:
            means = _means(now, effects, year, scenario, insured, part)
            account = budgets.opened(now, year, month, state.history, state.past, account, means)
            account = assessed(account, state.history)
            if scenario.settings.respond_quota:  # a tight cap bites from its first month (E089)
                account, quota = _capped(quota, account, month - 1, scenario)
        accounts[now.id], advanced = budgets.advance(replace(account, now=now), month)
        lines += advanced
    return replace(state, accounts=accounts, quota=quota), lines


def _means(
    now: BudgetNow, effects: Effects, year: int, scenario: Scenario, insured: Ints, part: float
) -> budgets.Means:
    """What a budget that opens may be made of beside past spending."""
    covered = np.zeros(insured.shape[1], dtype=np.int64)
    covered[list(now.payers)] = insured[np.ix_(budgets.homes_of(now, len(insured)), now.payers)].sum(axis=0)
    income, before = (sum(yearly_income(scenario, y, covered, effects.fund_rise_yuan)) for y in (year, year - 1))
    return budgets.Means(int(covered.sum()), income, before, part)


def close_budgets(
    state: State, facts: MonthFacts, names: list[str], *, last: bool
) -> tuple[State, list[Line], list[Settled]]:
    """At the end of a month: its bills charged to the budgets; settlement after December or a budget's last month.

    ``last`` marks the last month simulated.
    """
    accounts: dict[str, BudgetYear] = {}
    lines: list[Line] = []
    settled: list[Settled] = []
    for name, account in state.accounts.items():
        graded = assessed(account, (*state.history, facts))
        accounts[name], charged = budgets.offset(graded, facts, names)
        lines += charged
        if last or account.now.ends(facts.year, facts.month):
            done, closing = budgets.close(accounts[name], (*state.history, facts), names)
            settled.append(done)
            lines += closing
    return replace(state, accounts=accounts), lines, settled


def respond(
    state: State,
    facts: MonthFacts,
    experienced: Floats,
    effects: Effects,
    prices: Prices,
    paid: Paid,
    scenario: Scenario,
    facilities: Facilities,
) -> State:
    """The state of the next month: beliefs follow what patients experienced, providers what pays.

    ``experienced[home, level, g, s]`` is the share the level really solves for a home's residents; the yearly share of
    the gap is the parameter ``belief_gain_year``. ``paid`` is what contracts make of a stay.
    """
    known = (*state.history, facts)
    history, past = known[-MONTHS:], (*state.past, *known[:-MONTHS])[-MONTHS:]
    belief = state.belief
    if scenario.settings.beliefs:
        gain = 1.0 - (1.0 - scenario.parameters["belief_gain_year"].value) ** (1.0 / MONTHS)
        belief = belief + gain * (experienced - belief)
    structure = state.structure
    if facts.year <= scenario.years.base:
        structure = structure_of(
            history, len(scenario.conditions), len(facilities.all), len(scenario.region.payers), usual_shares(scenario)
        )
    state = replace(state, belief=belief, history=history, past=past, structure=structure)
    seen = incentives(history, state.accounts.values(), structure.share, effects, prices, paid, scenario, facilities)
    accounts, quota = state.accounts, np.zeros_like(state.quota)
    if scenario.settings.respond_quota:
        accounts, quota = _quota(state, facts.month, scenario)
    return replace(state, providers=respond_providers(state.providers, seen, scenario), accounts=accounts, quota=quota)


def _quota(state: State, month: int, scenario: Scenario) -> tuple[dict[str, BudgetYear], Floats]:
    """The accounts, and what they postpone next month; a new year starts anew."""
    found, accounts = np.zeros_like(state.quota), dict(state.accounts)
    for name, account in state.accounts.items():
        if month < MONTHS:
            accounts[name], found = _capped(found, account, month, scenario)
    return accounts, found


def _capped(quota: Floats, account: BudgetYear, month: int, scenario: Scenario) -> tuple[BudgetYear, Floats]:
    """The account, and the quota with that of it, if it is a cap."""
    if account.now.lever.kind != "hospital_cap" or Setting.STAYS not in account.now.settings:
        return account, quota
    found = quota.copy()
    account, share = budgets.capped(account, month, scenario)
    found[list(account.now.providers)] = share
    return account, found
