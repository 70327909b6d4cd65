"""How much a run simulates, and what it takes: a rough estimate before anything is run."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.scenario.scenario import Scenario

# A rule of thumb until runs are timed on the machine itself: one visit with its choice, queue and bill in the
# reference engine, and what a resident and the program need in memory.
SECONDS_PER_VISIT = 100e-6
BYTES_PER_RESIDENT = 400
BYTES_OF_PROGRAM = 250e6
# Used where the region has no anchor of its own: about the national rate of 2016.
VISITS_PER_RESIDENT = 5.7
ARMS = 2


@dataclass(frozen=True, slots=True)
class Size:
    """How much a run simulates and what it takes."""

    residents: int
    years: float
    arms: int
    reps: int
    visits: float
    minutes: float
    megabytes: float


def plan_size(scenario: Scenario, *, sample: float = 1.0, reps: int = 1, jobs: int = 1) -> Size:
    """Residents, runs, and an estimate of time and memory.

    Visits = residents x years (with run-in) x visits per resident and year; each takes 100 microseconds.
    ``sample`` is the share of residents simulated, ``jobs`` how many runs go on at once.
    """
    residents = sum(max(1, round(d.value("residents") * sample)) for d in scenario.region.districts)
    years = scenario.years.last - scenario.years.base + 1 + scenario.years.run_in_months / 12
    rate = next(
        (a.figure.value for a in scenario.region.anchors if (a.indicator, a.area) == ("visits_per_resident", "all")),
        VISITS_PER_RESIDENT,
    )
    visits = residents * years * rate
    runs = ARMS * reps
    at_once = max(1, min(jobs, runs))
    minutes = math.ceil(runs / at_once) * visits * SECONDS_PER_VISIT / 60
    megabytes = at_once * (residents * BYTES_PER_RESIDENT + BYTES_OF_PROGRAM) / 1e6
    return Size(residents, years, ARMS, reps, visits, minutes, megabytes)
