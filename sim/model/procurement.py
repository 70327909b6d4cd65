"""The basket of drugs under procurement with an agreed volume, by facility."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.model.effects import Effects
from sim.rules.period.procurement import basket_price, basket_volume, moved_away
from sim.scenario.scenario import Scenario

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Basket:
    """[F], relative to the drugs of the base year: ``price`` and ``quantity`` of all drugs; of their quantity ``share``
    is in the basket, which spends ``spending`` and buys ``units`` of the selected product, ``units_before`` without it.
    """

    price: Floats
    quantity: Floats
    share: Floats
    spending: Floats
    units: Floats
    units_before: Floats


def basket_of(effects: Effects, scenario: Scenario) -> Basket:
    """What the rules in force make of drug prices and quantities; nothing where no volume was agreed."""
    value = {name: q.value for name, q in scenario.parameters.items()}
    share, before = effects.basket_share, value["selected_share_base"]
    fall = basket_price(effects.basket_selected, effects.basket_cut)
    offset = value["procurement_offset"]
    volume = basket_volume(fall, value["e_procured"], offset)
    price = 1.0 - share + share * fall
    spent = 1.0 - share + share * (volume * fall + moved_away(fall, offset))
    quantity = np.where(share > 0.0, spent / price, 1.0)
    return Basket(
        price, quantity, share, share * volume * fall, share * volume * effects.basket_selected, share * before
    )


def bought(basket: Basket, drugs: Floats, charged: Floats) -> dict[str, Floats]:
    """Fen of the month: what the basket and its selected product cost, and would at the base year's prices and habits.

    ``drugs[F]`` are the month's charges of drugs, ``charged[F]`` the factor that prices and procurement made of them.
    """
    base = drugs / np.maximum(charged, 1e-9)
    return {
        "procured_fen": base * basket.spending,
        "procured_before_fen": base * basket.share,
        "procured_units": base * basket.units,
        "procured_units_before": base * basket.units_before,
    }
