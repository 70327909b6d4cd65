"""What people read of a finished run: summary, plots, report. The numbers are kept whatever fails here."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from sim.experiments.executor import each
from sim.reporting.undrawn import Undrawn, collecting, going_on

PARTS = ("html", "plots", "xlsx")  # the longest first
SUMMARIES = ("summary.json", "summary.txt")


def summarised(folder: Path, lang: str) -> list[Undrawn]:
    """Write the summary, which belongs to the numbers, into a draft; gives what failed."""
    with collecting() as undrawn, going_on("summary"):
        from sim.reporting.summary import write_summary

        write_summary(folder, lang)
    return undrawn


def finish(folder: Path, lang: str, jobs: int) -> list[Undrawn]:
    """Draw plots, page and workbook into a published results folder, several at once; gives what failed."""
    with collecting() as undrawn, going_on("report"):
        undrawn.extend(one for failed in each(partial(_part, folder, lang), PARTS, jobs) for one in failed)
    return undrawn


def _part(folder: Path, lang: str, part: str) -> list[Undrawn]:
    with collecting() as undrawn, going_on(part):
        if part == "plots":
            from sim.reporting.plots import draw_plots

            draw_plots(folder, lang)
        else:
            from sim.reporting.report import write_report

            write_report(folder, lang, (part,))
    return undrawn


def made_good(folder: Path, lang: str) -> list[Path]:
    """Write what a run could not: its summary, and plots that are not there in this language.

    Returns
    -------
    The folder of the plots, if any was drawn.
    """
    if not all((folder / name).exists() for name in SUMMARIES):
        with going_on("summary"):
            from sim.reporting.summary import write_summary

            write_summary(folder, lang)
    from sim.reporting.plots import draw_plots, missing

    names = missing(folder, lang)
    return [folder / "plots"] if names and draw_plots(folder, lang, names) else []
