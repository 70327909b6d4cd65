"""Payment by diagnosis-intervention packet (DIP 付费): bounds are multiples of the packet's mean charge."""

from __future__ import annotations

from typing import ClassVar

from sim.model.pricing.stay_pricing import Floats
from sim.model.pricing.weighted import Weighted
from sim.policy.levers.dip import Dip
from sim.vocabulary.names import Pricing


class ByDip(Weighted[Dip]):
    """Points at their provisional value; a regional budget lets the value float."""

    code: ClassVar[Pricing] = Pricing.DIP

    def rate_yuan(self) -> float | None:
        """The value of a thousand points."""
        return self.settings.point_value_yuan

    def bound(self, price: Floats, level: float) -> Floats:
        """The mean charge that the price stands for."""
        return price / level

    def slopes(self, level: float) -> tuple[float, float]:
        """A yuan is worth what it is worth in points."""
        return level, level
