"""What a pricing of stays is: its settings, its tariff, its row of the contract table, what a yuan and a case bring."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.model.tariffs import CellSpread, Covered, Listed, Tariff
from sim.policy.contract_lever import CaseLever, ContractLever
from sim.vocabulary.names import Pricing

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Settings_co = TypeVar("Settings_co", bound=ContractLever, covariant=True)
NEVER = 1e9  # a bound that no case reaches
NO_DAYS = 10**6  # days that no stay has


@dataclass(frozen=True, slots=True)
class ContractRow:
    """What `rules.event.pricing` reads of a contract; a pricing names what it uses (see `engine.tables.Contracts`)."""

    optional: bool = False
    low: float = 0.0
    high: float = NEVER
    extra_share: float = 0.0
    minimum_days: int = 0
    maximum_days: int = NO_DAYS
    readmission_days: int = 0
    readmission_share: float = 1.0
    whole_transfers: bool = False
    review_from: float = NEVER
    review_below: float = 0.0
    review_days: int = NO_DAYS


def case_row(lever: CaseLever, **more: Any) -> ContractRow:
    """What every contract that pays cases says of days, readmissions and transfers, and ``more``."""
    days = lever.readmission_days
    return ContractRow(
        optional=lever.optional,
        minimum_days=lever.minimum_days or 0,
        maximum_days=lever.maximum_days or NO_DAYS,
        readmission_days=days or 0,
        readmission_share=1.0 if days is None else lever.readmission_share,
        whole_transfers=lever.transfers == "full",
        **more,
    )


@dataclass(frozen=True)
class StayPricing(ABC, Generic[Settings_co]):
    """One pricing of stays under its settings; a subclass a pricing, registered in `sim.model.pricing`.

    ``code`` says which `owed` of `rules.event.pricing` it is. ``coded``: a case is paid by its group, so that coding
    moves what is paid; ``by_day``: the unit that is paid is a bed-day.
    """

    settings: Settings_co
    limits: tuple[float, ...] = ()  # [F] share of cases reviewed at most, where there is a limit

    code: ClassVar[Pricing]
    coded: ClassVar[bool] = False
    by_day: ClassVar[bool] = False

    @abstractmethod
    def tariff(self, covered: Covered, at: Sequence[int], listed: Listed, year: int) -> Tariff:
        """The tariff of a contract that starts at the facilities ``at``: what it covers costs as in the base year."""

    def in_january(self, tariff: Tariff, _cases: Floats, _charges: Floats, year: int) -> Tariff:
        """The tariff of a new year, from last year's ``cases`` and ``charges`` [F, g, s] under it: the same."""
        return replace(tariff, year=year)

    def priced_from(self, start: float, _january: float) -> float:
        """When its price is that of the trend: at the start, and then it stays; years from the base year."""
        return start

    def row(self) -> ContractRow:
        """Its numbers in the contract table."""
        return ContractRow()

    def owed(
        self, price: Floats, _level: float, covered: Covered, _level_of: Ints, _review: Floats, _spread: CellSpread
    ) -> Floats:
        """What the stays covered are owed on average, [F, g, s] fen; parameters as in `review`, and its chance."""
        return self.units(covered) * price

    def units(self, covered: Covered) -> Floats:
        """What is paid, in units of the price; [F, g, s]."""
        return covered.days if self.by_day else covered.cases

    def next_year(self, _discount: float) -> float:
        """What a yuan of charges inside a case brings by moving next year's tariff, worth ``discount`` today."""
        return 0.0

    def review(self, price: Floats, _level: float, _covered: Covered, _level_of: Ints, _spread: CellSpread) -> Floats:
        """Chance that a case that may be reviewed is paid its charges; [F].

        Parameters
        ----------
        price : fen of a case, [F, g, s]; ``level`` its mean over the mean charge.
        covered : the stays covered, charges as they are this month.
        spread : of patients within a cell.
        """
        return np.zeros(len(price))


def base_year_means(units: Floats, charges: Floats, listed: Listed, listed_units: Floats) -> Floats:
    """[F, g, s] what a unit was charged, by level and group, all severities alike: a list knows diseases.

    ``units`` and ``charges`` [F, g, s] of the stays covered; where there were none, the price list over its units.
    """
    found = np.ones_like(listed.charges)
    for level in np.unique(listed.level_of):
        of = listed.level_of == level
        below = units[of].sum(axis=(0, 2))
        plain = listed.charges[of].mean(axis=(0, 2)) / listed_units[of].mean(axis=(0, 2))
        mean = np.where(below > 0, charges[of].sum(axis=(0, 2)) / np.maximum(below, 1), plain)
        found[of] = mean[None, :, None]
    return found
