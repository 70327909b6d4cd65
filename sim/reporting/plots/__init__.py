"""Plots of a results folder: each is drawn from the CSV beside it, as SVG and PNG, in one language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.reporting.folder import Results
from sim.reporting.plots import (
    capacity,
    contributions,
    counties,
    fit,
    flows,
    headline,
    money,
    scoreboard,
    trajectory,
)
from sim.reporting.plots.beside import files_of, table_rows, table_text, whole, write_drawn
from sim.reporting.plots.frame import house_style
from sim.reporting.undrawn import going_on

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class PlotRecipe:
    """A plot's name, the table it shows, how it is drawn from that table, and which tables of the run it needs.

    ``needs`` are names of CSV files without their ending, or whole names of other files.
    """

    name: str
    data: Callable[[Results], pd.DataFrame]
    draw: Callable[[pd.DataFrame, Results, str], Figure]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plot drawn in one language, to be saved in as many forms as are wanted: drawing is what takes time."""

    name: str
    table: str
    figure: Figure
    lang: str

    def write(self, folder: Path) -> list[Path]:
        """Write ``<name>.csv``, ``<name>.<lang>.svg`` and ``.png``."""
        return write_drawn(folder, self.name, self.table, self.figure, self.lang)


PLOTS = (
    PlotRecipe("headline", headline.data, headline.draw),
    PlotRecipe("scoreboard", scoreboard.data, scoreboard.draw, scoreboard.NEEDS),
    PlotRecipe("trajectory", trajectory.data, trajectory.draw),
    PlotRecipe("flows_first_contact", flows.data_first, flows.draw_first),
    PlotRecipe("flows_admissions", flows.data_admissions, flows.draw_admissions),
    PlotRecipe("contributions", contributions.data, contributions.draw, contributions.NEEDS),
    PlotRecipe("counties", counties.data, counties.draw),
    PlotRecipe("capacity", capacity.data, capacity.draw, capacity.NEEDS),
    PlotRecipe("money", money.data, money.draw, money.NEEDS),
    PlotRecipe("fit", fit.data, fit.draw),
)


def draw_plots(folder: Path, lang: str, names: Sequence[str] = ()) -> list[Path]:
    """Write ``plots/<name>.csv``, ``.<lang>.svg`` and ``.<lang>.png`` into a results folder; all plots if no name.

    A plot whose tables the run did not write, or wrote empty, is left out. One that fails keeps back no other,
    where somebody is collecting what failed.

    Returns
    -------
    The files written, in order.
    """
    results = Results(folder)
    target = folder / "plots"
    target.mkdir(exist_ok=True)
    written: list[Path] = []
    with house_style():
        for plot in plots_of(results):
            if not names or plot.name in names:
                with going_on(f"plots/{plot.name}", leave=files_of(target, plot.name, lang)):
                    written += drawn(plot, results, lang).write(target)
    return written


def missing(folder: Path, lang: str) -> list[str]:
    """The plots that are not all there in a language, by name."""
    target = folder / "plots"
    names = [plot.name for plot in plots_of(Results(folder))]
    return [name for name in names if not whole(target, name, lang)]


def drawn(plot: PlotRecipe, results: Results, lang: str) -> Drawn:
    """A plot, drawn from its table as that is written; to be called, and saved, in the house style."""
    table = table_text(plot.data(results))
    return Drawn(plot.name, table, plot.draw(table_rows(table), results, lang), lang)


def plots_of(results: Results) -> list[PlotRecipe]:
    """The plots whose tables the run wrote, and wrote something into."""
    return [plot for plot in PLOTS if all(_there(results, need) for need in plot.needs)]


def _there(results: Results, need: str) -> bool:
    if need.endswith(".parquet"):
        from pyarrow.parquet import read_metadata

        path = results.folder / need
        return path.exists() and bool(read_metadata(path).num_rows)
    return not results.optional(need).empty
