"""report.csv: for a double click, in the language asked for, only where it is asked for."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from sim.reporting.folder import Results
from sim.reporting.for_excel import csv_for_excel, plain
from sim.reporting.tables.all import Tables
from sim.reporting.tables.words import word
from sim.reporting.workbook import sheets, workbook

from . import made_up_report


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_report.hostile(tmp_path_factory.mktemp("csv") / "run")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_table_stands_below_the_other(folder: Path, lang: str) -> None:
    tables = Tables(Results(folder))
    content = workbook(tables, lang, csv_for_excel)
    assert content.startswith(b"\xef\xbb\xbf"), "the mark by which Excel knows UTF-8"
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    titles = [row[0] for before, row in pairwise(rows) if not before]
    assert titles == [table.title.of(lang) for table in sheets(tables)]
    assert [word("csv_units").of(lang)] in rows


def test_numbers_are_numbers_and_formulas_are_text(folder: Path) -> None:
    rows = list(csv.reader(workbook(Tables(Results(folder)), "en", csv_for_excel).decode("utf-8-sig").splitlines()))
    line = next(row for row in rows if row[:1] == ["Primary-care share of visits"])
    value = Results(folder).row("primary_visit_share", "reform", "2018")
    assert value is not None
    assert float(line[2]) == pytest.approx(value["mean"])
    cells = {cell for row in rows for cell in row}
    assert f"'{made_up_report.FORMULA}" in cells
    assert made_up_report.FORMULA not in cells
    assert [plain(text) for text in ("-0.5", "+3", "@x", "a")] == ["-0.5", "+3", "'@x", "a"]


def test_it_is_written_on_request_only(folder: Path) -> None:
    asked = CliRunner().invoke(cli.app, ["report", str(folder), "--format", "csv", "--lang", "zh"])
    assert asked.stdout.split() == [str(folder / "report" / "report.csv")], asked.output
    assert "csv" not in str(CliRunner().invoke(cli.app, ["report", "--help"]).stdout.split("docx]")[1:2])
