"""``--reps auto``: replications until the effects of the reform on the headlines are known to a width asked for.

The width is absolute, in the unit of the headlines: 0.005 is half a percentage point of a share or of a growth rate. A
width relative to the effect would ask for ever more of an effect near zero, and for next to nothing of one whose sign
is turned. The number is the smallest that is enough, looked for replication by replication, so that neither the engine
nor the number of processes has a say in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim import indicators
from sim.experiments.measure import values_of
from sim.model.task import Run, Task
from sim.vocabulary.names import Arm

LEAST, MOST = 4, 32  # fewer say little of their own spread; to halve a width takes four times as many
USUAL = 0.005
JUDGED = ("primary_visit_share", "county_visit_rate", "county_inpatient_share", "cost_growth")


@dataclass(frozen=True, slots=True)
class Precision:
    """The half-width asked for, and the widest of the headlines after all replications that were run."""

    asked: float
    widest: float

    @property
    def reached(self) -> bool:
        """Whether that is enough."""
        return self.widest <= self.asked


def until_precise(
    tasks: Sequence[Task], run: Callable[[Sequence[Task]], list[Run]], asked: float, at_once: int = 1
) -> tuple[list[Run], Precision]:
    """Run both arms of one replication after the other until the half-widths of the headlines are at most ``asked``.

    Parameters
    ----------
    tasks : both arms of as many replications as may be run, in their order.
    run : runs some of them.
    at_once : how many replications to run before looking again; those beyond the number that is enough are left out,
        as if they had not been run.
    """
    scenario, sample, arms = tasks[0].scenario, tasks[0].sample, len(Arm)
    most = len(tasks) // arms
    runs: list[Run] = []
    values = pd.DataFrame()
    n = min(LEAST, most)
    while True:
        if n * arms > len(runs):
            new = run(tasks[len(runs) : arms * min(most, max(n, len(runs) // arms + at_once))])
            runs += new
            values = pd.concat([values, values_of(scenario, new, sample, JUDGED)], ignore_index=True)
        found = Precision(asked, widest(values[values["replication"] < n], str(scenario.years.last)))
        if found.reached or n == most:
            return runs[: n * arms], found
        n += 1


def widest(values: pd.DataFrame, year: str) -> float:
    """The widest half of a 95 % interval among the effects on the headlines in a year; infinite where one has none."""
    found = indicators.summarise(values[(values["area"] == "all") & (values["group"] == "all")])
    effects = found[(found["arm"] == "difference") & (found["year"] == year) & found["mean"].notna()]
    mean, low, high = (effects[column].to_numpy(dtype=float) for column in ("mean", "low", "high"))
    halves = np.fmax(high - mean, mean - low)
    return float(halves.max()) if len(halves) and np.isfinite(halves).all() else float("inf")
