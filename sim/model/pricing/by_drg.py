"""Payment by diagnosis-related groups (DRG 付费): bounds are multiples of the price."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from sim.model.pricing.stay_pricing import ContractRow
from sim.model.pricing.weighted import Weighted
from sim.policy.levers.drg import Drg
from sim.vocabulary.names import Pricing


class ByDrg(Weighted[Drg]):
    """Beyond the high bound a share of the charges is added."""

    code: ClassVar[Pricing] = Pricing.DRG

    def rate_yuan(self) -> float | None:
        """The base rate."""
        return self.settings.base_rate_yuan

    def slopes(self, _level: float) -> tuple[float, float]:
        """Charges below the low bound, a share of those above the high one."""
        return 1.0, self.settings.extra_share

    def row(self) -> ContractRow:
        """With the share of charges beyond the high bound."""
        return replace(super().row(), extra_share=self.settings.extra_share)
