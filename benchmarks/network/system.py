"""The network that everybody simulates: 20 primary places, 5 county hospitals, a tertiary one.

Patients come as a Poisson stream to a primary place drawn at random, wait in order of arrival for one of its
doctors, are seen for a lognormal time, and are referred up with a fixed probability; else they go home. Numbers are
made up so that every place is about 72 % busy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

PRIMARY, COUNTY = 20, 5
PLACES = PRIMARY + COUNTY + 1
TIERS = [0] * PRIMARY + [1] * COUNTY + [2]
DOCTORS = [2] * PRIMARY + [4] * COUNTY + [6]
SERVICE_MINUTES = [9.0, 15.0, 23.0]  # by tier
SERVICE_CV = 0.7
SIGMA = math.sqrt(math.log(1.0 + SERVICE_CV * SERVICE_CV))
REFERRED = [0.3, 0.2, 0.0]  # by tier
PER_MINUTE = 3.2
UP = [PRIMARY + k // (PRIMARY // COUNTY) for k in range(PRIMARY)] + [PLACES - 1] * COUNTY + [-1]
DAYS = 22


@dataclass(frozen=True)
class Seen:
    """What a run found, by tier: consultations begun and minutes waited for them."""

    visits: list[float]
    minutes: list[float]

    def waits(self) -> list[float]:
        """Mean wait of each tier."""
        return [minutes / max(1.0, visits) for visits, minutes in zip(self.visits, self.minutes, strict=True)]


def log_mean(tier: int) -> float:
    """Mean of the logarithm of a tier's service time."""
    return math.log(SERVICE_MINUTES[tier]) - 0.5 * SIGMA * SIGMA


def by_tier(visits: list[float], minutes: list[float]) -> Seen:
    """From places to tiers."""
    seen = Seen([0.0] * 3, [0.0] * 3)
    for place, tier in enumerate(TIERS):
        seen.visits[tier] += visits[place]
        seen.minutes[tier] += minutes[place]
    return seen
