"""One back-test: which runs it takes, where they are kept, and from the runs to its tables."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.experiments.backtest.folder import KIND, write_tables
from sim.experiments.backtest.growth import free_trends
from sim.experiments.backtest.judge import JudgedBacktest, judged_backtest, judged_sets, off_of
from sim.experiments.backtest.read import Backtest
from sim.experiments.backtest.runs import CountedRuns, PastYears, TrendMeasure
from sim.experiments.backtest.sets import SetsToMove
from sim.experiments.calibrate.judge import discrepancy
from sim.experiments.executor import Report
from sim.experiments.fit.numbers import Free, Numbers
from sim.experiments.fit.search import Round, RoundPlan, Search, Values
from sim.experiments.prior import draw_of
from sim.experiments.question_folder import check_question, named_by, open_folder
from sim.experiments.sources import source_hash
from sim.experiments.sweep_folder import alone_in
from sim.model.luck import check_luck
from sim.region.blocks import open_numbers, trends_of
from sim.scenario.fingerprint import fingerprint
from sim.scenario.plan_cost import PROCESS
from sim.scenario.plan_size import arm_of
from sim.vocabulary.errors import InputInvalid, Problem, UsageWrong
from sim.vocabulary.phrase import telling

BYTES_OF_A_RUN = 20_000
FEWEST = 2  # sets: of one there is no spread
OF_EACH = 2  # draws for each number that a straight line has: how growths answer to trends is read from draws alone
PHRASES = {
    "none": (
        "前三分之二的增长排除了{of}组中的{out}组，余下的不足{least}组",
        "the first two thirds rule out {out} of {of} sets, fewer than {least} are left",
    ),
    "more": ("请加大--sets", "take more --sets"),
    "too_few": (
        "{n}组太少，看不出各增长如何随{trends}个趋势参数变化",
        "{n} sets are too few to tell how growths answer to {trends} trends",
    ),
    "at_least": ("请写{least}或更大", "write {least} or more"),
    "no_trend": ("没有任何一个趋势参数与这些序列对应", "no trend answers to any of these series"),
    "add_series": (
        "请加入序列，如cost_per_visit；见docs/backtest.md",
        "add series, such as cost_per_visit; see docs/backtest.md",
    ),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class BacktestRequest:
    """A back-test as it was asked for."""

    sets: int
    rounds: int
    reps: int
    sample: float
    seed: int
    jobs: int

    def __post_init__(self) -> None:
        """Refuse a luck that would be that of another; InputInvalid says what is allowed."""
        check_luck(self.seed, max(self.sets, self.reps), option="--sets")


@dataclass(frozen=True, slots=True)
class Backtested:
    """How a back-test ended: the trends as they stood and as they were fitted, and what it says of every series."""

    asked: Backtest
    numbers: Numbers
    start: Round
    best: Round
    rounds: int
    unreached: frozenset[str]
    judged: JudgedBacktest
    folder: Path

    @property
    def kept(self) -> int:
        """Sets that the training years do not rule out."""
        return sum(one.kept for one in self.judged.sets)

    def at_bound(self, one: Free) -> bool:
        """Whether a trend was fitted to an end of its range."""
        return one.name not in self.unreached and one.at_bound(self.best.values[one.name])


def drawn_names(asked: Backtest) -> tuple[str, ...]:
    """The block of trends as far as no document fixes them."""
    return open_numbers(trends_of(asked.scenario.parameters), asked.scenario.parameters)


def runs_of(request: BacktestRequest) -> int:
    """Runs at most: rounds of the fit, then each draw as it is, and as the years of the fit move it."""
    return request.rounds * request.reps + 2 * request.sets


def seconds_of(request: BacktestRequest, asked: Backtest) -> float:
    """Rough seconds of one process for all runs."""
    return PROCESS + runs_of(request) * arm_of(asked.scenario, request.sample, "compiled").seconds


def question_of(request: BacktestRequest, asked: Backtest) -> dict[str, Any]:
    """All that the answer depends on, but where the files lie."""
    scenario = asked.scenario
    return {
        "schema": 1,
        "kind": "backtest",
        "name": scenario.name,
        "title": {"en": scenario.label.en, "zh": scenario.label.zh},
        "setting": {"en": asked.setting.en, "zh": asked.setting.zh},
        "region": {"en": scenario.region.label.en, "zh": scenario.region.label.zh},
        "left_out": [{"en": one.en, "zh": one.zh} for one in asked.left_out],
        "notes": {
            one.name: {"en": one.note.en, "zh": one.note.zh} for one in asked.series if one.note is not None
        },
        "years": [scenario.years.base, scenario.years.last],
        "held": list(asked.held),
        "fingerprint": fingerprint(scenario),
        "figures": _mark(asked),
        "sets": request.sets,
        "rounds": request.rounds,
        "replications": request.reps,
        "sample": request.sample,
        "seed": request.seed,
        "program": source_hash(),
    }  # fmt: skip


def _mark(asked: Backtest) -> str:
    """A hash of the figures and of what is said of them."""
    told = [
        [one.name, list(one.in_sample), [(year, q.value, q.low, q.high) for year, q in sorted(one.figures.items())]]
        for one in asked.series
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def usual_folder(request: BacktestRequest, asked: Backtest, root: Path) -> Path:
    """A folder named by the question, so that asking again goes on in it."""
    return named_by(question_of(request, asked), f"backtest_{asked.scenario.name}", root)


def backtest(request: BacktestRequest, asked: Backtest, folder: Path, report: Report) -> Backtested:
    """Fit the trends, draw and judge sets, then write the tables; a back-test that was stopped goes on.

    ``report`` hears of every run.

    Raises
    ------
    InputInvalid : no trend answers to a series, the model has no value for one, or too few sets are left.
    UsageWrong : too few sets are asked for.
    FolderTaken : the folder holds something else, or cannot be written.
    """
    question = question_of(request, asked)
    numbers = free_trends(asked.scenario, asked.series)
    if not numbers.free:
        raise InputInvalid([Problem(asked.scenario.name, 0, 0, "series", tell("no_trend"), tell("add_series"))])
    trends = len(drawn_names(asked))
    least = OF_EACH * (trends + 1)
    if request.sets < least:
        what = tell("too_few", n=request.sets, trends=trends)
        raise UsageWrong([Problem("--sets", 0, 0, str(request.sets), what, tell("at_least", least=least))])
    check_question(folder, question, KIND)
    runs = runs_of(request)
    with alone_in(folder, runs * BYTES_OF_A_RUN):
        kept = open_folder(folder.absolute(), question)
        counted = CountedRuns(report, runs)
        past = PastYears(
            asked.scenario, asked.series, request.sample, request.seed, question["program"], kept, request.jobs, counted
        )
        measure = TrendMeasure(past, request.reps)
        search = Search(numbers, [aim for one in numbers.free for aim in one.answers], measure, lambda _: None)
        best = search.run(RoundPlan(request.rounds, 0))
        counted.left(2 * request.sets)
        start, fitted = measure.of(search.rounds[0].values), measure.of(best.values)
        draws = tuple(_drawn(asked, n, request.seed) for n in range(request.sets))
        of_draws = past.run([(values, n) for n, values in enumerate(draws)])
        aims = tuple(aim for one in numbers.free for aim in one.answers)
        growths, missed = [measure.growths(run) for run in of_draws], discrepancy(aims, best.measured)
        sets = SetsToMove(asked.scenario.parameters, aims, draws, growths, missed, request.seed).moved()
        of_sets = past.run([(values, n) for n, values in enumerate(sets)])
        found = judged_sets(asked.series, sets, of_sets, off_of(asked.series, fitted))
        left = sum(one.kept for one in found)
        if left < FEWEST:
            what = tell("none", of=len(found), out=len(found) - left, least=FEWEST)
            raise InputInvalid([Problem("--sets", 0, 0, str(request.sets), what, tell("more"))])
        told = Backtested(
            asked,
            numbers,
            search.rounds[0],
            best,
            len(search.rounds),
            frozenset(search.unreached),
            judged_backtest(asked.series, start, fitted, found, of_sets),
            folder,
        )
        write_tables(told.folder, told.judged, number_rows(told))
    return told


def _drawn(asked: Backtest, number: int, seed: int) -> Values:
    """The trends of a set, by name: those of `sim calibrate` of the same seed and number."""
    return dict(draw_of(asked.scenario.parameters, drawn_names(asked), number, seed).values)


def number_rows(found: Backtested) -> list[dict[str, Any]]:
    """A row a trend: its value and range, what it was fitted to, and where the sets that are left put it."""
    free = {one.name: one for one in found.numbers.free}
    left = [one.candidate.values for one in found.judged.sets if one.kept]
    rows = []
    for name in drawn_names(found.asked):
        number, one = found.asked.scenario.parameters[name], free.get(name)
        values = sorted(values[name] for values in left)
        rows.append(
            {
                "trend": name,
                "unit": number.unit,
                "value": number.value,
                "low": number.low,
                "high": number.high,
                "answers_to": one.answers[0].key[0] if one else "",
                "published": one.answers[0].value - 1.0 if one else None,
                "before": found.start.measured[one.answers[0].key] - 1.0 if one else None,
                "after": found.best.measured[one.answers[0].key] - 1.0 if one else None,
                "fitted": found.best.values[name] if one else None,
                "at_bound": found.at_bound(one) if one else None,
                "reached": name not in found.unreached if one else None,
                "kept_low": values[0],
                "kept_mean": sum(values) / len(values),
                "kept_high": values[-1],
                "rounds": found.rounds,
            }
        )
    return rows
