"""What changes from month to month apart from the residents: beliefs, providers, budgets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from sim.model import budgets
from sim.model.budgets import Account, Line, Settled
from sim.model.effects import Effects
from sim.model.facts import MonthFacts, Structure, structure_of
from sim.model.prices import Prices, answering
from sim.model.providers import Incentives, Providers, fresh_providers, respond_providers
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Category

Floats = NDArray[np.float64]
YEAR = 12


@dataclass(frozen=True, slots=True)
class State:
    """Replaced, never edited.

    ``belief[home, tier, g, s]``: share solved that residents expect of a tier; ``providers`` what hospitals do;
    ``history`` the last twelve months; ``structure`` the base year as it was, or the months so far;
    ``accounts`` the year's budgets by id; ``quota[F]`` share of elective cases postponed next month.
    """

    belief: Floats
    providers: Providers
    structure: Structure
    quota: Floats
    history: tuple[MonthFacts, ...] = ()
    accounts: dict[str, Account] = field(default_factory=dict)


def fresh_state(belief: Floats, scenario: Scenario, facilities: Facilities) -> State:
    """The first month: nobody has answered to anything, nothing is known but the price lists."""
    count = len(facilities.all)
    tier = np.array([f.tier for f in facilities.all])
    structure = structure_of((), tier, usual_shares(scenario))
    return State(belief, fresh_providers(count, len(Category)), structure, np.zeros(count))


def usual_shares(scenario: Scenario) -> Floats:
    """Shares of charges by category of a hospital stay: for a facility without income."""
    value = scenario.parameters
    first = [value[f"share_{k}_stay_hospital"].value for k in ("drugs", "consumables", "tests")]
    return np.array([*first, 1.0 - sum(first)])


def open_budgets(state: State, effects: Effects, year: int, month: int, scenario: Scenario) -> tuple[State, list[Line]]:
    """At the start of a month: budgets that begin, and the advance of all of them."""
    accounts: dict[str, Account] = {}
    lines: list[Line] = []
    quota = state.quota
    for now in effects.budgets:
        account = state.accounts.get(now.id)
        if account is None or account.year != year:
            account = budgets.opened(now, year, month, state.history, account)
            if scenario.settings.respond_quota:  # a tight cap bites from its first month (E089)
                quota = _capped(quota, account, month - 1, scenario)
        accounts[now.id], advanced = budgets.advance(replace(account, now=now), month)
        lines += advanced
    return replace(state, accounts=accounts, quota=quota), lines


def close_budgets(
    state: State, facts: MonthFacts, names: list[str], *, last: bool
) -> tuple[State, list[Line], list[Settled]]:
    """At the end of a month: its bills charged to the budgets; settlement after December or a budget's last month.

    ``last`` marks the last month simulated.
    """
    accounts: dict[str, Account] = {}
    lines: list[Line] = []
    settled: list[Settled] = []
    for name, account in state.accounts.items():
        accounts[name], charged = budgets.offset(account, facts)
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
    case_price: Floats,
    scenario: Scenario,
    facilities: Facilities,
) -> State:
    """The state of the next month: beliefs follow what patients experienced, providers what pays.

    ``experienced[home, tier, g, s]`` is the share the tier really solves for a home's residents; the yearly share of
    the gap is the parameter ``belief_gain_year``. ``case_price[F]`` is the price of a case over its mean charge now.
    """
    history = (*state.history, facts)[-YEAR:]
    belief = state.belief
    if scenario.settings.beliefs:
        gain = 1.0 - (1.0 - scenario.parameters["belief_gain_year"].value) ** (1.0 / YEAR)
        belief = belief + gain * (experienced - belief)
    structure = state.structure
    if facts.year <= scenario.years.base:
        tier = np.array([f.tier for f in facilities.all])
        structure = structure_of(history, tier, usual_shares(scenario))
    state = replace(state, belief=belief, history=history, structure=structure)
    seen = incentives(state, facts.month, effects, prices, case_price, scenario, facilities)
    quota = _quota(state, facts.month, scenario) if scenario.settings.respond_quota else np.zeros_like(state.quota)
    return replace(state, providers=respond_providers(state.providers, seen, scenario), quota=quota)


def incentives(
    state: State,
    month: int,
    effects: Effects,
    prices: Prices,
    case_price: Floats,
    scenario: Scenario,
    facilities: Facilities,
) -> Incentives:
    """What payment makes of care, seen after ``month``; shares are those of the last twelve months."""
    value, count = scenario.parameters, len(facilities.all)
    charges = np.maximum(1, sum(m.charges.sum(axis=1) for m in state.history))
    pocket = sum(m.pocket for m in state.history) / charges
    revenue, sees, keeping = np.ones(count), np.ones(count), np.zeros(count)
    for account in state.accounts.values():
        now, worth = account.now, budgets.stake_of(account, month, scenario)
        homes = list(now.homes) or list(range(state.history[-1].spending.shape[0]))
        kind = (
            "hospital_cap" if now.lever.kind == "hospital_cap" else "package_" + ("compact" if now.compact else "loose")
        )
        for f in now.providers:
            fund = sum(float(m.spending[homes, f, :, 0].sum()) for m in state.history) / float(charges[f])
            revenue[f] -= fund * worth
            sees[f] = value[f"pass_{kind}"].value
            keeping[f] = fund * worth * (1.0 if now.lever.covers_outside_care else -1.0)
    stays = np.maximum(1, sum(m.stay_count for m in state.history))
    cases = (effects.case_share * stays).sum(axis=1) / stays.sum(axis=1)
    inside = effects.case_inside > 0
    return Incentives(
        share=state.structure.share,
        prices=prices,
        answers=answering(facilities),
        revenue=revenue,
        sees=sees,
        cases=cases,
        case_revenue=np.where(inside, 0.0, pocket),
        case_price=case_price,
        keeping=keeping,
        audit=effects.audit,
    )


def _quota(state: State, month: int, scenario: Scenario) -> Floats:
    found = np.zeros_like(state.quota)
    for account in state.accounts.values():
        if month < YEAR:
            found = _capped(found, account, month, scenario)
    return found


def _capped(quota: Floats, account: Account, month: int, scenario: Scenario) -> Floats:
    """The quota with that of one budget, if it is a cap."""
    found = quota.copy()
    if account.now.lever.kind == "hospital_cap":
        found[list(account.now.providers)] = budgets.quota_of(account, month, scenario)
    return found
