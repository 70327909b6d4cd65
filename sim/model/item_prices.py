"""Kinds of service items within the categories of a bill: their prices, and their parts of what was charged."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.model.facts import MonthFacts
from sim.region.facilities import Facilities
from sim.rules.period.sharing import largest_remainder
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Category, Setting
from sim.vocabulary.services import PARTS, SERVICE_PARTS, TEST_PARTS, Service, part_name

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
OF = {Category.SERVICES: list(SERVICE_PARTS), Category.TESTS: list(TEST_PARTS)}


@dataclass(frozen=True, slots=True)
class ItemsNow:
    """Prices of items in a month, relative to the base year.

    ``parts[F, setting, service]`` are the base year's shares of each kind in its category, ``price[F, service]`` the
    price for all ages together, ``by_age[F, setting, age, (tests, services)]`` what a patient of an age pays over that;
    ``aged`` says whether ages differ anywhere.
    """

    parts: Floats
    price: Floats
    by_age: Floats
    aged: bool

    def factor(self, category: Category) -> Floats:
        """Price of a category over that of the base year, by visits and stays; exactly 1 where no item changed."""
        of = OF[category]
        return np.asarray(1.0 + (self.parts[..., of] * (self.price[:, None, of] - 1.0)).sum(axis=2))

    def mean(self, by_setting: Floats, category: Category) -> Floats:
        """The same of both together, by the base year's charges ``by_setting[F, setting, category]``; [F]."""
        return np.asarray(1.0 + (by_setting[..., category] * (self.factor(category) - 1.0)).sum(axis=1))

    def raised(self, at: NDArray[np.bool_], chosen: NDArray[np.bool_], factor: float) -> ItemsNow:
        """With the kinds ``chosen[F, service]`` of services dearer at the facilities ``at``."""
        price = self.price.copy()
        rise = chosen & at[:, None] & np.isin(np.arange(len(Service)), OF[Category.SERVICES])
        price[rise] *= factor
        return replace(self, price=price)

    def spread(self, price: Floats, tests_cut: Floats) -> Floats:
        """[F, setting, category] of ``price`` [F, category], whose services know nothing of items yet."""
        found = np.repeat(price[:, None, :], len(Setting), axis=1)
        found[..., Category.TESTS] = tests_cut[:, None] * self.factor(Category.TESTS)
        found[..., Category.SERVICES] *= self.factor(Category.SERVICES)
        return found

    def charged(self, facts: MonthFacts) -> Ints:
        """[F, service] fen of a month by kind of item: the parts of each category add up to it to the fen."""
        weight = self.parts * self.price[:, None, :]
        found = np.zeros(self.price.shape, dtype=np.int64)
        for category, of in OF.items():
            for setting in Setting:
                found[:, of] += largest_remainder(facts.by_setting[:, setting, category], weight[:, setting, of])
        return found


@dataclass(frozen=True, slots=True)
class ItemParts:
    """``parts[F, setting, service]`` of each kind in its category in the base year, ``ages`` shares of residents."""

    parts: Floats
    ages: Floats

    def now(self, item_price: Floats) -> ItemsNow:
        """The prices of a month from those by age, [F, service, age]."""
        same = item_price[..., :1]
        price = same[..., 0] + ((item_price - same) * self.ages).sum(axis=2)
        aged = bool((item_price != same).any())
        count, _, ages = item_price.shape
        by_age = np.ones((count, len(Setting), ages, len(OF)))
        if aged:
            for n, of in enumerate((OF[Category.TESTS], OF[Category.SERVICES])):
                own = np.einsum("fsk,fka->fsa", self.parts[..., of], item_price[:, of])
                all_ages = np.einsum("fsk,fk->fs", self.parts[..., of], price[:, of])
                by_age[..., n] = np.where(all_ages[..., None] > 0.0, own / np.maximum(all_ages, 1e-12)[..., None], 1.0)
        return ItemsNow(self.parts, price, by_age, aged)

    def share_of(self, chosen: NDArray[np.bool_], by_setting: Floats) -> Floats:
        """[F] part of the base year's service charges that is of the kinds ``chosen[F, service]``."""
        of = OF[Category.SERVICES]
        part = (self.parts[..., of] * chosen[:, None, of]).sum(axis=2)
        return np.asarray((part * by_setting[..., Category.SERVICES]).sum(axis=1))


def item_parts(scenario: Scenario, facilities: Facilities, ages: Floats) -> ItemParts:
    """The parts that the parameters say; treatment and imaging are what the others leave."""
    rest = {Category.SERVICES: Service.TREATMENT, Category.TESTS: Service.IMAGING}
    found = np.zeros((len(facilities.all), len(Setting), len(Service)))
    for f, facility in enumerate(facilities.all):
        where = "primary" if facility.level.primary else "hospital"
        for setting, word in ((Setting.VISITS, "visit"), (Setting.STAYS, "stay")):
            for service in Service:
                name = part_name(service, word, where)
                found[f, setting, service] = scenario.parameters[name].value if name in PARTS else 0.0
            for category, left in rest.items():
                found[f, setting, left] = max(0.0, 1.0 - found[f, setting, OF[category]].sum())
    # Shares drawn together may pass 1 by a little: then they share it.
    for of in OF.values():
        found[..., of] /= found[..., of].sum(axis=2, keepdims=True)
    return ItemParts(found, ages)
