"""What a provider is owed for one encounter under its contract: the pricing side only, never what the patient pays."""

import math


def fee_for_service(total: int) -> int:
    """Its charges."""
    return total


def per_case(price: float, part: float, total: int, pocket: int, inside: bool) -> int:
    """A fixed price for the ``part`` of the stay spent here, whatever was done.

    With the patient's share ``inside`` the case price is all the provider gets. Otherwise the patient pays on the
    charges beside it, and the price covers only what the others pay of it (in the proportion of this bill).
    """
    due = math.floor(price * part + 0.5)
    if inside or total <= 0:
        return due
    return math.floor(due * (total - pocket) / total + 0.5) + pocket
