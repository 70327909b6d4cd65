"""Payment per head: how many residents a centre has under contract, the sum for each, and the month's lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sim.model.budgets import Line
from sim.model.effects import CapitationNow, Effects
from sim.model.facts import MonthFacts
from sim.region.facilities import PER_PLACE, Facilities
from sim.region.residents import Population
from sim.vocabulary.names import Contract, Scheme, Setting

Ints = NDArray[np.int64]
MONTHS = 12


def heads_of(population: Population, contracts: Ints, facilities: int) -> Ints:
    """Insured residents under contract by their centre and scheme, [F, 2]; ``contracts`` is everybody's."""
    signed = (contracts != Contract.NONE) & (population.scheme != Scheme.NONE)
    cell = (population.place[signed].astype(np.int64) * PER_PLACE) * 2 + population.scheme[signed]
    return np.bincount(cell, minlength=2 * facilities).astype(np.int64).reshape(facilities, 2)


def per_head_of(now: CapitationNow, history: tuple[MonthFacts, ...], insured: Ints) -> tuple[float, float]:
    """Fen a contracted resident and year by scheme: as given, or what the fund paid for him in the months seen.

    Where nobody was under contract, what the fund paid at all primary places for an insured resident.
    """
    if now.lever.yuan_per_head is not None:
        fen = now.lever.yuan_per_head * 100.0 * now.lever.price_ratio
        return fen, fen
    found = []
    for scheme in (Scheme.EMPLOYEE, Scheme.RESIDENT):
        paid = sum(float(m.own_care[:, scheme].sum()) for m in history)
        heads = sum(float(m.heads[:, scheme].sum()) for m in history)
        if heads <= 0.0:
            paid = sum(float(m.spending[:, : m.primary, :, Setting.VISITS, 0].sum()) for m in history)
            heads = float(insured.sum() * len(history))
        found.append(now.lever.price_ratio * MONTHS * paid / heads if heads > 0.0 else 0.0)
    return found[0], found[1]


def lines_of(
    per_head: Mapping[str, tuple[float, float]], effects: Effects, heads: Ints, facilities: Facilities
) -> list[Line]:
    """A month of sums per head from the funds to the centres."""
    lines = []
    for now in effects.capitations:
        for scheme in now.schemes:
            fen = np.rint(heads[list(now.at), scheme] * per_head[now.id][scheme] / MONTHS).astype(np.int64)
            for f, amount in zip(now.at, fen.tolist(), strict=True):
                if amount:
                    payer, payee = f"fund:{Scheme(scheme).id}", f"facility:{facilities.all[f].id}"
                    lines.append(Line(payer, payee, "capitation", amount))
    return lines


def with_lines(facts: MonthFacts, lines: list[Line], facilities: Facilities) -> MonthFacts:
    """The month's facts with the sums per head among what the funds spend on visits, for the budgets over it."""
    if not lines:
        return facts
    spending = facts.spending.copy()
    for line in lines:
        f = facilities.index(line.payee.removeprefix("facility:"))
        scheme = Scheme.of(line.payer.removeprefix("fund:"))
        spending[facilities.all[f].district, f, scheme, Setting.VISITS, 0] += line.fen
    return replace(facts, spending=spending)
