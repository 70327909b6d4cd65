"""What many runs or one resident tell: journey, assumptions, sweep."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from sim.commands import answering, finishing
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
    Sample,
    Scenario,
    Seed,
    Sets,
    Targets,
    Vary,
)
from sim.commands.words import say


def journey(
    scenario: Scenario,
    *,
    resident: Annotated[int, typer.Option("--resident", metavar="N", min=0)],
    sample: Sample = 1.0,
    seed: Seed = 1,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Follow one resident through both arms. Waits, bills, and why each step was taken."""
    with answering.answering(lang, debug, json) as language:
        read = answering.read(scenario, library, sets)

        from sim.experiments.journey import journey as follow
        from sim.experiments.options import Options
        from sim.reporting.journey import journey_text, steps_of, who_of
        from sim.reporting.progress import watching

        options = Options(sample=sample, replications=1, seed=seed, jobs=os.cpu_count() or 1)
        with watching(read, options, language) as report:
            found = follow(read, options, resident, report)
        who, steps = who_of(found, language), steps_of(read, found, language)
        if json:
            import dataclasses

            answering.printed({"resident": resident, "who": who, "steps": [dataclasses.asdict(step) for step in steps]})
        else:
            answering.printed(journey_text(resident, who, steps, language))


def assumptions(
    scenario: Scenario,
    *,
    out: Annotated[Path | None, typer.Option("-o", metavar="FILE")] = None,
    top: Annotated[int, typer.Option("--top", metavar="N", min=1)] = 10,
    sample: Annotated[float, typer.Option("--sample", metavar="SHARE", min=0.0001, max=1.0)] = 0.05,
    screen: Annotated[float, typer.Option("--screen", metavar="SHARE", min=0.0001, max=1.0)] = 0.01,
    jobs: Jobs = CORES,
    seed: Seed = 1,
    sets: Sets = None,
    library: Library = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """List every assumption and what to measure first. How far the strongest ones move the headlines."""
    with answering.answering(lang, debug) as language:
        from sim.experiments.place import check_file

        read = answering.read(scenario, library, sets)
        if out is not None:
            check_file(out)

        from sim.experiments.sensitivity.ends import strongest
        from sim.experiments.sensitivity.inputs import uncertain
        from sim.experiments.sensitivity.runs import Plan
        from sim.experiments.tables import input_table
        from sim.reporting.assumptions import assumptions_page
        from sim.reporting.progress import counting

        plan = Plan(scenario, library, tuple(sets or ()), seed, jobs)
        with counting(language) as report:
            moves, tried = strongest(plan, uncertain(read), (screen, sample), top, report)
        page = assumptions_page(read, input_table(read), moves, language, sample=sample, screened=tried)
        if out is None:
            answering.printed(page)
        else:
            out.write_text(page, encoding="utf-8")
            typer.echo(str(out))


def sweep(
    scenario: Scenario,
    *,
    vary: Vary = None,
    design: Design = "grid",
    points: Points = 0,
    sample: ManySample = None,
    reps: Reps = answering.MANY_REPS,
    seed: Seed = 1,
    jobs: Jobs = CORES,
    out: Annotated[Path | None, typer.Option("-o", metavar="DIR")] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast")] = False,
    keep: Annotated[bool, typer.Option("--keep")] = False,
    indicators: Annotated[list[str] | None, typer.Option("--indicator", metavar="NAME")] = None,
    cluster: Annotated[str, typer.Option("--cluster", metavar="ADDRESS")] = "",
    sets: Sets = None,
    target: Targets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run a scenario at many values of its levers. Start it again and only what is missing runs."""
    with answering.answering(lang, debug, json) as language:
        answering.a_design(design, points)
        read = answering.read(scenario, library, sets, target)

        from sim.experiments.options import this_machine
        from sim.experiments.sweep import Request, engine_for, left_by_others, points_of, sweep_seconds, usual_folder
        from sim.experiments.sweep import sweep as run_sweep
        from sim.reporting.plots.sweep import draw_sweep
        from sim.reporting.plots.sweep.choice import known_indicators, not_drawn
        from sim.reporting.progress import sweeping
        from sim.reporting.sweep_text import sweep_data, sweep_text
        from sim.reporting.swept_summary import sweep_summary, write_sweep_summary
        from sim.reporting.undrawn import collecting, going_on

        request = Request(
            scenario,
            library,
            tuple(sets or ()),
            tuple(vary or ()),
            design,  # type: ignore[arg-type]
            points,
            sample or answering.MANY_SAMPLE,
            reps,
            seed,
            tuple(target or ()),
        )
        chosen = known_indicators(indicators or ())
        folder = out or usual_folder(request, read, Path("results"))
        others = left_by_others(folder)
        if others:
            typer.echo(say("others_kept" if keep else "others_anew", language, folder=folder, n=others), err=True)
        asked, machine = points_of(request, read)[1], this_machine(jobs)
        engine = engine_for(read, request, len(asked), machine)
        expected = sweep_seconds(read, request, asked, machine)
        with (
            finishing.kept(folder, language, "points_kept"),
            sweeping(read, len(asked), reps, engine, expected, machine, language) as report,
        ):
            found = run_sweep(
                request, read, folder, jobs=jobs, fail_fast=fail_fast, keep=keep, cluster=cluster, report=report
            )
        drawn: list[Path] = []
        told = False
        with finishing.kept(folder, language, "swept_later"), collecting() as undrawn:
            with going_on("plots"):
                drawn = draw_sweep(folder, language, chosen)
            with going_on("summary"):
                told = bool(write_sweep_summary(folder, language))
            answering.printed(sweep_data(found) if json else sweep_text(found, language))
            if told and not json:
                answering.printed("\n" + sweep_summary(folder, language))
        for one in not_drawn(chosen, drawn) if drawn else ():
            typer.echo(one.told(language), err=True)
        finishing.stop_if_undrawn(undrawn, folder, language, debug, "swept_later")
        if found.failures:
            raise typer.Exit(answering.PARTLY)
