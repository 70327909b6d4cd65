"""Runs the past years, without rules, under other trends, and keeps what came of it: a stopped back-test goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from sim.experiments.backtest.growth import Measured, product_growths
from sim.experiments.backtest.series import JOIN, PublishedSeries
from sim.experiments.backtest.table import rows_for
from sim.experiments.executor import Report, each
from sim.experiments.fit.numbers import Key
from sim.experiments.fit.search import Stage, Values
from sim.experiments.kept_values import file_of, keep, kept
from sim.experiments.measure import values_of
from sim.experiments.options import compiles, simulates_queues
from sim.experiments.prior import Draw, with_values
from sim.experiments.shared_months import run_shared
from sim.model.task import Task
from sim.scenario.fingerprint import fingerprint
from sim.scenario.plan_cost import processes_for
from sim.scenario.plan_size import arm_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.names import Arm
from sim.vocabulary.phrase import telling

PHRASES = {
    "no_value": ("模型没有这个序列在{years}的值", "the model has no value of this series in {years}"),
    "larger": ("请用较大的--sample，或删去这个序列", "take a larger --sample, or remove the series"),
}
tell = telling(PHRASES)
Wanted = tuple[tuple[str, str], ...]  # indicator and group of each series


@dataclass(frozen=True, slots=True)
class PastRun:
    """One run of the past years under some trends, and where its values are kept."""

    scenario: Scenario
    trends: tuple[tuple[str, float], ...]
    wanted: Wanted
    sample: float
    replication: int
    seed: int
    folder: Path
    decides: str

    @property
    def file(self) -> Path:
        """Named by scenario and program (``decides``), trends, series and luck; published figures do not enter."""
        trends = ",".join(f"{name}={value!r}" for name, value in self.trends)
        wanted = ",".join("/".join(one) for one in self.wanted)
        luck = (repr(self.sample), str(self.replication), str(self.seed))
        return file_of(self.folder, (self.decides, trends, wanted, *luck))

    @property
    def drawn(self) -> Scenario:
        """The scenario under its trends."""
        return with_values(self.scenario, Draw(self.replication, self.trends))


@dataclass
class CountedRuns:
    """Counts the runs of a back-test as one work: those of rounds that are not needed fall away."""

    report: Report
    to_come: int
    done: int = 0

    def ended(self, runs: int) -> None:
        """So many runs have ended, or were there."""
        self.done += runs
        self.to_come = max(0, self.to_come - runs)
        self.report(self.done, self.done + self.to_come)

    def left(self, runs: int) -> None:
        """So many are still to come at most."""
        self.to_come = runs
        self.report(self.done, self.done + self.to_come)


@dataclass(frozen=True)
class PastYears:
    """The arm without rules over past years: runs what is not kept yet."""

    scenario: Scenario
    series: tuple[PublishedSeries, ...]
    sample: float
    seed: int
    program: str
    folder: Path
    jobs: int
    counted: CountedRuns

    def run(self, draws: Sequence[tuple[Values, int]]) -> list[dict[str, dict[int, float]]]:
        """The values by series and year of each run: of some trends, on the luck of a replication."""
        wanted = tuple((one.indicator, one.group) for one in self.series)
        decides = f"{fingerprint(self.scenario)} {self.program}"
        work = [
            PastRun(
                self.scenario, tuple(sorted(values.items())), wanted, self.sample, luck, self.seed, self.folder, decides
            )
            for values, luck in draws
        ]  # fmt: skip
        found = {n: there for n, job in enumerate(work) if (there := kept(job.file)) is not None}
        self.counted.ended(len(found))
        missing = [n for n in range(len(work)) if n not in found]
        if missing:
            at_once = processes_for(arm_of(self.scenario, self.sample, "compiled"), len(missing), self.jobs)
            before = 0

            def report(done: int, _: int) -> None:
                nonlocal before
                self.counted.ended(done - before)
                before = done

            found |= dict(zip(missing, each(past_values, [work[n] for n in missing], at_once, report), strict=True))
        lines = [_by_series(found[n]) for n in range(len(work))]
        for line in lines:
            self._check_whole(line)
        return lines

    def _check_whole(self, line: Measured) -> None:
        """Refuse a run that has no value where a series has a figure."""
        problems = []
        for one in self.series:
            missing = [str(year) for year in one.years if year not in line.get(one.name, {})]
            if missing:
                what = tell("no_value", years=", ".join(missing))
                problems.append(Problem(self.scenario.name, 0, 0, one.name, what, tell("larger")))
        if problems:
            raise InputInvalid(problems)


@dataclass
class TrendMeasure:
    """The `Measure` of a search for trends: means over replications of the growths that they answer to.

    ``runs_of`` keeps the runs of every set of numbers that was tried.
    """

    past: PastYears
    reps: int
    runs_of: dict[tuple[tuple[str, float], ...], list[dict[str, dict[int, float]]]] = field(default_factory=dict)

    def __call__(self, values: Values, stage: Stage) -> dict[Key, float]:  # noqa: ARG002
        """Run and measure; there is one stage."""
        growths = [self.growths(run) for run in self.of(values)]
        return {key: float(np.mean([one[key] for one in growths])) for key in growths[0]}

    def growths(self, run: Measured) -> dict[Key, float]:
        """The growths that trends answer to, of a run."""
        rows = rows_for({one.name: one for one in self.past.series}, self.past.scenario.parameters)
        return product_growths(rows, self.past.series, run)

    def of(self, values: Values) -> list[dict[str, dict[int, float]]]:
        """The runs under these trends, a replication each."""
        key = tuple(sorted(values.items()))
        if key not in self.runs_of:
            self.runs_of[key] = self.past.run([(values, luck) for luck in range(self.reps)])
        return self.runs_of[key]


def past_values(job: PastRun) -> dict[str, float]:
    """In the worker: run, keep, give the values by ``indicator/group/year``."""
    found = _measure(job)
    keep(job.file, found)
    return found


def _measure(job: PastRun) -> dict[str, float]:
    scenario = job.drawn
    engine: Literal["compiled", "simpy"] = "compiled" if compiles() else "simpy"
    queues = simulates_queues(scenario, job.sample)
    task = Task(scenario, Arm.BASELINE, job.replication, job.seed, job.sample, queues, engine=engine)
    names = {indicator for indicator, _ in job.wanted}
    values = values_of(scenario, [run_shared(task)], job.sample, only=names)
    whole = values[(values["area"] == "all") & values["value"].notna()]
    found = {}
    for indicator, group in job.wanted:
        rows = whole[(whole["indicator"] == indicator) & whole["group"].isin(group.split(JOIN))]
        for year, of_year in rows.groupby("year"):
            found[f"{indicator}/{group}/{year}"] = _together(of_year)
    return found


def _together(rows: pd.DataFrame) -> float:
    """The value of several groups taken together: a ratio of their sums."""
    below = rows["denominator"]
    return float((rows["value"] * below).sum() / below.sum())


def _by_series(values: Mapping[str, float]) -> dict[str, dict[int, float]]:
    found: dict[str, dict[int, float]] = {}
    for name, value in values.items():
        series, _, year = name.rpartition("/")
        found.setdefault(series, {})[int(year)] = value
    return found


def mean_of(runs: Sequence[Measured]) -> dict[str, dict[int, float]]:
    """The mean over runs by series and year."""
    return {
        name: {year: float(np.mean([run[name][year] for run in runs])) for year in line}
        for name, line in runs[0].items()
    }
