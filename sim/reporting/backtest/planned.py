"""What a back-test would do, before it does it, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sim.experiments.backtest.growth import free_trends
from sim.experiments.backtest.read import Backtest
from sim.experiments.backtest.study import BacktestRequest, runs_of, seconds_of
from sim.experiments.executor import Report
from sim.experiments.options import this_machine
from sim.experiments.time_left import TimeLeft
from sim.reporting.backtest.data import series_name, yearly
from sim.reporting.backtest.words import say, tell
from sim.reporting.numbers import percent
from sim.reporting.on_screen import as_text, bullets, prose
from sim.reporting.progress import shown, stage_of
from sim.scenario.plan_cost import Seconds
from sim.vocabulary.language import Language
from sim.vocabulary.quantities import quantity_name


def planned_text(asked: Backtest, request: BacktestRequest, lang: str) -> str:
    """Which trends answer to what, over which years, and the time; 80 columns."""
    from rich.console import Group

    scenario, numbers = asked.scenario, free_trends(asked.scenario, asked.series)
    held = f"{asked.held[0]}-{asked.held[-1]}" if len(asked.held) > 1 else str(asked.held[0])
    line = say(
        "plan", lang, region=scenario.region.label, first=scenario.years.base, last=scenario.years.last,
        until=asked.held[0] - 1, held=held, n=len(numbers.free), rounds=request.rounds, reps=request.reps,
        of=request.sets, share=percent(request.sample, lang, 0 if request.sample >= 0.01 else 2),
        minutes=max(1, round(seconds_of(request, asked) / 60)),
    )  # fmt: skip
    answers = [
        say(
            "answers", lang, name=quantity_name(one.name), value=f"{one.start:g}", low=f"{one.low:g}",
            high=f"{one.high:g}", growth=say(one.answers[0].key[0], lang),
            published=yearly(one.answers[0].value - 1.0, False, lang),
        )
        for one in numbers.free
    ]  # fmt: skip
    names = say("and", lang).join(series_name(one.indicator, one.group, lang) for one in asked.series)
    left = say("and", lang).join(quantity_name(name).told(lang) for name in numbers.left)
    parts = [
        prose(say("heading", lang, title=scenario.label), style="bold"),
        prose(line),
        *bullets(answers),
        prose(say("checked", lang, names=names)),
    ]
    return as_text(Group(*parts, *([prose(say("left", lang, names=left))] if left else [])))


def planned_data(asked: Backtest, request: BacktestRequest) -> dict[str, Any]:
    """The same for ``--json``."""
    return {
        "name": asked.scenario.name,
        "years": [asked.scenario.years.base, asked.scenario.years.last],
        "held": list(asked.held),
        "sets": request.sets,
        "rounds": request.rounds,
        "reps": request.reps,
        "sample": request.sample,
        "seconds": round(seconds_of(request, asked)),
        "series": [one.name for one in asked.series],
        "trends": {
            one.name: one.answers[0].key[0] for one in free_trends(asked.scenario, asked.series).free
        },
    }  # fmt: skip


@contextmanager
def testing(asked: Backtest, request: BacktestRequest, language: Language) -> Iterator[Report]:
    """A report function of the runs that have ended; from the first second something is said."""
    machine = this_machine(request.jobs)
    free = len(free_trends(asked.scenario, asked.series).free)
    opening = tell("begin", title=asked.scenario.label, n=free, of=request.sets)
    seconds = seconds_of(request, asked) / max(1, request.jobs)
    left = TimeLeft(Seconds(0.0, machine.to_begin("compiled"), seconds, 0.0))
    left.told(0, runs_of(request))
    with shown(left, tell("runs"), stage_of("compiled", machine), language, opening) as report:
        yield report


def few_text(kept: int, lang: str) -> str:
    """The warning where the ends of the bands hang on a few sets."""
    return say("few", lang, kept=kept)
