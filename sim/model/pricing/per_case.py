"""Payment per case for a list of diseases (按病种付费): a fixed price, the base year's mean of the level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from sim.model.pricing.stay_pricing import ContractRow, StayPricing, base_year_means
from sim.model.tariffs import Covered, Listed, Tariff
from sim.policy.levers.case_payment import CasePayment
from sim.vocabulary.names import Pricing


class PerCase(StayPricing[CasePayment]):
    """Inside a case nothing is earned; one more case earns its price."""

    code: ClassVar[Pricing] = Pricing.PER_CASE
    coded: ClassVar[bool] = True

    def tariff(self, covered: Covered, _at: Sequence[int], listed: Listed, year: int) -> Tariff:
        """Fen of a case, at a rate of 1."""
        prices = base_year_means(covered.cases, covered.charges, listed, np.ones_like(listed.charges))
        return Tariff(1.0, prices, np.ones(len(listed.level_of)), False, year)

    def row(self) -> ContractRow:
        """No outliers."""
        return ContractRow(optional=self.settings.optional)
