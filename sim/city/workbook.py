"""The empty workbook of a new city, for people: one sheet a topic, what must be filled marked by colour and word."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

import xlsxwriter

from sim.city.national_text import YEARS, next_text, range_text, value_text
from sim.city.questions import LISTS, MUST_HAVE, README, SHEETS, Question, asked_in, value_columns
from sim.city.start import Start
from sim.city.words import OFFERED
from sim.city.workbook_texts import ABOUT, say, say_about
from sim.scenario.plain_text import width

# Text stays text, whatever it begins with; the file holds no time of its own.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CREATED = datetime(2000, 1, 1)
FONT = "Microsoft YaHei"
MUST, MAY, HEAD, LINE_COLOUR = "#FFE699", "#EAF3FA", "#1F4E79", "#BFBFBF"
ROWS = {"districts": 20, "hospitals": 60, "primary": 20, "travel": 40}
TOP = 2  # row of the headings, from 0; above them stands what to do
LINE = 15  # points of one line of text
SHARE_DIGITS = "0.0%"
CELL = {"border": 1, "border_color": LINE_COLOUR}
GREY = {**CELL, "font_color": "#808080", "text_wrap": True, "align": "center"}
TITLE = {
    "bold": True,
    "text_wrap": True,
    "bg_color": HEAD,
    "font_color": "white",
    "border": 1,
    "border_color": "white",
    "align": "center",
}


class Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._made: dict[str, Any] = {}

    def of(self, **looks: object) -> Any:
        """A look."""
        key = repr(sorted(looks.items()))
        if key not in self._made:
            base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
            self._made[key] = self.book.add_format({**base, **looks})
        return self._made[key]


class Told(NamedTuple):
    """A column of a sheet that only tells something: its heading, its width, its text and its look."""

    head: str
    wide: int
    text: Callable[[Question], str]
    looks: dict[str, object]


def empty_workbook(city: str, start: Start, lang: str) -> bytes:
    """The file in ``zh`` or ``en``; equal calls give equal bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": say_about("title", lang, city=city), "created": CREATED})
    formats = Formats(book)
    _read_me(book, formats, city, lang)
    for sheet, name in SHEETS.items():
        page = book.add_worksheet(name.told(lang))
        page.set_tab_color(MUST if sheet in MUST_HAVE else MAY)
        hint = say(f"hint_{sheet}", lang, **_minutes(start))
        page.merge_range(0, 0, 0, 6, hint, formats.of(text_wrap=True, font_color=HEAD, bold=True))
        page.set_row(0, 50)
        (_list if sheet in LISTS else _form)(page, formats, sheet, start, lang)
        _printed(page, 0)
    book.close()
    return out.getvalue()


def _minutes(start: Start) -> dict[str, str]:
    """What stands in for travel times, for the hint of their sheet."""
    names = {"urban": "urban_to_urban", "mixed": "urban_to_county", "county": "county_to_county"}
    return {key: f"{start.of('places', f'minutes_{name}', YEARS[0]).value:g}" for key, name in names.items()}


def _printed(page: Any, pages_high: int) -> None:
    """On A4 across, as wide as one page."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, pages_high)


def _read_me(book: Any, formats: Formats, city: str, lang: str) -> None:
    page = book.add_worksheet(README.told(lang))
    page.hide_gridlines(2)
    page.set_column(0, 0, 105)
    row = 0

    def line(text: str, height: int, **looks: object) -> None:
        nonlocal row
        page.set_row(row, height)
        page.write_string(row, 0, text, formats.of(**looks))
        row += 1

    for key in ABOUT:
        text = say_about(key, lang, city=city)
        if key == "title":
            line(text, 32, bold=True, font_size=16, font_color=HEAD)
            for word, colour in (("yellow", MUST), ("blue", MAY)):
                line(say(word, lang), 18, bg_color=colour, indent=1)
        elif key.isdigit():
            row += 1
            line(text, 22, bold=True, font_size=12, font_color=HEAD, bottom=1)
        else:
            line(text, _height((text, 105)), text_wrap=True, indent=1)
        if key == "c":
            command = f"sim init {city} --from {city}.xlsx" + (" --lang zh" if lang == "zh" else "")
            line(command, 20, bold=True, indent=3, bg_color="#F2F2F2", font_name="Consolas")
    _printed(page, 1)


def _form(page: Any, formats: Formats, sheet: str, start: Start, lang: str) -> None:
    """One thing a row: what it is, its value columns, what stands in for it, and where it is printed."""
    columns = value_columns(sheet)
    before = [
        Told(say("item", lang), 32, lambda q: q.name.told(lang), {**CELL, "text_wrap": True}),
        Told(say("marked", lang), 9, lambda q: say("must" if q.must else "may", lang), {**CELL, "align": "center"}),
    ]
    after = [Told(say("unit", lang), 7, lambda q: q.unit.told(lang), GREY)]
    after += [Told(say("source", lang), 22, lambda _: "", {**CELL, "bg_color": "#FAFAFA", "text_wrap": True})]
    after += _national(sheet, start, lang)
    after += [
        Told(say("about", lang), 38, lambda q: q.about.told(lang), {**CELL, "text_wrap": True}),
        Told(say("where", lang), 34, lambda q: q.where.told(lang), {**CELL, "text_wrap": True}),
        Told(say("code", lang), 24, lambda q: q.id, {"font_color": "#A6A6A6", "font_size": 9}),
    ]
    heads = [(told.head, told.wide) for told in before]
    heads += [(name.told(lang), 15) for name in columns.values()]
    heads += [(told.head, told.wide) for told in after]
    for at, (head, wide) in enumerate(heads):
        page.write_string(TOP, at, head, formats.of(**TITLE))
        page.set_column(at, at, wide)
    page.set_row(TOP, 34)
    page.freeze_panes(TOP + 1, len(before) + len(columns))
    asked = [question for question in asked_in(sheet) if question.column == next(iter(columns))]
    for row, question in enumerate(asked, TOP + 1):
        page.set_row(row, _height(*((told.text(question), told.wide) for told in (*before, *after[:-1]))))
        for at, told in enumerate(before):
            page.write_string(row, at, told.text(question), formats.of(**told.looks, bold=question.must))
        for at in range(len(before), len(before) + len(columns)):
            page.write_blank(row, at, None, _answer(formats, question, MUST if question.must else MAY))
            _validate(page, (row, row), at, question, lang)
        for at, told in enumerate(after, len(before) + len(columns)):
            page.write_string(row, at, told.text(question), formats.of(**told.looks))


def _national(sheet: str, start: Start, lang: str) -> list[Told]:
    """The columns of national values: of several years, or of both schemes with their ranges."""
    columns = value_columns(sheet)
    if len(columns) == 1:

        def of_year(year: int) -> Callable[[Question], str]:
            return lambda question: next_text(question, year, start, lang)

        found = [Told(say("national", lang, year=year), 12, of_year(year), GREY) for year in YEARS]
        return [*found, Told(say("range", lang), 15, lambda q: range_text(q, "", start), GREY)]

    def of_scheme(column: str) -> Callable[[Question], str]:
        return lambda q: f"{value_text(q, column, YEARS[-1], start, lang)} ({range_text(q, column, start)})"

    return [
        Told(say("typical", lang, year=YEARS[-1], name=name), 27, of_scheme(column), GREY)
        for column, name in columns.items()
    ]


def _list(page: Any, formats: Formats, sheet: str, start: Start, lang: str) -> None:
    """An entry a row; above the headings what a column means and where it is printed."""
    must = "must" if sheet in MUST_HAVE else "in_row"
    heights = []
    for at, question in enumerate(asked_in(sheet)):
        wide = {"name": 30, "source": 26, "from": 24, "to": 24, "centre_doctors": 23}.get(question.id, 18)
        national = value_text(question, "", YEARS[-1], start, lang)
        about = [text for text in (question.about.told(lang), question.where.told(lang)) if text]
        about += [f"{say('national', lang, year=YEARS[-1])}: {national}"] if national else []
        page.write_string(TOP - 1, at, "\n".join(about), formats.of(font_size=9, font_color="#606060", text_wrap=True))
        heights.append(sum(_height((text, wide)) - 3 for text in about) + 3)
        unit = question.unit.told(lang)
        unit = (f"（{unit}）" if lang == "zh" else f" ({unit})") if unit else ""
        word = say(must if question.must else "may", lang)
        page.write_string(TOP, at, f"{question.name.told(lang)}{unit}\n{word}", formats.of(**TITLE))
        page.set_column(at, at, wide)
        colour = MUST if question.must and sheet in MUST_HAVE else MAY
        for row in range(TOP + 1, TOP + 1 + ROWS[sheet]):
            page.write_blank(row, at, None, _answer(formats, question, colour))
        _validate(page, (TOP + 1, TOP + ROWS[sheet]), at, question, lang)
    page.set_row(TOP - 1, max(heights))
    page.set_row(TOP, 48)
    page.freeze_panes(TOP + 1, 1)


def _answer(formats: Formats, question: Question, colour: str) -> Any:
    """The look of a cell that is filled in: what is typed as a share, a count or a code stays one."""
    looks: dict[str, object] = {**CELL, "bg_color": colour}
    digits = {"share": SHARE_DIGITS, "count": "#,##0", "yuan": "#,##0.##", "code": "@", "text": "@", "slug": "@"}
    if question.kind in digits:
        looks["num_format"] = digits[question.kind]
    return formats.of(**looks)


def _validate(page: Any, rows: tuple[int, int], at: int, question: Question, lang: str) -> None:
    """A list to choose from; other words that mean the same are taken too, so it only warns."""
    if question.kind in OFFERED:
        words = [name.told(lang) for name in OFFERED[question.kind].values()]
        note = say("choose_text", lang, words=("、" if lang == "zh" else ", ").join(words))
        rule = {"source": words, "input_title": question.name.told(lang), "input_message": note}
        rule |= {"error_title": say("choose", lang), "error_message": note}
    elif question.kind == "district":
        name, last = SHEETS["districts"].told(lang), TOP + 1 + ROWS["districts"]
        rule = {"source": f"='{name}'!$A${TOP + 2}:$A${last}"}
    else:
        return
    page.data_validation(rows[0], at, rows[1], at, {"validate": "list", "error_type": "warning", **rule})


def _height(*texts: tuple[str, int]) -> int:
    """Points of a row in which these texts are wrapped, each in a column of so many characters."""
    return LINE * max(1, *(-(-width(text) // (room - 1)) for text, room in texts)) + 3
