"""A made-up city, Linshan (临山市): 906,000 residents, five districts, some with rare characters in their names."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from sim.city.questions import SHEETS, asked_in
from sim.city.start import Start, read_start
from sim.city.workbook import empty_workbook
from sim.scenario.faults import Faults
from sim.scenario.library import Library

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "scenarios"
FIRST = 4  # row of the first entry of a list, and of the first item of a form
SINGLE: Mapping[str, Any] = {
    "city_name": "临山市",
    "base_year": 2019,
    "visits_total": 4870000,
    "discharges_total": 158000,
}
DISTRICTS: Sequence[Mapping[str, Any]] = (
    {"name": "瀍河区", "kind": "市辖区", "residents": 246000, "code": "990302", "id": "chanhe"},
    {"name": "甪直县", "kind": "县（市）", "residents": 187000, "urban_share": 0.48},
    {"name": "浉阳县", "kind": "县（市）", "residents": 158000},
    {"name": "堽城县", "kind": "县（市）", "residents": 201000},
    {"name": "𬇙源市", "kind": "县（市）", "residents": 114000},
)
HOSPITALS: Sequence[Mapping[str, Any]] = (
    {"name": "临山市人民医院", "district": "瀍河区", "level": "三级", "beds": 1200, "doctors": 410},
    {"name": "临山市中医院", "district": "瀍河区", "level": "三级", "beds": 500},
    {"name": "临山市妇幼保健院", "district": "瀍河区", "level": "二级", "beds": 260, "owner": "市"},
    {"name": "甪直县人民医院", "district": "甪直县", "level": "二级", "beds": 420},
    {"name": "浉阳县人民医院", "district": "浉阳县", "level": "二级", "beds": 360},
    {"name": "堽城县人民医院", "district": "堽城县", "level": "二级", "beds": 450},
    {"name": "𬇙源市人民医院", "district": "𬇙源市", "level": "二级", "beds": 240},
)


def start() -> Start:
    """What a city of this library starts from."""
    found = read_start(Library(LIBRARY, LIBRARY), Faults())
    assert found is not None
    return found


@cache
def empty(lang: str) -> bytes:
    """The empty workbook."""
    return empty_workbook("linshan", start(), lang)


class Book:
    """An empty workbook that a test fills in as a planner would."""

    def __init__(self, lang: str = "zh") -> None:
        self.lang = lang
        self.book = openpyxl.load_workbook(io.BytesIO(empty(lang)))

    def sheet(self, sheet: str) -> Any:
        """One of its sheets."""
        return self.book[SHEETS[sheet].told(self.lang)]

    def cell(self, sheet: str, column: str, row: int) -> Any:
        """The cell of a list."""
        ids = [question.id for question in asked_in(sheet)]
        return self.sheet(sheet).cell(FIRST + row, 1 + ids.index(column))

    def item(self, item: str, column: int = 0, sheet: str = "city") -> Any:
        """The cell in which an item of a form is answered."""
        page = self.sheet(sheet)
        row = next(row for row in page.iter_rows() if row[-1].value == item or item in [c.value for c in row])
        return row[2 + column]

    def filled(self) -> Book:
        """What must be filled, and a little more."""
        for name, value in SINGLE.items():
            self.item(name).value = value
        for sheet, rows in (("districts", DISTRICTS), ("hospitals", HOSPITALS)):
            for n, row in enumerate(rows):
                for column, value in row.items():
                    self.cell(sheet, column, n).value = value
        return self

    def save(self, file: Path) -> Path:
        """The workbook as a file."""
        self.book.save(file)
        return file
