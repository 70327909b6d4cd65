"""One point of a sweep: both arms with the point's values, kept under a name made of all that decides the answer."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim import indicators
from sim.experiments.design import Point
from sim.experiments.measure import values_of
from sim.experiments.run import EngineName, Options, tasks_of
from sim.experiments.sources import source_hash
from sim.experiments.together import mark_of
from sim.model.run import Run, Task, run_arm
from sim.scenario.fingerprint import fingerprint
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.names import Arm

Mark = tuple[tuple[str, str, int], int, float]  # what decides a run: see `mark_of`, then seed and sample
VALUE_COLUMNS = ["indicator", "year", "area", "arm", "mean", "low", "high"]


_baselines: dict[Mark, Run] = {}  # of the last point


@dataclass(frozen=True, slots=True)
class Job:
    """A point and all that a process needs to run it."""

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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a point: the name of its file, or the error."""

    key: str = ""
    reused: bool = False
    error: str = ""
    message: str = ""


class RunUnsound(Exception):
    """A run whose books do not balance or that lost patients; its numbers are not kept."""


class InputChanged(Exception):
    """An input file was edited while the sweep ran; its points would not be comparable."""


class OtherProgram(Exception):
    """The process that got the point does not run the program that asked for it."""


def run_point(job: Job) -> Outcome:
    """Run a point unless its file is there; an error becomes an outcome, so that the others go on."""
    try:
        return _run(job)
    except InputInvalid as invalid:
        return Outcome(error="InputInvalid", message="; ".join(str(problem) for problem in invalid.problems))
    except Exception as error:
        return Outcome(error=type(error).__name__, message=" ".join(str(error).split()))


def _run(job: Job) -> Outcome:
    if source_hash() != job.sources:
        raise OtherProgram("this worker runs another version of the program -> install the same on all")
    sets = [*job.sets, *job.point.sets]
    scenario = read_scenario(job.file, library=job.library, overrides=sets, targets=job.targets)
    changed = [name for name, mark in job.inputs.items() if scenario.inputs.get(name) != mark]
    if changed:
        raise InputChanged(f"{', '.join(changed)} changed while the sweep ran -> start it again in a new folder")
    key = key_of(scenario, job)
    if read_point(job.folder, key) is not None:
        return Outcome(key, reused=True)
    options = Options(job.sample, job.replications, job.seed, jobs=1, engine=job.engine)
    runs = _runs(tasks_of(scenario, options))
    for run in runs:
        unsound = [name for name in ("books_balance", "patients_conserved") if not run.checks[name]]
        if unsound:
            raise RunUnsound(f"{' and '.join(unsound)} failed in {run.arm.id}-{run.replication} -> report it")
    values = values_of(scenario, runs, job.sample)
    # The values last: a point counts as done when they are there.
    _write(job.folder / f"{key}.targets.parquet", indicators.score(scenario.targets, values, 1.0 / job.sample))
    _write(job.folder / f"{key}.parquet", _kept(values, scenario))
    return Outcome(key)


def _runs(tasks: Sequence[Task]) -> list[Run]:
    """A run a task; points that differ in rules only have one baseline, which this process runs once."""
    marks = [(mark_of(task), task.seed, task.sample) for task in tasks]
    for mark in set(_baselines) - set(marks):
        del _baselines[mark]
    runs = []
    for task, mark in zip(tasks, marks, strict=True):
        run = _baselines.get(mark) or run_arm(task)
        if task.arm is Arm.BASELINE:
            _baselines[mark] = run
        runs.append(run)
    return runs


def key_of(scenario: Scenario, job: Job) -> str:
    """A hash of what decides the answer: scenario with its changes, luck, size, sources. Not the engine: both agree."""
    parts = (fingerprint(scenario), str(job.seed), str(job.replications), repr(job.sample), job.sources)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:20]


def read_point(folder: Path, key: str) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Values and targets of a point; nothing if a file is missing or damaged."""
    try:
        return pd.read_parquet(folder / f"{key}.parquet"), pd.read_parquet(folder / f"{key}.targets.parquet")
    except (OSError, pa.ArrowException):
        return None


def _kept(values: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """Base year and last year, whole population, every area, both arms and their paired difference."""
    found = indicators.summarise(values)
    years = (str(scenario.years.base), str(scenario.years.last))
    return found.loc[found["year"].isin(years) & (found["group"] == "all"), VALUE_COLUMNS].reset_index(drop=True)


def _write(target: Path, frame: pd.DataFrame) -> None:
    """A table under a temporary name, on the disk, then renamed: it is whole or not there."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.partial")
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    with draft.open("wb") as file:
        pq.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
