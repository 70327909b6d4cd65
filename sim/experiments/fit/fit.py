"""One fit: which rounds, on how many residents, where it is kept, and what is written when it has ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.experiments.fit.folder import KIND, write_tables
from sim.experiments.fit.measured import BaseYears, base_year_of
from sim.experiments.fit.numbers import Aim, Free, Numbers, numbers_of, target_of
from sim.experiments.fit.search import Round, RoundPlan, Search, Stage
from sim.experiments.fit.written import RegionFiles, check_place, record_of, write_region
from sim.experiments.question_folder import check_question, named_by, open_folder
from sim.experiments.sources import source_hash
from sim.experiments.sweep_folder import alone_in
from sim.model.luck import check_luck
from sim.scenario.fit_state import calibrated_mark, inputs_of
from sim.scenario.plan_cost import PROCESS
from sim.scenario.plan_size import arm_of
from sim.scenario.scenario import Scenario
from sim.scenario.width_check import share_that_fits
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.phrase import telling

RESIDENTS_FIRST = 100_000  # of the first rounds: luck is then small beside most ranges
RESIDENTS_LAST = 3_000_000  # of the last ones at most
BYTES_NEEDED = 2_000_000
PHRASES = {
    "nothing": (
        "anchors.csv中没有任何一项是可拟合的数值所对应的",
        "no figure of anchors.csv is one that a number of calibrated.csv answers to",
    ),
    "write": (
        "请在anchors.csv中写入统计值，如visits_per_resident；见docs/calibration.md",
        "write figures into anchors.csv, such as visits_per_resident; see docs/calibration.md",
    ),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class FitRequest:
    """A fit as it was asked for; shares that are None are the usual ones for the region's size."""

    file: Path
    library: Path | None
    rounds: int
    sample: float | None
    last_sample: float | None
    replications: int
    seed: int

    def __post_init__(self) -> None:
        """Refuse a luck that would be that of another; InputInvalid says what is allowed."""
        check_luck(self.seed, self.replications)


@dataclass(frozen=True, slots=True)
class Intended:
    """What a fit is about to do: free numbers, rounds, by stage the share of residents simulated and the time of a run.

    ``seconds`` are rough, for one process.
    """

    numbers: Numbers
    plan: RoundPlan
    samples: Mapping[Stage, float]
    seconds: Mapping[Stage, float]


@dataclass(frozen=True, slots=True)
class Fitted:
    """How a fit ended: the numbers of its best round with their anchors, and what was written."""

    intended: Intended
    anchors: tuple[Aim, ...]
    start: Round
    best: Round
    rounds: tuple[Round, ...]
    unreached: frozenset[str]
    folder: Path
    written: RegionFiles

    @property
    def inside(self) -> int:
        """Anchors within their range."""
        return len(self.anchors) - self.best.outside

    @property
    def at_bound(self) -> tuple[Free, ...]:
        """Numbers that ended at an end of what they may be."""
        free = (one for one in self.intended.numbers.free if one.name not in self.unreached)
        return tuple(one for one in free if one.at_bound(self.best.values[one.name]))


def intended(request: FitRequest, scenario: Scenario) -> Intended:
    """What a fit of this scenario does.

    Raises
    ------
    InputInvalid : no anchor is one that a number answers to.
    """
    numbers = numbers_of(scenario)
    anchored = {(a.indicator, a.area, a.group) for a in scenario.region.anchors}
    if not anchored & set(numbers.targets):
        raise InputInvalid([Problem("anchors.csv", 0, 0, "", tell("nothing"), tell("write"))])
    residents = sum(d.value("residents") for d in scenario.region.districts)
    fits = share_that_fits(scenario)
    last = request.last_sample or min(1.0, fits, _short(RESIDENTS_LAST / residents))
    first = request.sample or min(last, _short(RESIDENTS_FIRST / residents))
    of_last = max(1, round(request.rounds / 4))
    plan = RoundPlan(request.rounds - of_last, of_last)
    samples: dict[Stage, float] = {"first": first, "last": last}
    base = base_year_of(scenario)
    seconds = {stage: PROCESS + arm_of(base, share, "compiled").seconds for stage, share in samples.items()}
    return Intended(numbers, plan, samples, seconds)


def _short(share: float) -> float:
    return min(1.0, float(f"{share:.2g}"))


def question_of(request: FitRequest, scenario: Scenario) -> dict[str, Any]:
    """All that the answer depends on, but where the files lie."""
    about = intended(request, scenario)
    return {
        "schema": 1,
        "region": scenario.region.id,
        "inputs": dict(inputs_of(scenario)),
        "calibrated": calibrated_mark(scenario.region.calibrated),
        "rounds": request.rounds,
        "samples": dict(about.samples),
        "reps": request.replications,
        "seed": request.seed,
        "program": source_hash(),
    }


def usual_folder(request: FitRequest, scenario: Scenario, root: Path) -> Path:
    """A folder named by the question, so that asking again goes on in it."""
    return named_by(question_of(request, scenario), f"fit_{scenario.region.id}", root)


def fit(
    request: FitRequest,
    scenario: Scenario,
    folder: Path,
    *,
    jobs: int,
    told: Callable[[Round], None],
    done: Callable[[Stage, int, int], None],
) -> Fitted:
    """Search, then write ``fit.yaml`` and ``calibrated.csv`` of the region; a fit that was stopped goes on.

    ``told`` hears of every round, ``done`` of every run of a round (stage, runs done, runs of the round).

    Raises
    ------
    InputInvalid : the region has nothing to fit to.
    FolderTaken : the folder holds another fit, or it or that of the region cannot be written.
    """
    about, question = intended(request, scenario), question_of(request, scenario)
    region = check_place(request.file, request.library)
    check_question(folder, question, KIND)
    anchors = tuple(target_of((a.indicator, a.area, a.group), a.figure) for a in scenario.region.anchors)
    with alone_in(folder, BYTES_NEEDED):
        kept = open_folder(folder.absolute(), question)
        runs = BaseYears(
            base_year_of(scenario), about.samples, request.replications, request.seed, source_hash(), kept, jobs, done
        )
        search = Search(about.numbers, anchors, runs, told)
        best = search.run(about.plan)
        record = record_of(scenario, about.numbers, best, anchors, search.unreached)
        fitted = Fitted(
            about,
            anchors,
            search.rounds[0],
            best,
            tuple(search.rounds),
            frozenset(search.unreached),
            folder,
            write_region(scenario, region, about.numbers, best, search.unreached, record, folder),
        )
        write_tables(fitted.folder, scenario, fitted.anchors, fitted.rounds, best)
    return fitted
