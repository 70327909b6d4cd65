"""What people believe of a tier, and how much worse primary care looks to them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def acceptance(
    belief: Floats, base_gap: Floats, perceived_gap: Floats, accept_max: float, accept_slope: float
) -> Floats:
    """Probability that primary care is acceptable, by home, condition and severity.

    ``logistic(logit(accept_max) - slope * gap)``; the gap is the index of the base year by severity, scaled by the
    believed difference between hospitals and primary care over its mean of the base year. Equal belief closes it.

    Parameters
    ----------
    belief : [home, tier, g, s] believed share solved.
    base_gap : [s] mean difference of hospitals (county and tertiary) over primary care in the base year.
    perceived_gap : [s] index of the parameter file.
    """
    hospitals = 0.5 * (belief[:, 1] + belief[:, 2])
    gap = perceived_gap * np.clip((hospitals - belief[:, 0]) / base_gap, 0.0, 1.5)
    top = np.log(accept_max / (1.0 - accept_max))
    return np.asarray(1.0 / (1.0 + np.exp(-(top - accept_slope * gap))), dtype=np.float64)
