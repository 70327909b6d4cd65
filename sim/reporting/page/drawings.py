"""The plots of a page: in both languages, with the words and the data that belong to them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from sim.reporting.folder import Results
from sim.reporting.for_excel import plain
from sim.reporting.lines import straight
from sim.reporting.page.svg import inlined
from sim.reporting.page.words import TEXT, say
from sim.reporting.plots import Drawn, drawn, plots_of
from sim.reporting.plots.beside import files_of, table_rows, table_text
from sim.reporting.plots.frame import house_style, page_svg, said
from sim.reporting.tables.cells import Both
from sim.reporting.undrawn import going_on
from sim.vocabulary.labels import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One plot as the page shows it in one language, and the table it is drawn from."""

    svg: str
    table: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One plot: its drawing by language (a first look has one), what it is called, and the table it shows."""

    name: str
    svg: dict[str, Markup]
    caption: Both
    table: str


Pictures = dict[str, PagePicture]  # by plot


def pictures(results: Results, lang: str, files: Path | None = None) -> Pictures:
    """Every plot whose tables the run wrote, in one language; one that fails is left out.

    ``files`` is the folder into which they are written too, if named.
    """
    found = {}
    with house_style():
        for plot in plots_of(results):
            leave = files_of(files, plot.name, lang) if files is not None else ()
            with going_on(f"plots/{plot.name}" if files is not None else f"report.html/{plot.name}", leave=leave):
                one = drawn(plot, results, lang)
                if files is not None:
                    one.write(files)
                found[plot.name] = picture(one)
    return found


def picture(one: Drawn) -> PagePicture:
    """A plot that is drawn, for the page."""
    title, below = said(one.figure)
    words = f"{_caption(one.name).of(one.lang)} {below}"
    if one.lang == "en":
        title, words = straight(title), straight(words)
    return PagePicture(inlined(page_svg(one.figure, one.lang), f"{one.name}-{one.lang}-", title, words), one.table)


def drawings(by_language: Mapping[str, Pictures]) -> dict[str, Drawing]:
    """The plots of a page, by name, from their pictures in every language, or in the one of a first look."""
    first = next(iter(by_language.values()))
    there = [name for name in first if all(name in of for of in by_language.values())]
    return {name: _drawing(name, by_language) for name in there}


def _drawing(name: str, by_language: Mapping[str, Pictures]) -> Drawing:
    # The drawing is made by us and its letters are escaped by the writer of the XML.
    found = {lang: by_language[lang][name] for lang in LANGUAGES if lang in by_language}
    svg = {lang: Markup(one.svg) for lang, one in found.items()}
    return Drawing(name, svg, _caption(name), for_excel(next(iter(found.values())).table))


def _caption(name: str) -> Both:
    return say(f"plot.{name}" if f"plot.{name}" in TEXT else "plot.other")


def drawing(
    name: str, data: pd.DataFrame, draw: Callable[[pd.DataFrame, str], Figure], words: Sequence[str] = ()
) -> Drawing:
    """A plot in both languages, drawn from its table as it is written beside it; ``words`` as in `table_rows`."""
    table = table_text(data)
    rows = table_rows(table, words)
    with house_style():
        both = {lang: {name: picture(Drawn(name, table, draw(rows, lang), lang))} for lang in LANGUAGES}
    return _drawing(name, both)


def for_excel(table: str) -> str:
    """The table with texts that Excel would take for a formula made plain text; numbers stay as they are."""
    rows = [[plain(cell) for cell in row] for row in csv.reader(io.StringIO(table))]
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
