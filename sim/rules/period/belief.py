"""What people believe of a level of care, and how much worse primary care looks to them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def hospitals_lead(share: Floats, hospitals: Sequence[int]) -> Floats:
    """How much more hospitals solve than primary care; [home, g, s].

    Parameters
    ----------
    share : [home, level, g, s] share solved; the first level is that of primary care.
    hospitals : the levels whose facilities are hospitals of the region; their mean counts.
    """
    return np.asarray(share[:, list(hospitals)].mean(axis=1) - share[:, 0])


def acceptance(lead: Floats, base_gap: Floats, perceived_gap: Floats, accept_max: float, accept_slope: float) -> Floats:
    """Probability that primary care is acceptable, by home, condition and severity.

    ``logistic(logit(accept_max) - slope * gap)``; the gap is the index of the base year by severity, scaled by the
    believed difference between hospitals and primary care over its mean of the base year. Equal belief closes it.

    Parameters
    ----------
    lead : [home, g, s] believed lead of hospitals over primary care (`hospitals_lead`).
    base_gap : [s] its mean of the base year.
    perceived_gap : [s] index of the parameter file.
    """
    gap = perceived_gap * np.clip(lead / base_gap, 0.0, 1.5)
    top = np.log(accept_max / (1.0 - accept_max))
    return np.asarray(1.0 / (1.0 + np.exp(-(top - accept_slope * gap))))
