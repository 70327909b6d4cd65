"""How much of the spread between members is luck: replications of the region's own numbers, of few residents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sim.experiments.measure import values_of
from sim.experiments.options import Options, tasks_of
from sim.indicators.summary import LuckApart
from sim.model.task import Run, Task
from sim.scenario.scenario import Scenario

RESIDENTS, RUNS = 100_000, 4


def luck_options(scenario: Scenario, options: Options) -> Options:
    """How the replications are run that tell luck apart: those of the region's own numbers, of few residents.

    Luck averages out over people, so that its variance among few tells that among many.
    """
    residents = sum(district.value("residents") for district in scenario.region.districts)
    sample = min(options.sample, RESIDENTS / residents)
    return replace(options, members=0, replications=RUNS, sample=sample, journal=False)


def luck_tasks(scenario: Scenario, options: Options) -> list[Task]:
    """What to run beside the members of a run so that luck can be told apart; nothing without members."""
    return tasks_of(scenario, luck_options(scenario, options)) if options.members > 1 else []


def luck_apart(scenario: Scenario, options: Options, runs: Sequence[Run]) -> LuckApart | None:
    """What these runs say of luck; None without any."""
    if not runs:
        return None
    sample = luck_options(scenario, options).sample
    return LuckApart(values_of(scenario, runs, sample), sample / options.sample)
