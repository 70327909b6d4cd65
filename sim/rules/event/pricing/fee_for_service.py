"""Fee for service (按项目付费)."""

from typing import Any


def owed(total: int, _pocket: int, _days: int, _price: float, _t: Any, _c: int) -> int:
    """The charges."""
    return total
