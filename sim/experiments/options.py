"""How a scenario is run, apart from what: how many residents, runs and sets, with which luck, on which engine."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sim.experiments.members import members_of
from sim.experiments.shared_months import partings
from sim.model.luck import check_luck
from sim.model.task import Task
from sim.scenario.plan_cost import Machine
from sim.scenario.plan_size import resident_years
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.names import Arm
from sim.vocabulary.phrase import telling

PHRASES = {
    "no_numba": ("此处无法用Numba编译", "Numba cannot compile here"),
    "simpy": (
        "请安装numba并取消NUMBA_DISABLE_JIT，或用--engine simpy：结果相同",
        "install numba and unset NUMBA_DISABLE_JIT, or use --engine simpy: the answer is the same",
    ),
}
tell = telling(PHRASES)
EngineName = Literal["simpy", "compiled", "auto"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to run, apart from what: nothing here but ``jobs`` is free of influence on luck.

    With a ``precision`` there are as many replications as that takes (`sim.experiments.precision`), not so many. With
    ``members`` every replication is that of another set of numbers, and there are so many.
    """

    sample: float
    replications: int
    seed: int
    jobs: int
    quick: bool = False
    journal: bool = False
    engine: EngineName = "auto"
    precision: float | None = None
    members: int = 0

    def __post_init__(self) -> None:
        """Refuse a luck that would be that of another; InputInvalid says what is allowed."""
        check_luck(self.seed, self.replications)


QUICK_SAMPLE = 0.003


def usual_options(jobs: int, *, quick: bool = False) -> Options:
    """Everybody, four replications; or a first look in seconds.

    From two, an interval of luck is Student's t with one degree of freedom: 12.7 standard errors; from four, 3.2.
    """
    return Options(QUICK_SAMPLE, 1, 1, jobs, quick=True) if quick else Options(1.0, 4, 1, jobs)


def simulates_queues(scenario: Scenario, sample: float) -> bool:
    """Queues are simulated with everybody in; under a sample the wait is a rule, unless the scenario says otherwise."""
    if scenario.settings.queues == "auto":
        return sample >= 1.0
    return scenario.settings.queues == "simulate"


def engine_of(scenario: Scenario, options: Options) -> Literal["simpy", "compiled"]:
    """The engine asked for; `auto` takes the compiled one for large runs, if it
    can be had. The answer is the same.

    Raises
    ------
    InputInvalid
        If the compiled engine is asked for and Numba is missing or switched off.
    """
    can = compiles()
    if options.engine == "compiled" and not can:
        raise InputInvalid([Problem("--engine", 0, 0, "compiled", tell("no_numba"), tell("simpy"))])
    if options.engine != "auto":
        return options.engine
    return this_machine(options.jobs).engine(resident_years(scenario, options.sample))


def this_machine(jobs: int) -> Machine:
    """What estimates of time and the choice of the engine know of where they are made."""
    can = compiles()
    return Machine(jobs, can, compiled=can and compiled_before())


def compiled_before() -> bool:
    """Whether compiled code for these sources lies in the cache."""
    from sim.engine.compile import cache_folder

    return any(cache_folder().rglob("event_loop.run_day*.nbc"))


def compiles() -> bool:
    """Whether Numba is there and switched on."""
    off = os.environ.get("NUMBA_DISABLE_JIT", "0") not in {"", "0"}
    return not off and importlib.util.find_spec("numba") is not None


def tasks_of(scenario: Scenario, options: Options, folder: Path | None = None, only: int = -1) -> list[Task]:
    """Both arms of every replication; one seed a replication, so that arms share all luck, and the numbers of a member.

    ``folder`` is where journals go, one folder an arm and replication, if the
    options ask for them; ``only`` keeps the journal of one resident.
    """
    engine = engine_of(scenario, options)
    partings_ = partings([scenario.rules, ()])
    asked = members_of(scenario, options.members) if options.members else [scenario] * options.replications
    return [
        Task(
            one,
            arm,
            replication,
            options.seed,
            options.sample,
            simulates_queues(scenario, options.sample),
            journal=only >= 0,
            only=only,
            journal_folder=_journal_folder(folder, arm, replication) if options.journal else None,
            engine=engine,
            partings=partings_,
        )
        for replication, one in enumerate(asked)
        for arm in Arm
    ]


def _journal_folder(folder: Path | None, arm: Arm, replication: int) -> Path | None:
    return None if folder is None else folder / "journal" / arm.id / str(replication)
