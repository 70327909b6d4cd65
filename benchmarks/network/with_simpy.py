"""The network in SimPy: a process a patient, a resource a place."""

from __future__ import annotations

import random
from collections.abc import Generator

import simpy

from .system import DAYS, DOCTORS, PER_MINUTE, PLACES, PRIMARY, REFERRED, SIGMA, TIERS, UP, Seen, by_tier, log_mean


def simulate(seed: int, days: int = DAYS) -> Seen:
    """One run."""
    luck = random.Random(seed)
    env = simpy.Environment()
    doctors = [simpy.Resource(env, count) for count in DOCTORS]
    mean = [log_mean(tier) for tier in TIERS]
    referred = [REFERRED[tier] for tier in TIERS]
    visits, minutes = [0.0] * PLACES, [0.0] * PLACES

    def patient(place: int) -> Generator[simpy.Event, object, None]:
        while place >= 0:
            came = env.now
            with doctors[place].request() as called:
                yield called
                visits[place] += 1
                minutes[place] += env.now - came
                yield env.timeout(luck.lognormvariate(mean[place], SIGMA))
            place = UP[place] if luck.random() < referred[place] else -1

    def arrivals() -> Generator[simpy.Event, object, None]:
        while True:
            yield env.timeout(luck.expovariate(PER_MINUTE))
            env.process(patient(luck.randrange(PRIMARY)))

    env.process(arrivals())
    env.run(until=days * 1440.0)
    return by_tier(visits, minutes)
