"""Whole amounts shared out by weights so that the parts add up to them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def largest_remainder(total: Ints, weight: Floats) -> Ints:
    """Whole parts [n, k] of the amounts ``total[n]`` by ``weight[n, k]``, which add up to them.

    Each is rounded down, and what is left goes to the largest remainders, of equal ones to the first; without any
    weight the first part takes all.
    """
    scale = weight.sum(axis=1, keepdims=True)
    first = np.zeros_like(weight)
    first[:, 0] = 1.0
    exact = total[:, None] * np.where(scale > 0.0, weight / np.where(scale > 0.0, scale, 1.0), first)
    found = np.floor(exact).astype(np.int64)
    rank = np.argsort(np.argsort(found - exact, axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray(found + (rank < (total - found.sum(axis=1))[:, None]), dtype=np.int64)
