"""Prices and costs by facility and category, relative to the base year; trends that move both are not in them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.model.effects import Effects
from sim.model.facts import Structure
from sim.model.item_prices import ItemParts, ItemsNow
from sim.model.procurement import Basket
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario
from sim.vocabulary.measures import MONTHS
from sim.vocabulary.names import Category

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prices:
    """``price`` and ``cost`` [F, category], yuan per unit that cost its payer one yuan in the base year.

    ``quantity`` is what procurement makes of the base year's quantities, [F, category]; ``cost_base`` the cost of the
    base year, ``subsidy[F]`` what others give back of a lost mark-up, per yuan of the base year's charges: the
    treasury, and beside it what `with_income` adds. ``by_setting[F, setting, category]`` is the price of visits and of
    stays apart, of which ``price`` is the mean, ``items`` what it is made of.
    """

    price: Floats
    cost: Floats
    quantity: Floats
    cost_base: Floats
    subsidy: Floats
    by_setting: Floats
    items: ItemsNow


def cost_base_of(scenario: Scenario, facilities: Facilities) -> Floats:
    """Marginal cost per yuan charged in the base year; drugs by the hospital's own mark-up. [F, category]."""
    value = {name: q.value for name, q in scenario.parameters.items()}
    markup = {h.id: h.numbers["drug_markup"].value for h in scenario.region.hospitals if "drug_markup" in h.numbers}
    found = np.empty((len(facilities.all), len(Category)))
    found[:, Category.CONSUMABLES] = value["cost_ratio_consumables"]
    found[:, Category.TESTS] = value["cost_ratio_tests"]
    found[:, Category.SERVICES] = value["cost_ratio_services"]
    found[:, Category.DRUGS] = [1.0 / (1.0 + markup.get(f.id, 0.0)) for f in facilities.all]
    return found


def prices_of(effects: Effects, structure: Structure, cost_base: Floats, basket: Basket, parts: ItemParts) -> Prices:
    """The month's prices: cuts of purchase prices, mark-ups taken away, savings given back as service prices."""
    price, cost, quantity = np.ones_like(cost_base), cost_base.copy(), np.ones_like(cost_base)
    drugs, consumables, tests, services = Category
    taken = (1.0 - effects.markup_left) * (1.0 - cost_base)
    cut = effects.drug_cut * basket.price
    price[:, drugs] = (1.0 - taken[:, drugs]) * cut
    cost[:, drugs] *= cut
    quantity[:, drugs] = basket.quantity
    price[:, consumables] = (1.0 - taken[:, consumables]) * effects.consumables_cut
    cost[:, consumables] *= effects.consumables_cut
    items = parts.now(effects.item_price)
    price[:, tests] = effects.tests_cut * items.mean(structure.by_setting, tests)
    saved = (structure.share * (1.0 - price)).sum(axis=1) * structure.charges
    for shared in np.unique(effects.price_list[effects.price_list >= 0]):
        at = effects.price_list == shared
        given = (effects.savings_share * saved)[at].sum() + (effects.service_total * structure.charges)[at].sum()
        income = structure.share[:, services] * structure.charges
        if effects.rising[at].all():
            price[at, services] = 1.0 + given / max(income[at].sum(), 1.0)
        else:
            named = (income * parts.share_of(effects.rising, structure.by_setting))[at].sum()
            items = items.raised(at, effects.rising, 1.0 + given / max(named, 1.0))
    price[:, services] *= effects.service_factor
    by_setting = items.spread(price, effects.tests_cut)
    price[:, services] *= items.mean(structure.by_setting, services)
    lost = (taken * structure.share).sum(axis=1)
    return Prices(price, cost, quantity, cost_base, effects.subsidy_share * lost, by_setting, items)


def with_income(prices: Prices, more: NDArray[np.int64], structure: Structure) -> Prices:
    """The prices as places look back on them: with ``more[F]``, fen of this month that came beside their price list.

    What the funds let them keep of savings, and fees at the door.
    """
    return replace(prices, subsidy=prices.subsidy + MONTHS * more / np.maximum(structure.charges, 1.0))
