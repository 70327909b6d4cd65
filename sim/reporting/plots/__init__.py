"""Plots of a results folder: each is drawn from the CSV beside it, as SVG and PNG, in one language."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.folder import Results
from sim.reporting.plots import counties, fit, flows, headline, money, scoreboard, trajectory
from sim.reporting.plots.frame import house_style, save

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FLOAT = "%.10g"


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot's name, the table it shows, how it is drawn from that table, and which tables of the run it needs."""

    name: str
    data: Callable[[Results], pd.DataFrame]
    draw: Callable[[pd.DataFrame, Results, str], Figure]
    needs: tuple[str, ...] = ()


PLOTS = (
    Plot("headline", headline.data, headline.draw),
    Plot("scoreboard", scoreboard.data, scoreboard.draw, scoreboard.NEEDS),
    Plot("trajectory", trajectory.data, trajectory.draw),
    Plot("flows_first_contact", flows.data_first, flows.draw_first),
    Plot("flows_admissions", flows.data_admissions, flows.draw_admissions),
    Plot("counties", counties.data, counties.draw),
    Plot("money", money.data, money.draw, money.NEEDS),
    Plot("fit", fit.data, fit.draw),
)


def draw_plots(folder: Path, lang: str, names: Sequence[str] = ()) -> list[Path]:
    """Write ``plots/<name>.csv``, ``.<lang>.svg`` and ``.<lang>.png`` into a results folder; all plots if no name.

    A plot whose tables the run did not write, or wrote empty, is left out.

    Returns
    -------
    The files written, in order.
    """
    results = Results(folder)
    target = folder / "plots"
    target.mkdir(exist_ok=True)
    written: list[Path] = []
    with house_style():
        for plot in PLOTS:
            if (names and plot.name not in names) or any(results.optional(need).empty for need in plot.needs):
                continue
            table = target / f"{plot.name}.csv"
            text = plot_csv(plot, results)
            table.write_text(text, encoding="utf-8", newline="\n")
            written += [table, *save(plot.draw(plot_rows(text), results, lang), target, plot.name, lang)]
    return written


def plot_csv(plot: Plot, results: Results) -> str:
    """The table a plot shows, as it is written beside it."""
    return plot.data(results).to_csv(index=False, float_format=FLOAT, lineterminator="\n")


def plot_rows(text: str) -> pd.DataFrame:
    """That table read back: what is drawn."""
    return pd.read_csv(io.StringIO(text), keep_default_na=False, na_values=[""], dtype=_text(text))


def _text(table: str) -> dict[str, type[str]]:
    """Columns that hold words; a year is one where it may name a window of months."""
    columns = table.partition("\n")[0].split(",")
    words = {"indicator", "arm", "area", "group", "home", "comparator", "unit", "target", "side", "part", "kind"}
    if "month" not in columns:
        words.add("year")
    return {column: str for column in columns if column in words}
