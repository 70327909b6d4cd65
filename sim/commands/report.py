"""`sim report`: a results folder as a page and a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands import answering
from sim.commands.answering import Debug, Json, Lang


def report(
    results: Annotated[list[Path], typer.Argument(metavar="RESULT...", show_default=False)],
    *,
    formats: Annotated[str, typer.Option("--format", metavar="WORDS")] = "html,xlsx",
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Write the report of a result: a page and a workbook. The page opens anywhere, without a network."""
    with answering.answering(lang, debug, json) as language:
        from sim.reporting.report import FORMATS, check_folder, write_report

        chosen = [word.strip() for word in formats.split(",")]
        for word in chosen:
            answering.one_of(word, FORMATS, "--format")
        for folder in results:
            check_folder(folder)
        written = {str(folder): write_report(folder, language, chosen) for folder in results}
        if json:
            answering.printed({"reports": {folder: [str(file) for file in files] for folder, files in written.items()}})
            return
        for files in written.values():
            for file in files:
                typer.echo(str(file))
