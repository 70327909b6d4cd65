"""A table for people: cells that know their unit, texts in both languages."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

import pandas as pd

from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case, straight
from sim.reporting.numbers import EMPTY, MINUS, change, number, percent
from sim.reporting.sentences import Effect
from sim.reporting.side_effects import MARK, NO_MARK, mark
from sim.reporting.target_table import required, sign_of
from sim.reporting.wording import say
from sim.vocabulary.labels import label, unit


@dataclass(frozen=True, slots=True)
class Both:
    """A text in both languages; equal ones need no translation."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        """The text in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Value:
    """A number in the unit of an indicator."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Change:
    """A difference with its interval; ``sure`` where the interval leaves out zero."""

    value: float
    low: float
    high: float
    unit: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability, or another share that is known to whole per cents at best."""

    share: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Met, missed or, with None, not to be judged; ``few`` where that is for lack of simulated cases."""

    met: bool | None
    few: bool = False


@dataclass(frozen=True, slots=True)
class Required:
    """The number that a target asks for, and the sign before it."""

    value: float
    unit: str
    sign: Both

    def text(self, lang: str) -> str:
        """As people read it: ≥ 65.0 %."""
        return self.sign.of(lang) + number(self.value, self.unit, lang)


@dataclass(frozen=True, slots=True)
class Raw:
    """A number as a file has it; its unit stands in a column of its own."""

    value: float


Cell = Both | Value | Change | Chance | Verdict | Required | Raw
Kind = Literal["text", "long", "word", "ids", "code", "number", "change"]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and what stands below it.

    ``change`` columns hold a difference and its interval, ``word`` one word, ``ids`` several with blanks between.
    """

    head: Both
    kind: Kind


@dataclass(frozen=True, slots=True)
class Row:
    """The cells; lines of ``level`` 1 and more belong to the line above them, a heading has one cell."""

    cells: tuple[Cell, ...]
    level: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows under a title; ``key`` names it in files, ``note`` explains it."""

    key: str
    title: Both
    columns: tuple[Column, ...]
    rows: list[Row] = field(default_factory=list)
    note: Both | None = None

    def __bool__(self) -> bool:
        return bool(self.rows)


NOTHING = Both("", "")


def both(text: Callable[[str], str]) -> Both:
    """What a function of the language says, English with straight quotes."""
    return Both(text("zh"), straight(text("en")))


def same(text: object) -> Both:
    """An id, a formula or a name that is not translated; empty for a missing one."""
    missing = text is None or (isinstance(text, float) and math.isnan(text))
    words = "" if missing else straight(str(text))
    return Both(words, words)


def in_words(row: Mapping[Any, Any]) -> Both:
    """The label that a row of a file has in columns of its own, beginning a line."""
    return both(lambda lang: sentence_case(str(row[f"label_{lang}"])))


def in_language(row: Mapping[Any, Any], column: str) -> Both:
    """A text of a file: ``source`` in English, ``source_zh`` in Chinese; as it is where it was written once."""
    text, zh = same(row.get(column, "")), same(row.get(f"{column}_zh", ""))
    return Both(zh.zh or text.zh, text.en)


def name_of(word: str) -> Both:
    """The label of an id, beginning a line."""
    return both(lambda lang: sentence_case(label(word, lang)))


def change_of(found: Effect) -> Change:
    """The difference of an effect."""
    return Change(found.difference, found.low, found.high, found.unit, mark(found) == MARK)


def effect_cells(found: Effect | None) -> tuple[Cell, Cell, Cell]:
    """Without, with, effect; dashes without a value."""
    if found is None:
        return (same(EMPTY),) * 3
    return Value(found.baseline, found.unit), Value(found.reform, found.unit), change_of(found)


def required_cell(row: pd.Series, results: Results) -> Cell:
    """What a target asks for: a number with its sign; words where it is that of a base year without a value."""
    if pd.isna(row["value"]):
        return both(partial(required, row, results))
    return Required(float(row["value"]), unit(str(row["indicator"])), both(partial(sign_of, str(row["comparator"]))))


def shown(cell: Cell, lang: str) -> str:
    """A cell as text for people."""
    match cell:
        case Both():
            return cell.of(lang)
        case Value():
            return number(cell.value, cell.unit, lang)
        case Change():
            star = MARK if cell.sure else NO_MARK
            return f"{change(cell.value, cell.low, cell.high, cell.unit, lang)} {star}".strip()
        case Chance():
            return percent(cell.share, lang)
        case Verdict():
            return say(("few" if cell.few else "open") if cell.met is None else "met" if cell.met else "missed", lang)
        case Required():
            return cell.text(lang)
        case Raw():
            sign = MINUS if cell.value < 0 else ""
            return f"{sign}{abs(cell.value):g}" if math.isfinite(cell.value) else ""


def order(cell: Cell) -> float | None:
    """What a column is sorted by; None where it is the text."""
    match cell:
        case Value() | Change() | Required() | Raw():
            return cell.value if math.isfinite(cell.value) else None
        case Chance():
            return cell.share if math.isfinite(cell.share) else None
        case Verdict():
            return None if cell.met is None else float(cell.met)
        case Both():
            return None
