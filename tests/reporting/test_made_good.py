"""What was not drawn in time is drawn by `sim report`, of every kind of results, and is what it would have been."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from sim.reporting.comparison.plots import draw_comparison
from sim.reporting.comparison.summary import write_comparison_summary
from sim.reporting.finish import SUMMARIES
from sim.reporting.made_good import made_good
from sim.reporting.plots import draw_plots
from sim.reporting.plots.sweep import draw_sweep
from sim.reporting.summary import write_summary
from sim.reporting.swept_summary import write_sweep_summary


def whole(kind: str, folder: Path) -> Path:
    """The folder with its summary and plots."""
    draw = {"results": draw_plots, "comparison": draw_comparison, "sweep": draw_sweep}[kind]
    summary = {"results": write_summary, "comparison": write_comparison_summary, "sweep": write_sweep_summary}[kind]
    draw(folder, "en")
    summary(folder, "en")
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("kind", ["results", "comparison", "sweep"])
def test_plots_and_summary_that_are_not_there_are_made_as_they_would_have_been(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    given: Path = request.getfixturevalue(kind)
    folder = whole(kind, Path(shutil.copytree(given, tmp_path / "whole")))
    right = files_of(folder)
    plots = sorted((folder / "plots").glob("*.svg"))
    assert plots
    plots[0].unlink()  # stopped while drawing
    assert made_good(folder, "en") == [folder / "plots"]
    assert files_of(folder) == right
    shutil.rmtree(folder / "plots")  # stopped before
    for name in SUMMARIES:
        (folder / name).unlink()
    done = CliRunner().invoke(cli.app, ["report", str(folder), "--lang", "en"])
    assert done.exit_code == 0, done.output
    assert str(folder / "plots") in done.output
    found = files_of(folder)
    assert {name: found.get(name) for name in right} == right
    assert made_good(folder, "en") == []  # nothing is drawn twice
