"""Runs the base year, without rules, with other numbers, and keeps what came of it: a stopped fit goes on."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from sim.experiments.executor import each
from sim.experiments.fit.numbers import Key
from sim.experiments.fit.search import Measured, Stage, Values
from sim.experiments.fit.table import FIRST_CONTACTS, INFLOW
from sim.experiments.kept_values import file_of, keep, kept
from sim.experiments.measure import values_of
from sim.experiments.options import compiles, simulates_queues
from sim.experiments.shared_months import run_shared
from sim.model.task import Run, Task
from sim.scenario.fingerprint import fingerprint
from sim.scenario.plan_cost import processes_for
from sim.scenario.plan_size import arm_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Area, Arm, Tier
from sim.vocabulary.tables import FROM_BEYOND, NeedCount

FIRSTS = [count.id for count in NeedCount if count.id.startswith("first_")]


@dataclass(frozen=True, slots=True)
class BaseYearRun:
    """One run of the base year, and where its values are kept."""

    scenario: Scenario
    sample: float
    replication: int
    seed: int
    program: str
    folder: Path

    @property
    def file(self) -> Path:
        """Named by numbers, luck, size and program."""
        parts = (fingerprint(self.scenario), repr(self.sample), str(self.replication), str(self.seed), self.program)
        return file_of(self.folder, parts)


def base_year_of(scenario: Scenario) -> Scenario:
    """The scenario up to the end of its base year, with no rule."""
    years = replace(scenario.years, last=scenario.years.base)
    return replace(scenario, years=years, rules=(), targets=(), documents=(), earlier=())


def with_numbers(scenario: Scenario, values: Values) -> Scenario:
    """The scenario with other fitted numbers."""
    region = scenario.region
    changed = {
        name: replace(number, value=values.get(name, number.value)) for name, number in region.calibrated.items()
    }
    return replace(scenario, region=replace(region, calibrated=Frozen(changed)))


@dataclass
class BaseYears:
    """The `Measure` of a search: runs what is not kept yet.

    ``samples`` are the shares simulated by stage, ``reps`` the replications. ``done`` hears of each run that ends.
    """

    scenario: Scenario
    samples: Mapping[Stage, float]
    reps: int
    seed: int
    program: str
    folder: Path
    jobs: int
    done: Callable[[Stage, int, int], None]

    def __call__(self, values: Values, stage: Stage) -> Measured:
        """The means over replications."""
        sample, scenario = self.samples[stage], with_numbers(self.scenario, values)
        work = [BaseYearRun(scenario, sample, rep, self.seed, self.program, self.folder) for rep in range(self.reps)]
        found = {n: there for n, job in enumerate(work) if (there := _kept(job.file)) is not None}
        missing = [n for n in range(self.reps) if n not in found]
        if missing:
            at_once = processes_for(arm_of(self.scenario, sample, "compiled"), len(missing), self.jobs)

            def report(done: int, _: int) -> None:
                self.done(stage, self.reps - len(missing) + done, self.reps)

            found |= dict(zip(missing, each(measured_of, [work[n] for n in missing], at_once, report), strict=True))
        return {key: float(np.mean([found[n][key] for n in range(self.reps)])) for key in found[0]}


def measured_of(job: BaseYearRun) -> dict[Key, float]:
    """In the worker: run, keep, give the values."""
    task = Task(
        job.scenario,
        Arm.BASELINE,
        job.replication,
        job.seed,
        job.sample,
        simulates_queues(job.scenario, job.sample),
        engine="compiled" if compiles() else "simpy",
    )
    run = run_shared(task)
    found = {**_anchored(job.scenario, run, job.sample), **_own(job.scenario, run)}
    keep(job.file, {"/".join(key): value for key, value in found.items()})
    return found


def _anchored(scenario: Scenario, run: Run, sample: float) -> dict[Key, float]:
    """The base year's value of every anchor; nan where the model has none."""
    keys = [(a.indicator, a.area, a.group) for a in scenario.region.anchors]
    values = values_of(scenario, [run], sample, only={key[0] for key in keys})
    base = values[values["year"] == str(scenario.years.base)]
    known = base.set_index(["indicator", "area", "group"])["value"].to_dict()
    return {key: float(known.get(key, math.nan)) for key in keys}


def _own(scenario: Scenario, run: Run) -> dict[Key, float]:
    """What no indicator says: patients from beyond among tertiary admissions; first contacts in primary care."""
    needs, people = (_of_year(run.tables[name], scenario.years.base) for name in ("needs", "people"))
    tertiary = people[people["place"] == Tier.TERTIARY.id]
    beyond = tertiary.loc[tertiary["home"] == FROM_BEYOND, "stays"].sum()
    found = {(INFLOW, "all", "all"): _ratio(beyond, tertiary["stays"].sum())}
    for area in Area:
        homes = [d.id for d in scenario.region.districts if d.area is area]
        there = needs[needs["home"].isin(homes)]
        primary, firsts = there[NeedCount.FIRST_PRIMARY.id].sum(), there[FIRSTS].to_numpy().sum()
        found[FIRST_CONTACTS, area.id, "all"] = _ratio(primary, firsts)
    return found


def _of_year(table: pd.DataFrame, year: int) -> pd.DataFrame:
    return table[table["year"] == year]


def _ratio(part: float, whole: float) -> float:
    return float(part) / float(whole) if whole else math.nan


def _kept(file: Path) -> dict[Key, float] | None:
    """The values of a run that ended; None if there is none, or its file is damaged."""
    found: dict[Key, float] = {}
    for text, value in (values := kept(file) or {}).items():
        parts = text.split("/")
        if len(parts) != 3:
            return None
        found[parts[0], parts[1], parts[2]] = value
    return found if values else None
