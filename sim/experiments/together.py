"""Several scenarios on shared luck: an arm that two of them have in common runs once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sim.experiments.executor import Report, run_all
from sim.experiments.options import Options, tasks_of
from sim.experiments.shared_months import partings, sharing_months
from sim.model.task import Run, Task
from sim.scenario.fingerprint import fingerprint
from sim.scenario.scenario import Scenario
from sim.scenario.subset import simulated
from sim.vocabulary.names import Arm


def run_together(scenarios: Sequence[Scenario], options: Options, report: Report | None = None) -> list[list[Run]]:
    """The runs of each scenario, in the order of `tasks_of`.

    Variants of one scenario share the baseline, as it knows nothing of the rules.
    """
    asked = [[(mark_of(task), task) for task in tasks_of(scenario, options)] for scenario in scenarios]
    distinct: dict[tuple[str, str, int], Task] = {}
    for tasks in asked:
        for mark, task in tasks:
            distinct.setdefault(mark, task)
    parted = partings([(), *(scenario.rules for scenario in scenarios)])
    alone = [replace(task, partings=parted) for task in distinct.values()]
    with sharing_months():
        runs = dict(zip(distinct, run_all(alone, options.jobs, report), strict=True))
    return [[runs[mark] for mark, _ in tasks] for tasks in asked]


def how_many_runs(scenarios: Sequence[Scenario], options: Options) -> int:
    """How many of them are run."""
    return len({mark_of(task) for scenario in scenarios for task in tasks_of(scenario, options)})


def mark_of(task: Task) -> tuple[str, str, int]:
    """The same for tasks that have the same run, given seed and sample."""
    told = simulated(task.scenario, rules_on=task.arm is Arm.REFORM)
    return fingerprint(told), task.arm.id, task.replication
