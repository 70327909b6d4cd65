"""How the national and typical values are told beside the cells of the workbook."""

from __future__ import annotations

from sim.city.questions import Question
from sim.city.start import Start
from sim.city.workbook_texts import say
from sim.vocabulary.quantity import Quantity

YEARS = (2016, 2019, 2022)  # of the values that are shown
# How a rate is told of which a number is worked out, by its unit.
RATES = {
    "rural": "rural",
    "per 1000": "thousand",
    "per 100": "hundred",
    "per bed": "bed",
    "persons": "people",
    "per year": "each",
}


def value_text(question: Question, column: str, year: int, start: Start, lang: str) -> str:
    """The value of a year as people write it; empty where there is none."""
    known = _known(question, column, year, start)
    if known is None:
        return ""
    text = _written(known.value, known.unit)
    if question.kind != "count":
        return text
    word = "part" if known.unit == "share" else next((word for unit, word in RATES.items() if unit in known.unit), "")
    return say(word, lang, value=text) if word else text


def next_text(question: Question, year: int, start: Start, lang: str) -> str:
    """The value of a year beside that of the year before it: a word where both are the same."""
    before = [one for one in YEARS if one < year]
    same = before and _known(question, "", year, start) == _known(question, "", before[-1], start)
    text = value_text(question, "", year, start, lang)
    return say("as_left", lang) if same and text else text


def range_text(question: Question, column: str, start: Start) -> str:
    """The range in which it usually lies."""
    known = _known(question, column, YEARS[-1], start)
    if known is None or known.low is None or known.high is None:
        return ""
    return f"{_written(known.low, known.unit)}–{_written(known.high, known.unit)}"


def _known(question: Question, column: str, year: int, start: Start) -> Quantity | None:
    table, _, name = question.national.partition(":")
    if table == "benefit":
        name = f"{column}.{question.id}"
    return start.of(table, name, year) if start.years(table, name) else None


def _written(value: float, unit: str) -> str:
    if unit == "share":
        return f"{value * 100:.1f}%".replace(".0%", "%")
    return f"{value:,.1f}".removesuffix(".0") if value < 1000 else f"{value:,.0f}"
