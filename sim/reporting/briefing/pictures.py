"""The plots of a briefing, drawn for the page: as PNG, with what they are called and what they show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sim.reporting.briefing.content import Picture
from sim.reporting.folder import Results
from sim.reporting.page.words import TEXT
from sim.reporting.page.words import say as page
from sim.reporting.plots import plots_of
from sim.reporting.plots.beside import table_rows, table_text
from sim.reporting.plots.frame import house_style, page_png, said

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def picture_of_run(results: Results, name: str, lang: str) -> Picture | None:
    """A plot of a run; None where the run did not write what it needs."""
    plot = next((plot for plot in plots_of(results) if plot.name == name), None)
    if plot is None:
        return None
    return drawn(name, plot.data(results), lambda rows: plot.draw(rows, results, lang), lang)


def drawn(
    name: str, table: pd.DataFrame, draw: Callable[[pd.DataFrame], Figure], lang: str, words: Sequence[str] = ()
) -> Picture:
    """A plot drawn from its table as it would be written beside it; ``words`` as in `table_rows`."""
    with house_style():
        figure = draw(table_rows(table_text(table), words))
        title, below = said(figure)
        png = page_png(figure, lang)
    what = page(f"plot.{name}" if f"plot.{name}" in TEXT else "plot.other").of(lang)
    return Picture(png, what.rstrip("。."), f"{what} {title} {below}")
