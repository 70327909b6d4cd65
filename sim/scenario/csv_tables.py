"""CSV tables of numbers with the line and column of every cell."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.scenario.faults import Faults, Place, allowed, shown
from sim.scenario.yaml_nodes import read_text
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Confidence
from sim.vocabulary.phrase import Bilingual, one
from sim.vocabulary.quantity import Quantity

NUMBER_COLUMNS = ("value", "unit", "low", "high", "source", "confidence", "note")
_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n][^,\r\n]*|))(,|\r\n|\n|\r|\Z)')
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
Key = tuple[str, ...]
Row = Mapping[str, "Cell"]


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell and where it begins."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a table with the row it stands in."""

    quantity: Quantity
    row: Row

    def place(self, column: str) -> Place:
        """Where a cell of the row begins."""
        return self.row[column].place


def read_rows(path: Path, columns: Sequence[str], faults: Faults) -> list[Row]:
    """The rows of a CSV file with exactly these columns, in any order; faults are noted."""
    text = read_text(path, faults)
    if text is None:
        return []
    lines = _split(text, shown(path), faults)
    if not lines:
        faults.add(Place(shown(path)), "", "the table is empty", f"first line: {','.join(columns)}")
        return []
    header, *body = lines
    names = [cell.text.strip() for cell in header]
    before = len(faults.problems)
    for cell, name in zip(header, names, strict=True):
        if name not in columns:
            faults.add(cell.place, name, "unknown column", allowed(name, columns))
        elif names.count(name) > 1 and names.index(name) != header.index(cell):
            faults.add(cell.place, name, "column twice", "remove one of them")
    for name in columns:
        if name not in names:
            faults.add(header[0].place, name, "column missing", f"first line: {','.join(columns)}")
    if len(faults.problems) > before:
        return []
    rows: list[Row] = []
    for cells in body:
        if len(cells) == 1 and not cells[0].text.strip():
            continue
        if len(cells) != len(names):
            what = f"{len(cells)} cells, the first line has {len(names)}"
            faults.add(cells[0].place, "", what, "put text with commas in double quotes")
            continue
        rows.append(dict(zip(names, cells, strict=True)))
    return rows


def read_figures(
    path: Path, keys: Sequence[str], faults: Faults, texts: Mapping[str, Bilingual] = Frozen({})
) -> dict[Key, Figure]:
    """The numbers of a table by its key columns; a key twice, a bad number or a missing source is a fault.

    ``texts`` has what sources and notes say in the other language.
    """
    found: dict[Key, Figure] = {}
    for row in read_rows(path, (*keys, *NUMBER_COLUMNS), faults):
        key = tuple(row[name].text.strip() for name in keys)
        first = row[keys[0]]
        if key in found:
            line = found[key].place(keys[0]).line
            faults.add(first.place, ".".join(key), f"given twice (first in line {line})", "remove one of the rows")
            continue
        quantity = _quantity(row, ".".join(key), faults, texts)
        if quantity is not None:
            found[key] = Figure(quantity, row)
    return found


def _quantity(row: Row, path: str, faults: Faults, known: Mapping[str, Bilingual]) -> Quantity | None:
    before = len(faults.problems)

    def refuse(column: str, what: str, remedy: str) -> None:
        faults.add(row[column].place, f"{path}.{column}", what, remedy)

    def number(column: str) -> float | None:
        text = row[column].text.strip()
        if not text:
            return None
        if _NUMBER.fullmatch(text) and math.isfinite(float(text)):
            return float(text)
        refuse(
            column,
            f"{text[:40]!r} is not a number",
            "write digits with a point: 1234.5; a share as 0.30, not 30%",
        )
        return None

    value, low, high = number("value"), number("low"), number("high")
    word = row["confidence"].text.strip()
    if word not in Confidence.ids():
        refuse("confidence", f"unknown word {word!r}", allowed(word, Confidence.ids()))
    for column in ("unit", "source"):
        if not row[column].text.strip():
            refuse(column, "empty", f"every number has a {column}")
    if not row["value"].text.strip():
        refuse("value", "empty", "there is no default for a missing number: write one with its source")
    fixed = word in (Confidence.DOCUMENT.id, Confidence.STATISTIC.id)
    for column in ("low", "high"):
        if not fixed and not row[column].text.strip():
            refuse(column, "empty", f"write the ends of the plausible range (confidence is {word!r})")
    if len(faults.problems) > before or value is None:
        return None
    if (low is None) != (high is None):
        refuse("low" if low is None else "high", "empty", "write both ends of the range or none")
        return None
    if low is not None and high is not None and not low <= value <= high:
        refuse("value", f"{value:g} lies outside low..high = {low:g}..{high:g}", "correct the value or the range")
        return None
    unit, *written = (row[column].text.strip() for column in ("unit", "source", "note"))
    source, note = (known.get(text) or one(text) for text in written)
    return Quantity(value, unit, source, Confidence[word.upper()], low, high, note)


def _split(text: str, file: str, faults: Faults) -> list[list[Cell]]:
    """Cells by line. The csv module does not say in which column a cell begins, so this does."""
    lines: list[list[Cell]] = []
    cells: list[Cell] = []
    at, line, line_start = 0, 1, 0
    while at < len(text) or cells:
        place = Place(file, line, at - line_start + 1)
        match = _CELL.match(text, at)
        if match is None:
            faults.add(
                place,
                "",
                "a quote that does not close its cell",
                'write "..." around the cell, "" for a quote inside',
            )
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
