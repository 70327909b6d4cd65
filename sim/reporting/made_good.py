"""What was not drawn in time of a run or another kind of results: its text and the plots that are not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sim.reporting.finish import SUMMARIES
from sim.reporting.report import BACKTEST, COMPARISON, RUN, SENSITIVITY, SWEEP, VALIDATION, ResultsKind, check_folder
from sim.reporting.undrawn import going_on


def made_good(folder: Path, lang: str) -> list[Path]:
    """Write the text if it is not there, and plots that are not there in this language.

    Returns
    -------
    The folder of the plots, if any was drawn.

    Raises
    ------
    InputInvalid : no results folder, or one of another make.
    """
    texts, write, plots = PARTS[check_folder(folder)]
    if not all((folder / name).exists() for name in texts):
        with going_on("summary"):
            write(folder, lang)
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


def _text_of_validation(folder: Path, lang: str) -> None:
    from sim.reporting.validation.text import write_validation_text

    write_validation_text(folder, lang)


def _plots_of_validation(folder: Path, lang: str) -> bool:
    from sim.reporting.plots.beside import whole
    from sim.reporting.validation.forest import NAME, draw_forest

    return not whole(folder / "plots", NAME, lang) and bool(draw_forest(folder, lang))


def _summary_of_sensitivity(folder: Path, lang: str) -> None:
    from sim.reporting.sensitivity.text import write_sensitivity_summary

    write_sensitivity_summary(folder, lang)


def _plots_of_sensitivity(folder: Path, lang: str) -> bool:
    from sim.reporting.plots.beside import whole
    from sim.reporting.sensitivity.tornado import NAME, draw_tornado

    return not whole(folder / "plots", NAME, lang) and bool(draw_tornado(folder, lang))


def _summary_of_backtest(folder: Path, lang: str) -> None:
    from sim.reporting.backtest.text import write_backtest_summary

    write_backtest_summary(folder, lang)


def _plots_of_backtest(folder: Path, lang: str) -> bool:
    from sim.reporting.backtest.plot import NAME, draw_backtest
    from sim.reporting.plots.beside import whole

    return not whole(folder / "plots", NAME, lang) and bool(draw_backtest(folder, lang))


# Files of text, what writes them, and what draws the plots that are not there and says whether there were any.
PARTS: dict[ResultsKind, tuple[tuple[str, ...], Callable[[Path, str], None], Callable[[Path, str], bool]]] = {
    RUN: (SUMMARIES, _summary_of_run, _plots_of_run),
    COMPARISON: (SUMMARIES, _summary_of_comparison, _plots_of_comparison),
    SWEEP: (SUMMARIES, _summary_of_sweep, _plots_of_sweep),
    VALIDATION: (("validation.txt",), _text_of_validation, _plots_of_validation),
    SENSITIVITY: (SUMMARIES, _summary_of_sensitivity, _plots_of_sensitivity),
    BACKTEST: (SUMMARIES, _summary_of_backtest, _plots_of_backtest),
}
