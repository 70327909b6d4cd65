"""Procurement with an agreed volume (带量采购): what it makes of price and volume of a basket of molecules.

Before it the selected product has a share of the basket's volume, and all products cost the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def basket_price(selected: Floats, cut: Floats) -> Floats:
    """Price of the basket relative to before: the selected product is cheaper, the others are not."""
    return np.asarray(1.0 - selected * cut)


def moved_away(price: Floats, offset: Floats | float) -> Floats:
    """Volume that goes to drugs outside the basket at the old price: they cost the share ``offset`` of the saving."""
    return np.asarray(offset * (1.0 - price))


def basket_volume(price: Floats, elasticity: Floats | float, offset: Floats | float) -> Floats:
    """Volume of the basket relative to before: what stays in it, more of it at a lower price."""
    stays = 1.0 - moved_away(price, offset)
    return np.asarray(stays * np.maximum(price, 1e-9) ** -elasticity)
