"""`sim report` of a comparison and of a sweep: page, workbook and briefing; refused where a folder is not whole."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

import cli
from sim.reporting.comparison.summary import write_comparison_summary
from sim.reporting.lines import width
from sim.reporting.page.swept import run_again
from sim.reporting.report import write_report
from sim.reporting.swept import Swept
from sim.reporting.swept_sentences import sentences
from sim.reporting.swept_summary import write_sweep_summary
from sim.vocabulary.labels import LANGUAGES

from . import made_up_comparison
from .page_reader import Page

SHEETS = {
    "comparison": ["说明", "情景", "输入有何不同", "主要指标", "任意两情景之差", "目标", "谁得谁失（净额）"],
    "sweep": ["说明", "改变的输入", "各种取值组合", "目标", "每个取值的平均", "结果的范围", "未得到结果的组合"],
}
PLOTS = {
    "comparison": {"cases", "cases_targets", "cases_money", "cases_counties", "cases_side_effects"},
    "sweep": {"sweep_map"},
}


def call(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["report", *words])


@pytest.fixture(scope="module")
def copies(comparison: Path, sweep: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("kinds")
    found = {"comparison": comparison, "sweep": sweep}
    return {kind: Path(shutil.copytree(folder, place / kind)) for kind, folder in found.items()}


@pytest.fixture(scope="module")
def pages(copies: dict[str, Path]) -> dict[str, str]:
    return {
        kind: write_report(folder, "zh", ["html"])[0].read_text(encoding="utf-8") for kind, folder in copies.items()
    }


def test_all_three_formats_of_all_kinds_by_one_command(copies: dict[str, Path]) -> None:
    result = call(*map(str, copies.values()), "--lang", "zh", "--format", "html,xlsx,docx")
    assert result.exit_code == 0, result.output
    files = [folder / "report" / f"report.{form}" for folder in copies.values() for form in ("html", "xlsx", "docx")]
    assert result.stdout.split() == [str(file) for file in files]
    again = {file: file.read_bytes() for file in files}
    assert call(*map(str, copies.values()), "--lang", "zh").exit_code == 0
    assert {file: file.read_bytes() for file in files} == again


@pytest.mark.parametrize("kind", list(SHEETS))
def test_the_page_is_one_file_in_both_languages_with_its_plots(pages: dict[str, str], kind: str) -> None:
    text = pages[kind]
    page = Page(text)
    assert not re.search(r'(?:src|href)="(?!#|data:)', text), "a page needs nothing beside it"
    assert set(re.findall(r'id="plot-([a-z_]+)"', text)) == PLOTS[kind]
    for lang in LANGUAGES:
        assert len(re.findall(rf'<div class="{lang}" lang="{lang}"><svg', text)) == len(PLOTS[kind])
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(set(ids)) == len(ids)
    linked = {element.attributes["href"][1:] for element in page.all("a")}
    assert linked <= set(ids)


@pytest.mark.parametrize("kind", list(SHEETS))
def test_the_workbook_has_the_tables_as_numbers(copies: dict[str, Path], kind: str) -> None:
    (file,) = write_report(copies[kind], "zh", ["xlsx"])
    book = openpyxl.load_workbook(io.BytesIO(file.read_bytes()))
    assert book.sheetnames[: len(SHEETS[kind])] == SHEETS[kind]
    sheet = book["主要指标" if kind == "comparison" else "各种取值组合"]
    assert any(isinstance(cell.value, float) for row in sheet.iter_rows(min_row=2) for cell in row)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_summaries_are_text_of_80_columns_and_data(copies: dict[str, Path], lang: str) -> None:
    write_comparison_summary(copies["comparison"], lang)
    assert write_sweep_summary(copies["sweep"], lang)
    for folder in copies.values():
        text = (folder / "summary.txt").read_text(encoding="utf-8")
        assert max(map(width, text.splitlines())) <= 80
        assert "nan" not in text
        told = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
        assert set(told["sentences"]) == set(LANGUAGES)
        assert all(told["sentences"][lang])


def test_what_a_sweep_says(sweep: Path) -> None:
    """0.8 and mandatory reach 0.66 of the 0.65 asked for; nothing else does, and one point failed."""
    found = sentences(Swept(sweep), "zh")
    assert found[0].startswith("2018年改革方案的基层诊疗量占比在57.0%至66.0%之间（共5种取值组合）")
    assert "全部3项目标的有1种组合" in found[1]
    assert found[1].endswith("签约覆盖率（家庭医生签约服务）0.8、方式（基层首诊）强制。")
    assert found[2].startswith("影响最大的是")
    assert found[3] == "有1种组合没有得到结果。"


def test_the_command_of_a_sweep_is_quoted_for_a_shell(sweep: Path) -> None:
    assert run_again(Swept(sweep)).startswith("sim sweep 'scenarios/a place.yaml' --vary family_doctor.coverage=")


def test_a_sweep_without_a_result_says_so(sweep: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(sweep, tmp_path / "none"))
    (copy / "results.csv").unlink()
    result = call(str(copy), "--lang", "zh")
    assert result.exit_code == 3
    assert "没有一种取值组合得到结果" in result.stderr
    assert not write_sweep_summary(copy, "zh")


@pytest.mark.parametrize("gone", ["comparison.csv", "cases.csv"])
def test_a_comparison_that_is_not_whole_is_refused(comparison: Path, tmp_path: Path, gone: str) -> None:
    copy = Path(shutil.copytree(comparison, tmp_path / "copy"))
    (copy / gone).unlink()
    result = call(str(copy), "--lang", "en")
    assert result.exit_code == 3
    assert gone in result.stderr
    assert "Traceback" not in result.output


def test_texts_of_a_file_are_text_on_the_page_and_in_excel(comparison: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(comparison, tmp_path / "copy"))
    cases = (copy / "cases.csv").read_text(encoding="utf-8")
    (copy / "cases.csv").write_text(cases.replace("More contracts", "=1+1<script>x</script>"), encoding="utf-8")
    html, xlsx = write_report(copy, "en", ["html", "xlsx"])
    assert "<script>x</script>" not in html.read_text(encoding="utf-8")
    book = openpyxl.load_workbook(io.BytesIO(xlsx.read_bytes()))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if "=1+1" in str(cell.value)]
    assert found
    assert all(cell.data_type == "s" for cell in found)


def test_a_comparison_without_counties_money_or_targets(tmp_path: Path) -> None:
    """What an older program did not write is left out; the rest is there."""
    folder = made_up_comparison.build(tmp_path / "old", ("plan", "more"), replications=2, by="")
    for name in ("pairs", "positions", "moved"):
        (folder / f"{name}.csv").unlink()
    files = write_report(folder, "zh")
    assert [file.suffix for file in files] == [".html", ".xlsx", ".docx"]
    assert "谁得谁失：" not in files[0].read_text(encoding="utf-8")
