"""What is done with finished runs: list, diff, explain, rerun."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from sim.commands import answering, finishing
from sim.commands.answering import CORES, Debug, Jobs, Json, Lang, Library, Out, Result


def list_results(
    folder: Annotated[Path, typer.Argument()] = Path("results"),
    *,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """List runs, comparisons and sweeps. Those of a folder, the newest first."""
    with answering.answering(lang, debug, json) as language:
        from sim.experiments.listing import entries
        from sim.reporting.listing import listing_data, listing_text

        found, problems = entries(folder)
        answering.printed(listing_data(found) if json else listing_text(found, language))
        for problem in problems:
            typer.echo(problem.told(language), err=True)


def diff(
    old: Annotated[Path, typer.Argument(show_default=False)],
    new: Annotated[Path, typer.Argument(show_default=False)],
    *,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Say what differs in the inputs of two scenarios. Or of two results: old -> new."""
    with answering.answering(lang, debug, json) as language:
        from sim.experiments.past import is_result, past_of
        from sim.reporting.difference_text import difference_data, difference_text
        from sim.scenario.difference import differences

        both = [
            past_of(path).scenario if is_result(path) else answering.read(path, library, None) for path in (old, new)
        ]
        found = differences(both)
        answering.printed(difference_data(found) if json else difference_text(found, language))


def explain(
    result: Result,
    *,
    by: Annotated[str, typer.Option("--by", metavar="WORD")] = "group",
    sample: Annotated[
        float | None,
        typer.Option("--sample", metavar="SHARE", min=0.0001, max=1.0),
    ] = None,
    reps: Annotated[int | None, typer.Option("--reps", metavar="N", min=1)] = None,
    orders: Annotated[int | None, typer.Option("--orders", metavar="N", min=4)] = None,
    jobs: Jobs = CORES,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Say which rules did it. Each group alone, left out, and shares that sum to the whole."""
    with answering.answering(lang, debug, json) as language:
        answering.one_of(by, ("group", "rule"), "--by")
        from sim.experiments.explain import explain as share_out
        from sim.experiments.explain_folder import alone_in, write_explained
        from sim.experiments.past import past_of
        from sim.reporting.explain_text import explain_data, explain_text
        from sim.reporting.plots import draw_plots
        from sim.reporting.progress import counting
        from sim.reporting.report import SCREEN
        from sim.reporting.undrawn import collecting

        past = past_of(result)
        past.check(but=("journal",))  # before hours are spent: plots and report are drawn from all of it
        usual = past.options(jobs)
        options = replace(
            usual,
            sample=sample or min(usual.sample, answering.MANY_SAMPLE),
            replications=reps or answering.MANY_REPS,
            members=0,
            engine="auto",
        )
        with alone_in(result):
            with counting(language) as report:
                found = share_out(past.scenario, options, by, orders, report)  # type: ignore[arg-type]
            write_explained(found, options, past.scenario.years.last, result)
        with finishing.kept(result, language):
            with collecting() as undrawn:
                draw_plots(result, language, ("contributions",))
                finishing.reports(result, language, SCREEN)
            undrawn += finishing.shown(
                lambda: answering.printed(explain_data(result) if json else explain_text(result, language))
            )
        finishing.stop_if_undrawn(undrawn, result, language, debug)


def rerun(
    result: Result,
    *,
    out: Out = None,
    jobs: Jobs = CORES,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run a result again and compare the bytes. From its own folder, with its own seed and size."""
    with answering.answering(lang, debug, json) as language:
        from sim.commands.run import simulate
        from sim.experiments.past import past_of
        from sim.experiments.rerun import changes_since, differing, files_of
        from sim.reporting.rerun_text import rerun_text

        past = past_of(result)
        folder, undrawn = simulate(past.scenario, past.options(jobs), out, past.manifest["language"])
        names, since = differing(result, folder), changes_since(past)
        if json:
            told = {"folder": str(folder), "same_bytes": not names, "differs": names, "changed": since}
            answering.printed(told)
        else:
            answering.printed(rerun_text(folder, names, since, len(files_of(folder)), language))
        finishing.stop_if_undrawn(undrawn, folder, language, debug)
        if names:
            raise typer.Exit(answering.UNEXPECTED)
