"""What doctors feel of what care earns: the part of their pay that follows it, appraisal, and named items.

Gains are changes of what a yuan of care brings the doctor, against the base year, in units of the hospital's profit;
``base`` is what it brought then. All arrays are [F] or [F, ...] of one shape, shares between 0 and 1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.vocabulary.names import PayBasis

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def by_basis(basis: Ints, surplus: Floats, revenue: Floats) -> Floats:
    """What payment changes, as the basis of pay sees it: surplus, revenue, or nothing where work done is counted."""
    return np.where(basis == PayBasis.SURPLUS, surplus, np.where(basis == PayBasis.REVENUE, revenue, 0.0))


def felt(change: Floats, base: Floats, share: Floats) -> Floats:
    """``share (base + change) - base``: at 1 the change as it is, at 0 what is lost with the link itself."""
    return np.asarray(share * change - (1.0 - share) * base)


def appraised(gain: Floats, base: Floats, quality: Floats, cost: Floats) -> Floats:
    """The gain with appraisal: pay on it falls by a per cent for each per cent of care above or below the usual.

    A per cent of care is worth ``base`` times its charges in pay. Appraisal by cost takes that part of every yuan; by
    quality it makes up for what a cut would bring, never for more.
    """
    lower = gain - cost * base
    return np.asarray(np.where(lower < 0.0, np.minimum(0.0, lower + quality * base), lower))


def item_quantity(shares: Floats, theta: float) -> Floats:
    """Quantity of an item that pay rewards to use less of, ``exp(-theta share)``; other items do not make up for it."""
    return np.asarray(np.exp(-theta * shares))
