"""Tariffs of the contracts in force: derived when a contract starts, their weights moved every January."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.model.effects import ContractNow
from sim.model.facts import MonthFacts, Structure
from sim.policy.contract_lever import WeightedLever
from sim.policy.levers.dip import Dip
from sim.policy.levers.drg import Drg
from sim.policy.levers.per_diem import PerDiem
from sim.rules.period.tariff import base_rate, coefficients, means, rebased, relative_weights
from sim.vocabulary.names import Pricing

Floats = NDArray[np.float64]
CODES = {"case_payment": Pricing.PER_CASE, "drg": Pricing.DRG, "dip": Pricing.DIP, "per_diem": Pricing.PER_DIEM}
FEN = 100.0


@dataclass(frozen=True, slots=True)
class Tariff:
    """``rate`` fen of a weight of 1 at base-year prices, or as given; ``weight`` [F, g, s], ``coefficient`` [F].

    ``given`` marks a rate from the scenario, which does not follow the price trend; ``year`` the last January that
    moved the weights.
    """

    rate: float
    weight: Floats
    coefficient: Floats
    given: bool
    year: int

    def price(self) -> Floats:
        """Fen of a case (or a day) before trend and price ratio; [F, g, s]."""
        return self.rate * self.weight * self.coefficient[:, None, None]


@dataclass(frozen=True, slots=True)
class Listed:
    """The price list of the base year: ``charges`` mean stay [F, g, s] fen, ``days`` its length, ``table`` [g, s].

    ``table`` holds the relative weights of the conditions, ``tier[F]`` the tiers.
    """

    charges: Floats
    days: Floats
    table: Floats
    tier: NDArray[np.int64]


def tariff_of(now: ContractNow, structure: Structure, listed: Listed, year: int) -> Tariff:
    """The tariff of a contract that starts: what it covers costs as in the base year, unless rates are given."""
    at, schemes = list(now.at), list(now.schemes)
    chosen = np.zeros((len(listed.tier), len(schemes), listed.table.shape[0], 3))
    chosen[np.ix_(at, range(len(schemes)), list(now.conditions), range(3))] = 1.0
    count, charges, days = (
        (getattr(structure, name)[:, schemes] * chosen).sum(axis=1) for name in ("stays", "stay_charges", "stay_days")
    )
    lever = now.lever
    if isinstance(lever, WeightedLever):
        return _weighted(now, lever, count, charges, listed, year)
    by_day = isinstance(lever, PerDiem)
    weight = np.ones_like(listed.charges)
    for tier in np.unique(listed.tier):
        # All severities alike: the list knows diseases. A day costs what the days of the group did.
        of = listed.tier == tier
        below = (days if by_day else count)[of].sum(axis=(0, 2))
        plain = listed.charges[of].mean(axis=(0, 2)) / (listed.days[of].mean(axis=(0, 2)) if by_day else 1.0)
        mean = np.where(below > 0, charges[of].sum(axis=(0, 2)) / np.maximum(below, 1), plain)
        weight[of] = mean[None, :, None]
    given = lever.price_yuan if isinstance(lever, PerDiem) else None
    if given is not None:
        weight = np.ones_like(weight)
    rate = 1.0 if given is None else given * FEN
    return Tariff(rate, weight, np.ones(len(listed.tier)), given is not None, year)


def _weighted(
    now: ContractNow, lever: WeightedLever, count: Floats, charges: Floats, listed: Listed, year: int
) -> Tariff:
    """Weights, coefficients and rate of a pricing by weight or points."""
    at = list(now.at)
    plain = listed.charges[at].mean(axis=0) if at else listed.charges.mean(axis=0)
    if lever.weights == "table":
        weight = listed.table
    else:
        weight = relative_weights(means(count, charges, plain), count.sum(axis=0), lever.severity_recognised)
    classes = {"tier": listed.tier, "hospital": np.arange(len(listed.tier)), "none": np.zeros_like(listed.tier)}
    own = coefficients(count, charges, weight, classes[lever.coefficients])
    given = (
        lever.base_rate_yuan if isinstance(lever, Drg) else lever.point_value_yuan if isinstance(lever, Dip) else None
    )
    rate = given * FEN if given is not None else base_rate(count, charges, weight, own, float(plain.mean()))
    return Tariff(rate, np.repeat(weight[None], len(own), axis=0), own, given is not None, year)


def moved(tariff: Tariff, now: ContractNow, history: tuple[MonthFacts, ...], year: int) -> Tariff:
    """The tariff of a new year: weights follow what last year's cases cost, as far as the contract says."""
    lever = now.lever
    if year == tariff.year or not isinstance(lever, WeightedLever):
        return tariff
    at, schemes = list(now.at), list(now.schemes)
    months = history[-12:]
    count = sum((m.stay_count for m in months), np.zeros(1))[at][:, schemes].sum(axis=1)
    charges = sum((m.stay_charges for m in months), np.zeros(1))[at][:, schemes].sum(axis=1)
    weight = rebased(tariff.weight[0], count, charges, lever.severity_recognised, lever.rebase_weight)
    return replace(tariff, weight=np.repeat(weight[None], len(tariff.coefficient), axis=0), year=year)
