"""What went in and what it is held against: assumptions, fit, definitions, and every indicator."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from sim.indicators.register import register
from sim.reporting.folder import Results
from sim.reporting.numbers import EMPTY, interval
from sim.reporting.tables.cells import (
    Both,
    Cell,
    Chance,
    Raw,
    Row,
    Table,
    Value,
    both,
    in_language,
    in_words,
    name_of,
    same,
)
from sim.reporting.tables.words import columns, word
from sim.vocabulary.definitions import definitions as vocabulary
from sim.vocabulary.labels import label, labels, unit, unit_words
from sim.vocabulary.phrase import Bilingual


def assumptions(results: Results) -> Table:
    """Every number that went in, with unit, range, source and how well it is known."""
    frame = results.optional("parameters")
    heads = columns(
        name="text",
        input="code",
        value="number",
        unit="text",
        low="number",
        high="number",
        source="long",
        confidence="word",
        note="long",
    )
    rows = [
        Row(
            (
                _name(row), same(row["path"]), _raw(row["value"]), _unit(row["unit"]),
                _raw(row["low"]), _raw(row["high"]), in_language(row, "source"), _label(row["confidence"]),
                in_language(row, "note"),
            )
        )
        for row in frame.to_dict("records")
    ]  # fmt: skip
    assumed = int((frame["confidence"] == "assumption").sum()) if rows else 0
    return Table(
        "assumptions", word("assumptions"), heads, rows, word("assumptions_note", n=len(rows), assumed=assumed)
    )


def fit(results: Results) -> Table:
    """The base year of the model beside the statistics, with the range each may lie in."""
    frame = results.optional("fit")
    heads = columns(
        indicator="text",
        place="text",
        group="word",
        statistic="number",
        range="number",
        model="number",
        inside="word",
        source="text",
        confidence="word",
    )
    rows = []
    for row in frame.to_dict("records"):
        kind = unit(row["indicator"])
        inside = row["inside"]
        cells: tuple[Cell, ...] = (
            name_of(row["indicator"]),
            both(partial(results.name, row["area"])),
            same(EMPTY) if row["group"] == "all" else _label(row["group"]),
            _value(row["figure"], kind),
            same(interval(float(row["low"]), float(row["high"]), kind)),
            _value(row["model"], kind),
            same(EMPTY) if pd.isna(inside) else word("yes" if str(inside) == "True" else "no"),
            in_language(row, "source"),
            _label(row["confidence"]),
        )
        rows.append(Row(cells))
    return Table("fit", word("fit"), heads, rows, word("fit_note", year=results.base_year))


def definitions(results: Results) -> Table:
    """How each indicator that has a value is counted."""
    there = set(results.indicators["indicator"])
    rows = []
    for name, one in register().items():
        if name in there:
            known = vocabulary()[name]
            says = (_in_both(text) for text in (known.text, known.numerator, known.denominator))
            rows.append(Row((name_of(name), same(name), *says, word(str(one.domain)), word(one.direction))))
    heads = columns(
        indicator="text",
        id="code",
        definition="long",
        numerator="long",
        denominator="long",
        whose="text",
        direction="text",
    )
    return Table("definitions", word("definitions"), heads, rows)


def indicators(results: Results) -> Table:
    """Every line of indicators.csv with its words."""
    told = bool(results.indicators.get("luck_share", pd.Series(dtype=float)).notna().any())
    heads = columns(
        indicator="text",
        id="code",
        arm="text",
        year="text",
        place="text",
        group="word",
        value="number",
        low="number",
        high="number",
        n="number",
    )
    if told:
        heads += columns(luck_share="number")
    rows = []
    for row in results.indicators.to_dict("records"):
        name, kind = row["indicator"], unit(row["indicator"])
        cells: tuple[Cell, ...] = (
            name_of(name),
            same(name),
            name_of(row["arm"]),
            same(row["year"]),
            both(partial(results.name, row["area"])),
            _label(row["group"]) if row["group"] != "all" else same(EMPTY),
            *(_value(row[end], kind) for end in ("mean", "low", "high")),
            Raw(float(row["n"])),
            *((_share(row["luck_share"]),) if told else ()),
        )
        rows.append(Row(cells))
    return Table("indicators", word("indicators"), heads, rows)


def _raw(value: object) -> Cell:
    number = float(str(value))
    return Raw(number) if math.isfinite(number) else same("")


def _value(value: object, kind: str) -> Cell:
    number = float(str(value))
    return Value(number, kind) if math.isfinite(number) else same(EMPTY)


def _share(value: object) -> Cell:
    number = float(str(value))
    return Chance(number) if math.isfinite(number) else same(EMPTY)


def _name(row: Mapping[Any, Any]) -> Both:
    """What an input is called; its path in results that have no names."""
    return in_words(row) if "label_zh" in row else same(row["path"])


def _unit(word_: object) -> Both:
    return _in_both(unit_words("" if pd.isna(word_) else str(word_)))  # type: ignore[call-overload]


def _in_both(text: Bilingual) -> Both:
    return both(text.told)


def _label(word_: object) -> Both:
    """The label of an id that may be one we do not know."""
    text = "" if pd.isna(word_) else str(word_)  # type: ignore[call-overload]
    return both(lambda lang: label(text, lang)) if text in labels() else same(text)
