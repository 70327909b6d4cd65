"""Two processes against one on four equal runs."""

from __future__ import annotations

from dataclasses import replace

from sim.experiments.executor import run_all
from sim.model.run import Task
from sim.vocabulary.names import Arm

from .goals import Ratio
from .timing import median, pingxiang, seconds

SAMPLE = 0.1
RUNS = 4


def measure() -> list[Ratio]:
    """Seconds of all runs one after another over those of two at a time, starting the processes included."""
    task = Task(pingxiang(), Arm.REFORM, 0, 1, SAMPLE, simulate_queues=False, engine="compiled")
    tasks = [replace(task, replication=k) for k in range(RUNS)]
    one = median(3, lambda: seconds(lambda: run_all(tasks, 1)))
    two = median(3, lambda: seconds(lambda: run_all(tasks, 2)))
    note = f"{one:.1f} s and {two:.1f} s for {RUNS} runs of {SAMPLE:.0%} over all years"
    return [Ratio("one process / two processes", one / two, 1.5, note=note)]
