"""CSV tables of numbers with the line and column of every cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from sim.scenario.csv_cells import Cell, split
from sim.scenario.csv_heading import check_heading
from sim.scenario.faults import Faults, FilePoint, shown
from sim.scenario.input_file import read_text
from sim.scenario.number_row import NO_TEXTS, NUMBER_COLUMNS, Row, Texts, quantity_of
from sim.vocabulary.phrase import telling
from sim.vocabulary.quantity import Quantity

__all__ = ["NUMBER_COLUMNS", "CsvTable", "Figure", "Key", "is_whole", "read_figures", "read_table"]

Key = tuple[str, ...]
PHRASES = {
    "empty": ("表格是空的", "the table is empty"),
    "first_line": ("第一行写：{columns}", "first line: {columns}"),
    "cells": ("有 {n} 个单元格，第一行有 {there} 个", "{n} cells, the first line has {there}"),
    "commas": (
        "文字中有逗号时用双引号括住；数字不写千位分隔符：1234.5",
        "put text with commas in double quotes; write numbers without thousands separators: 1234.5",
    ),
    "quotes": ("文字中有逗号时用双引号括住", "put text with commas in double quotes"),
    "few": ("请补齐各列的逗号", "write a comma for every column"),
    "twice": ("重复（第一次在第 {line} 行）", "given twice (first in line {line})"),
    "remove": ("请删去一行", "remove one of the rows"),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a table with the row it stands in."""

    quantity: Quantity
    row: Row

    def place(self, column: str) -> FilePoint:
        """Where a cell of the row begins."""
        return self.row[column].place


@dataclass
class CsvTable:
    """The numbers of a table by key, in file order.

    ``rows`` are all keys with their row, also where the number has a fault; ``whole`` is False where the file or its
    heading cannot be read, so that nothing can be called missing.
    """

    figures: dict[Key, Figure] = field(default_factory=dict)
    rows: dict[Key, Row] = field(default_factory=dict)
    whole: bool = False


def read_table(path: Path, keys: Sequence[str], faults: Faults, texts: Texts = NO_TEXTS) -> CsvTable:
    """The numbers of a table by its key columns; a key twice, a bad number or a missing source is a fault.

    ``texts`` has what sources and notes say in the other language.
    """
    table = CsvTable()
    columns = (*keys, *NUMBER_COLUMNS)
    text = read_text(path, faults)
    if text is None:
        return table
    before = len(faults.problems)
    lines = split(text, shown(path), faults)
    if not lines:
        if len(faults.problems) == before:
            faults.add(FilePoint(shown(path)), "", tell("empty"), tell("first_line", columns=",".join(columns)))
        return table
    names = check_heading(lines, columns, faults)
    if names is None or not set(keys) <= set(names):
        return table
    table.whole = True
    for cells in lines[1:]:
        _add(table, cells, names, keys, faults, texts)
    return table


def read_figures(path: Path, keys: Sequence[str], faults: Faults) -> dict[Key, Figure]:
    """The numbers of a table; see `read_table`."""
    return read_table(path, keys, faults).figures


def _add(
    table: CsvTable, cells: Sequence[Cell], names: Sequence[str], keys: Sequence[str], faults: Faults, texts: Texts
) -> None:
    """Take one row into a table."""
    row = {name: cell for name, cell in zip(names, cells, strict=False) if name}
    whole = is_whole(cells, names, faults)
    if not set(keys) <= set(row):
        return
    key = tuple(row[name].text.strip() for name in keys)
    first = row[keys[0]]
    if key in table.rows:
        what = tell("twice", line=table.rows[key][keys[0]].place.line)
        faults.add(first.place, ".".join(key), what, tell("remove"))
        return
    table.rows[key] = row
    quantity = quantity_of(row, ".".join(key), faults, texts) if whole else None
    if quantity is not None:
        table.figures[key] = Figure(quantity, row)


def is_whole(cells: Sequence[Cell], names: Sequence[str], faults: Faults) -> bool:
    """Whether a row has a cell for every column; a fault if not."""
    if len(cells) == len(names):
        return True
    digits = [cell.text.strip().lstrip("¥￥") for cell in cells]
    thousands = any(a[-3:].isdigit() and b[:3].isdigit() for a, b in pairwise(digits))
    remedy = "few" if len(cells) < len(names) else "commas" if thousands else "quotes"
    faults.add(cells[0].place, "", tell("cells", n=len(cells), there=len(names)), tell(remedy))
    return False
