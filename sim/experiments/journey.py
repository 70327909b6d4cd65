"""One resident's way through both arms: who he is, and every encounter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.engine.journal import Entry
from sim.experiments.executor import Report, run_all
from sim.experiments.options import Options, tasks_of
from sim.model.setup import setup_of
from sim.model.who import Who, resident_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.names import Arm
from sim.vocabulary.phrase import telling

tell = telling(
    {
        "nobody": ("没有这位居民", "no such resident"),
        "smaller": ("请写较小的编号，或用较大的--sample", "take a smaller number or a larger --sample"),
    }
)


@dataclass(frozen=True, slots=True)
class Journey:
    """The resident of a number, and the encounters of each arm in order of time."""

    resident: int
    who: Who
    ways: Mapping[Arm, tuple[Entry, ...]]


def journey(scenario: Scenario, options: Options, resident: int, report: Report | None = None) -> Journey:
    """Simulate both arms and keep what this resident did.

    Raises
    ------
    InputInvalid
        If there is no resident of this number.
    """
    tasks = tasks_of(scenario, options, only=resident)
    who = resident_of(setup_of(tasks[0]), resident)
    if who is None:
        raise InputInvalid([Problem("--resident", 0, 0, str(resident), tell("nobody"), tell("smaller"))])
    runs = run_all(tasks, options.jobs, report)
    return Journey(resident, who, {run.arm: tuple(run.journal) for run in runs})
