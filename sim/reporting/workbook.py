"""report.xlsx: the tables of the report, one a sheet, with numbers as numbers; for people."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from sim.reporting.flat import flat, number_in
from sim.reporting.folder import Results
from sim.reporting.lines import width
from sim.reporting.luck_share import luck_share_sentence
from sim.reporting.numbers import SUFFIXES
from sim.reporting.page.sections import sample_of
from sim.reporting.page.words import covered_or_how, say
from sim.reporting.sentences import few_sentence, fit_sentence, leading_sentences, target_sentence
from sim.reporting.tables.all import Tables
from sim.reporting.tables.cells import (
    Both,
    Cell,
    Chance,
    Change,
    Column,
    Required,
    Row,
    Table,
    Value,
    both,
    shown,
)
from sim.reporting.tables.words import word
from sim.vocabulary.labels import LANGUAGES
from sim.vocabulary.printed import DIGITS, PERCENT

# Text stays text, whatever it begins with; the file holds no time of its own.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CREATED = datetime(2000, 1, 1)
FONT = "Microsoft YaHei"
POINTS = {"zh": '"（百分点）"', "en": '" pts"'}  # behind a difference of shares, which is a share itself
NARROW, WIDE = 8, 60  # characters of a column
HEAD = {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#E8EEF4"}


Written = Callable[[Both, Sequence[Both], Sequence[Table], str], bytes]


def written(title: Both, about: Sequence[Both], tables: Sequence[Table], lang: str) -> bytes:
    """A sheet of what this is, then a sheet a table; behind them the same in the other language."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": title.of(lang), "created": CREATED})
    book.formats[0].set_font_name(FONT)
    for one in sorted(LANGUAGES, key=lambda one: one != lang):
        pens = Pens(book, one)
        _read_me(book, pens, title, about, one)
        for table in tables:
            _sheet(book, pens, table, one)
    book.close()
    return out.getvalue()


def workbook(tables: Tables, lang: str, write: Written = written) -> bytes:
    """The file of a run in a language, or what another writer makes of its tables; equal results give equal bytes."""
    results = tables.results
    return write(both(results.title), _about(results), sheets(tables), lang)


def sheets(tables: Tables) -> list[Table]:
    """The sheets in order; a table without rows has none."""
    found = [
        tables.headlines,
        tables.targets,
        tables.contributions,
        tables.groups,
        tables.side_effects,
        tables.package,
        _groups([tables.by_district, *tables.by_group]),
        tables.pools,
        tables.waits,
        tables.hospitals,
        tables.net,
        tables.settled,
        tables.money,
        tables.fit,
        tables.rules,
        tables.clauses,
        tables.assumptions,
        tables.definitions,
        tables.indicators,
    ]
    return [table for table in found if table]


class Pens:
    """The formats of cells, each made once."""

    def __init__(self, book: Any, lang: str) -> None:
        self._book, self._lang = book, lang
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, **properties: object) -> Any:
        """A format with these properties in the house font."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": FONT, "valign": "top", **properties})
        return self._made[key]

    def number(self, unit: str, *, gap: bool = False, bold: bool = False, before: str = "") -> Any:
        """Shares and their differences in percent, which says points behind a difference; the rest with their unit.

        A difference is the number that one cell less another gives.
        """
        digits, end = DIGITS[unit], SUFFIXES[unit].told(self._lang)
        text = "#,##0" + ("." + "0" * digits if digits else "") + (f'"{end}"' if end else "")
        if unit in PERCENT:
            text = "0.0%" + (POINTS[self._lang] if gap else "")
        text = (f'"{before}"' if before else "") + text
        return self.of(num_format=f"+{text};-{text};{text}" if gap else text, bold=bold)


def _groups(parts: Sequence[Table]) -> Table:
    """Effects by district, tier, scheme and age on one sheet; what they are by stands in front."""
    first = parts[0]
    indicator, _, *effect = first.columns
    columns = (Column(word("side_by"), "text"), indicator, Column(word("group"), "text"), *effect)
    rows = [Row((part.title, *row.cells)) for part in parts for row in part.rows]
    return Table("groups", word("groups"), columns, rows, first.note)


def _about(results: Results) -> list[Both]:
    """What this is, how much of it there was, and what the intervals cover."""
    covers = results.coverage

    def lines(lang: str) -> list[str]:
        told = (leading_sentences, few_sentence, luck_share_sentence, target_sentence, fit_sentence)
        return [text for tell in told for text in tell(results, lang)]

    return [
        *([say("quick")] if results.manifest.get("quick") else []),
        say("subtitle", base=results.base_year, last=results.last_year),
        say("what", n=results.replications, sample=sample_of(results), interval=both(covers.statement)),
        *(Both(zh, en) for zh, en in zip(lines("zh"), lines("en"), strict=True)),
        *covered_or_how(covers),
        say("experiments"),
        both(covers.limits),
        word("sheet_units"),
    ]


def _read_me(book: Any, pens: Pens, title: Both, about: Sequence[Both], lang: str) -> None:
    sheet = book.add_worksheet(_sheet_name(book, word("read_me"), lang))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, title.of(lang), pens.of(text_wrap=True, bold=True, font_size=16))
    for line, text in enumerate(about, start=1):
        look = {"bold": True} if text == say("quick") else {}
        sheet.write_string(line, 0, text.of(lang), pens.of(text_wrap=True, **look))


def _sheet(book: Any, pens: Pens, table: Table, lang: str) -> None:
    """A heading row that stays, a filter, and a row a line."""
    sheet = book.add_worksheet(_sheet_name(book, table.title, lang))
    heads, lines = flat(table, lang)
    widths = [width(text) for text in heads]
    for n, text in enumerate(heads):
        sheet.write_string(0, n, text, pens.of(**HEAD))
    for line, (row, cells) in enumerate(lines, start=1):
        for at, cell in enumerate(cells):
            seen = _write(sheet, pens, (line, at), cell, lang, bold=row.heading)
            widths[at] = max(widths[at], 0 if row.heading else seen)
    for n, most in enumerate(widths):
        sheet.set_column(n, n, min(WIDE, max(NARROW, most + 3)))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Any, pens: Pens, at: tuple[int, int], cell: Cell, lang: str, *, bold: bool = False) -> int:
    """Write one cell; returns how wide it looks."""
    number = number_in(cell)
    if number is not None and math.isfinite(number):
        match cell:
            case Change():
                pen = pens.number(cell.unit, gap=True, bold=cell.sure)
            case Required():
                pen = pens.number(cell.unit, before=cell.sign.of(lang))
            case Value():
                pen = pens.number(cell.unit)
            case Chance():
                pen = pens.of(num_format="0%")
            case _:
                pen = pens.of()
        sheet.write_number(*at, number, pen)
        return width(shown(cell, lang).partition("[")[0]) if isinstance(cell, Change) else width(shown(cell, lang))
    text = "" if isinstance(cell, Change) else shown(cell, lang)
    wide = width(text)
    if text:
        sheet.write_string(*at, text, pens.of(bold=bold, text_wrap=wide > WIDE))
    return wide


def _sheet_name(book: Any, title: Both, lang: str) -> str:
    """Excel allows 31 characters, none of these, and no name twice."""
    name = "".join(letter for letter in title.of(lang) if letter not in r"[]:*?/\'")[:31]
    taken = {sheet.name.lower() for sheet in book.worksheets()}
    return f"{name[:26]} ({lang})" if name.lower() in taken else name
