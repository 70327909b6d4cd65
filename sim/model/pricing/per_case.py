"""Payment per case for a list of diseases (按病种付费): a fixed price, the base year's mean of the level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from sim.model.pricing.averages import Bounds, owed_on_average
from sim.model.pricing.stay_pricing import (
    ContractRow,
    Floats,
    Ints,
    StayPricing,
    base_year_means,
    case_row,
)
from sim.model.tariffs import CellSpread, Covered, Listed, Tariff
from sim.policy.levers.case_payment import CasePayment
from sim.rules.period.tariff import neutral_factor
from sim.vocabulary.names import Pricing


class PerCase(StayPricing[CasePayment]):
    """Inside a case nothing is earned; one more case earns its price."""

    code: ClassVar[Pricing] = Pricing.PER_CASE
    coded: ClassVar[bool] = True

    def tariff(self, covered: Covered, _at: Sequence[int], listed: Listed, year: int) -> Tariff:
        """Fen of a case, at a rate that is 1 but for what outliers are paid."""
        prices = base_year_means(covered.cases, covered.charges, listed, np.ones_like(listed.charges))
        none = np.zeros(len(listed.level_of))

        def owed(factor: float) -> float:
            return float(self.owed(factor * prices, factor, covered, listed.level_of, none, listed.spread).sum())

        rate = neutral_factor(owed, float(covered.charges.sum())) if self._bounded else 1.0
        return Tariff(rate, prices, np.ones(len(listed.level_of)), False, year)

    @property
    def _bounded(self) -> bool:
        """Whether there are outliers."""
        return self.settings.low_outlier > 0.0 or self.settings.high_outlier is not None

    def owed(
        self, price: Floats, level: float, covered: Covered, level_of: Ints, review: Floats, spread: CellSpread
    ) -> Floats:
        """The price of each, with outliers where there are any."""
        if not self._bounded:
            return super().owed(price, level, covered, level_of, review, spread)
        row = self.row()
        bounds = Bounds(row.low, row.high, (1.0, row.extra_share))
        return owed_on_average(price, covered, level_of, review, bounds, spread.cost)

    def row(self) -> ContractRow:
        """Outliers, where there are any."""
        lever = self.settings
        if lever.high_outlier is None:
            return case_row(lever, low=lever.low_outlier)
        return case_row(lever, low=lever.low_outlier, high=lever.high_outlier, extra_share=lever.extra_share)
