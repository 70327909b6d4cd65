"""The sheets of a workbook, or of a folder of CSV, as what stands in each cell; what Excel shows is what is read."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook

from sim.city.questions import SHEETS
from sim.city.raw_cells import LARGEST, HiddenCell, raw_cells
from sim.city.words import plain
from sim.scenario.faults import Faults, FilePoint, shown
from sim.scenario.input_file import Unreadable, file_bytes
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "no_workbook": ("不是Excel工作簿（.xlsx）", "not an Excel workbook (.xlsx)"),
    "save_xlsx": (
        "请在Excel或WPS中另存为“Excel工作簿（.xlsx）”，去掉打开密码；或把各表另存为CSV放在一个文件夹中",
        "save it in Excel or WPS as 'Excel Workbook (.xlsx)' without a password, or its sheets as CSV in one folder",
    ),
    "damaged": ("工作簿无法打开（{why}）", "the workbook cannot be opened ({why})"),
    "too_large": ("解压后过大", "too large once unpacked"),
    "no_csv": ("文件夹中没有CSV文件", "no CSV file in this folder"),
    "name_csv": ("请把各表另存为：{names}", "save the sheets as {names}"),
    "coding": ("无法识别编码", "of no known encoding"),
    "save_csv": ("请另存为UTF-8、GBK或UTF-16编码的CSV", "save it as CSV in UTF-8, GBK or UTF-16"),
    "quotes": ("不是规整的CSV（{why}）", "not a regular CSV ({why})"),
    "twice": ("“{name}”有两份：{first}", "{name} is there twice: {first}"),
    "remove_one": ("请只留一份", "keep one of them"),
}
tell = telling(PHRASES)
Value = str | float | bool | date | time | timedelta
# What Python and calamine say of an archive that is damaged, encrypted, or none of a workbook.
UNREADABLE = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
)
Where = tuple[int, int]  # row and column from 0


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that shows no value of its own: an error of a formula, or a formula that was never worked out."""

    kind: str
    text: str


@dataclass
class Leaf:
    """One sheet: what stands in its cells, and which cells are merged into one; empty cells are not there."""

    file: str
    name: str
    cells: dict[Where, Value | Broken] = field(default_factory=dict)
    merged: Sequence[tuple[Where, Where]] = ()

    @property
    def height(self) -> int:
        """Rows up to the last one in which something stands."""
        return max((row for row, _ in self.cells), default=-1) + 1

    def row(self, number: int) -> dict[int, Value | Broken]:
        """What stands in one row, by column."""
        return self._rows.get(number, {})

    @cached_property
    def _rows(self) -> dict[int, dict[int, Value | Broken]]:
        found: dict[int, dict[int, Value | Broken]] = {}
        for (row, column), value in self.cells.items():
            found.setdefault(row, {})[column] = value
        return found

    def place(self, where: Where) -> str:
        """A cell as people call it: ``医院!D7``."""
        return f"{self.name}!{letters(where[1])}{where[0] + 1}"

    def range_of(self, where: Where) -> tuple[Where, Where] | None:
        """The merged range that a cell lies in."""
        row, column = where
        return next(((a, b) for a, b in self.merged if a[0] <= row <= b[0] and a[1] <= column <= b[1]), None)


def letters(column: int) -> str:
    """The letters of a column, from 0."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def read_leaves(path: Path, faults: Faults) -> tuple[dict[str, Leaf], list[str]]:
    """The sheets by their id, and the names of what is none of them; faults where nothing can be read."""
    found = list(_of_folder(path, faults) if path.is_dir() else _of_workbook(path, faults))
    known: dict[str, Leaf] = {}
    others: list[str] = []
    for leaf in found:
        sheet = _sheet_of(leaf.name)
        if sheet is None:
            others.append(leaf.name)
        elif sheet in known:
            what = tell("twice", name=SHEETS[sheet], first=known[sheet].name)
            faults.add(FilePoint(leaf.file), leaf.name, what, tell("remove_one"))
        else:
            known[sheet] = leaf
    return known, others


def _sheet_of(name: str) -> str | None:
    """The sheet that a name names: alone, or at the end of a file's name (``linshan-医院.csv``)."""
    word = plain(name.removesuffix(".csv").removesuffix(".CSV"))
    for sheet, names in SHEETS.items():
        if any(
            word == plain(one) or word.endswith(tuple(f"{mark}{plain(one)}" for mark in "-_."))
            for one in (names.zh, names.en, sheet)
        ):
            return sheet
    return None


def _of_workbook(path: Path, faults: Faults) -> Iterator[Leaf]:
    file = shown(path)
    try:
        content = file_bytes(path)
    except Unreadable as wrong:
        faults.add(FilePoint(file), "", wrong.what, wrong.remedy)
        return
    if not content.startswith(b"PK\x03\x04"):
        faults.add(FilePoint(file), "", tell("no_workbook"), tell("save_xlsx"))
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                faults.add(FilePoint(file), "", tell("damaged", why=tell("too_large")), tell("save_xlsx"))
                return
            raw = raw_cells(archive)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for name in book.sheet_names:
                yield _leaf(file, name, book, raw.get(name, {}))
    except UNREADABLE as error:
        why = Bilingual(type(error).__name__, type(error).__name__)
        faults.add(FilePoint(file), "", tell("damaged", why=why), tell("save_xlsx"))


def _leaf(file: str, name: str, book: CalamineWorkbook, raw: Mapping[Where, HiddenCell]) -> Leaf:
    """A sheet as calamine reads it, with what it hides: errors, formulas without a value."""
    sheet = book.get_sheet_by_name(name)
    leaf = Leaf(file, name, merged=sheet.merged_cell_ranges or ())
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(values):
            if not isinstance(value, str) or value.strip():
                leaf.cells[row, column] = float(value) if type(value) is int else value
    for where, cell in raw.items():
        leaf.cells[where] = Broken(cell.kind, cell.text)
    return leaf


def _of_folder(path: Path, faults: Faults) -> Iterator[Leaf]:
    files = sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv" and one.name[0] != ".")
    if not files:
        names = ", ".join(f"{names.zh}.csv" for names in SHEETS.values())
        names_en = ", ".join(f"{names.en}.csv" for names in SHEETS.values())
        faults.add(FilePoint(shown(path)), "", tell("no_csv"), tell("name_csv", names=Bilingual(names_en, names)))
    for one in files:
        text = _decoded(one, faults)
        if text is not None:
            yield _csv_leaf(shown(path), one.name, text, faults)


def _decoded(path: Path, faults: Faults) -> str | None:
    try:
        raw = file_bytes(path)
    except Unreadable as wrong:
        faults.add(FilePoint(shown(path)), "", wrong.what, wrong.remedy)
        return None
    for coding in _codings(raw):
        try:
            text = raw.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    faults.add(FilePoint(shown(path)), "", tell("coding"), tell("save_csv"))
    return None


def _codings(raw: bytes) -> tuple[str, ...]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    nought = (raw[0::2].count(0), raw[1::2].count(0))
    if any(nought):  # without a mark: one byte of every comma is nought
        return ("utf-16-be",) if nought[0] > nought[1] else ("utf-16-le",)
    return ("utf-8-sig", "gb18030")


def _csv_leaf(folder: str, name: str, text: str, faults: Faults) -> Leaf:
    leaf = Leaf(folder, name)
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(",\t;", key=first.count)
    try:
        for row, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)):
            leaf.cells |= {(row, column): value for column, value in enumerate(cells) if value.strip()}
    except csv.Error as error:
        why = Bilingual(str(error), str(error))
        faults.add(FilePoint(folder), name, tell("quotes", why=why), tell("save_csv"))
    return leaf
