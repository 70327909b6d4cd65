"""`sim run`: one scenario, one results folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands import answering, finishing, nation
from sim.commands.answering import CORES, Debug, Json, Lang, Library, Members, Out, Scenario, Seed, Sets, Targets
from sim.commands.how_many import how_many, how_many_members, not_reached
from sim.commands.words import say, wrong


def run(
    scenario: Scenario,
    *,
    out: Out = None,
    quick: Annotated[bool, typer.Option("--quick")] = False,
    sample: Annotated[float | None, typer.Option("--sample", metavar="SHARE", min=0.0001, max=1.0)] = None,
    reps: Annotated[str | None, typer.Option("--reps", metavar="N")] = None,
    precision: Annotated[float | None, typer.Option("--precision", metavar="SHARE", min=0.0001, max=1.0)] = None,
    members: Members = None,
    seed: Seed = 1,
    jobs: Annotated[int | None, typer.Option("-j", "--jobs", metavar="N", min=1)] = None,
    sets: Sets = None,
    target: Targets = None,
    engine: Annotated[str, typer.Option("--engine", metavar="NAME")] = "auto",
    queues: Annotated[str, typer.Option("--queues", metavar="NAME")] = "auto",
    journal: Annotated[bool, typer.Option("--journal")] = False,
    cluster: Annotated[str, typer.Option("--cluster", metavar="ADDRESS")] = "",
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run a scenario with and without its rules. Prints the scoreboard, writes results, plots and report."""
    with answering.answering(lang, debug, json) as language:
        answering.one_of(engine, ("auto", "simpy", "compiled"), "--engine")
        answering.one_of(queues, ("auto", "simulate", "approximate"), "--queues")
        replications, half_width = how_many(reps, precision)
        if answering.is_nation(scenario):
            from sim.nation.question import QUICK_RESIDENTS, REPLICATIONS, NationRequest

            nation.refuse(members=members, precision=precision, journal=journal)
            whole = nation.read(scenario, library, sets, target)
            residents = QUICK_RESIDENTS if quick else whole.shape.residents_per_pool
            asked = (tuple(sets or ()), residents, sample, replications or REPLICATIONS, seed)
            nation.run(NationRequest(scenario, library, *asked), whole, out, jobs or CORES, cluster, language, json)
            return
        if cluster:
            raise wrong("--cluster", cluster, "only_nation", "leave_out")
        changes = [*(sets or ()), *([] if queues == "auto" else [f"settings.queues={queues}"])]
        read = answering.read(scenario, library, changes, target)

        from dataclasses import replace

        from sim.experiments.options import usual_options

        usual = usual_options(jobs or CORES, quick=quick)
        if quick and members is None:
            members = 0
        count = how_many_members(read, members, luck_alone=reps is not None)
        options = replace(
            usual,
            sample=sample or usual.sample,
            replications=count or replications or usual.replications,
            members=count,
            precision=half_width,
            seed=seed,
            journal=journal,
            engine=engine,  # type: ignore[arg-type]
        )
        folder, undrawn = simulate(read, options, out, language)
        with finishing.kept(folder, language):
            undrawn += finishing.shown(partial(_show, folder, language, json, quick))
        imprecise = not_reached(folder, language)
        finishing.stop_if_undrawn(undrawn, folder, language, debug)
        if imprecise:
            raise typer.Exit(answering.IMPRECISE)


def simulate(scenario: Any, options: Any, out: Path | None, language: Any) -> tuple[Path, list[Any]]:
    """Run both arms and write the results folder, whole or not at all; then draw. Gives what could not be drawn."""
    from sim.experiments.disk import bytes_of_run
    from sim.experiments.run import run_scenario
    from sim.experiments.store import Draft, usual_draft
    from sim.reporting.finish import finish, summarised
    from sim.reporting.progress import watching
    from sim.scenario.fingerprint import fingerprint

    room = bytes_of_run(scenario, options)
    if out is None:
        draft = usual_draft(scenario.name, fingerprint(scenario), options.seed, Path("results"), room)
    else:
        draft = Draft(out, room)
    with draft:
        with watching(scenario, options, language) as report:
            run_scenario(scenario, options, draft, report, language)
        undrawn = summarised(draft.folder, language)
        folder = finishing.published(draft, language)
    with finishing.kept(folder, language):
        return folder, undrawn + finish(folder, language, options.jobs, page_only=options.quick)


def _show(folder: Path, language: Any, json: bool, quick: bool) -> None:
    """The scoreboard on the terminal, or the summary as data; and where everything is."""
    if json:
        typer.echo((folder / "summary.json").read_text(encoding="utf-8"))
        return
    from sim.reporting.scoreboard import scoreboard
    from sim.vocabulary.screen import screen

    try:
        screen().print(scoreboard(folder, language))
    finally:
        typer.echo(say("results", language, folder=folder))
        typer.echo(say("report", language, file=folder / "report" / "report.html"))
        if quick:
            typer.echo(say("more", language, folder=folder))
