"""Drugs under procurement, by facility: what the basket costs, what is bought of it, what hospitals keep of the saving.

Where no volume was agreed, the whole basket gets cheaper and nothing moves (`Effects.drug_cut` carries the price).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.ledger import Line, facility_of, fund_of
from sim.model.effects import Effects
from sim.model.facts import MonthFacts
from sim.region.description import Region
from sim.region.facilities import Facilities
from sim.rules.period.procurement import basket_price, basket_volume, moved_away
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Category

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FUND = 0  # in the last axis of `MonthFacts.spending`


@dataclass(frozen=True, slots=True)
class Basket:
    """[F], relative to the drugs of the base year: ``price`` and ``quantity`` of all drugs where a volume was agreed.

    Of all drugs ``share`` is in the basket, which spends ``spending`` and buys ``units`` of the selected product,
    ``units_before`` without it. ``saving`` is what all drugs cost less, alternatives outside the basket counted.
    """

    price: Floats
    quantity: Floats
    share: Floats
    spending: Floats
    units: Floats
    units_before: Floats
    saving: Floats


def basket_of(effects: Effects, scenario: Scenario) -> Basket:
    """What the rules in force make of drug prices and quantities; nothing where nothing is procured."""
    value = {name: q.value for name, q in scenario.parameters.items()}
    share, agreed = effects.basket_share, effects.basket_agreed
    selected = np.where(agreed, effects.basket_selected, 1.0)
    before = np.where(agreed, value["selected_share_base"], 1.0)
    fall = basket_price(selected, effects.basket_cut)
    offset = np.where(agreed, value["procurement_offset"], 0.0)
    volume = basket_volume(fall, np.where(agreed, value["e_procured"], 0.0), offset)
    price = np.where(agreed, 1.0 - share + share * fall, 1.0)
    spent = 1.0 - share + share * (volume * fall + moved_away(fall, offset))
    quantity = np.where(agreed, spent / price, 1.0)
    return Basket(
        price, quantity, share, share * volume * fall, share * volume * selected, share * before, saving=1.0 - spent
    )


def bought(basket: Basket, drugs: Floats, factor: Floats) -> dict[str, Floats]:
    """Of a month: fen that the basket cost, and would have without procurement; its selected product, also without.

    ``drugs[F]`` are the month's charges of drugs, ``factor[F]`` what rules made of their price and quantity; units
    are fen at the base year's prices.
    """
    without = drugs / np.maximum(1.0 - basket.saving, 1e-9)
    base = drugs / np.maximum(factor, 1e-9)
    return {
        "procured_fen": without * basket.spending,
        "procured_before_fen": without * basket.share,
        "procured_units": base * basket.units,
        "procured_units_before": base * basket.units_before,
    }


def kept_savings(basket: Basket, kept: Floats, facts: MonthFacts) -> Ints:
    """Fen [F, payer] that the funds give back of a month's saving: ``kept[F]`` of their part of the charges.

    Nothing where alternatives and volume ate the saving.
    """
    saved = facts.charges[:, Category.DRUGS] * np.maximum(0.0, basket.saving) / np.maximum(1.0 - basket.saving, 1e-9)
    paid = facts.spending[..., FUND].sum(axis=(0, 3))
    part = paid / np.maximum(1, facts.charges.sum(axis=1))[:, None]
    return np.asarray(np.rint((kept * saved)[:, None] * part), dtype=np.int64)


def kept_lines(fen: Ints, region: Region, facilities: Facilities) -> list[Line]:
    """The same as payments, ``fen[F, payer]``."""
    return [
        Line(fund_of(region.payers[k].id), facility_of(facilities.all[f].id), "procurement_surplus", int(fen[f, k]))
        for f, k in np.argwhere(fen).tolist()
    ]
