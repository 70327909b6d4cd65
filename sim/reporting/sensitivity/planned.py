"""What an analysis would do, before it does it, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sim.experiments.executor import Report
from sim.experiments.options import this_machine
from sim.experiments.sensitivity.study import SensitivityRequest, Varying
from sim.experiments.time_left import TimeLeft
from sim.reporting.numbers import percent
from sim.reporting.on_screen import as_text, bullets, prose
from sim.reporting.progress import shown, stage_of
from sim.reporting.sensitivity.words import say, tell
from sim.scenario.plan_cost import seconds_of_sensitivity
from sim.scenario.plan_size import arm_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.labels import LANGUAGES, label, unit_words
from sim.vocabulary.language import Language
from sim.vocabulary.phrase import Bilingual


def varying_text(about: Varying, request: SensitivityRequest, scenario: Scenario, lang: str) -> str:
    """Inputs with their ranges, points, time; 80 columns."""
    from rich.console import Group

    seconds = about.seconds.whole
    time = say("seconds", lang, x=seconds) if seconds < 120 else say("minutes", lang, x=seconds / 60)
    varied = min(request.top, len(about.inputs)) if request.screens else len(about.inputs)
    line = say(
        "plan", lang, method=_method(request, lang), inputs=varied, runs=f"{about.runs:,}",
        share=_share(request, lang), time=time,
    )  # fmt: skip
    parts = [prose(say("heading", lang, title=scenario.label.told(lang)), style="bold"), prose(line)]
    if request.screens:
        told = say("plan_chosen", lang, size=request.trajectories, screened=about.screened, top=varied)
        parts.append(prose(told))
    lines = [
        say(
            "input", lang, name=one.name.told(lang), value=f"{one.value:g}", low=f"{one.low:g}", high=f"{one.high:g}",
            unit=unit_words(one.unit).told(lang) or say("no_unit", lang), how=label(one.confidence.id, lang),
            path=one.path,
        )
        for one in about.inputs
    ]  # fmt: skip
    return as_text(Group(*parts, *bullets(lines)))


def varying_data(about: Varying, request: SensitivityRequest) -> dict[str, Any]:
    """The same for ``--json``."""
    return {
        "method": request.method,
        "points": about.runs,
        "seconds": round(about.seconds.whole),
        "sample": request.sample,
        "screened": about.screened,
        "inputs": [
            {
                "path": one.path,
                "name": {lang: one.name.told(lang) for lang in LANGUAGES},
                "unit": one.unit,
                "value": one.value,
                "low": one.low,
                "high": one.high,
                "confidence": one.confidence.id,
            }
            for one in about.inputs
        ],
    }


@contextmanager
def analysing(
    scenario: Scenario, request: SensitivityRequest, about: Varying, missing: int, language: Language
) -> Iterator[Report]:
    """A report function of the points that have ended; from the first second something is said."""
    machine = this_machine(request.plan.jobs)
    varied = min(request.top, len(about.inputs)) if request.screens else len(about.inputs)
    opening = tell(
        "begin", title=scenario.label, inputs=varied, runs=f"{missing:,}",
        method=_both(request), share=Bilingual(_share(request, "en"), _share(request, "zh")),
    )  # fmt: skip
    expected = seconds_of_sensitivity(arm_of(scenario, request.sample, "compiled"), max(1, missing), machine)
    left = TimeLeft(expected)
    left.told(0, max(1, missing))
    with shown(left, tell("point"), stage_of("compiled", machine), language, opening) as report:
        yield report


def _method(request: SensitivityRequest, lang: str) -> str:
    return say(request.method, lang, size=request.size_of(request.method))


def _both(request: SensitivityRequest) -> Bilingual:
    return Bilingual(_method(request, "en"), _method(request, "zh"))


def _share(request: SensitivityRequest, lang: str) -> str:
    return percent(request.sample, lang, 0 if request.sample >= 0.01 else 2)
