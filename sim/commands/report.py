"""`sim report`: a results folder as a page and a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands import answering, finishing
from sim.commands.answering import Debug, Json, Lang


def report(
    results: Annotated[list[Path], typer.Argument(metavar="RESULT...", help="Results folders.", show_default=False)],
    *,
    formats: Annotated[str, typer.Option("--format", help="html, xlsx or both, with a comma; all if not given.")] = "",
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Write the report of a result: a page and a workbook. The page opens anywhere, without a network."""
    with answering.answering(lang, debug, json) as language:
        from sim.reporting.finish import made_good
        from sim.reporting.report import FORMATS, check_folder
        from sim.reporting.undrawn import collecting, going_on

        chosen = [word.strip() for word in formats.split(",")] if formats else []
        for word in chosen:
            answering.one_of(word, FORMATS, "--format")
        for folder in results:
            check_folder(folder)
        written: dict[str, list[str]] = {}
        failed: dict[Path, list[Any]] = {}
        for folder in results:
            with collecting() as undrawn:
                files = finishing.reports(folder, language, chosen)
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
