"""Plots of a comparison: all scenarios on one scale, each drawn from the CSV beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.plots import cases, groups, money, side_effects, targets
from sim.reporting.plots.beside import files_of, whole, write_plot
from sim.reporting.plots.frame import house_style
from sim.reporting.undrawn import going_on

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class CasePlot:
    """A plot's name, the table it shows, how it is drawn from that, and whether the folder has what it takes."""

    name: str
    data: Callable[[Comparison], pd.DataFrame]
    draw: Callable[[pd.DataFrame, Comparison, str], Figure]
    there: Callable[[Comparison], bool] = lambda _: True


CASE_PLOTS = (
    CasePlot(cases.NAME, cases.data, cases.draw),
    CasePlot(targets.NAME, targets.data, targets.draw, lambda found: not found.targets.empty),
    CasePlot(money.NAME, money.data, money.draw, money.there),
    CasePlot(groups.NAME, groups.data, groups.draw),
    CasePlot(side_effects.NAME, side_effects.data, side_effects.draw),
)


def draw_comparison(folder: Path, lang: str, names: Sequence[str] | None = None) -> list[Path]:
    """Write ``plots/<name>.csv``, ``.<lang>.svg``, ``.png`` into the folder of a comparison; only ``names`` if given.

    A plot that there is nothing for (no targets, no tables of money, nothing to compare) is left out. One that fails
    keeps back no other, where somebody is collecting what failed.

    Returns
    -------
    The files written, in order.

    Raises
    ------
    InputInvalid : a file of the folder is not there or lacks a column.
    """
    found = Comparison(folder)
    target = folder / "plots"
    target.mkdir(exist_ok=True)
    written: list[Path] = []
    with house_style():
        for plot in plots_of(found):
            if names is not None and plot.name not in names:
                continue
            with going_on(f"plots/{plot.name}", leave=files_of(target, plot.name, lang)):
                written += write_plot(target, plot.name, plot.data(found), partial(_draw, plot, found, lang), lang)
    return written


def missing(folder: Path, lang: str) -> list[str]:
    """The plots that are not all there in a language, by name."""
    names = [plot.name for plot in plots_of(Comparison(folder))]
    return [name for name in names if not whole(folder / "plots", name, lang)]


def plots_of(found: Comparison) -> list[CasePlot]:
    """The plots that the folder has something for."""
    return [plot for plot in CASE_PLOTS if plot.there(found) and not plot.data(found).empty]


def _draw(plot: CasePlot, found: Comparison, lang: str, rows: pd.DataFrame) -> Figure:
    return plot.draw(rows, found, lang)
