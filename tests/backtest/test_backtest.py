"""`sim backtest` from the question to the tables: known trends come back, and held-back years are not read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import cli
from sim.experiments import members
from sim.experiments.backtest import runs
from sim.reporting.backtest import plot
from sim.reporting.lines import width

from ..vocabulary.english import english
from .made_up_years import TRUTH, MadeUpYears, figures, library

FILES = ("backtest.csv", "series.csv", "trends.csv", "sets.csv", "question.json", "summary.txt", "summary.json")


def call(place: Path, folder: Path, *more: str, lang: str = "en") -> Result:
    """The command in this process."""
    line = ["backtest", "made_up", "--library", str(place), "-j", "1", "-o", str(folder), "--lang", lang]
    return CliRunner().invoke(cli.app, [*line, "--sets", "12", "--reps", "2", "--rounds", "6", *more])


def bytes_of(folder: Path, names: tuple[str, ...] = FILES) -> Mapping[str, bytes]:
    """What a back-test has written, but its runs."""
    return {name: (folder / name).read_bytes() for name in names}


@pytest.fixture(autouse=True)
def without_plot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes longer than all else here; one test draws."""
    monkeypatch.setattr(plot, "draw_backtest", lambda *_: [])


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> MadeUpYears:
    """A model of a few lines in the place of runs."""
    found = MadeUpYears()
    monkeypatch.setattr(runs, "_measure", found)
    return found


def trends(folder: Path) -> pd.DataFrame:
    """The trends by name."""
    return pd.read_csv(folder / "trends.csv").set_index("trend")


@pytest.mark.usefixtures("model")
def test_known_trends_come_back_and_the_last_third_with_them(tmp_path: Path) -> None:
    place = library(tmp_path / "library", figures(TRUTH))
    result = call(place, tmp_path / "b")
    assert result.exit_code == 0, result.output
    found = trends(tmp_path / "b")
    for name, value in TRUTH.items():
        assert found.loc[name, "fitted"] == pytest.approx(value, abs=0.002), name
        assert not found.loc[name, "at_bound"]
    series = pd.read_csv(tmp_path / "b/series.csv").set_index(["indicator", "group"])
    assert (series["inside"] == series["held"]).all()
    assert (series["verdict_fitted"] == "as").all()
    assert series.loc[("cost_per_visit", "county"), "verdict"] == "faster", "4.4 % as it stands, 3.2 % was"
    assert series.loc[("cost_per_visit", "county"), "nation"] == pytest.approx(0.032, abs=1e-3)
    held = pd.read_csv(tmp_path / "b/backtest.csv").query("part == 'held'")
    assert set(held["year"]) == {2017, 2018, 2019}
    assert ((held["predicted"] / held["published"] - 1).abs() < 0.05).all()


@pytest.mark.usefixtures("model")
def test_held_back_years_are_not_read_by_the_fit(tmp_path: Path) -> None:
    shaken = {"y2017": 1.02, "y2018": 0.97, "y2019": 1.03}
    for name, factors in (("one", {}), ("other", shaken)):
        place = library(tmp_path / name, figures(TRUTH, **factors))
        assert call(place, tmp_path / f"of_{name}").exit_code == 0
    fit = ("trends.csv", "sets.csv")
    assert bytes_of(tmp_path / "of_one", fit) == bytes_of(tmp_path / "of_other", fit)
    one, other = (pd.read_csv(tmp_path / f"of_{name}/backtest.csv") for name in ("one", "other"))
    pd.testing.assert_series_equal(one["predicted"], other["predicted"])
    pd.testing.assert_series_equal(one["naive"], other["naive"])
    trained = one["part"] == "trained"
    pd.testing.assert_frame_equal(one[trained], other[trained])
    assert not one["published"].equals(other["published"])


@pytest.mark.usefixtures("model")
def test_no_trend_leaves_its_range(tmp_path: Path) -> None:
    """Charges that grew by 9 % a year: the range ends at 5 %, the miss is shown."""
    place = library(tmp_path / "library", figures({**TRUTH, "trend_unit_visit_county": 0.09}))
    result = call(place, tmp_path / "b")
    assert result.exit_code == 0, result.output
    row = trends(tmp_path / "b").loc["trend_unit_visit_county"]
    assert row["fitted"] == row["high"] == 0.05
    assert row["at_bound"]
    series = pd.read_csv(tmp_path / "b/series.csv").set_index(["indicator", "group"])
    assert series.loc[("cost_per_visit", "county"), "verdict_fitted"] == "slower"
    assert series.loc[("cost_per_visit", "county"), "inside"] < 3
    assert "at the end of its range" in " ".join(result.stdout.split())


def test_a_stopped_back_test_goes_on_and_ends_with_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = library(tmp_path / "library", figures(TRUTH))
    monkeypatch.setattr(runs, "_measure", whole := MadeUpYears())
    assert call(place, tmp_path / "whole").exit_code == 0
    for stop in (3, 18):
        folder = tmp_path / f"stopped_{stop}"
        monkeypatch.setattr(runs, "_measure", MadeUpYears(stop_at=stop))
        stopped = call(place, folder)
        assert stopped.exit_code == 130
        assert "the runs so far are kept; the same command goes on" in stopped.stderr
        kept = sorted((folder / "runs").iterdir())
        assert len(kept) == stop
        kept[0].write_text("damaged", encoding="utf-8")
        monkeypatch.setattr(runs, "_measure", rest := MadeUpYears())
        assert call(place, folder).exit_code == 0
        assert rest.runs == whole.runs - stop + 1, "what is missing, and what was damaged"
        assert bytes_of(folder) == bytes_of(tmp_path / "whole")


@pytest.mark.usefixtures("model")
def test_another_question_is_refused(tmp_path: Path) -> None:
    place = library(tmp_path / "library", figures(TRUTH))
    assert call(place, tmp_path / "b").exit_code == 0
    other = call(place, tmp_path / "b", "--seed", "2", lang="zh")
    assert other.exit_code == 2
    assert "其中是另一次回测（seed不同）" in other.stderr


@pytest.mark.usefixtures("model")
def test_too_few_sets_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = library(tmp_path / "library", figures(TRUTH))
    none = call(place, tmp_path / "n", "--sets", "7")
    assert none.exit_code == 2
    assert "--sets: 7: 7 sets are too few to tell how growths answer to 3 trends -> write 8 or more" in none.stderr
    assert not (tmp_path / "n").exists()
    monkeypatch.setattr(members, "USUAL", 9)
    few = call(place, tmp_path / "b", "--sets", "8")
    assert few.exit_code == 6, few.output
    assert "the ends of the bands are rough -> more --sets" in few.stderr


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_text(tmp_path: Path, lang: str) -> None:
    place = library(tmp_path / "library", figures(TRUTH))
    result = call(place, tmp_path / "b", lang=lang)
    assert result.exit_code == 0, result.output
    text = (tmp_path / "b/summary.txt").read_text(encoding="utf-8")
    assert max(width(line) for line in text.splitlines()) <= 80
    together = "".join(text.split())
    assert {"zh": "按2010—2016年拟合", "en": "trendsarefittedon2010-2016"}[lang] in together
    assert {"zh": "降雨", "en": "rain"}[lang] in together
    if lang == "zh":
        assert english(text) == []
    told = json.loads((tmp_path / "b/summary.json").read_text(encoding="utf-8"))
    assert told["of"] == 18
    assert told["held"] == [2017, 2018, 2019]
    assert {one["trend"] for one in told["trends"] if one["fitted"] is not None} == set(TRUTH)


@pytest.mark.usefixtures("model")
def test_list_and_report_know_a_back_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = library(tmp_path / "library", figures(TRUTH))
    folder = tmp_path / "results/b"
    assert call(place, folder).exit_code == 0
    listed = CliRunner().invoke(cli.app, ["list", str(tmp_path / "results"), "--lang", "zh"])
    assert "回测" in listed.stdout
    assert "made_up (2010-2019)" in listed.stdout
    monkeypatch.undo()  # draws
    (folder / "summary.txt").unlink()
    made = CliRunner().invoke(cli.app, ["report", str(folder), "--lang", "zh"])
    assert made.exit_code == 0, made.output
    assert (folder / "plots/backtest.zh.png").is_file()
    assert (folder / "summary.txt").is_file()
    refused = CliRunner().invoke(cli.app, ["report", str(folder), "--format", "html", "--lang", "en"])
    assert refused.exit_code == 2
    assert "is a back-test" in refused.stderr


def test_a_real_run_of_four_years(tmp_path: Path) -> None:
    """A tenth of the people, one round, four sets of one trend; hospitals together lie between their tiers."""
    charges = [row for row in figures(TRUTH) if row.startswith("cost_per_visit,county,") and int(row[22:26]) < 2014]
    groups = ("county", "tertiary", "county+tertiary")
    rows = [row.replace(",county,", f",{group},") for group in groups for row in charges]
    place = library(
        tmp_path / "library", rows, [f"cost_per_visit/{group}" for group in groups], 2013, ("trend_unit_visit_county",)
    )
    result = call(place, tmp_path / "b", "--sets", "4", "--rounds", "1", "--sample", "0.1")
    assert result.exit_code in (0, 6), result.output
    kept = [json.loads(file.read_text(encoding="utf-8"))["values"] for file in (tmp_path / "b/runs").iterdir()]
    assert len(kept) == 2 + 2 * 4
    for run in kept:
        county, tertiary, together = (float(run[f"cost_per_visit/{group}/2013"]) for group in groups)
        assert county < together < tertiary
    series = pd.read_csv(tmp_path / "b/series.csv").set_index("group")
    assert series.loc["tertiary", "as_it_stands"] == pytest.approx(0.045, abs=0.03), "the trend of its parameter"
