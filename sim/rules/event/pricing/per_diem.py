"""A price for every bed-day of a long stay (按床日付费)."""

import math
from typing import Any


def owed(_total: int, _pocket: int, days: int, price: float, _t: Any, _c: int) -> int:
    """Price of a day x bed-days."""
    return math.floor(price * days + 0.5)
