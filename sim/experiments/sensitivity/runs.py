"""Both arms with some inputs changed, and what came of it: the headlines of the last year, and their effect.

All points of a design are on the same luck, so that what differs between them comes from their inputs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.experiments.executor import Report, each
from sim.experiments.kept_values import file_of, keep, kept
from sim.experiments.measure import values_of
from sim.experiments.options import EngineName, Options, compiles, tasks_of
from sim.experiments.shared_months import run_shared, sharing_months
from sim.model.luck import check_luck
from sim.scenario.plan_cost import processes_for
from sim.scenario.plan_size import arm_of
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid

HEADLINE_FOUR = ("primary_visit_share", "county_visit_rate", "county_inpatient_share", "cost_growth")
LEVEL, EFFECT = "level", "effect"  # of the reform arm; reform less baseline
MEASURED = (LEVEL, EFFECT)
Key = tuple[str, str]  # indicator, level or effect
OUTPUTS: tuple[Key, ...] = tuple((name, of) for name in HEADLINE_FOUR for of in MEASURED)
Changes = tuple[tuple[str, float], ...]  # path and value


@dataclass(frozen=True, slots=True)
class Plan:
    """The scenario to vary as it was asked for, and how to run it."""

    file: Path
    library: Path | None
    sets: tuple[str, ...]
    seed: int
    jobs: int

    def __post_init__(self) -> None:
        """Refuse a luck that would be that of another; InputInvalid says what is allowed."""
        check_luck(self.seed, 1)


@dataclass(frozen=True, slots=True)
class VariedRun:
    """One run of both arms with these inputs changed; ``decides`` says what else its values hang on.

    Without a ``folder`` nothing is kept.
    """

    plan: Plan
    changes: Changes
    sample: float
    replication: int = 0
    folder: Path | None = None
    decides: str = ""

    @property
    def file(self) -> Path | None:
        """Where its values are kept: named by scenario, changes, luck, size and program."""
        if self.folder is None:
            return None
        changes = ",".join(f"{path}={_written(value)}" for path, value in sorted(self.changes))
        luck = (repr(self.sample), str(self.replication), str(self.plan.seed))
        return file_of(self.folder, (self.decides, changes, *luck))

    @property
    def is_kept(self) -> bool:
        """Whether a file is there, sound or not."""
        return self.file is not None and self.file.is_file()


def run_all_kept(
    runs: Sequence[VariedRun], scenario: Scenario, jobs: int, report: Report | None = None
) -> list[dict[Key, float] | None]:
    """The values of every run, in their order; only those that are not kept yet are run, equal ones once.

    None stands for values that the scenario refuses. ``report`` hears of runs that ended, of those that were missing.

    Raises
    ------
    InputInvalid : the scenario as it is cannot be run.
    """
    distinct = list(dict.fromkeys(runs))
    found = {run: there for run in distinct if run.file is not None and (there := kept(run.file)) is not None}
    missing = [run for run in distinct if run not in found]
    if missing:
        at_once = processes_for(arm_of(scenario, runs[0].sample, "compiled"), len(missing), jobs)
        if report is not None:
            report(0, len(missing))
        with sharing_months():
            found |= dict(zip(missing, each(measured, missing, at_once, report), strict=True))
    return [_by_output(found[run]) for run in runs]


def measured(run: VariedRun) -> dict[str, float]:
    """In the worker: run, keep, give the values by ``indicator/level`` and ``indicator/effect``; none if refused."""
    try:
        found = _measure(run)
    except InputInvalid:
        if not run.changes:  # the scenario as it is
            raise
        found = {}
    if run.file is not None:
        keep(run.file, found)
    return found


def _measure(run: VariedRun) -> dict[str, float]:
    plan, paths = run.plan, {path for path, _ in run.changes}
    sets = [text for text in plan.sets if text.partition("=")[0].strip() not in paths]
    changes = [f"{path}={_written(value)}" for path, value in run.changes]
    scenario = read_scenario(plan.file, library=plan.library, overrides=[*sets, *changes])
    # Many short runs: the compiled engine, whose code is read from the cache, wins at any size.
    engine: EngineName = "compiled" if compiles() else "simpy"
    options = Options(sample=run.sample, replications=run.replication + 1, seed=plan.seed, jobs=1, engine=engine)
    tasks = [task for task in tasks_of(scenario, options) if task.replication == run.replication]
    runs = [run_shared(task) for task in tasks]
    values = values_of(scenario, runs, run.sample, only=HEADLINE_FOUR)
    last = values[values["year"] == str(scenario.years.last)]
    whole = last[(last["area"] == "all") & (last["group"] == "all")]
    mean = whole.groupby(["indicator", "arm"])["value"].mean()
    found = {}
    for name in HEADLINE_FOUR:
        found[f"{name}/{LEVEL}"] = float(mean[name, "reform"])
        found[f"{name}/{EFFECT}"] = float(mean[name, "reform"] - mean[name, "baseline"])
    return found


def _by_output(values: Mapping[str, float]) -> dict[Key, float] | None:
    return {(name, of): values[f"{name}/{of}"] for name, of in OUTPUTS} if values else None


def _written(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))
