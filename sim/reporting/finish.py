"""What people read of a finished run: summary, plots, report."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from sim.experiments.executor import each

PARTS = ("html", "plots", "xlsx")  # the longest first


def finish(folder: Path, lang: str, jobs: int) -> None:
    """Write summary, plots, page and workbook into a results folder, several at once."""
    from sim.reporting.summary import write_summary

    write_summary(folder, lang)
    each(partial(_part, folder, lang), PARTS, jobs)


def _part(folder: Path, lang: str, part: str) -> None:
    if part == "plots":
        from sim.reporting.plots import draw_plots

        draw_plots(folder, lang)
    else:
        from sim.reporting.report import write_report

        write_report(folder, lang, (part,))
