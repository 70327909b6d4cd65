"""Closing a month: bills settled, every payment posted and checked, and what everybody learns from it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.engine.counts import Counts, Dense
from sim.ledger import Account, AccountKind, Ledger, Line
from sim.model import books, capitation
from sim.model.budgets import Settled
from sim.model.facts import MonthFacts, facts_of
from sim.model.month_plan import MonthPlan
from sim.model.prices import with_income
from sim.model.procurement import kept_lines, kept_savings
from sim.model.setup import Setup
from sim.model.shared_years import close_years
from sim.model.state import State, close_budgets, respond

Journal = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Treated:
    """What the engine made of a month: its counts, what was billed by payer and, if everybody's was kept, the journal.

    ``contracts`` are everybody's, where somebody is paid by them; ``above_bound`` counts residents who would have had
    more needs than there is room for.
    """

    counts: Counts
    billed: Dense
    journal: Journal | None
    contracts: NDArray[np.int64] | None
    above_bound: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A month's books: its sums, every payment beside the bills, the budgets settled, balances before and after."""

    facts: MonthFacts
    lines: tuple[Line, ...]
    settled: tuple[Settled, ...]
    before: dict[Account, int]
    after: dict[Account, int]


def close_month(
    setup: Setup, state: State, plan: MonthPlan, treated: Treated, ledger: Ledger, *, last: bool
) -> tuple[State, Closed]:
    """Settle, post, check, respond; the state of the next month and this one's books.

    ``last`` marks the last month simulated.

    Raises
    ------
    BooksDoNotBalance
        If the ledger, the case table and the journal differ by a fen.
    """
    region, before = setup.scenario.region, dict(ledger.balances)
    heads, there = _heads(setup, treated), setup.heads[plan.when.year]
    facts = facts_of(treated.billed, treated.counts, heads, setup.world, plan.when.year, plan.when.month)
    owed = _post_care(setup, treated, facts, ledger)
    sums = capitation.sums_of(state.per_head, plan.effects, heads)
    facts = capitation.with_sums(facts, sums, setup.facilities)
    kept = kept_savings(plan.basket, plan.effects.saving_kept, facts)
    years, yearly = close_years(state.shared, facts, plan.effects, sums, region, setup.facilities, last=last)
    state = replace(state, shared=years)
    state, closing, settled = close_budgets(state, facts, setup.ids, last=last)
    other = (
        *plan.advances,
        *capitation.lines_of(sums, region, setup.facilities),
        *closing,
        *yearly,
        *books.premiums(setup.scenario, plan.when.year, there.insured, plan.effects.fund_rise_yuan),
        *books.compensation(plan.prices, state.structure, setup.facilities),
        *kept_lines(kept, region, setup.facilities),
        *books.public_health(plan.effects, there.residents, setup.facilities),
    )
    ledger.post(other)
    ledger.check()
    books.check_purses(region, treated.billed, (*owed, *other), before, ledger.balances)
    closed = Closed(facts, (*owed, *other), tuple(settled), before, dict(ledger.balances))
    fees = facts.visits * plan.effects.visit_fee
    seen = with_income(plan.prices, kept.sum(axis=1) + fees, state.structure)
    state = respond(state, facts, plan.experienced, plan.effects, seen, plan.paid, setup.scenario, setup.facilities)
    return state, closed


def _heads(setup: Setup, treated: Treated) -> NDArray[np.int64]:
    """[F, payer] residents under contract, counted where they are paid for; else none."""
    count, payers = len(setup.facilities.all), len(setup.scenario.region.payers)
    if treated.contracts is None:
        return np.zeros((count, payers), dtype=np.int64)
    return capitation.heads_of(setup.population, treated.contracts, count, payers)


def _post_care(setup: Setup, treated: Treated, facts: MonthFacts, ledger: Ledger) -> list[Line]:
    """Post the bills, then what contracts owe beyond them; both checked against case table and journal."""
    start = ledger.held(AccountKind.FACILITY)
    books.post_bills(ledger, treated.counts, setup.scenario.region, setup.facilities)
    books.check_month(treated.billed, treated.journal, ledger.held(AccountKind.FACILITY) - start)
    owed = books.settlement(facts, setup.scenario.region, setup.facilities)
    ledger.post(owed)
    books.check_owed(facts, treated.journal, ledger.held(AccountKind.FACILITY) - start)
    return owed
