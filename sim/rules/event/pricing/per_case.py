"""A fixed price for a listed disease (按病种付费)."""

import math
from typing import Any


def owed(_total: int, _pocket: int, _days: int, price: float, _t: Any, _c: int) -> int:
    """The price, whatever was done."""
    return math.floor(price + 0.5)
