"""Family-doctor contracts over the year: from a coverage target to who signs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def coverage_of_others(coverage_all: float, coverage_key: float, key_share: Floats) -> Floats:
    """Coverage outside the key groups that makes the overall share come out, by home.

    ``coverage_all = key_share * coverage_key + (1 - key_share) * others``; not below 0: where the key groups alone
    exceed the overall target, the overall share is higher than asked.
    """
    rest = np.maximum(1.0 - key_share, 1e-9)
    return np.asarray(np.clip((coverage_all - key_share * coverage_key) / rest, 0.0, 1.0))


def coverage_of_key_groups(coverage_all: float, coverage_key: float) -> float:
    """Coverage inside the key groups: what is asked for them, and never below that of everybody.

    Documents ask for more of the key groups than of all residents (30 and 60 % in 2017) and have them signed first.
    """
    return max(coverage_all, coverage_key)
