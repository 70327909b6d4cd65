"""report.xlsx read back: sheets, formats, numbers as numbers, text as text."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sim.reporting.folder import Results
from sim.reporting.tables.all import Tables
from sim.reporting.workbook import workbook

from . import made_up_report

ENGLISH = [
    "Read me", "Headlines", "Targets", "What could go wrong", "Package and other counties", "By county and group",
    "Waits and occupancy", "Every hospital, every year", "Who gains, who loses 2018", "Budgets, owed and paid",
    "Money by payer and use", "Model and statistics", "Rules", "Clauses", "Inputs and assumptions",
    "Definitions", "All indicators",
]  # fmt: skip


def built(folder: Path, lang: str) -> bytes:
    return workbook(Tables(Results(folder)), lang)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_report.hostile(tmp_path_factory.mktemp("book") / "run")


@pytest.fixture(scope="module")
def book(folder: Path) -> Workbook:
    return load_workbook(io.BytesIO(built(folder, "en")))


def test_sheets_have_names_of_the_language(folder: Path, book: Workbook) -> None:
    assert book.sheetnames[: len(ENGLISH)] == ENGLISH
    chinese = load_workbook(io.BytesIO(built(folder, "zh"))).sheetnames
    assert chinese[:3] == ["说明", "主要指标", "目标"]
    # Behind the sheets of the language asked for stand those of the other one.
    assert chinese[len(ENGLISH) :] == ENGLISH
    assert book.sheetnames[len(ENGLISH) :] == chinese[: len(ENGLISH)]


def test_heading_is_bold_and_stays_and_filters(book: Workbook) -> None:
    for sheet in book.worksheets:
        if sheet.title in (ENGLISH[0], "说明"):
            continue
        assert sheet.freeze_panes == "B2", sheet.title
        assert sheet.auto_filter.ref.startswith("A1:"), sheet.title
        assert all(cell.font.bold for cell in sheet[1] if cell.value), sheet.title
        widths = [column.width for column in sheet.column_dimensions.values()]
        assert widths, sheet.title
        assert all(8 <= width <= 62 for width in widths), sheet.title


def test_formula_like_text_stays_text(book: Workbook) -> None:
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    found = [cell for cell in cells if cell.value == made_up_report.FORMULA]
    assert found
    assert {cell.data_type for cell in found} == {"s"}


def test_shares_are_percent_and_changes_are_points(folder: Path, book: Workbook) -> None:
    results = Results(folder)
    value = results.row("primary_visit_share", "reform", "2018")
    gap = results.row("primary_visit_share", "difference", "2018")
    assert value is not None
    assert gap is not None
    sheet = book["Headlines"]
    assert [cell.value for cell in sheet[1]] == [
        "Indicator", "Without", "With", "Effect", "Effect: lower end", "Effect: upper end",
    ]  # fmt: skip
    line = sheet[2]
    assert line[0].value == "Primary-care share of visits"
    assert line[2].value == pytest.approx(value["mean"])
    assert line[2].number_format == "0.0%"
    assert [cell.value for cell in line[3:6]] == pytest.approx([gap[end] for end in ("mean", "low", "high")])
    # What one cell less the other gives, shown in percent with the word for points behind.
    assert line[3].value == pytest.approx(line[2].value - line[1].value)
    assert line[3].number_format == '+0.0%" pts";-0.0%" pts";0.0%" pts"'
    assert line[3].font.bold  # the interval leaves out zero


def test_what_is_required_is_a_number(book: Workbook) -> None:
    rows = {row[0].value: row for row in book["Targets"].iter_rows(min_row=2)}
    cost = rows["Growth of public-hospital cost (2017)"][2]
    assert (cost.value, cost.number_format) == (0.1, '"≤ "0.0%')
    district = rows["Primary-care share of visits (2018): every district: City (with the development zone)"]
    assert district[2].value == pytest.approx(district[3].value, abs=0.2)  # the base year's
    assert district[2].number_format == '"> "0.0%'


def test_all_indicators_are_there_as_numbers(folder: Path, book: Workbook) -> None:
    frame = Results(folder).indicators
    sheet = book["All indicators"]
    assert sheet.max_row == len(frame) + 1
    column = [cell.value for cell in sheet[1]].index("Value")
    values = [row[column].value for row in sheet.iter_rows(min_row=2)]
    known = frame["mean"].notna().tolist()
    assert [value for value, there in zip(values, known, strict=True) if there] == pytest.approx(
        frame["mean"].dropna().tolist()
    )
    assert {value for value, there in zip(values, known, strict=True) if not there} <= {"–"}


def test_a_line_is_understood_without_the_line_above(book: Workbook) -> None:
    """Rows may be filtered and sorted."""
    names = [row[0] for row in book["Targets"].iter_rows(min_row=2, values_only=True)]
    assert "Growth of public-hospital cost (2017): twelve months 2017-07..2018-06" in names
    assert "Primary-care share of visits (2018): every district: City (with the development zone)" in names
    heads = [cell.value for cell in book["Targets"][1]]
    assert len(heads) == len(set(heads))


def test_one_replication_has_no_empty_columns(tmp_path: Path) -> None:
    single = made_up_report.build(tmp_path / "one", replications=1)
    sheet = load_workbook(io.BytesIO(built(single, "zh")))["主要指标"]
    assert [cell.value for cell in sheet[1]] == ["指标", "不改革", "改革", "改革效果"]


def test_every_assumption_has_its_source(folder: Path, book: Workbook) -> None:
    inputs = Results(folder).table("parameters")
    sheet = book["Inputs and assumptions"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == inputs["path"].tolist()
    assert [row[2] for row in rows] == pytest.approx(inputs["value"].tolist())
    assert all(row[0] and row[6] for row in rows)


def test_contributions_get_a_sheet(folder: Path, tmp_path: Path) -> None:
    explained = Path(shutil.copytree(folder, tmp_path / "explained"))
    made_up_report.explain(explained)
    sheet = load_workbook(io.BytesIO(built(explained, "en")))["What each rule did"]
    parts = [row[2] for row in sheet.iter_rows(min_row=2, max_row=3, values_only=True)]
    assert sum(parts) == pytest.approx(sheet.cell(4, 3).value)


def test_the_first_sheet_says_what_the_interval_covers(book: Workbook) -> None:
    text = " ".join(str(row[0]) for row in book["Read me"].iter_rows(values_only=True))
    assert "Replications of each arm: 3" in text
    assert "cover luck only" in text
    assert "What it does not cover" in text


def test_equal_results_give_equal_bytes(folder: Path, tmp_path: Path) -> None:
    again = Path(shutil.copytree(folder, tmp_path / "elsewhere"))
    assert built(again, "zh") == built(folder, "zh")
