"""The scales on which a study gives an estimate: what is compared, and what is printed of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

Compared = Literal["plain", "log", "odds"]
Scale = Literal["relative", "log", "points", "odds"]


@dataclass(frozen=True, slots=True)
class Scaled:
    """``compared``: the outcome, its logarithm or log odds; ``growth``: log points are printed as a relative change.

    ``of_shares`` marks scales for outcomes that are shares, and for these only.
    """

    compared: Compared
    growth: bool = False
    of_shares: bool = False

    def printed(self, effect: float) -> float:
        """An effect of what is compared as the study prints it."""
        return float(np.expm1(effect)) if self.growth else effect


SCALES: Mapping[Scale, Scaled] = {
    "relative": Scaled("log", growth=True),
    "log": Scaled("log"),
    "points": Scaled("plain", of_shares=True),
    "odds": Scaled("odds", growth=True, of_shares=True),
}
