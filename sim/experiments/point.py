"""One point of a sweep: both arms with the point's values, kept under a name made of all that decides the answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from sim import indicators
from sim.experiments.design import Point
from sim.experiments.measure import values_of
from sim.experiments.options import EngineName, Options, tasks_of
from sim.experiments.place import system_refused
from sim.experiments.point_files import read_point, run_before, stem_of, write_point
from sim.experiments.shared_months import run_shared
from sim.experiments.sources import source_hash
from sim.experiments.together import mark_of
from sim.model.task import Run, Task
from sim.scenario.fingerprint import fingerprint
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.names import Arm
from sim.vocabulary.phrase import Bilingual, telling

Mark = tuple[tuple[str, str, int], int, float]  # what decides a run: see `mark_of`, then seed and sample
NOTHING = Bilingual("", "")
PHRASES = {
    "other_program": (
        "这个工作进程运行的是程序的另一版本 -> 请在各台机器上安装同一版本",
        "this worker runs another version of the program -> install the same on all",
    ),
    "changed": (
        "扫描运行期间{names}有改动 -> 请在新文件夹中重新开始",
        "{names} changed while the sweep ran -> start it again in a new folder",
    ),
    "unsound": (
        "{run}没有通过检查{checks}，其结果不可用 -> 请报告",
        "{checks} failed in {run} -> report it",
    ),
}
tell = telling(PHRASES)
VALUE_COLUMNS = ["indicator", "year", "area", "arm", "mean", "low", "high"]


_baselines: dict[Mark, Run] = {}  # of the last point


@dataclass(frozen=True, slots=True)
class Job:
    """A point and all that a process needs to run it.

    ``partings`` are those of all points; ``keep`` takes what another state of the program has run.
    """

    point: Point
    file: Path
    library: Path | None
    sets: tuple[str, ...]
    inputs: Mapping[str, str]
    sample: float
    replications: int
    seed: int
    engine: EngineName
    sources: str
    folder: Path
    targets: tuple[str, ...] = ()
    keep: bool = False
    partings: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a point: what the names of its files begin with, or the error."""

    stem: str = ""
    reused: bool = False
    error: str = ""
    message: Bilingual = NOTHING

    def is_of(self, program: str) -> bool:
        """Whether this state of the program ran the point."""
        return self.stem == stem_of(self.stem.rpartition("-")[0], program)


class Unfit(Exception):
    """Why the answer of a point is not kept, in both languages; the name of the class is the error's."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message)
        self.message = message


class RunUnsound(Unfit):
    """A run whose books do not balance or that lost patients; its numbers are not kept."""


class InputChanged(Unfit):
    """An input file was edited while the sweep ran; its points would not be comparable."""


class OtherProgram(Unfit):
    """The process that got the point does not run the program that asked for it."""


def run_point(job: Job) -> Outcome:
    """Run a point unless its file is there; an error becomes an outcome, so that the others go on.

    Raises
    ------
    OSError : the disk is full or may not be written: no point's own fault, and no other point could be kept.
    """
    try:
        return _run(job)
    except InputInvalid as invalid:
        en, zh = ("; ".join(problem.told(lang) for problem in invalid.problems) for lang in ("en", "zh"))
        return Outcome(error="InputInvalid", message=Bilingual(en, zh))
    except Unfit as unfit:
        return Outcome(error=type(unfit).__name__, message=unfit.message)
    except Exception as error:
        if isinstance(error, OSError) and system_refused(error):
            raise
        return outcome_of(error)


def outcome_of(error: BaseException) -> Outcome:
    """An error that nobody expected, as an outcome."""
    message = " ".join(str(error).split())
    return Outcome(error=type(error).__name__, message=Bilingual(message, message))


def _run(job: Job) -> Outcome:
    if source_hash() != job.sources:
        raise OtherProgram(tell("other_program"))
    sets = [*job.sets, *job.point.sets]
    scenario = read_scenario(job.file, library=job.library, overrides=sets, targets=job.targets)
    changed = [name for name, mark in job.inputs.items() if scenario.inputs.get(name) != mark]
    if changed:
        raise InputChanged(tell("changed", names=", ".join(changed)))
    key = key_of(scenario, job)
    stem = stem_of(key, job.sources)
    for there in [stem, *(run_before(job.folder, key) if job.keep else ())]:
        if read_point(job.folder, there) is not None:
            return Outcome(there, reused=True)
    options = Options(job.sample, job.replications, job.seed, jobs=1, engine=job.engine)
    runs = _runs([replace(task, partings=job.partings) for task in tasks_of(scenario, options)])
    for run in runs:
        unsound = [name for name in ("books_balance", "patients_conserved") if not run.checks[name]]
        if unsound:
            raise RunUnsound(tell("unsound", checks=", ".join(unsound), run=f"{run.arm.id}-{run.replication}"))
    values = values_of(scenario, runs, job.sample)
    scored = indicators.score(scenario.targets, values, 1.0 / job.sample)
    write_point(job.folder, stem, _kept(values, scenario), scored)
    return Outcome(stem)


def _runs(tasks: Sequence[Task]) -> list[Run]:
    """A run a task; points that differ in rules only have one baseline, which this process runs once."""
    marks = [(mark_of(task), task.seed, task.sample) for task in tasks]
    for mark in set(_baselines) - set(marks):
        del _baselines[mark]
    runs = []
    for task, mark in zip(tasks, marks, strict=True):
        run = _baselines.get(mark) or run_shared(task)
        if task.arm is Arm.BASELINE:
            _baselines[mark] = run
        runs.append(run)
    return runs


def key_of(scenario: Scenario, job: Job) -> str:
    """A hash of what decides the answer but the program: scenario with its changes, luck, size.

    Not the engine: both agree.
    """
    parts = (fingerprint(scenario), str(job.seed), str(job.replications), repr(job.sample))
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:20]


def _kept(values: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """Base year and last year, whole population, every area, both arms and their paired difference."""
    found = indicators.summarise(values)
    years = (str(scenario.years.base), str(scenario.years.last))
    return found.loc[found["year"].isin(years) & (found["group"] == "all"), VALUE_COLUMNS].reset_index(drop=True)
