"""What Excel users type is taken where it is clear: each way a number, a share, a word or a code is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from sim.city.answers import Answers, key, read_answers
from sim.city.questions import SHEETS, asked_in
from sim.scenario.faults import Faults

from .linshan import Book


def answers_of(file: Path) -> Answers:
    """The answers of a file that has no fault."""
    faults = Faults()
    found = read_answers(file, faults)
    assert [str(problem) for problem in faults.problems] == []
    return found


def answered(book: Book, folder: Path) -> Answers:
    """The answers of a workbook that has no fault."""
    return answers_of(book.save(folder / "linshan.xlsx"))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (263000, 263000),
        ("263000", 263000),
        (" 263,000 ", 263000),
        ("２６３０００", 263000),
        ("２６３，０００", 263000),
        ("26.3万", 263000),
        ("26.3 万人", 263000),
        ("263000人", 263000),
        (263000.0000000001, 263000),
    ],
)
def test_a_count(tmp_path: Path, typed: Any, value: float) -> None:
    book = Book().filled()
    book.cell("districts", "residents", 1).value = typed
    assert answered(book, tmp_path).rows["districts"][1]["residents"].number == pytest.approx(value)


@pytest.mark.parametrize("typed", [0.125, "0.125", "12.5%", "12.5 %", "１２．５％", "125‰", " 12.5％ "])
def test_a_share(tmp_path: Path, typed: Any) -> None:
    book = Book().filled()
    book.item("outside_discharge_share").value = typed
    assert answered(book, tmp_path).of("outside_discharge_share").number == pytest.approx(0.125)  # type: ignore[union-attr]


def test_a_share_in_a_cell_of_any_format(tmp_path: Path) -> None:
    for form in ("0%", "0.00%", "General", "0.000"):
        book = Book().filled()
        cell = book.item("outside_discharge_share")
        cell.value, cell.number_format = 0.125, form
        assert answered(book, tmp_path).of("outside_discharge_share").number == 0.125  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["¥205.5", "205.5元", "２０５．５", 205.5])
def test_yuan(tmp_path: Path, typed: Any) -> None:
    book = Book().filled()
    book.item("cost_per_visit_county").value = typed
    assert answered(book, tmp_path).of("cost_per_visit_county").number == 205.5  # type: ignore[union-attr]


@pytest.mark.parametrize("number", [*range(27, 37), *range(50, 59)])
def test_a_date_of_a_chinese_excel_is_no_number(tmp_path: Path, number: int) -> None:
    """Openpyxl takes it for 42736; that is what Excel makes of an entry such as 10-15, and nobody meant it."""
    book = Book().filled()
    book.cell("districts", "residents", 2).value = 42736
    file = book.save(tmp_path / "linshan.xlsx")
    faults = Faults()
    read_answers(_formatted(file, "县区", "C6", number), faults)
    (told,) = [problem.told("zh") for problem in faults.problems]
    assert "县区!C6" in told
    assert "是日期：2017-01-01" in told


def _formatted(file: Path, sheet: str, cell: str, number: int) -> Path:
    """The file with one cell in a built-in number format, which openpyxl cannot name for those of Chinese dates."""
    import re
    import zipfile

    names = openpyxl.load_workbook(file).sheetnames
    part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    styles = parts["xl/styles.xml"].decode()
    before, after = styles.split("</cellXfs>")
    count = len(re.findall(r"<xf ", before.split("<cellXfs")[1]))
    extra = f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    parts["xl/styles.xml"] = f"{before}{extra}</cellXfs>{after}".encode()
    text = parts[part].decode()
    assert f'<c r="{cell}"' in text
    parts[part] = re.sub(rf'<c r="{cell}" s="\d+"', f'<c r="{cell}" s="{count}"', text).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


@pytest.mark.parametrize(
    ("column", "typed", "number"),
    [
        ("level", "三级甲等", 2),
        ("level", "三甲", 2),
        ("level", 3, 2),
        ("level", "未定级", 0),
        ("kind", "中西医结合", 1),
        ("kind", "妇幼保健院", 2),
        ("owner", "县（区）", 2),
        ("owner", "县(区)", 2),
        ("owner", "Private", 3),
    ],
)
def test_a_word(tmp_path: Path, column: str, typed: Any, number: int) -> None:
    book = Book().filled()
    book.cell("hospitals", column, 3).value = typed
    assert answered(book, tmp_path).rows["hospitals"][3][column].value == number


@pytest.mark.parametrize(
    ("typed", "code"),
    [("360323", "360323"), (360323, "360323"), (360323100000, "360323100000"), ("３６０３２３", "360323")],
)
def test_a_code_stays_text(tmp_path: Path, typed: Any, code: str) -> None:
    book = Book().filled()
    book.cell("districts", "code", 1).value = typed
    assert answered(book, tmp_path).rows["districts"][1]["code"].value == code


def test_empty_rows_and_columns_and_notes_are_nothing(tmp_path: Path) -> None:
    book = Book().filled()
    for sheet in ("城市", "县区", "医院"):
        page = book.book[sheet]
        page.insert_rows(5)
        page.insert_cols(2)
        page.cell(1, 30).value = "自己的备注"
    book.book.create_sheet("草稿")["A1"] = 1
    found = answered(book, tmp_path)
    assert len(found.rows["districts"]) == 5
    assert found.of("visits_total").number == 4870000  # type: ignore[union-attr]
    assert found.others == ["草稿"]


def test_a_merged_label_counts_for_each_of_its_rows(tmp_path: Path) -> None:
    book = Book().filled()
    page = book.sheet("hospitals")
    for row in (5, 6):
        page.cell(row, 2).value = None
    page.merge_cells("B4:B6")
    assert [row["district"].text for row in answered(book, tmp_path).rows["hospitals"][:3]] == ["瀍河区"] * 3


def test_no_two_questions_of_a_sheet_share_a_name() -> None:
    for sheet in SHEETS:
        asked = [question for question in asked_in(sheet) if question.column in ("", "employee")]
        for names in ([key(q.name.zh) for q in asked], [key(q.name.en) for q in asked]):
            assert len(set(names)) == len(names), sheet


def test_rare_characters_stay_as_they_are(tmp_path: Path) -> None:
    names = [row["name"].text for row in answered(Book().filled(), tmp_path).rows["districts"]]
    assert names == ["瀍河区", "甪直县", "浉阳县", "堽城县", "𬇙源市"]


def test_a_heading_over_two_rows_and_labels_without_codes(tmp_path: Path) -> None:
    book = Book().filled()
    page = book.sheet("city")
    for row in range(3, page.max_row + 1):
        page.cell(row, page.max_column).value = None  # somebody removed the codes
    assert answered(book, tmp_path).of("base_year").number == 2019  # type: ignore[union-attr]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_folder_of_csv(tmp_path: Path, coding: str, mark: str) -> None:
    book = Book().filled()
    folder = tmp_path / "csv"
    folder.mkdir()
    for page in book.book:
        lines = [
            mark.join(_quoted(page[f"{get_column_letter(c)}{r}"].value, mark) for c in range(1, page.max_column + 1))
            for r in range(1, page.max_row + 1)
        ]
        (folder / f"{page.title}.csv").write_bytes("\r\n".join(lines).encode(coding))
    found = answers_of(folder)
    assert [row["name"].text for row in found.rows["districts"]][4] == "𬇙源市"
    assert found.rows["districts"][0]["code"].value == "990302"
    assert found.rows["hospitals"][0]["beds"].place == "医院.csv!D4"
    assert found.others == []


def _quoted(value: Any, mark: str) -> str:
    text = "" if value is None else str(value)
    return f'"{text}"' if mark in text or "\n" in text else text
