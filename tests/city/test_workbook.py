"""The empty workbook: what must be filled says so by colour and word; choices are lists."""

from __future__ import annotations

import csv
import re

import pytest

from sim.city.questions import LISTS, MUST_HAVE, SHEETS, asked_in, questions
from sim.city.words import ALSO, OFFERED, meant
from sim.city.workbook import MAY, MUST, empty_workbook
from sim.vocabulary.language import LANGUAGES

from .linshan import FIRST, LIBRARY, Book, start

WORDS = {"zh": ("必填", "可空"), "en": ("required", "optional")}


@pytest.fixture(params=LANGUAGES)
def book(request: pytest.FixtureRequest) -> Book:
    """The workbook of a language."""
    return Book(request.param)


def colour(cell: object) -> str:
    """The colour of a cell."""
    return "#" + cell.fill.start_color.rgb[2:]  # type: ignore[attr-defined]


def test_what_must_be_filled_is_marked_by_colour_and_word(book: Book) -> None:
    must, may = WORDS[book.lang]
    for question in questions():
        if question.sheet in LISTS:
            cell, head = (book.cell(question.sheet, question.id, row) for row in (0, -1))
            word = head.value.split("\n")[1]
        else:
            cell = book.item(question.id, sheet=question.sheet)
            word = book.sheet(question.sheet).cell(cell.row, 2).value
        needed = question.must and question.sheet in MUST_HAVE
        assert colour(cell) == (MUST if needed else MAY), question
        assert (word == must) == needed, question
        assert word == may or question.must, question


def test_about_a_dozen_things_must_be_filled() -> None:
    assert len([question for question in questions() if question.must and question.sheet in MUST_HAVE]) == 11


def test_choices_are_lists(book: Book) -> None:
    for sheet in LISTS:
        page = book.sheet(sheet)
        rules = {str(rule.sqref).split(":")[0]: rule for rule in page.data_validations.dataValidation}
        for question in asked_in(sheet):
            if question.kind in OFFERED or question.kind == "district":
                rule = rules[book.cell(sheet, question.id, 0).coordinate]
                assert rule.type == "list"
                for name in OFFERED.get(question.kind, {}).values():
                    assert name.told(book.lang) in rule.formula1


def test_every_word_that_is_offered_is_understood() -> None:
    for kind, names in OFFERED.items():
        for number, name in names.items():
            assert meant(kind, name.zh) == meant(kind, name.en) == number
        assert set(ALSO[kind].values()) <= set(names)


def test_equal_calls_give_equal_bytes() -> None:
    assert empty_workbook("linshan", start(), "zh") == empty_workbook("linshan", start(), "zh")


def test_every_number_shows_what_stands_in_for_it(book: Book) -> None:
    """All but what is shared out by beds, and what must be given."""
    for sheet in set(SHEETS) - set(LISTS):
        for question in asked_in(sheet):
            row = book.item(question.id, sheet=sheet).row
            shown = [cell.value or "" for cell in book.sheet(sheet)[row]]
            assert bool(question.national) <= any(re.search(r"[0-9]", str(text)) for text in shown[4:-3]), question.id


def test_every_national_value_is_there() -> None:
    tables = start()
    for question in questions():
        table, _, name = question.national.partition(":")
        if table == "benefit":
            name = f"{question.column}.{question.id}"
        assert not table or tables.years(table, name), question


def test_the_tables_of_start_values_are_assumptions_with_a_range() -> None:
    for file in LIBRARY.glob("start/*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                assert row["confidence"] == "assumption", row
                assert float(row["low"]) <= float(row["value"]) <= float(row["high"]), row
                assert row["source"], row


def test_the_first_row_of_a_list_is_where_the_tests_think(book: Book) -> None:
    for sheet in LISTS:
        assert book.cell(sheet, asked_in(sheet)[0].id, 0).row == FIRST
