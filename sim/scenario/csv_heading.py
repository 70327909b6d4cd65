"""The first line of a table: which columns it has, and what is wrong where it is no heading."""

from __future__ import annotations

from collections.abc import Sequence

from sim.scenario.csv_cells import Cell
from sim.scenario.faults import Faults, allowed
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "unknown": ("没有这一列", "unknown column"),
    "twice": ("这一列出现两次", "column twice"),
    "remove_one": ("请删去一列", "remove one of them"),
    "missing": ("缺少这一列", "column missing"),
    "first_line": ("第一行写：{columns}", "first line: {columns}"),
    "no_name": ("这一列没有列名", "a column without a heading"),
    "remove": ("请删去这一列", "remove the column"),
    "below": ("列名在第 {line} 行", "the heading stands in line {line}"),
    "lines_above": ("请删去它上面的各行", "remove the lines above it"),
    "no_heading": ("没有列名", "no heading"),
    "separator": ("单元格用{mark}分隔", "the cells are separated by {mark}"),
    "commas": ("请另存为以半角逗号分隔的 CSV", "save it as CSV with commas between the cells"),
    ";": ("分号", "semicolons"),
    "\t": ("制表符", "tabs"),
    "，": ("全角逗号", "full-width commas ，"),
}
tell = telling(PHRASES)


def check_heading(lines: Sequence[Sequence[Cell]], columns: Sequence[str], faults: Faults) -> list[str] | None:
    """The names of the columns in the order of the file, empty for one that is not known; None if it is no heading.

    Faults are noted: one for the cause, where the line is no heading at all.
    """
    header = lines[0]
    names = [cell.text.strip() for cell in header]
    first = header[0].place
    wanted = tell("first_line", columns=",".join(columns))
    if not set(names) & set(columns):
        for mark in (";", "\t", "，"):
            if mark in header[0].text:
                faults.add(first, "", tell("separator", mark=tell(mark)), tell("commas"))
                return None
        for line in lines[1:6]:
            if len({cell.text.strip() for cell in line} & set(columns)) > len(columns) // 2:
                faults.add(first, "", tell("below", line=line[0].place.line), tell("lines_above"))
                return None
        faults.add(first, "", tell("no_heading"), wanted)
        return None
    for cell, name in zip(header, names, strict=True):
        if not name:
            faults.add(cell.place, "", tell("no_name"), tell("remove"))
        elif name not in columns:
            faults.add(cell.place, name, tell("unknown"), _nearest(name, columns, names))
        elif names.index(name) != header.index(cell):
            faults.add(cell.place, name, tell("twice"), tell("remove_one"))
    for name in columns:
        if name not in names:
            faults.add(first, name, tell("missing"), wanted)
    return [name if name in columns and names.index(name) == n else "" for n, name in enumerate(names)]


def _nearest(name: str, columns: Sequence[str], names: Sequence[str]) -> Bilingual:
    """What to write: a column that is not there yet, if one is."""
    return allowed(name, [column for column in columns if column not in names] or columns)
