"""What people read of a finished run: summary, plots, report. The numbers are kept whatever fails here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim.experiments.executor import here_and_beside
from sim.reporting.undrawn import Undrawn, collecting, going_on
from sim.vocabulary.labels import LANGUAGES

if TYPE_CHECKING:
    from sim.reporting.page.drawings import Pictures

WORKBOOK = "xlsx"
SUMMARIES = ("summary.json", "summary.txt")
Part = tuple["Pictures", list[Undrawn]]


def summarised(folder: Path, lang: str) -> list[Undrawn]:
    """Write the summary, which belongs to the numbers, into a draft; gives what failed."""
    with collecting() as undrawn, going_on("summary"):
        from sim.reporting.summary import write_summary

        write_summary(folder, lang)
    return undrawn


def finish(folder: Path, lang: str, jobs: int, *, page_only: bool = False) -> list[Undrawn]:
    """Draw plots, page and workbook into a published results folder, several at once; gives what failed.

    The page shows the plots in both languages; those in ``lang`` are files too, saved from the same drawing. With
    ``page_only`` there is nothing but the page, its plots in ``lang``: `sim report` makes the rest of a first look.
    """
    languages = (lang,) if page_only else LANGUAGES
    drawn = languages if page_only else (*languages, WORKBOOK)
    parts = sorted(drawn, key=lambda part: part != lang)  # the longest first
    draw = partial(_part, folder, lang, not page_only)
    with collecting() as undrawn, going_on("report"):
        found = dict(zip(parts, here_and_beside(draw, parts, jobs), strict=True))
        for _, failed in found.values():
            undrawn.extend(failed)
        with going_on("report.html"):
            from sim.reporting.report import write_page

            write_page(folder, lang, {one: found[one][0] for one in languages})
    return undrawn


def _part(folder: Path, lang: str, as_files: bool, part: str) -> Part:
    """The plots in the language of that name, as the page shows them; or nothing, and the workbook is written.

    ``as_files`` writes those in ``lang`` as files too.
    """
    drawn: Pictures = {}
    with collecting() as undrawn, going_on("report.xlsx" if part == WORKBOOK else "plots"):
        if part == WORKBOOK:
            from sim.reporting.report import write_report

            write_report(folder, lang, (WORKBOOK,))
        else:
            from sim.reporting.folder import Results
            from sim.reporting.page.drawings import pictures

            files = folder / "plots" if as_files and part == lang else None
            if files is not None:
                files.mkdir(exist_ok=True)
            drawn = pictures(Results(folder), part, files)
    return drawn, undrawn
