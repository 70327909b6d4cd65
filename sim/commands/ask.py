"""Questions about a scenario that run nothing: check, plan, levers, schema."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sim.commands import answering
from sim.commands.answering import (
    CORES,
    Debug,
    Design,
    Jobs,
    Json,
    Lang,
    Library,
    ManySample,
    Points,
    Reps,
    Scenario,
    Sets,
    Vary,
)


def check(
    scenario: Scenario,
    *,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Check a scenario and all it refers to. Every fault at once; nothing is run."""
    with answering.answering(lang, debug, json) as language:
        from sim.scenario.summary import summary_data, summary_text

        read = answering.read(scenario, library, sets)
        answering.printed(summary_data(read) if json else summary_text(read, language))


def plan(
    scenario: Scenario,
    *,
    vary: Vary = None,
    design: Design = "grid",
    points: Points = 0,
    sets: Sets = None,
    reps: Reps = 2,
    sample: ManySample = None,
    jobs: Jobs = CORES,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Say what a run or a sweep would do. Rules and dates, old and new values, size and time."""
    with answering.answering(lang, debug, json) as language:
        from sim.experiments.run import this_machine
        from sim.reporting.sweep_text import size_data, size_text
        from sim.scenario.plan import plan_data, plan_text
        from sim.scenario.plan_size import plan_size

        answering.a_design(design, points)
        read = answering.read(scenario, library, sets)
        machine = this_machine(jobs)
        share = sample or (answering.MANY_SAMPLE if vary else 1.0)
        size = plan_size(read, machine, sample=share, reps=reps)
        whole: Any = None
        if vary:
            from sim.experiments.sweep import Request, points_of, sweep_size

            asked = (scenario, library, tuple(sets or ()), tuple(vary))
            request = Request(*asked, design, points, share, reps, 1)  # type: ignore[arg-type]
            whole = sweep_size(read, request, points_of(request, read)[1], machine)
        if json:
            data = plan_data(read, size)
            answering.printed({**data, "sweep": size_data(whole)} if vary else data)
        else:
            text = plan_text(read, size, language)
            answering.printed(f"{text}\n{size_text(whole, language)}" if vary else text)


def levers(
    scenario: Scenario,
    word: Annotated[str, typer.Argument(help="Show only what has this word in it.")] = "",
    *,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """List what can be set or varied. Path, name, value, unit, range, source."""
    with answering.answering(lang, debug, json) as language:
        from sim.scenario.settable import settables_data, settables_text

        read = answering.read(scenario, library, sets)
        answering.printed(settables_data(read, word) if json else settables_text(read, word, language))


def schema(lang: Lang = None, debug: Debug = False) -> None:
    """Print the JSON Schema of a scenario file. For completion in an editor."""
    with answering.answering(lang, debug):
        from sim.scenario.json_schema import scenario_schema

        answering.printed(scenario_schema())
