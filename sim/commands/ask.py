"""Questions that run nothing: check, plan, levers, indicators, schema."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sim.commands import answering, nation
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
    """Check a scenario, or a published study, and all it refers to. Every fault at once; nothing is run."""
    with answering.answering(lang, debug, json) as language:
        from sim.experiments.validate.recognised import is_study

        if answering.is_nation(scenario):
            nation.check(scenario, library, sets, json, language)
            return
        if is_study(scenario):
            from sim.experiments.validate.study import read_study
            from sim.reporting.validation.checked import study_data, study_text

            study = read_study(scenario, library=library)
            answering.printed(study_data(study) if json else study_text(study, language))
            return
        from sim.reporting.glyphs import glyph_note, missing_glyphs
        from sim.reporting.scenario_summary import summary_data, summary_text

        read = answering.read(scenario, library, sets)
        if json:
            answering.printed({**summary_data(read), "without_glyph": missing_glyphs(read)})
        else:
            answering.printed("\n".join([summary_text(read, language), *glyph_note(read, language)]))


def plan(
    scenario: Scenario,
    *,
    vary: Vary = None,
    design: Design = "grid",
    points: Points = 0,
    sets: Sets = None,
    reps: Annotated[int | None, typer.Option("--reps", metavar="N", min=1)] = None,
    sample: ManySample = None,
    jobs: Jobs = CORES,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Say what a run or a sweep would do. Rules and dates, old and new values, size and time."""
    with answering.answering(lang, debug, json) as language:
        from sim.experiments.members import usual_members
        from sim.experiments.options import this_machine, usual_options
        from sim.reporting.sweep_text import size_data, size_text
        from sim.scenario.plan import plan_data, plan_text
        from sim.scenario.plan_size import plan_size

        answering.a_design(design, points)
        if answering.is_nation(scenario):
            nation.refuse(vary=vary)
            nation.plan(scenario, library, sets, (sample, reps, jobs), json, language)
            return
        read = answering.read(scenario, library, sets)
        machine = this_machine(jobs)
        usual = usual_options(jobs)
        share = sample or (answering.MANY_SAMPLE if vary else usual.sample)
        count = reps or (answering.MANY_REPS if vary else usual.replications)
        members = 0 if vary or reps else usual_members(read)
        size = plan_size(read, machine, sample=share, reps=count, members=members)
        whole: Any = None
        if vary:
            from sim.experiments.sweep import Request, points_of, sweep_size

            asked = (scenario, library, tuple(sets or ()), tuple(vary))
            request = Request(*asked, design, points, share, count, 1)  # type: ignore[arg-type]
            whole = sweep_size(read, request, points_of(request, read)[1], machine)
        if json:
            data = plan_data(read, size)
            answering.printed({**data, "sweep": size_data(whole)} if vary else data)
        else:
            text = plan_text(read, size, language)
            answering.printed(f"{text}\n{size_text(whole, language)}" if vary else text)


def levers(
    scenario: Scenario,
    word: Annotated[str, typer.Argument()] = "",
    *,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """List what can be set or varied. Path, name, value, unit, range, source."""
    with answering.answering(lang, debug, json) as language:
        from sim.reporting.lever_list import levers_data, levers_text

        read = answering.read(scenario, library, sets)
        answering.printed((levers_data if json else levers_text)(read, word, language))


def indicators(
    word: Annotated[str, typer.Argument()] = "",
    *,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """List every indicator. Definition, unit, numerator, denominator."""
    with answering.answering(lang, debug, json) as language:
        from sim.reporting.indicator_list import indicators_data, indicators_text

        answering.printed(indicators_data(word) if json else indicators_text(word, language))


def schema(tables: Annotated[bool, typer.Option("--tables")] = False, lang: Lang = None, debug: Debug = False) -> None:
    """Print the JSON Schema of a scenario file. For completion in an editor."""
    with answering.answering(lang, debug) as language:
        if tables:
            from sim.reporting.count_tables import tables_page

            typer.echo(tables_page(language), nl=False)
            return
        from sim.scenario.json_schema import scenario_schema

        answering.printed(scenario_schema())
