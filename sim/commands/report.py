"""`sim report`: a run, a comparison or a sweep as a page, a workbook and a briefing in Word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands import answering
from sim.commands.answering import Debug, Json, Lang


def report(
    results: Annotated[list[Path], typer.Argument(metavar="RESULT...", show_default=False)],
    *,
    formats: Annotated[str, typer.Option("--format", metavar="WORDS")] = "html,xlsx,docx",
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Write the report of a result: page, workbook, Word briefing. Of a run, a comparison or a sweep."""
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
