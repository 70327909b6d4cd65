"""Contracts in force as the engine's table, and what they make of a case at each facility."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables import Contracts
from sim.model.effects import CapitationNow, ContractNow
from sim.model.facts import MonthFacts, Structure
from sim.model.tariffs import CellSpread, Listed, Tariff, covered_at, covered_by
from sim.region.packets import Packets
from sim.vocabulary.measures import MONTHS
from sim.vocabulary.names import PatientShare, Severity

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class OwnTariff:
    """Tariff of each kind of case, [F, g, s]: ``cases`` share of its stays under a contract, ``price`` as of `Paid`.

    Prices over charges are those of all facilities of a level; where they had no such stay, the level's mean.
    """

    cases: Floats
    price: Floats


@dataclass(frozen=True, slots=True)
class Paid:
    """What contracts make of an insured stay, [F]: seen before the month, by the shares of the base year's stays.

    ``cases`` share of stays under a contract; of these ``coded`` are paid by weight or list, ``by_day`` by the day;
    ``inside`` what a yuan of charges brings inside a case, ``left_out`` one outside the catalogue there, ``price`` the
    price over what such a case costs its payers now. ``coded`` to ``price`` are means over the stays under a contract,
    ``own`` tells kinds of cases apart. ``usual`` is what payments older than the base year make of it, None without
    any: answers are to what differs from them. ``kept`` is that of `Circumstances`, ``unpaid_again`` the share of its
    price that a second half of a split stay is not paid, as too soon after the first.
    """

    cases: Floats
    coded: Floats
    by_day: Floats
    inside: Floats
    left_out: Floats
    price: Floats
    own: OwnTariff
    usual: Paid | None = None
    kept: Mapping[str, Floats] = field(default_factory=dict)
    unpaid_again: Floats | float = 0.0


@dataclass(frozen=True, slots=True)
class Terms:
    """The month's contracts for the engine, and for those who answer to them."""

    table: Contracts
    paid: Paid


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the contracts of a month meet.

    ``structure`` the stays of the base year by packet; ``level_of[F]`` levels of care; ``t`` and ``january`` years
    from the middle of the base year to the middle of this month and of this January, ``drift`` price drift of stays
    [F] at a time; ``pocket[F]`` share of charges that patients pay, ``left_out[F]`` of it outside the catalogue;
    ``kept`` [F] by contract whose year is shared what of a yuan saved is the facility's; ``discount`` worth of next
    year's money; ``spread`` that of patients within a cell; ``split_gap`` days between the halves of a split stay;
    ``selection`` whether hospitals use a choice they have; ``packets`` those of the groups.
    """

    structure: Structure
    level_of: Ints
    t: float
    january: float
    drift: Callable[[float], Floats]
    pocket: Floats
    left_out: Floats
    kept: Mapping[str, Floats]
    discount: float
    spread: CellSpread
    split_gap: float
    selection: bool
    packets: Packets


def by_packet(structure: Structure, packets: Packets) -> Structure:
    """The base year by packet instead of group: each has its share of the cases, at its cost."""
    return replace(
        structure,
        stays=packets.spread(structure.stays),
        stay_charges=packets.spread_money(structure.stay_charges),
        stay_days=packets.spread(structure.stay_days),
    )


def tariff_of(now: ContractNow, structure: Structure, listed: Listed, year: int) -> Tariff:
    """The tariff of a contract that starts; ``structure`` and ``listed`` by packet."""
    covered = covered_at(structure, now.at, now.payers, now.packets)
    return now.pricing.tariff(covered, now.at, listed, year)


def moved(tariff: Tariff, now: ContractNow, history: tuple[MonthFacts, ...], year: int, packets: Packets) -> Tariff:
    """The tariff of this year: in January as its pricing moves it by last year's stays."""
    if year == tariff.year:
        return tariff
    at, payers, months = list(now.at), list(now.payers), history[-MONTHS:]
    cases = sum((m.stay_count for m in months), np.zeros(1))[at][:, payers].sum(axis=1)
    charges = sum((m.stay_charges for m in months), np.zeros(1))[at][:, payers].sum(axis=1)
    return now.pricing.in_january(tariff, packets.spread(cases), packets.spread_money(charges), year)


def terms_of(
    contracts: Sequence[ContractNow],
    capitations: Sequence[CapitationNow],
    tariffs: Mapping[str, Tariff],
    met: Circumstances,
) -> Terms:
    """The contracts of a month; ``tariffs`` by contract id."""
    order = list(reversed(contracts))  # later rules first
    size, (count, payers, groups, _) = len(order), met.structure.stays.shape
    share = shares_of(order, count, payers, groups)
    price, level = np.zeros((size, count, groups, len(Severity))), np.ones(size)
    review = np.zeros((size, count))
    stays = np.maximum(met.structure.stays.sum(axis=(1, 2, 3)), 1e-9)
    sums = {
        name: np.zeros(count) for name in ("cases", "coded", "by_day", "inside", "left_out", "price", "unpaid_again")
    }
    cells = np.zeros((2, *price.shape[1:]))
    drift = met.drift(met.t)
    for c, now in enumerate(order):
        pricing, lever, tariff = now.pricing, now.pricing.settings, tariffs[now.id]
        ratio = lever.price_ratio * (
            np.ones(count) if tariff.given else met.drift(pricing.priced_from(now.start, met.january))
        )
        price[c] = tariff.price() * ratio[:, None, None]
        covered = covered_by(met.structure, share[c])
        charges, paid = covered.charges * drift[:, None, None], pricing.units(covered) * price[c]
        level[c] = paid.sum() / charges.sum() if charges.sum() > 0 else lever.price_ratio
        now_charged = replace(covered, charges=charges)
        review[c] = pricing.review(price[c], level[c], now_charged, met.level_of, met.spread)
        owed = pricing.owed(price[c], level[c], now_charged, met.level_of, review[c], met.spread)
        worth = _by_level(owed.sum(axis=(1, 2)), charges.sum(axis=(1, 2)), met.level_of, lever.price_ratio)
        cells += _own_tariff(share[c], met.structure, owed, charges, met.level_of, worth)
        part = covered.cases.sum(axis=(1, 2)) / stays
        own = pricing.next_year(met.discount)
        sums["cases"] += part
        sums["coded"] += part * pricing.coded
        sums["by_day"] += part * pricing.by_day
        inside = own + _beside(lever.patient_share, met)
        if now.id in met.kept:  # what is not kept is paid as it was spent
            inside, worth = 1.0 - met.kept[now.id] * (1.0 - inside), 1.0 + met.kept[now.id] * (worth - 1.0)
        sums["inside"] += part * inside
        sums["left_out"] += part * (own + (lever.patient_share != "inside"))
        sums["price"] += part * worth
        row = pricing.row()
        soon = row.readmission_days >= met.split_gap
        sums["unpaid_again"] += part * ((1.0 - row.readmission_share) * (1.0 - met.pocket) if soon else 0.0)
    some = np.maximum(sums["cases"], 1e-9)
    mean = {name: np.where(sums["cases"] > 0, total / some, 0.0) for name, total in sums.items() if name != "cases"}
    table = _table(
        order, share, price, level, review, capitated=_capitated(capitations, count, payers), selection=met.selection
    )
    own_cases, priced = (met.packets.mean(cell) for cell in cells)
    price_of_own = priced / np.maximum(own_cases, 1e-9)
    return Terms(
        table,
        Paid(usual=None, own=OwnTariff(own_cases, price_of_own), cases=sums["cases"], kept=met.kept, **mean),
    )


def _own_tariff(
    share: Floats, structure: Structure, paid: Floats, charges: Floats, level_of: Ints, worth: Floats
) -> Floats:
    """A contract's share of each kind of case, and that times its price over charges; [2, F, g, s]."""
    stays = structure.stays.sum(axis=1)
    part = (structure.stays * share[..., None]).sum(axis=1) / np.maximum(stays, 1e-9)
    ratio = np.broadcast_to(worth[:, None, None], part.shape).copy()
    for number in np.unique(level_of):
        at = level_of == number
        of, owed = charges[at].sum(axis=0), paid[at].sum(axis=0)
        ratio[at] = np.where(of > 0.0, owed / np.maximum(of, 1.0), ratio[at])
    return np.stack([part, part * ratio])


def _beside(patient_share: str, met: Circumstances) -> Floats:
    """Share of charges that patients pay beside the price; [F]."""
    if patient_share == "inside":
        return np.zeros_like(met.pocket)
    return met.pocket if patient_share == "on_charges" else met.left_out


def shares_of(order: Sequence[ContractNow], count: int, payers: int, groups: int) -> Floats:
    """Share of the stays of each cell that each contract pays: the first takes its share, the next of what is left."""
    found = np.zeros((len(order), count, payers, groups))
    left = np.ones((count, payers, groups))
    for c, now in enumerate(order):
        cells = np.ix_(now.at, now.payers, now.packets)
        if all(len(index) for index in (now.at, now.payers, now.packets)):
            found[c][cells] = now.share * left[cells]
            left[cells] -= found[c][cells]
    return found


def _by_level(price: Floats, charges: Floats, level_of: Ints, usual: float) -> Floats:
    """Price over charges of the facilities of a level taken together; [F]. One hospital's year is mostly luck."""
    found = np.full(len(level_of), usual)
    for number in np.unique(level_of):
        at = level_of == number
        if charges[at].sum() > 0:
            found[at] = price[at].sum() / charges[at].sum()
    return found


def _capitated(capitations: Sequence[CapitationNow], count: int, payers: int) -> list[int]:
    """[f * payers + payer] 1 where visits of the centre's contracted are paid per head."""
    found = np.zeros((count, payers), dtype=np.int64)
    for per_head in capitations:
        found[np.ix_(per_head.at, per_head.payers)] = 1
    flat: list[int] = found.ravel().tolist()
    return flat


def _table(
    order: Sequence[ContractNow],
    share: Floats,
    price: Floats,
    level: Floats,
    review: Floats,
    *,
    capitated: list[int],
    selection: bool,
) -> Contracts:
    """The engine's flat table."""
    rows = [now.pricing.row() for now in order]
    return Contracts(
        size=len(order),
        upto=np.moveaxis(np.cumsum(share, axis=0), 0, -1).ravel().tolist(),
        pricing=[int(now.pricing.code) for now in order],
        inside=[int(PatientShare.of(now.pricing.settings.patient_share)) for now in order],
        optional=[int(row.optional and selection) for row in rows],
        low=[row.low for row in rows],
        high=[row.high for row in rows],
        extra_share=[row.extra_share for row in rows],
        level=level.tolist(),
        minimum_days=[row.minimum_days for row in rows],
        maximum_days=[row.maximum_days for row in rows],
        readmission_days=[row.readmission_days for row in rows],
        readmission_share=[row.readmission_share for row in rows],
        whole_transfers=[int(row.whole_transfers) for row in rows],
        review_from=[row.review_from for row in rows],
        review_below=[row.review_below for row in rows],
        review_days=[row.review_days for row in rows],
        price=price.ravel().tolist(),
        review=review.ravel().tolist(),
        capitated=capitated,
    )
