"""What people read of a finished run: summary, plots, report."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim.experiments.executor import here_and_beside
from sim.vocabulary.labels import LANGUAGES

if TYPE_CHECKING:
    from sim.reporting.page.drawings import Pictures

WORKBOOK = "xlsx"


def finish(folder: Path, lang: str, jobs: int) -> None:
    """Write summary, plots, page and workbook into a results folder, several at once.

    The page shows the plots in both languages; those in ``lang`` are files too, saved from the same drawing.
    """
    from sim.reporting.report import write_page
    from sim.reporting.summary import write_summary

    write_summary(folder, lang)
    parts = sorted((*LANGUAGES, WORKBOOK), key=lambda part: part != lang)  # the longest first
    found = dict(zip(parts, here_and_beside(partial(_part, folder, lang), parts, jobs), strict=True))
    write_page(folder, lang, {one: found[one] for one in LANGUAGES})


def _part(folder: Path, lang: str, part: str) -> Pictures:
    """The plots in the language of that name, as the page shows them; or nothing, and the workbook is written."""
    if part == WORKBOOK:
        from sim.reporting.report import write_report

        write_report(folder, lang, (WORKBOOK,))
        return {}
    from sim.reporting.folder import Results
    from sim.reporting.page.drawings import pictures

    files = folder / "plots" if part == lang else None
    if files is not None:
        files.mkdir(exist_ok=True)
    return pictures(Results(folder), part, files)
