"""The plots of a page: in both languages, with the words and the data that belong to them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from markupsafe import Markup

from sim.reporting.folder import Results
from sim.reporting.lines import straight
from sim.reporting.page.svg import inlined
from sim.reporting.page.words import TEXT, say
from sim.reporting.plots import Plot, plots_of
from sim.reporting.plots.beside import table_rows, table_text
from sim.reporting.plots.frame import house_style, page_svg, said
from sim.reporting.tables.cells import Both
from sim.reporting.undrawn import going_on
from sim.vocabulary.labels import LANGUAGES

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Drawing:
    """One plot: its drawing by language, what it is called, and the table it shows."""

    name: str
    svg: dict[str, Markup]
    caption: Both
    table: str


def drawings(results: Results) -> dict[str, Drawing]:
    """Every plot whose tables the run wrote, by name; one that fails is left out."""
    found = {}
    with house_style():
        for plot in plots_of(results):
            with going_on(f"report.html/{plot.name}"):
                found[plot.name] = _drawing(plot, results)
    return found


def _drawing(plot: Plot, results: Results) -> Drawing:
    table = table_text(plot.data(results))
    rows = table_rows(table)
    key = f"plot.{plot.name}" if f"plot.{plot.name}" in TEXT else "plot.other"
    caption = say(key)
    svg = {}
    for lang in LANGUAGES:
        figure = plot.draw(rows, results, lang)
        title, below = said(figure)
        words = f"{caption.of(lang)} {below}"
        if lang == "en":
            title, words = straight(title), straight(words)
        # The drawing is made by us and its letters are escaped by the writer of the XML.
        svg[lang] = Markup(inlined(page_svg(figure, lang), f"{plot.name}-{lang}-", title, words))
    return Drawing(plot.name, svg, caption, for_excel(table))


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
