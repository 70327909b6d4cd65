"""Writes tables of numbers as the readers take them, always the same bytes for the same numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from sim.scenario.csv_tables import NUMBER_COLUMNS
from sim.scenario.plain_yaml import number
from sim.vocabulary.quantity import Quantity

Rows = Iterable[tuple[tuple[str, ...], Quantity]]


def table_text(keys: tuple[str, ...], rows: Rows, lang: str = "en") -> str:
    """A table of numbers by its key columns, its sources and notes in one language."""
    lines = []
    for key, q in rows:
        ends = ("" if end is None else number(end) for end in (q.low, q.high))
        lines.append(
            (*key, number(q.value), q.unit, *ends, q.source.told(lang), q.confidence.id, q.note.told(lang)),
        )
    return csv_text((*keys, *NUMBER_COLUMNS), lines)


def csv_text(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table of texts under its column names."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()
