"""A validation that was stopped while it was drawn: its text and plot are all that it has for people."""

from __future__ import annotations

import shutil
from pathlib import Path

from typer.testing import CliRunner, Result

import cli

ROOT = Path(__file__).parents[2]


def sim(*words: str) -> Result:
    return CliRunner().invoke(cli.app, [*words, "--lang", "en"])


def files_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_report_draws_what_is_missing_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "validation"
    library = Path(shutil.copytree(ROOT / "scenarios", tmp_path / "library"))
    made_up = ROOT / "tests/regions/xiaocheng"
    shutil.copytree(made_up / "regions/xiaocheng", library / "regions/xiaocheng")
    shutil.copy(made_up / "study.yaml", library / "experiments")
    words = ("--study", "study", "--draws", "2", "-j", "1", "--library", str(library))
    done = sim("validate", *words, "-o", str(folder))
    assert done.exit_code == 0, done.output
    right = files_of(folder)
    (folder / "validation.txt").unlink()
    (folder / "plots/forest.en.png").unlink()
    done = sim("report", str(folder))
    assert done.exit_code == 0, done.output
    assert done.stdout.split() == [str(folder / "plots")]
    assert files_of(folder) == right
    assert sim("report", str(folder)).stdout == ""
    refused = sim("report", str(folder), "--format", "html")
    assert refused.exit_code == 2, refused.output
    assert "it has a text and a plot, no report" in " ".join(refused.stderr.split())
