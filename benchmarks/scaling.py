"""Seconds and memory from 10 thousand to 2 million residents, each size in a process of its own."""

from __future__ import annotations

import gc
import json
import statistics
import sys
from dataclasses import replace
from typing import NamedTuple

from sim.model.task import Task
from sim.vocabulary.names import Arm

from .goals import Ratio
from .timing import Watched, alone, peak_bytes, pingxiang, two_months

SIZES = (10_000, 100_000, 1_000_000, 2_000_000)
RUNS = {10_000: 15, 100_000: 9, 1_000_000: 3, 2_000_000: 3}


class Size(NamedTuple):
    """What one process found; ``megabytes`` over the base of an interpreter that has run a small sample."""

    residents: int
    encounters: int
    seconds: float
    megabytes: float

    @property
    def microseconds(self) -> float:
        """Engine time a visit or stay."""
        return self.seconds / self.encounters * 1e6


def run_here(residents: int) -> Size:
    """One size: doctors and beds in proportion, two months, queues simulated."""
    import psutil

    scenario = pingxiang()
    everybody = sum(district.value("residents") for district in scenario.region.districts)
    task = Task(scenario, Arm.REFORM, 0, 1, residents / everybody, simulate_queues=True, engine="compiled")
    Watched(two_months(replace(task, sample=0.001)))
    gc.collect()
    base = psutil.Process().memory_info().rss
    found: list[float] = []
    count = encounters = 0
    for _ in range(RUNS[residents]):
        arm = two_months(task)
        one = Watched(arm)
        count, encounters = len(arm.setup.population), one.encounters
        found.append(one.seconds)
        del arm, one
        gc.collect()
    peak = peak_bytes()
    return Size(count, encounters, statistics.median(found), (peak - base) / 1e6)


def measure() -> tuple[list[Ratio], list[str]]:
    """Cost of a visit at 2 million over that at 100 thousand; memory a resident; a table of all sizes."""
    sizes = {residents: Size(*alone("benchmarks.scaling", residents)) for residents in SIZES}
    least, small, large = sizes[10_000], sizes[100_000], sizes[2_000_000]
    more = (large.megabytes - least.megabytes) * 1e6
    ratios = [
        Ratio(
            "seconds a visit at 2 M residents / at 100 k", large.microseconds / small.microseconds, 1.3, at_most=True
        ),
        Ratio(
            "bytes a resident, 2 M residents over 10 k", more / (large.residents - least.residents), 300, at_most=True
        ),
    ]
    rows = [
        "| residents | visits and stays | engine seconds | us a visit | MB over base |", "|---:|---:|---:|---:|---:|",
        *(
            f"| {s.residents:,} | {s.encounters:,} | {s.seconds:.3f} | {s.microseconds:.2f} | {s.megabytes:,.0f} |"
            for s in sizes.values()
        ),
    ]  # fmt: skip
    return ratios, rows


if __name__ == "__main__":
    print(json.dumps(run_here(int(sys.argv[1]))))
