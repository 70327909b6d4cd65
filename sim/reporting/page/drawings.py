"""The plots of a page: in both languages, with the words and the data that belong to them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from sim.reporting.folder import Results
from sim.reporting.lines import straight
from sim.reporting.page.svg import inlined
from sim.reporting.page.words import TEXT, say
from sim.reporting.plots import Plot, plots_of
from sim.reporting.plots.beside import table_rows, table_text
from sim.reporting.plots.frame import house_style, page_svg, said
from sim.reporting.tables.cells import Both
from sim.vocabulary.labels import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Drawing:
    """One plot: its drawing by language, what it is called, and the table it shows."""

    name: str
    svg: dict[str, Markup]
    caption: Both
    table: str


def drawings(results: Results) -> dict[str, Drawing]:
    """Every plot whose tables the run wrote, by name."""
    found = {}
    for plot in plots_of(results):
        found[plot.name] = drawing(plot.name, plot.data(results), partial(_of_run, plot, results))
    return found


def _of_run(plot: Plot, results: Results, rows: pd.DataFrame, lang: str) -> Figure:
    return plot.draw(rows, results, lang)


def drawing(
    name: str, data: pd.DataFrame, draw: Callable[[pd.DataFrame, str], Figure], words: Sequence[str] = ()
) -> Drawing:
    """A plot in both languages, drawn from its table as it is written beside it; ``words`` as in `table_rows`."""
    table = table_text(data)
    rows = table_rows(table, words)
    key = f"plot.{name}" if f"plot.{name}" in TEXT else "plot.other"
    caption = say(key)
    svg = {}
    with house_style():
        for lang in LANGUAGES:
            figure = draw(rows, lang)
            title, below = said(figure)
            text = f"{caption.of(lang)} {below}"
            if lang == "en":
                title, text = straight(title), straight(text)
            # The drawing is made by us and its letters are escaped by the writer of the XML.
            svg[lang] = Markup(inlined(page_svg(figure, lang), f"{name}-{lang}-", title, text))
    return Drawing(name, svg, caption, for_excel(table))


def for_excel(table: str) -> str:
    """The table with texts that Excel would take for a formula made plain text; numbers stay as they are."""
    rows = [[_plain(cell) for cell in row] for row in csv.reader(io.StringIO(table))]
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _plain(cell: str) -> str:
    if not cell.startswith(FORMULA):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell
