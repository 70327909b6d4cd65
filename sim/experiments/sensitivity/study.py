"""One sensitivity analysis: which inputs and points, what it takes, and from the runs to its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.experiments.executor import Report
from sim.experiments.options import this_machine
from sim.experiments.question_folder import RUNS, check_question, named_by, open_folder
from sim.experiments.sensitivity.analysis import JudgedOutput, judged
from sim.experiments.sensitivity.design import Design, MethodName, design_of
from sim.experiments.sensitivity.folder import KIND, LUCK_RUNS, Spread, write_tables
from sim.experiments.sensitivity.inputs import VariedInput, inputs_of
from sim.experiments.sensitivity.runs import EFFECT, OUTPUTS, Key, Plan, VariedRun, run_all_kept
from sim.experiments.sources import source_hash
from sim.experiments.sweep_folder import alone_in
from sim.scenario.fingerprint import fingerprint
from sim.scenario.plan_cost import Seconds, seconds_of_sensitivity
from sim.scenario.plan_size import arm_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.phrase import telling

BYTES_OF_A_RUN = 2_000
SIZE = "size"  # of the design: a finer analysis goes on with the runs of a coarser one
PHRASES = {
    "refused": (
        "只有{n}组完整的点是情景接受的，不足2组",
        "only {n} whole blocks of points are left that the scenario accepts, and 2 are needed",
    ),
    "others": (
        "请用--only去掉不相容的输入，或增大--trajectories（--points）",
        "leave inputs out that cannot be varied together (--only), or take more --trajectories or --points",
    ),
}
tell = telling(PHRASES)
Values = Mapping[Key, float]


@dataclass(frozen=True, slots=True)
class SensitivityRequest:
    """An analysis as it was asked for.

    ``trajectories`` are those of Morris, also where they choose the ``top`` inputs of Sobol; ``points`` those of
    Sobol. ``chosen`` are paths that an earlier analysis ranked first; ``only`` are paths to vary, all if none.
    """

    plan: Plan
    method: MethodName
    sample: float
    trajectories: int
    points: int
    top: int
    only: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()

    @property
    def screens(self) -> bool:
        """Whether trajectories choose the inputs of Sobol."""
        return self.method == "sobol" and not self.only and not self.chosen

    def size_of(self, method: MethodName) -> int:
        """How many trajectories or points."""
        return {"tornado": 1, "morris": self.trajectories, "sobol": self.points}[method]


@dataclass(frozen=True, slots=True)
class Varying:
    """What an analysis is about to do: its inputs, the runs it takes in all, and how long they take."""

    inputs: tuple[VariedInput, ...]
    screened: int
    runs: int
    seconds: Seconds


@dataclass
class CountedRounds:
    """Counts the runs of one round after the other as one work; ``to_come`` are those of the round after this one."""

    report: Report | None
    to_come: int = 0
    _before: int = 0
    _here: int = 0

    def __call__(self, done: int, whole: int) -> None:
        """So many runs of this round have ended, of so many."""
        self._here = whole
        if self.report is not None:
            self.report(self._before + done, self._before + whole + self.to_come)

    def next(self) -> None:
        """The next round, which is the last, begins."""
        self._before, self.to_come = self._before + self._here, 0


@dataclass(frozen=True, slots=True)
class Analysed:
    """How an analysis ended."""

    design: Design
    judged: Mapping[Key, JudgedOutput]
    spreads: Mapping[Key, Spread]
    blocks: int
    refused: int
    folder: Path


def varying(request: SensitivityRequest, scenario: Scenario) -> Varying:
    """What an analysis of this scenario does.

    Raises
    ------
    UsageWrong : a path of ``only`` is none, or has no range.
    """
    inputs = inputs_of(scenario, request.only or request.chosen)
    runs, screened = LUCK_RUNS, 0
    if request.screens:
        screened = len(inputs)
        runs += request.trajectories * (screened + 1)
    varied = min(request.top, len(inputs)) if request.screens else len(inputs)
    runs += {
        "tornado": 2 * varied,
        "morris": request.trajectories * (varied + 1),
        "sobol": request.points * (varied + 2),
    }[request.method]
    arm = arm_of(scenario, request.sample, "compiled")
    seconds = seconds_of_sensitivity(arm, runs, this_machine(request.plan.jobs))
    return Varying(tuple(inputs), screened, runs, seconds)


def to_run(request: SensitivityRequest, scenario: Scenario, folder: Path) -> int:
    """How many runs an analysis still takes; those of a second round are all counted.

    Raises
    ------
    FolderTaken : the folder holds something else.
    """
    check_question(folder, question_of(request, scenario), KIND, free=(SIZE,))
    about = varying(request, scenario)
    method: MethodName = "morris" if request.screens else request.method
    design = design_of(method, about.inputs, request.size_of(method), request.plan.seed)
    runs = _runs(request, design, scenario, folder.absolute() / RUNS)
    kept = {run for run in runs if run.is_kept}
    return about.runs - sum(run in kept for run in runs)


def question_of(request: SensitivityRequest, scenario: Scenario) -> dict[str, Any]:
    """All that the answer depends on, but where the files lie."""
    inputs = inputs_of(scenario, request.only or request.chosen)
    return {
        "schema": 1,
        "kind": "sensitivity",
        "scenario": scenario.name,
        "title": {"en": scenario.label.en, "zh": scenario.label.zh},
        "year": scenario.years.last,
        "fingerprint": fingerprint(scenario),
        "method": request.method,
        "inputs": [one.path for one in inputs],
        "top": request.top if request.screens else 0,
        "sample": request.sample,
        "replications": 1,
        "seed": request.plan.seed,
        "program": source_hash(),
        SIZE: {"trajectories": request.trajectories, "points": request.points},
    }


def usual_folder(request: SensitivityRequest, scenario: Scenario, root: Path) -> Path:
    """A folder named by the question, so that asking again goes on in it."""
    question = {key: value for key, value in question_of(request, scenario).items() if key != SIZE}
    return named_by(question, f"sensitivity_{scenario.name}", root)


def sensitivity(
    request: SensitivityRequest, scenario: Scenario, folder: Path, report: Report | None = None
) -> Analysed:
    """Run what is missing, then write the tables; an analysis that was stopped goes on.

    ``report`` hears of runs that ended, of those that were missing when their round began.

    Raises
    ------
    InputInvalid : the scenario refuses nearly all points of the design.
    FolderTaken : the folder holds something else, or cannot be written.
    """
    question = question_of(request, scenario)
    check_question(folder, question, KIND, free=(SIZE,))
    about = varying(request, scenario)
    with alone_in(folder, about.runs * BYTES_OF_A_RUN):
        place = open_folder(folder.absolute(), question)
        inputs: Sequence[VariedInput] = about.inputs
        rounds = CountedRounds(report)
        if request.screens:
            rounds.to_come = request.points * (min(request.top, len(inputs)) + 2)
            screened = _analysed(request, "morris", inputs, scenario, place, rounds)
            inputs = strongest(screened, request.top)
            rounds.next()
        found = _analysed(request, request.method, inputs, scenario, place, rounds)
        write_tables(found.design, found.judged, found.spreads, found.refused, found.folder)
    return found


def strongest(found: Analysed, top: int) -> list[VariedInput]:
    """The inputs that move any headline effect most, each measured against the largest move of its headline."""
    most = np.zeros(len(found.design.inputs))
    for (_, of), one in found.judged.items():
        values = one.measures[0].values
        if of == EFFECT and np.max(values, initial=0.0) > 0:
            most = np.maximum(most, values / np.max(values))
    order = np.argsort(-most, kind="stable")[:top]
    return [found.design.inputs[n] for n in sorted(order)]


def _analysed(
    request: SensitivityRequest,
    method: MethodName,
    inputs: Sequence[VariedInput],
    scenario: Scenario,
    place: Path,
    report: Report,
) -> Analysed:
    plan = request.plan
    design = design_of(method, inputs, request.size_of(method), plan.seed)
    values = run_all_kept(_runs(request, design, scenario, place), scenario, plan.jobs, report)
    centre = [one for one in values[:LUCK_RUNS] if one is not None]
    design, rows, refused = _accepted(design, values[LUCK_RUNS:])
    found, spreads = {}, {}
    for key in OUTPUTS:
        ys = [np.nan if row is None else row[key] for row in rows]
        found[key] = judged(design, ys, centre[0][key], plan.seed)
        spreads[key] = Spread.of(found[key], [one[key] for one in centre])
    return Analysed(design, found, spreads, len(rows) // design.block, refused, place.parent)


def _runs(request: SensitivityRequest, design: Design, scenario: Scenario, place: Path) -> list[VariedRun]:
    """The scenario as it is on several lucks, then every point of the design on the first of them."""
    plan, decides = request.plan, f"{fingerprint(scenario)} {source_hash()}"
    runs = [VariedRun(plan, (), request.sample, n, place, decides) for n in range(LUCK_RUNS)]
    return runs + [VariedRun(plan, changes, request.sample, 0, place, decides) for changes in design.points]


def _accepted(design: Design, rows: Sequence[Values | None]) -> tuple[Design, list[Values | None], int]:
    """The blocks whose points the scenario accepts, all of a tornado; and how many points it refused."""
    refused = sum(row is None for row in rows)
    if design.method == "tornado" or not refused:
        return design, list(rows), refused
    starts = range(0, len(rows), design.block)
    whole = [n for start in starts if None not in rows[start : start + design.block] for n in _block(start, design)]
    if len(whole) < 2 * design.block:
        what = tell("refused", n=len(whole) // design.block)
        raise InputInvalid([Problem("--method", 0, 0, design.method, what, tell("others"))])
    points = tuple(design.points[n] for n in whole)
    left = Design(design.method, design.inputs, points, design.shares[whole], design.block)
    return left, [rows[n] for n in whole], refused


def _block(start: int, design: Design) -> range:
    return range(start, start + design.block)
