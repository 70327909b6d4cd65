"""The wait for a doctor or a bed as a rule of the full capacity and the measured load.

A scaled-down queue is not a small copy of the real one, so under a sample the wait is computed, not queued.
"""

import math


def stationary_wait(servers: float, rho: float, mean_service: float, ca2: float, cs2: float) -> float:
    """Mean wait in a queue with several servers, in the unit of ``mean_service``.

    Sakasegawa (1977): ``(ca2 + cs2) / 2 * rho ** (sqrt(2 (c + 1)) - 1) / (c (1 - rho)) * mean service``;
    within 0.3 minutes of Erlang C for 2 to 30 doctors at loads 0.5 to 0.95. ``ca2`` and ``cs2`` are the squared
    coefficients of variation of the gaps between arrivals and of the service.
    """
    if rho <= 0.0:
        return 0.0
    return float(
        0.5 * (ca2 + cs2) * rho ** (math.sqrt(2.0 * (servers + 1.0)) - 1.0) / (servers * (1.0 - rho)) * mean_service
    )


def slow_mean(old: float, new: float, weight: float) -> float:
    """An exponentially weighted mean after one more value."""
    return old + weight * (new - old)
