"""`sim backtest`: whether the growth of the arm without rules is real."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands import answering, finishing
from sim.commands.answering import CORES, Debug, Jobs, Json, Lang, Library, Seed
from sim.commands.words import say

SETS, ROUNDS, REPS, USUAL = 48, 8, 4, "nation"


def backtest(
    name: Annotated[str, typer.Argument(show_default=True)] = USUAL,
    *,
    sets: Annotated[int, typer.Option("--sets", metavar="N", min=2, max=10_000)] = SETS,
    rounds: Annotated[int, typer.Option("--rounds", metavar="N", min=1, max=100)] = ROUNDS,
    reps: Annotated[int, typer.Option("--reps", metavar="N", min=2, max=1000)] = REPS,
    sample: Annotated[float, typer.Option("--sample", metavar="SHARE", min=0.0001, max=1.0)] = 1.0,
    seed: Seed = 1,
    jobs: Jobs = CORES,
    out: Annotated[Path | None, typer.Option("-o", metavar="DIR")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Predict the last third of past years and hold it against what was. Start it again and it goes on."""
    with answering.answering(lang, debug, json) as language:
        from sim.experiments.backtest.read import backtest_file, read_backtest
        from sim.experiments.backtest.study import BacktestRequest, usual_folder
        from sim.experiments.backtest.study import backtest as test
        from sim.experiments.members import USUAL as ENOUGH
        from sim.reporting.backtest.finish import write_for_people
        from sim.reporting.backtest.planned import few_text, planned_data, planned_text, testing

        asked = read_backtest(backtest_file(name, library), library=library)
        request = BacktestRequest(sets, rounds, reps, sample, seed, jobs)
        if dry_run:
            answering.printed(planned_data(asked, request) if json else planned_text(asked, request, language))
            return
        folder = out or usual_folder(request, asked, Path("results"))
        with finishing.kept(folder, language, "analysis_kept"):
            with testing(asked, request, language) as report:
                found = test(request, asked, folder, report)
            undrawn = write_for_people(folder, language)
            if json:
                from sim.reporting.backtest.text import backtest_data

                answering.printed({**backtest_data(folder), "folder": folder.as_posix()})
            else:
                undrawn += finishing.shown(partial(_show, folder, language))
        finishing.stop_if_undrawn(undrawn, folder, language, debug)
        if found.kept < ENOUGH:
            typer.echo(few_text(found.kept, language), err=True)
            raise typer.Exit(answering.IMPRECISE)


def _show(folder: Path, language: Any) -> None:
    from sim.reporting.backtest.text import backtest_shown
    from sim.vocabulary.screen import screen

    try:
        screen().print(backtest_shown(folder, language))
    finally:
        typer.echo(say("results", language, folder=folder))
