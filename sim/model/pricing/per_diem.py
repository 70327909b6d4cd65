"""Payment per bed-day of long stays (按床日付费): a price a day, the base year's mean of the level or as given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from sim.model.pricing.stay_pricing import ContractRow, StayPricing, base_year_means
from sim.model.tariffs import Covered, Listed, Tariff
from sim.policy.levers.per_diem import PerDiem
from sim.vocabulary.measures import FEN
from sim.vocabulary.names import Pricing


class PerBedDay(StayPricing[PerDiem]):
    """Within a day nothing is earned; one more day earns its price."""

    code: ClassVar[Pricing] = Pricing.PER_DIEM
    by_day: ClassVar[bool] = True

    def tariff(self, covered: Covered, _at: Sequence[int], listed: Listed, year: int) -> Tariff:
        """Fen of a day: as given, everywhere alike, or at a rate of 1 what a day of the group cost."""
        given, even = self.settings.price_yuan, np.ones(len(listed.level_of))
        if given is not None:
            return Tariff(given * FEN, np.ones_like(listed.charges), even, True, year)
        return Tariff(1.0, base_year_means(covered.days, covered.charges, listed, listed.days), even, False, year)

    def row(self) -> ContractRow:
        """Short stays are paid by the item."""
        return ContractRow(minimum_days=self.settings.minimum_days)
