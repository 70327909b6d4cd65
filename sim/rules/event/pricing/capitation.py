"""A sum for every contracted resident (按人头付费); what is done for him earns nothing more."""

from typing import Any


def owed(_total: int, pocket: int, _days: int, _price: float, _t: Any, _c: int) -> int:
    """What the patient pays: the fund's part is in the sum per head."""
    return pocket
