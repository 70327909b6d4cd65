"""Contracts in force as the engine's table, and what they make of a case at each facility."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables import Contracts
from sim.model.effects import CapitationNow, ContractNow
from sim.model.facts import Structure
from sim.model.tariffs import CODES, Tariff
from sim.policy.contract_lever import CaseLever, WeightedLever
from sim.policy.levers.drg import Drg
from sim.policy.levers.per_diem import PerDiem
from sim.rules.period.tariff import tail

Floats = NDArray[np.float64]
Drift = Callable[[float], Floats]
NEVER = 1e9  # a bound that no case reaches


@dataclass(frozen=True, slots=True)
class Paid:
    """What contracts make of an insured stay, [F]: seen before the month, by the shares of the base year's stays.

    ``cases`` share of stays under a contract; of these ``coded`` are paid by weight or list, ``by_day`` by the day;
    ``inside`` what a yuan of charges brings inside a case, ``price`` the price over what such a case costs its payers
    now. The last four are means over the stays under a contract.
    """

    cases: Floats
    coded: Floats
    by_day: Floats
    inside: Floats
    price: Floats


@dataclass(frozen=True, slots=True)
class Terms:
    """The month's contracts for the engine, and for those who answer to them."""

    table: Contracts
    paid: Paid


def terms_of(
    contracts: Sequence[ContractNow],
    capitations: Sequence[CapitationNow],
    tariffs: Mapping[str, Tariff],
    structure: Structure,
    tier: NDArray[np.int64],
    t: float,
    january: float,
    drift: Drift,
    *,
    pocket: Floats,
    discount: float,
    sigma: float,
    selection: bool,
) -> Terms:
    """The contracts of a month.

    Parameters
    ----------
    tariffs : by contract id; ``structure`` the stays of the base year.
    t, january : years from the middle of the base year to the middle of this month and to this January.
    drift : price drift of stays at a time, [F].
    pocket : share of charges that patients pay, [F].
    discount, sigma : worth of next year's money; spread of patients within a cell.
    selection : whether hospitals use a choice they have.
    """
    order = list(reversed(contracts))  # later rules first
    size, (count, _, groups, _) = len(order), structure.stays.shape
    share = _shares(order, count, groups)
    price, level, review = np.zeros((size, count, groups, 3)), np.ones(size), np.zeros((size, count))
    stays = np.maximum(structure.stays.sum(axis=(1, 2, 3)), 1e-9)
    sums = {name: np.zeros(count) for name in ("cases", "coded", "by_day", "inside", "price")}
    now_drift = drift(t)
    for c, now in enumerate(order):
        tariff, lever = tariffs[now.id], now.lever
        since = max(now.start, january) if isinstance(lever, WeightedLever) and lever.updated else now.start
        ratio = lever.price_ratio * (np.ones(count) if tariff.given else drift(since))
        price[c] = tariff.price() * ratio[:, None, None]
        covered = share[c][..., None]  # [F, scheme, g, 1]
        cases = (structure.stays * covered).sum(axis=1)  # [F, g, s]
        charges = (structure.stay_charges * covered).sum(axis=1) * now_drift[:, None, None]
        units = (structure.stay_days * covered).sum(axis=1) if isinstance(lever, PerDiem) else cases
        worth = _by_tier((units * price[c]).sum(axis=(1, 2)), charges.sum(axis=(1, 2)), tier, lever.price_ratio)
        level[c] = (units * price[c]).sum() / charges.sum() if charges.sum() > 0 else lever.price_ratio
        if isinstance(lever, WeightedLever) and lever.review_limit > 0.0:
            review[c] = _review(
                lever, price[c] / (1.0 if isinstance(lever, Drg) else level[c]), cases, charges, tier, sigma
            )
        part = cases.sum(axis=(1, 2)) / stays
        own = lever.rebase_weight * discount if isinstance(lever, WeightedLever) else 0.0
        inside = own if lever.patient_share == "inside" else own + pocket
        sums["cases"] += part
        sums["coded"] += part * isinstance(lever, CaseLever)
        sums["by_day"] += part * isinstance(lever, PerDiem)
        sums["inside"] += part * inside
        sums["price"] += part * worth
    some = np.maximum(sums["cases"], 1e-9)
    mean = {name: np.where(sums["cases"] > 0, total / some, 0.0) for name, total in sums.items() if name != "cases"}
    return Terms(_table(order, capitations, share, price, level, review, count, selection), Paid(sums["cases"], **mean))


def _shares(order: Sequence[ContractNow], count: int, groups: int) -> Floats:
    """Share of the stays of each cell that each contract pays: the first takes its share, the next of what is left."""
    found = np.zeros((len(order), count, 2, groups))
    left = np.ones((count, 2, groups))
    for c, now in enumerate(order):
        cells = np.ix_(now.at, now.schemes, now.conditions)
        if all(len(index) for index in (now.at, now.schemes, now.conditions)):
            found[c][cells] = now.share * left[cells]
            left[cells] -= found[c][cells]
    return found


def _by_tier(price: Floats, charges: Floats, tier: NDArray[np.int64], usual: float) -> Floats:
    """Price over charges of the facilities of a tier taken together; [F]. One hospital's year is mostly luck."""
    found = np.full(len(tier), usual)
    for number in np.unique(tier):
        at = tier == number
        if charges[at].sum() > 0:
            found[at] = price[at].sum() / charges[at].sum()
    return found


def _review(
    lever: WeightedLever, bound: Floats, cases: Floats, charges: Floats, tier: NDArray[np.int64], sigma: float
) -> Floats:
    """Chance that a case beyond the high bound is paid its charges, so that no more than the limit are; [F]."""
    found = np.zeros(len(tier))
    for number in np.unique(tier):
        at = tier == number
        seen = cases[at].sum(axis=0)
        if seen.sum() <= 0:
            continue
        mean = charges[at].sum(axis=0) / np.maximum(seen, 1e-9)
        standard = (bound[at] * cases[at]).sum(axis=0) / np.maximum(seen, 1e-9)
        beyond = tail(lever.high_outlier * standard / np.maximum(mean, 1e-9), sigma)
        share = float((seen * np.where(seen > 0, beyond, 0.0)).sum() / seen.sum())
        found[at] = min(1.0, lever.review_limit / share) if share > 0 else 1.0
    return found


def _table(
    order: Sequence[ContractNow],
    capitations: Sequence[CapitationNow],
    share: Floats,
    price: Floats,
    level: Floats,
    review: Floats,
    count: int,
    selection: bool,
) -> Contracts:
    """The engine's flat table."""
    levers = [now.lever for now in order]
    weighted = [lever if isinstance(lever, WeightedLever) else None for lever in levers]
    capitated = np.zeros((count, 2), dtype=np.int64)
    for per_head in capitations:
        capitated[np.ix_(per_head.at, per_head.schemes)] = 1
    return Contracts(
        size=len(order),
        upto=np.moveaxis(np.cumsum(share, axis=0), 0, -1).ravel().tolist(),
        pricing=[int(CODES[lever.id]) for lever in levers],
        inside=[int(lever.patient_share == "inside") for lever in levers],
        optional=[int(isinstance(lever, CaseLever) and lever.optional and selection) for lever in levers],
        low=[0.0 if lever is None else lever.low_outlier for lever in weighted],
        high=[NEVER if lever is None else lever.high_outlier for lever in weighted],
        extra_share=[lever.extra_share if isinstance(lever, Drg) else 0.0 for lever in levers],
        level=level.tolist(),
        minimum_days=[lever.minimum_days if isinstance(lever, PerDiem) else 0 for lever in levers],
        price=price.ravel().tolist(),
        review=review.ravel().tolist(),
        capitated=capitated.ravel().tolist(),
    )
