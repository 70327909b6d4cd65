"""The network in salabim: a component a patient, a resource a place, monitors off."""

from __future__ import annotations

import random
from collections.abc import Generator
from typing import Any

import salabim

from .system import DAYS, DOCTORS, PER_MINUTE, PLACES, PRIMARY, REFERRED, SIGMA, TIERS, UP, Seen, by_tier, log_mean


def simulate(seed: int, days: int = DAYS) -> Seen:
    """One run."""
    salabim.yieldless(False)
    luck = random.Random(seed)
    env = salabim.Environment(trace=False, random_seed=seed)
    doctors = [salabim.Resource(capacity=count, monitor=False) for count in DOCTORS]
    mean = [log_mean(tier) for tier in TIERS]
    visits, minutes = [0.0] * PLACES, [0.0] * PLACES

    class Patient(salabim.Component):  # type: ignore[misc]
        def setup(self, place: int) -> None:
            self.place = place

        def process(self) -> Generator[Any, Any, None]:
            place = self.place
            while place >= 0:
                came = env.now()
                yield self.request(doctors[place])
                visits[place] += 1
                minutes[place] += env.now() - came
                yield self.hold(luck.lognormvariate(mean[place], SIGMA))
                self.release(doctors[place])
                place = UP[place] if luck.random() < REFERRED[TIERS[place]] else -1

    class Arrivals(salabim.Component):  # type: ignore[misc]
        def process(self) -> Generator[Any, Any, None]:
            while True:
                yield self.hold(luck.expovariate(PER_MINUTE))
                Patient(place=luck.randrange(PRIMARY), mode=None)

    Arrivals()
    env.run(till=days * 1440.0)
    return by_tier(visits, minutes)
