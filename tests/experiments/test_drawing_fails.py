"""Results are kept whatever fails while they are drawn: it is named, the rest goes on, and it is drawn later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import cli
from sim.experiments.explain import INDICATORS
from sim.reporting import plots, scoreboard, summary, workbook
from sim.reporting.comparison.plots import side_effects

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"
TINY = ("--sample", "0.01", "--reps", "1", "-j", "1", "--library", str(LIBRARY), "--lang", "en")
NUMBERS = {"indicators.csv", "targets.csv", "replications.csv", "manifest.json", "checks.json", "scenario.yaml"}


def call(*words: str) -> Result:
    """A command as typed."""
    return CliRunner().invoke(cli.app, list(words))


def fail(*_: object, **__: object) -> None:
    raise ValueError("no such glyph")


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_plot_a_page_and_a_workbook_that_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, then all at once; `sim report` makes good what is missing."""
    out = tmp_path / "out"
    broken = tuple(
        plots.PlotRecipe(p.name, p.data, fail if p.name == "fit" else p.draw, p.needs)  # type: ignore[arg-type]
        for p in plots.PLOTS
    )
    with monkeypatch.context() as patch:
        patch.setattr(plots, "PLOTS", broken)
        patch.setattr(workbook, "workbook", fail)
        result = call("run", str(FILE), *TINY, "-o", str(out))
    assert result.exit_code == 4, result.output
    assert "plots/fit was not drawn: ValueError: no such glyph" in result.stderr
    assert "report.html/fit was not drawn" in result.stderr
    assert "report.xlsx was not drawn" in result.stderr or "xlsx was not drawn" in result.stderr
    assert f"to draw what is missing: sim report {out}" in result.stderr
    assert "Traceback" not in result.output
    assert "Results:" in result.stdout
    found = names(out)
    assert found >= NUMBERS | {"summary.json", "summary.txt", "report/report.html", "plots/headline.en.png"}
    assert not {name for name in found if name.startswith("plots/fit")} | ({"report/report.xlsx"} & found)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    again = call("report", str(out), "--lang", "en")
    assert again.exit_code == 0, again.output
    missed = {"plots/fit.csv", "plots/fit.en.svg", "plots/fit.en.png", "report/report.xlsx"}
    briefing = {"report/report.docx"}  # which a run leaves to `sim report`
    assert names(out) - found == missed | briefing
    # The same bytes as if nothing had happened.
    assert call("run", str(FILE), *TINY, "-o", str(tmp_path / "whole")).exit_code == 0
    whole = names(tmp_path / "whole")
    assert names(out) == whole | briefing
    differs = [name for name in sorted(whole) if (out / name).read_bytes() != (tmp_path / "whole" / name).read_bytes()]
    assert differs == ["manifest.json"]


def test_a_summary_that_fails_costs_no_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(summary, "scoreboard_text", fail)
        patch.setattr(scoreboard, "scoreboard", fail)
        result = call("run", str(FILE), *TINY, "-o", str(out))
    assert result.exit_code == 4, result.output
    assert "summary was not drawn" in result.stderr
    assert "terminal was not drawn" in result.stderr
    assert f"Results: {out}" in result.stdout
    assert names(out) >= NUMBERS
    assert call("report", str(out), "--lang", "en").exit_code == 0
    assert names(out) >= {"summary.json", "summary.txt"}


def test_interrupted_while_it_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.reporting.finish.here_and_beside", stop)
    result = call("run", str(FILE), *TINY, "-o", str(tmp_path / "out"))
    assert result.exit_code == 130
    assert f"the results are whole in {tmp_path / 'out'} -> to draw what is missing: sim report" in result.stderr
    assert names(tmp_path / "out") >= NUMBERS | {"summary.json", "summary.txt"}


def test_a_comparison_whose_plots_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_effects, "data", fail)
    monkeypatch.setattr("sim.reporting.comparison.plots.write_plot", fail)
    out = tmp_path / "out"
    result = call("compare", str(FILE), "--variant", "more:family_doctor.coverage=0.6", *TINY, "-o", str(out))
    assert result.exit_code == 4, result.output
    assert "was not drawn: ValueError" in result.stderr
    assert names(out) >= {"comparison.csv", "comparison.json", "cases.csv"}
    assert f"Results: {out}" in result.stdout


def test_a_sweep_whose_plot_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("sweep", str(FILE), *TINY, "--vary", "family_doctor.coverage=0.2,0.6", "-o", str(tmp_path / "out"))
    with monkeypatch.context() as patch:
        patch.setattr("sim.reporting.plots.sweep.write_plot", fail)
        result = call(*words)
    assert result.exit_code == 4
    assert "the same command draws what is missing" in result.stderr
    assert "2 points: 2 done" in result.stdout
    again = call(*words, "--json")
    assert again.exit_code == 0
    assert json.loads(again.stdout)["reused"] == 2
    assert (tmp_path / "out" / "plots" / "sweep_lines.en.png").exists()


def test_an_explanation_whose_plot_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    assert call("run", str(FILE), *TINY, "-o", str(out)).exit_code == 0

    # The sets of rules are made up: what counts is what becomes of the answer.
    def worth(_: object, jobs: list[tuple[object, frozenset[str], int]], *__: object) -> list[list[float]]:
        return [[float(len(chosen))] * len(INDICATORS) for _, chosen, _ in jobs]

    monkeypatch.setattr("sim.experiments.explain.each", worth)
    with monkeypatch.context() as patch:
        patch.setattr("sim.reporting.plots.write_drawn", fail)
        result = call("explain", str(out), "--orders", "4", "--lang", "en")
    assert result.exit_code == 4, result.output
    assert "plots/contributions was not drawn" in result.stderr
    assert names(out) >= {"explain/contributions.csv", "report/report.html"}
    assert call("report", str(out), "--lang", "en").exit_code == 0
    assert (out / "plots" / "contributions.en.png").exists()
