"""report.csv: all tables of a report one below the other, as Excel opens a file of text by a double click."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence

from sim.reporting.flat import flat, number_in
from sim.reporting.tables.cells import Both, Cell, Change, Table, shown
from sim.reporting.tables.words import word

# Without this mark Excel takes UTF-8 for the encoding of the machine and shows no Chinese.
MARK = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_for_excel(title: Both, about: Sequence[Both], tables: Sequence[Table], lang: str) -> bytes:
    """The file in a language: what this is, then title, headings and rows of each table; numbers as numbers."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    for text in (title, *(text for text in about if text != word("sheet_units")), word("csv_units")):
        write([plain(text.of(lang))])
    for table in tables:
        heads, lines = flat(table, lang)
        write([])
        write([plain(table.title.of(lang))])
        write([plain(head) for head in heads])
        for _, cells in lines:
            write([_text(cell, lang) for cell in cells])
    return (MARK + out.getvalue()).encode("utf-8")


def plain(text: str) -> str:
    """A text that Excel takes for no formula; a number stays as it is."""
    if not text.startswith(FORMULA):
        return text
    try:
        float(text)
    except ValueError:
        return f"'{text}"
    return text


def _text(cell: Cell, lang: str) -> str:
    number = number_in(cell)
    if number is not None and math.isfinite(number):
        return f"{number:.10g}"
    return "" if isinstance(cell, Change) else plain(shown(cell, lang))
