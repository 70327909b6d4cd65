"""A table as rows of single cells, for sheets: a difference has its ends in columns of their own."""

from __future__ import annotations

import math

from sim.reporting.tables.cells import Both, Cell, Chance, Change, Column, Raw, Required, Row, Table, Value, same, shown
from sim.reporting.tables.words import word


def flat(table: Table, lang: str) -> tuple[list[str], list[tuple[Row, list[Cell]]]]:
    """The headings, and each row with its cells; a difference takes three columns if it has an interval.

    A line that belongs to the line above says so in words: it must be understood when rows are filtered.
    """
    spread = [column.kind == "change" and _has_interval(table, n) for n, column in enumerate(table.columns)]
    heads = [text for column, wide in zip(table.columns, spread, strict=True) for text in _heads(column, wide, lang)]
    above: list[str] = []
    lines: list[tuple[Row, list[Cell]]] = []
    for row in table.rows:
        if not row.heading:
            above = [*above[: row.level], shown(row.cells[0], lang)]
        name = same((": " if lang == "en" else "：").join(above)) if row.level else row.cells[0]
        cells = (name, *row.cells[1:])
        lines.append((row, [part for n, cell in enumerate(cells) for part in (_parts(cell) if spread[n] else [cell])]))
    return heads, lines


def _has_interval(table: Table, number: int) -> bool:
    cells = (row.cells[number] for row in table.rows if not row.heading)
    return any(isinstance(cell, Change) and math.isfinite(cell.low) for cell in cells)


def _heads(column: Column, wide: bool, lang: str) -> list[str]:
    """A difference has its ends in columns of their own."""
    head = column.head.of(lang)
    if column.kind == "change":
        head = head.partition(" [")[0]
    between = "：" if lang == "zh" else ": "
    return [head, *(f"{head}{between}{word(end).of(lang)}" for end in ("lower", "upper") if wide)]


def _parts(cell: Cell) -> list[Cell]:
    if isinstance(cell, Change):
        return [cell, *(Change(end, math.nan, math.nan, cell.unit) for end in (cell.low, cell.high))]
    return [cell, *[Both("", "")] * 2]


def number_in(cell: Cell) -> float | None:
    """What a cell holds as a number; None for words."""
    match cell:
        case Value() | Change() | Required() | Raw():
            return cell.value
        case Chance():
            return cell.share
        case _:
            return None
