"""Our two engines on the full model: a tenth of Pingxiang, queues simulated, two months with the rules in force."""

from __future__ import annotations

from dataclasses import replace

from sim.model.task import Task
from sim.vocabulary.names import Arm

from .goals import Ratio
from .timing import Watched, median, pingxiang, two_months

SAMPLE = 0.1


def measure() -> list[Ratio]:
    """Ratio of the engines' own seconds, compiled code warm; journals must be equal."""
    compiled = Task(pingxiang(), Arm.REFORM, 0, 1, SAMPLE, simulate_queues=True, engine="compiled")
    simpy = replace(compiled, engine="simpy")
    one = Watched(two_months(replace(compiled, journal=True)))
    other = Watched(two_months(replace(simpy, journal=True)))
    if one.run.journal != other.run.journal:
        raise AssertionError("the engines disagree")
    encounters = one.encounters
    del one, other
    slow = median(3, lambda: Watched(two_months(simpy)).seconds)
    fast = median(5, lambda: Watched(two_months(compiled)).seconds)
    note = f"{encounters:,} visits and stays, journals equal; {slow:.1f} s and {fast:.3f} s"
    return [Ratio("SimPy engine / compiled engine, full model", slow / fast, 50, note=note)]
