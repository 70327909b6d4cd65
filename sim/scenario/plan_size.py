"""How much a run simulates, and what it takes: a rough estimate before anything is run."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.scenario.scenario import Scenario
from sim.scenario.width_check import check_persons

# A rule of thumb, measured on two shared cores: one visit with its choice, queue and bill by either engine, start and
# report, and what a resident and the program need in memory.
COMPILED_ABOVE = 50_000  # resident-years from which compiling, once, costs less than it saves
LOADED_ABOVE = 10_000  # the same where the compiled code lies in the cache and is only loaded
SECONDS_PER_VISIT = {"simpy": 90e-6, "compiled": 2.8e-6}
SECONDS_AROUND = 20.0
BYTES_PER_RESIDENT = 500
BYTES_OF_PROGRAM = 400e6
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

    Visits = residents x years (with run-in) x visits per resident and year; each takes what it takes the engine that
    a run of this size uses.
    ``sample`` is the share of residents simulated, ``jobs`` how many runs go on at once.

    Raises
    ------
    InputInvalid : more residents than can be simulated at once.
    """
    check_persons(scenario, sample)
    residents = sum(max(1, round(d.value("residents") * sample)) for d in scenario.region.districts)
    years = scenario.years.last - scenario.years.base + 1 + scenario.years.run_in_months / 12
    rate = next(
        (a.figure.value for a in scenario.region.anchors if (a.indicator, a.area) == ("visits_per_resident", "all")),
        VISITS_PER_RESIDENT,
    )
    visits = residents * years * rate
    runs = ARMS * reps
    at_once = max(1, min(jobs, runs))
    engine = "compiled" if residents * years > COMPILED_ABOVE else "simpy"
    minutes = (math.ceil(runs / at_once) * visits * SECONDS_PER_VISIT[engine] + SECONDS_AROUND) / 60
    megabytes = at_once * (residents * BYTES_PER_RESIDENT + BYTES_OF_PROGRAM) / 1e6
    return Size(residents, years, ARMS, reps, visits, minutes, megabytes)
