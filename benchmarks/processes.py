"""Two processes against one on equal runs, as many as a small sweep has."""

from __future__ import annotations

from dataclasses import replace

from sim.experiments.executor import run_all
from sim.model.task import Task
from sim.vocabulary.names import Arm

from .goals import Ratio
from .timing import pingxiang, seconds

SAMPLE = 0.1
RUNS = 8  # with four, starting the processes is a quarter of the time and the ratio 1.49


def measure() -> list[Ratio]:
    """Seconds of all runs one after another over those of two at a time, starting the processes included."""
    task = Task(pingxiang(), Arm.REFORM, 0, 1, SAMPLE, simulate_queues=False, engine="compiled")
    tasks = [replace(task, replication=k) for k in range(RUNS)]
    pairs = [(seconds(lambda: run_all(tasks, 1)), seconds(lambda: run_all(tasks, 2))) for _ in range(2)]
    # The least of each: other work on the machine only adds, and two processes have no core to spare.
    one, two = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    note = f"{one:.1f} s and {two:.1f} s for {RUNS} runs of {SAMPLE:.0%} over all years"
    return [Ratio("one process / two processes", one / two, 1.5, note=note)]
