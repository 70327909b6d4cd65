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


def young_queue(servers: float, mean_service: float, ca2: float, cs2: float, since: float) -> float:
    """Most that chance can make of the mean wait ``since`` the queue was last empty, whatever the load.

    A queue at full load has not had the time to reach its long-run length within a morning: the work that arrived less
    the work done wanders like the root of time, ``sqrt(2 / pi x (ca2 + cs2) x since / (c / mean service))`` minutes
    behind (the mean of a reflected Brownian motion without drift).
    """
    return math.sqrt(2.0 / math.pi * (ca2 + cs2) * since * mean_service / servers)


def clinic_hour_wait(backlog: float, stationary: float, young: float) -> float:
    """Mean wait of an hour: work left over, and chance on top of it.

    Chance is the long-run wait, held down by the youth of the queue (their harmonic sum); where work is left over the
    two do not simply add, since an overloaded doctor is never idle by chance. The power 1.5 is within a tenth of
    simulated mornings for 2 to 30 doctors at loads 0.65 to 0.93 of the day (tests/engine/test_waits.py).
    """
    chance = stationary * young / (stationary + young) if stationary > 0.0 else 0.0
    return float((backlog**1.5 + chance**1.5) ** (2.0 / 3.0))


def slow_mean(old: float, new: float, weight: float) -> float:
    """An exponentially weighted mean after one more value."""
    return old + weight * (new - old)
