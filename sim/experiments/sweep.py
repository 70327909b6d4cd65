"""Many points of one scenario, each a run of both arms; killed at any moment, the same command goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sim.experiments.axes import Axis, read_axes
from sim.experiments.cluster import each_on_cluster
from sim.experiments.design import DesignName, Point, points
from sim.experiments.executor import Report, tell
from sim.experiments.options import this_machine
from sim.experiments.place import system_refused
from sim.experiments.point import Job, Outcome, outcome_of, run_point
from sim.experiments.point_files import of_another_program, stems
from sim.experiments.shared_months import partings, sharing_months
from sim.experiments.sources import source_hash
from sim.experiments.surviving import Enough, each_surviving
from sim.experiments.sweep_folder import ONLY_TOLD, alone_in, check_question, open_folder, write_tables
from sim.model.luck import check_luck
from sim.policy.rule import Rule
from sim.scenario.faults import shown
from sim.scenario.fingerprint import fingerprint
from sim.scenario.fit_state import fit_state
from sim.scenario.plain_yaml import document, flow
from sim.scenario.plan_cost import Engine, Machine, Seconds, seconds_of_sweep
from sim.scenario.plan_size import arm_of, resident_years
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid

# Measured on a region of four districts: the files of one point; its rows.
BYTES_PER_POINT = 20_000
BYTES_PER_POINT_IN_TABLES = 165_000
ALMOST_ONE = 1.0 - 1e-9  # of the way along an axis
TOUCH_THE_BASELINE = ("parameters", "years", "settings")  # all other paths are of rules


@dataclass(frozen=True, slots=True)
class Request:
    """A sweep as it was asked for; ``count`` is for lhs and sobol."""

    file: Path
    library: Path | None
    sets: tuple[str, ...]
    vary: tuple[str, ...]
    design: DesignName
    count: int
    sample: float
    replications: int
    seed: int
    targets: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a luck that would be that of another; InputInvalid says what is allowed."""
        check_luck(self.seed, self.replications)


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the points; ``left`` were not run because the sweep was told to stop.

    ``others`` of those reused were run by another state of the program.
    """

    folder: Path
    points: int
    done: int
    reused: int
    left: int
    others: int
    failures: tuple[tuple[Point, Outcome], ...]


@dataclass(frozen=True, slots=True)
class SweepSize:
    """How much a sweep runs and what it takes: a rough estimate."""

    points: int
    runs: int
    minutes: float
    megabytes_on_disk: float


def points_of(request: Request, scenario: Scenario) -> tuple[list[Axis], list[Point]]:
    """Axes and points; every fault of every ``--vary`` at once."""
    axes = read_axes(request.vary, scenario, grid=request.design == "grid")
    return axes, points(axes, request.design, request.count, request.seed)


def question_of(request: Request, scenario: Scenario) -> dict[str, Any]:
    """All that the answer depends on, beside the program itself; kept as sweep.yaml."""
    question: dict[str, Any] = {
        "schema": 1,
        "scenario": shown(request.file),
        "title": {"en": scenario.label.en, "zh": scenario.label.zh},
        "fingerprint": fingerprint(scenario),
        "set": list(request.sets),
        "vary": list(request.vary),
        "design": request.design,
        "sample": request.sample,
        "reps": request.replications,
        "seed": request.seed,
    }
    if request.design != "grid":
        question["points"] = request.count
    if request.targets:
        question["target"] = list(request.targets)
    note = fit_state(scenario).note
    return {**question, "fit": {"en": note.en, "zh": note.zh}} if note else question


def usual_folder(request: Request, scenario: Scenario, root: Path) -> Path:
    """A folder named by the question, so that asking again goes on in it."""
    told = {key: value for key, value in question_of(request, scenario).items() if key not in ONLY_TOLD}
    return root / f"sweep_{scenario.name}_{hashlib.sha256(document(told).encode()).hexdigest()[:6]}"


def sweep(
    request: Request,
    scenario: Scenario,
    folder: Path,
    *,
    jobs: int,
    fail_fast: bool = False,
    keep: bool = False,
    cluster: str = "",
    report: Report | None = None,
) -> Summary:
    """Run what is missing and write the tables.

    Parameters
    ----------
    scenario : the scenario of the request, read and checked.
    fail_fast : stop at the first point that fails; what is done is kept.
    keep : go on with points that another state of the program has run, which the folder then lists.
    cluster : address of a Dask scheduler; this machine's processes if empty.

    Raises
    ------
    InputInvalid : with every fault of every ``--vary``, before anything is written.
    FolderTaken : the folder holds the answer to another question, or cannot be written.
    """
    axes, found = points_of(request, scenario)
    question = question_of(request, scenario)
    check_question(folder, question)
    with alone_in(folder, bytes_left(folder, len(found))):
        kept = open_folder(folder.absolute(), question, axes, found)
        parted = _partings(request, scenario, axes)
        work = [replace(job, keep=keep, partings=parted) for job in _jobs(request, scenario, found, kept, jobs)]
        outcomes: dict[Point, Outcome] = {}

        def told(n: int, outcome: Outcome) -> None:
            outcomes[found[n]] = outcome
            if report is not None:  # what lay there already says nothing of how long the rest takes
                kept_before = sum(one.reused for one in outcomes.values())
                report(len(outcomes) - kept_before, len(work) - kept_before)
            if fail_fast and outcome.error:
                raise Enough

        with sharing_months():
            if cluster:
                each_on_cluster(run_point, work, cluster, _lost, told)
            else:
                each_surviving(run_point, work, jobs, _died, told)
        write_tables(folder, outcomes, source_hash())
    return _summary(folder, found, outcomes)


def _jobs(request: Request, scenario: Scenario, found: Sequence[Point], kept: Path, jobs: int) -> list[Job]:
    """What each point's process is told; paths are whole, as a worker may stand elsewhere."""
    engine, sources = engine_for(scenario, request, len(found), this_machine(jobs)), source_hash()
    return [
        Job(
            point,
            request.file.absolute(),
            request.library and request.library.absolute(),
            request.sets,
            dict(scenario.inputs),
            request.sample,
            request.replications,
            request.seed,
            engine,
            sources,
            kept,
            request.targets,
        )
        for point in found
    ]


def _partings(request: Request, scenario: Scenario, axes: Sequence[Axis]) -> tuple[tuple[int, int], ...]:
    """Where points part from each other and their arms: what the ends of each axis make of the rules."""
    found: list[tuple[Rule, ...]] = [(), scenario.rules]
    for axis in axes:
        for share in (0.0, ALMOST_ONE):
            sets = [*request.sets, f"{axis.path}={flow(axis.at(share))}"]
            with suppress(InputInvalid):  # a value that only fits together with others
                found.append(read_scenario(request.file, library=request.library, overrides=sets).rules)
    return partings(found)


def _died(_: int) -> Outcome:
    return Outcome(error="ProcessDied", message=tell("died") + " -> " + tell("smaller"))


def _lost(n: int, error: BaseException) -> Outcome:
    """A point that came to no answer on a cluster; where the disk or a right is missing, no point does."""
    if isinstance(error, OSError) and system_refused(error):
        raise error
    return _died(n) if type(error).__name__ == "KilledWorker" else outcome_of(error)


def _summary(folder: Path, found: Sequence[Point], outcomes: dict[Point, Outcome]) -> Summary:
    failures = tuple((point, outcomes[point]) for point in found if point in outcomes and outcomes[point].error)
    reused = sum(outcome.reused for outcome in outcomes.values())
    done = len(outcomes) - reused - len(failures)
    others = sum(bool(outcome.stem) and not outcome.is_of(source_hash()) for outcome in outcomes.values())
    return Summary(folder, len(found), done, reused, len(found) - len(outcomes), others, failures)


def bytes_left(folder: Path, count: int) -> float:
    """What is still to be written for so many points, about."""
    there = len(stems(folder / "points"))
    return max(0, count - there) * BYTES_PER_POINT + count * BYTES_PER_POINT_IN_TABLES


def left_by_others(folder: Path) -> int:
    """How many points of a sweep's folder another state of the program has run, and this one has not."""
    return len(of_another_program(folder / "points", source_hash()))


def engine_for(scenario: Scenario, request: Request, count: int, machine: Machine) -> Engine:
    """One engine for all points, by the size of the whole: a process compiles once at most, for all its points.

    The answer is the same.
    """
    return machine.engine(resident_years(scenario, request.sample) * request.replications * count)


def sweep_size(scenario: Scenario, request: Request, found: Sequence[Point], machine: Machine) -> SweepSize:
    """Points, runs, minutes and disk of a sweep; a process runs a baseline that its points share once."""
    count = len(found)
    runs = request.replications * (count + (max(1, min(machine.jobs, count)) if _one_baseline(found) else count))
    minutes = sweep_seconds(scenario, request, found, machine).whole / 60
    return SweepSize(count, runs, minutes, count * (BYTES_PER_POINT + BYTES_PER_POINT_IN_TABLES) / 1e6)


def sweep_seconds(scenario: Scenario, request: Request, found: Sequence[Point], machine: Machine) -> Seconds:
    """What a sweep takes before it starts."""
    arm = arm_of(scenario, request.sample, engine_for(scenario, request, len(found), machine))
    return seconds_of_sweep(arm, request.replications, len(found), machine, shared=_one_baseline(found))


def _one_baseline(found: Sequence[Point]) -> bool:
    """Whether all points have the same arm without rules."""
    paths = {path for point in found for path, _ in point.values}
    return not any(path.partition(".")[0] in TOUCH_THE_BASELINE for path in paths)
