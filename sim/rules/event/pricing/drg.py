"""Diagnosis-related groups (DRG): weight x base rate x coefficient of the tier, with outliers."""

import math
from typing import Any


def owed(total: int, _pocket: int, _days: int, price: float, t: Any, c: int) -> int:
    """The price; a case far below it is paid its charges, of what is far above it the contract's share is added.

    ``t.low[c]`` and ``t.high[c]`` are multiples of the price, ``t.extra_share[c]`` is paid of charges beyond the high
    one.
    """
    if total < t.low[c] * price:
        return total
    beyond: float = total - t.high[c] * price
    if beyond > 0.0:
        paid: float = price + t.extra_share[c] * beyond
        return math.floor(paid + 0.5)
    return math.floor(price + 0.5)
