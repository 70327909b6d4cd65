"""Payment per head: how many residents a centre has under contract, the sum for each, and the month's lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sim.ledger import Line, facility_of, fund_of
from sim.model.effects import CapitationNow, Effects
from sim.model.facts import MonthFacts
from sim.region.description import Region
from sim.region.facilities import PER_PLACE, Facilities
from sim.region.residents import Population
from sim.vocabulary.measures import FEN, MONTHS
from sim.vocabulary.names import Contract, Setting
from sim.vocabulary.tables import SpendingCount

Ints = NDArray[np.int64]
FUND = SpendingCount.FUND_FEN  # in the last axis of `MonthFacts.spending`


def heads_of(population: Population, contracts: Ints, facilities: int, payers: int) -> Ints:
    """Insured residents under contract by their centre and payer, [F, payer]; ``contracts`` is everybody's."""
    signed = (contracts != Contract.NONE) & (population.payer < payers)
    cell = (population.place[signed].astype(np.int64) * PER_PLACE) * payers + population.payer[signed]
    return np.bincount(cell, minlength=payers * facilities).astype(np.int64).reshape(facilities, payers)


def per_head_of(now: CapitationNow, history: tuple[MonthFacts, ...], insured: Ints) -> tuple[float, ...]:
    """Fen a contracted resident and year by payer: as given, or what the fund paid for him in the months seen.

    Where nobody was under contract, what the pool paid at all primary places for one of its ``insured`` [home, payer].
    """
    payers = insured.shape[1]
    if now.lever.yuan_per_head is not None:
        fen: float = now.lever.yuan_per_head * FEN * now.lever.price_ratio
        return tuple([fen] * payers)
    pool = list(now.pool)
    found = []
    for payer in range(payers):
        paid = sum(float(m.own_care[:, payer].sum()) for m in history)
        heads = sum(float(m.heads[:, payer].sum()) for m in history)
        if heads <= 0.0:
            paid = sum(float(m.spending[:, : m.primary, pool, Setting.VISITS, FUND].sum()) for m in history)
            heads = float(insured[:, pool].sum() * len(history))
        found.append(now.lever.price_ratio * MONTHS * paid / heads if heads > 0.0 else 0.0)
    return tuple(found)


def sums_of(per_head: Mapping[str, tuple[float, ...]], effects: Effects, heads: Ints) -> Ints:
    """A month of sums per head, fen [F, payer]; ``heads`` [F, payer]."""
    found = np.zeros_like(heads)
    for now in effects.capitations:
        for payer in now.payers:
            at = list(now.at)
            found[at, payer] += np.rint(heads[at, payer] * per_head[now.id][payer] / MONTHS).astype(np.int64)
    return found


def lines_of(sums: Ints, region: Region, facilities: Facilities) -> list[Line]:
    """The same as payments from the funds to the centres."""
    return [
        Line(fund_of(region.payers[payer].id), facility_of(facilities.all[f].id), "capitation", int(sums[f, payer]))
        for f, payer in np.argwhere(sums).tolist()
    ]


def with_sums(facts: MonthFacts, sums: Ints, facilities: Facilities) -> MonthFacts:
    """The month's facts with the sums per head among what the funds spend on visits, for the budgets over it."""
    if not sums.any():
        return facts
    spending = facts.spending.copy()
    for f in np.flatnonzero(sums.any(axis=1)).tolist():
        spending[facilities.all[f].district, f, :, Setting.VISITS, FUND] += sums[f]
    return replace(facts, spending=spending)
