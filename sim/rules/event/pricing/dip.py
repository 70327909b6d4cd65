"""Diagnosis-intervention packet (DIP): points of the packet x the value of a point, deviations scaled in points."""

import math
from typing import Any


def owed(total: int, _pocket: int, _days: int, price: float, t: Any, c: int) -> int:
    """Points at the provisional value; ``price`` is that of the packet's full points.

    Deviations are measured against the packet's mean charge (price / ``t.level[c]``). Below ``t.low[c]`` of it the
    points shrink in proportion; above ``t.high[c]`` of it they grow by what is beyond.
    """
    ratio: float = total * t.level[c] / max(price, 1.0)
    if ratio < t.low[c]:
        return math.floor(price * ratio + 0.5)
    if ratio > t.high[c]:
        beyond: float = ratio - t.high[c]
        return math.floor(price * (1.0 + beyond) + 0.5)
    return math.floor(price + 0.5)
