"""What a run, a comparison or a sweep could not draw in time, drawn later: its summary and the plots not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sim.reporting.finish import SUMMARIES
from sim.reporting.report import COMPARISON, RUN, SWEEP, ResultsKind, check_folder
from sim.reporting.undrawn import going_on


def made_good(folder: Path, lang: str) -> list[Path]:
    """Write the summary if it is not there, and plots that are not there in this language.

    Returns
    -------
    The folder of the plots, if any was drawn.

    Raises
    ------
    InputInvalid : no results folder, or one of another make.
    """
    summary, plots = PARTS[check_folder(folder)]
    if not all((folder / name).exists() for name in SUMMARIES):
        with going_on("summary"):
            summary(folder, lang)
    return [folder / "plots"] if plots(folder, lang) else []


def _summary_of_run(folder: Path, lang: str) -> None:
    from sim.reporting.summary import write_summary

    write_summary(folder, lang)


def _summary_of_comparison(folder: Path, lang: str) -> None:
    from sim.reporting.comparison.summary import write_comparison_summary

    write_comparison_summary(folder, lang)


def _summary_of_sweep(folder: Path, lang: str) -> None:
    from sim.reporting.swept_summary import write_sweep_summary

    write_sweep_summary(folder, lang)


def _plots_of_run(folder: Path, lang: str) -> bool:
    from sim.reporting.plots import draw_plots, missing

    names = missing(folder, lang)
    return bool(names and draw_plots(folder, lang, names))


def _plots_of_comparison(folder: Path, lang: str) -> bool:
    from sim.reporting.comparison.plots import draw_comparison, missing

    names = missing(folder, lang)
    return bool(names and draw_comparison(folder, lang, names))


def _plots_of_sweep(folder: Path, lang: str) -> bool:
    from sim.reporting.plots.sweep import draw_sweep, drawn

    return not drawn(folder, lang) and bool(draw_sweep(folder, lang))


PARTS: dict[ResultsKind, tuple[Callable[[Path, str], None], Callable[[Path, str], bool]]] = {
    RUN: (_summary_of_run, _plots_of_run),
    COMPARISON: (_summary_of_comparison, _plots_of_comparison),
    SWEEP: (_summary_of_sweep, _plots_of_sweep),
}
