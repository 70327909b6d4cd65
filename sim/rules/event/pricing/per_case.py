"""A fixed price for a listed disease (按病种付费), with bounds for what costs far less or more."""

from typing import Any

from sim.rules.event.pricing.drg import owed as with_outliers


def owed(total: int, pocket: int, days: int, price: float, t: Any, c: int) -> int:
    """The price, whatever was done; outliers as under DRG, where the contract has any."""
    return with_outliers(total, pocket, days, price, t, c)
