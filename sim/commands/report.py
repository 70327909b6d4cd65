"""`sim report`: a run, a comparison or a sweep as a page, a workbook and a briefing in Word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands import answering, finishing
from sim.commands.answering import Debug, Json, Lang
from sim.commands.words import wrong


def report(
    results: Annotated[list[Path], typer.Argument(metavar="RESULT...", show_default=False)],
    *,
    formats: Annotated[str, typer.Option("--format", metavar="WORDS")] = "",
    indicators: Annotated[list[str] | None, typer.Option("--indicator", metavar="NAME")] = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Write the report of a result: page, workbook, Word briefing; of a validation its plot."""
    with answering.answering(lang, debug, json) as language:
        from sim.reporting.made_good import made_good
        from sim.reporting.plots.sweep import draw_sweep
        from sim.reporting.plots.sweep.choice import known_indicators, not_drawn
        from sim.reporting.report import BACKTEST, FORMATS, SENSITIVITY, SWEEP, USUAL, VALIDATION, check_folder
        from sim.reporting.undrawn import collecting, going_on

        chosen = [word.strip() for word in formats.split(",")] if formats else []
        for word in chosen:
            answering.one_of(word, FORMATS, "--format")
        named = known_indicators(indicators or ())
        for folder in results:
            kind = check_folder(folder)
            if kind is not SWEEP and named:
                raise wrong("--indicator", ", ".join(named), "no_sweep", "leave_out", folder=folder)
            without = {VALIDATION: "no_report", SENSITIVITY: "no_report_of_analysis", BACKTEST: "no_report_of_test"}
            for other, word in without.items():
                if kind is other and chosen:
                    raise wrong("--format", formats, word, "leave_out", folder=folder)
        for folder in results if named else ():
            for one in not_drawn(named, draw_sweep(folder, language, named)):
                typer.echo(f"{folder}: {one.told(language)}", err=True)
        written: dict[str, list[str]] = {}
        failed: dict[Path, list[Any]] = {}
        for folder in results:
            with collecting() as undrawn:
                files = finishing.reports(folder, language, chosen or USUAL)
                with going_on("plots"):
                    files += [] if chosen else made_good(folder, language)
            written[str(folder)] = [str(file) for file in files]
            failed[folder] = undrawn
        if json:
            answering.printed({"reports": written})
        else:
            for names in written.values():
                for name in names:
                    typer.echo(name)
        finishing.stop_if_any_undrawn(failed, language, debug)
