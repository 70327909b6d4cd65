"""The cells of a CSV text, each with its line and column; what Excel leaves empty is nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sim.scenario.faults import Faults, FilePoint
from sim.vocabulary.phrase import telling

PHRASES = {
    "open_quote": ("单元格的引号没有闭合", "a quote that does not close its cell"),
    "quote": ('请用 "..." 括住整个单元格，其中的引号写作 ""', 'write "..." around the cell, "" for a quote inside'),
}
tell = telling(PHRASES)
_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n][^,\r\n]*|))(,|\r\n|\n|\r|\Z)')


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell and where it begins."""

    text: str
    place: FilePoint


def split(text: str, file: str, faults: Faults) -> list[list[Cell]]:
    """Cells by line, without lines and outer columns in which nothing stands.

    The csv module does not say in which column a cell begins, so this does. Empty if a quote does not close.
    """
    lines = [line for line in _lines(text, file, faults) if any(cell.text.strip() for cell in line)]
    filled = max((_filled(line) for line in lines), default=0)
    return [line[:filled] if len(line) == len(lines[0]) else line for line in lines]


def _filled(line: list[Cell]) -> int:
    """Cells up to the last one in which something stands."""
    return max(n for n, cell in enumerate(line, 1) if cell.text.strip())


def _lines(text: str, file: str, faults: Faults) -> list[list[Cell]]:
    lines: list[list[Cell]] = []
    cells: list[Cell] = []
    at, line, line_start = 0, 1, 0
    while at < len(text) or cells:
        place = FilePoint(file, line, at - line_start + 1)
        match = _CELL.match(text, at)
        if match is None:
            faults.add(place, "", tell("open_quote"), tell("quote"))
            return []
        quoted, plain, end = match.groups()
        cells.append(Cell(plain if quoted is None else quoted.replace('""', '"'), place))
        if quoted is not None and "\n" in quoted:
            line += quoted.count("\n")
            line_start = match.start(1) + quoted.rindex("\n") + 1
        at = match.end()
        if end != ",":
            lines.append(cells)
            cells = []
            line, line_start = line + 1, at
    return lines
