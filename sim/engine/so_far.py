"""What the compiled engine has made of the residents so far, to go on from in another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engine.traffic import Traffic
from sim.engine.waits import Waits


@dataclass(frozen=True, slots=True)
class PeopleSoFar:
    """All that days change: the columns of ``residents`` that anything may write to, who is where, what waits were.

    ``day`` is the first that has not begun. The arrays are the engine's own, so the engine that goes on changes them.
    """

    day: int
    residents: Mapping[str, NDArray[np.generic]]
    traffic: Traffic
    waits: Waits
