"""`sim report` as a planner types it, and the report that every run ends with."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import cli
from sim.reporting.report import write_report

from . import made_up

ROOT = Path(__file__).resolve().parents[2]


def call(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["report", *words])


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("two")
    return [made_up.build(folder / name, replications=n) for name, n in (("one", 1), ("other", 2))]


def test_each_result_gets_its_own_report(two: list[Path]) -> None:
    result = call(*map(str, two), "--lang", "en")
    assert result.exit_code == 0, result.output
    files = [folder / "report" / f"report.{form}" for folder in two for form in ("html", "xlsx", "docx")]
    told = [
        [*(folder / "report" / f"report.{form}" for form in ("html", "xlsx", "docx")), folder / "plots"]
        for folder in two
    ]
    assert result.stdout.split() == [str(path) for of_one in told for path in of_one], "plots that were not there"
    assert len({file.read_bytes() for file in files}) == len(files)
    again = {file: file.read_bytes() for file in files}
    second = call(*map(str, two), "--lang", "en")
    assert second.exit_code == 0, "a report may be written again"
    assert second.stdout.split() == [str(file) for file in files]
    assert {file: file.read_bytes() for file in files} == again
    assert sorted(path.name for path in (two[0] / "report").iterdir()) == ["report.docx", "report.html", "report.xlsx"]


def test_one_format_and_paths_as_data(two: list[Path]) -> None:
    result = call(str(two[0]), "--format", "xlsx", "--json")
    assert json.loads(result.stdout) == {"reports": {str(two[0]): [str(two[0] / "report" / "report.xlsx")]}}


def test_a_format_we_do_not_write_is_usage(two: list[Path]) -> None:
    result = call(str(two[0]), "--format", "html,pdf")
    assert result.exit_code == 2
    assert "pdf" in result.output
    assert "html, xlsx, docx" in result.output


@pytest.mark.parametrize("name", ["not_there", "empty", "file"])
def test_a_folder_without_results_is_refused(tmp_path: Path, two: list[Path], name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in two[0].rglob("*")}
    result = call(str(two[0]), str(tmp_path / name))
    assert result.exit_code == 3
    assert str(tmp_path / name) in result.stderr
    commands = "`sim run`, `sim compare`, `sim sweep`, `sim validate`, `sim sensitivity` or `sim backtest`"
    assert f"name a folder that {commands} wrote" in result.stderr
    assert "Traceback" not in result.output
    assert {path: path.stat().st_mtime_ns for path in two[0].rglob("*")} == before, "nothing is written before that"


def test_a_report_open_elsewhere_is_told(two: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel on Windows locks the file it shows."""

    def locked(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", locked)
    result = call(str(two[0]), "--format", "xlsx")
    assert result.exit_code == 3
    assert "close it where it is open" in result.stderr
    monkeypatch.undo()
    assert not [path for path in (two[0] / "report").iterdir() if path.name.startswith(".")]


def test_a_file_that_cannot_be_read_stops_the_report_and_keeps_the_old_one(tmp_path: Path) -> None:
    folder = made_up.build(tmp_path / "run", replications=1)
    (old,) = write_report(folder, "en", ["xlsx"])
    kept = old.read_bytes()
    (folder / "money.csv").write_text("arm,payer\nbaseline", encoding="utf-8")
    assert call(str(folder), "--format", "xlsx").exit_code != 0
    assert old.read_bytes() == kept


def test_a_run_ends_with_its_report(tmp_path: Path) -> None:
    scenario = ROOT / "tests/regions/xiaocheng/scenario.yaml"
    words = ["run", str(scenario), "--sample", "0.02", "--reps", "1", "-j", "1", "--library", str(ROOT / "scenarios")]
    result = CliRunner().invoke(cli.app, [*words, "-o", str(tmp_path / "out"), "--lang", "en"])
    assert result.exit_code == 0, result.output
    page = tmp_path / "out" / "report" / "report.html"
    assert result.stdout.rstrip().splitlines()[-1].endswith(str(page))
    first = page.read_text(encoding="utf-8")
    assert 'data-lang="en"' in first
    assert str(tmp_path) not in first
    assert page.with_suffix(".xlsx").stat().st_size > 10_000
    # Made again from the folder alone, where it now lies: the same bytes.
    assert call(str(tmp_path / "out"), "--lang", "en").exit_code == 0
    assert page.read_text(encoding="utf-8") == first
    assert os.listdir(tmp_path) == ["out"]


def test_report_stands_right_after_run_and_sweep() -> None:
    text = CliRunner().invoke(cli.app, ["--help"]).stdout
    places = [text.index(f"\n  {name} ") for name in ("run", "sweep", "report", "check")]
    assert places == sorted(places)
