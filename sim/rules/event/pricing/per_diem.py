"""A price for every bed-day of a long stay (按床日付费)."""

import math
from typing import Any


def owed(total: int, _pocket: int, days: int, price: float, t: Any, c: int) -> int:
    """Price of a day x bed-days; a stay shorter than ``t.minimum_days[c]`` is paid its charges."""
    if days < t.minimum_days[c]:
        return total
    return math.floor(price * days + 0.5)
