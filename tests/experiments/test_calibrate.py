"""`sim calibrate` on a made-up prefecture, and what judges sets and tells what they have taught."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import cli
from sim.experiments.calibrate.candidate import FittedCandidate, behaviour, drawn, unbiased
from sim.experiments.calibrate.judge import (
    Judged,
    anchor_table,
    discrepancy,
    implausibility,
    judged,
    number_table,
    ridges,
)
from sim.experiments.fit.measured import base_year_of
from sim.experiments.fit.numbers import Aim
from sim.experiments.members import members_of
from sim.scenario.ensemble_state import ensemble_state
from tests.experiments.own_statistics import LIBRARY, made, read, region

AIM = Aim(("alos", "all", "county"), 8.0, 7.0, 10.0, share=False)
TINY = ("--candidates", "3", "--rounds", "4", "--sample", "0.5", "-j", "1", "--lang", "en")


def candidate(number: int = 0, values: Mapping[str, float] | None = None, **measured: float) -> FittedCandidate:
    figures = {(name, "all", "county"): value for name, value in measured.items()}
    return FittedCandidate(number, dict(values or {"parameters.e_seek": 0.2}), figures, 3)


# -- judging ---------------------------------------------------------------------------------------------------


def test_a_figure_counts_by_its_range_on_the_side_where_the_model_lies() -> None:
    sigma = 1.6448536269514722
    assert implausibility(AIM, 8.0, 0.0) == 0.0
    assert implausibility(AIM, 10.0, 0.0) == pytest.approx(sigma)
    assert implausibility(AIM, 7.0, 0.0) == pytest.approx(sigma)
    assert implausibility(AIM, 6.0, 0.0) == pytest.approx(2 * sigma)
    assert implausibility(AIM, math.nan, 0.0) == 0.0


def test_what_the_form_of_the_model_is_off_widens_a_figure() -> None:
    assert implausibility(AIM, 6.0, 1.0) < implausibility(AIM, 6.0, 0.0)
    assert discrepancy([AIM], {AIM.key: 6.5}) == {AIM.key: 0.5}
    assert discrepancy([AIM], {AIM.key: 11.0}) == {AIM.key: 1.0}
    assert discrepancy([AIM], {AIM.key: 7.2}) == {}
    assert discrepancy([AIM], {}) == {}


def test_a_figure_without_a_range_is_met_or_rules_out() -> None:
    point = Aim(AIM.key, 8.0, 8.0, 8.0, share=False)
    assert implausibility(point, 8.0, 0.0) == 0.0
    assert implausibility(point, 8.1, 0.0) == math.inf


def test_the_farthest_figure_decides() -> None:
    other = Aim(("cost_per_visit", "all", "county"), 100.0, 90.0, 110.0, share=False)
    near, far = candidate(alos=8.5, cost_per_visit=108.0), candidate(alos=8.5, cost_per_visit=150.0)
    assert judged(near, [AIM, other], {}).kept
    found = judged(far, [AIM, other], {})
    assert (found.kept, found.worst) == (False, other)
    assert found.implausible == pytest.approx(5 * 1.6448536269514722)


def test_what_sets_say_of_a_figure_is_said_of_those_that_were_kept() -> None:
    found = [judged(candidate(n, alos=7.5 + n / 10), [AIM], {}) for n in range(10)]
    found.append(Judged(candidate(99, alos=50.0), 30.0, AIM))
    row = anchor_table([AIM], {AIM.key: 8.2}, {}, found).iloc[0]
    assert (row["own"], row["inside"]) == (8.2, True)
    assert 7.5 <= row["p5"] < row["p50"] < row["p95"] <= 8.4
    none = anchor_table([AIM], {}, {}, []).iloc[0]
    assert none["inside"] is None
    assert math.isnan(none["own"])


def test_prior_and_posterior_stand_side_by_side() -> None:
    every = pd.DataFrame({"parameters.b_size": np.linspace(0.4, 1.0, 41)})
    kept = every.iloc[10:31].reset_index(drop=True)
    row = number_table({"parameters.b_size": (0.4, 0.8, 1.0)}, every, kept).iloc[0]
    assert (row["low"], row["value"], row["high"]) == (0.4, 0.8, 1.0)
    assert row["drawn_p50"] == pytest.approx(0.7)
    assert row["kept_p5"] == pytest.approx(0.565)
    assert row["narrowed"] == pytest.approx(1 - 20 / 40, abs=0.02)
    nothing = number_table({"parameters.b_size": (0.4, 0.8, 1.0)}, every, every.iloc[:0]).iloc[0]
    assert math.isnan(nothing["kept_p50"])


def test_a_ridge_is_named_and_chance_is_not() -> None:
    rng = np.random.default_rng(1)
    table = pd.DataFrame(rng.random((40, 60)), columns=[f"parameters.p{n}" for n in range(60)])
    assert ridges(table).empty
    table["calibrated.a"] = 2 - table["parameters.p3"] + 0.01 * rng.random(40)
    found = ridges(table)
    assert found[["one", "other"]].to_numpy().tolist() == [["parameters.p3", "calibrated.a"]]
    assert found["correlation"].iloc[0] < -0.99
    assert ridges(table.head(5)).empty


# -- what a set is ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Xiaocheng with the statistics of its own base year."""
    return made(tmp_path_factory.mktemp("town"), sample=1.0, seed=1)


def test_a_set_has_its_own_behaviour_and_figures_within_their_ranges(town: Path) -> None:
    base = base_year_of(read(town))
    one, other = drawn(base, 0, 1), drawn(base, 1, 1)
    names = behaviour(base)
    assert {"e_seek", "gamma_mild", "roemer", "captive_primary_urban_mild"} <= set(names)
    assert not {"level_max", "seek_factor_max", "income_yuan", "clinic_hours"} & set(names)
    for name in names:
        low, high = base.parameters[name].low, base.parameters[name].high
        assert low is not None
        assert high is not None
        assert low <= one.parameters[name].value <= high
    assert one.parameters["e_seek"].value != other.parameters["e_seek"].value
    for before, after in zip(base.region.anchors, one.region.anchors, strict=True):
        low, high = before.figure.low, before.figure.high
        assert low is not None
        assert high is not None
        assert low <= after.figure.value <= high
        assert after.figure.high is not None
        assert after.figure.low is not None
        assert after.figure.high - after.figure.low == pytest.approx(high - low)
    assert drawn(base, 0, 1) == one
    assert drawn(base, 0, 2) != one


def test_what_a_sample_gives_more_is_taken_away_where_it_is_known() -> None:
    assert unbiased({AIM.key: 9.0, ("x", "all", "all"): 1.0}, {AIM.key: 0.5}) == {
        AIM.key: 8.5,
        ("x", "all", "all"): 1.0,
    }


# -- the command -----------------------------------------------------------------------------------------------


def calibrate(place: Path, *more: str) -> Result:
    line = ["calibrate", str(place / "scenario.yaml"), "--library", str(LIBRARY), "-o", str(place.parent / "sets")]
    return CliRunner().invoke(cli.app, [*line, *more])


@pytest.fixture(scope="module")
def done(town: Path) -> tuple[Path, Result]:
    """The town with three sets, and what was said."""
    return town, calibrate(town, *TINY)


def test_sets_are_written_told_and_used(done: tuple[Path, Result]) -> None:
    place, result = done
    assert result.exit_code == 6, result.output  # three sets are fewer than a run takes
    assert "3 sets drawn" in " ".join(result.stdout.split())
    assert "eight are needed" in result.stderr
    scenario = read(place)
    state = ensemble_state(scenario)
    assert state.word == "current"
    record = scenario.region.ensemble.record  # type: ignore[union-attr]
    assert record is not None
    assert (record.candidates, record.seed) == (3, 1)
    members = members_of(scenario, record.kept)
    assert record.kept >= 1
    assert members[0].parameters["e_seek"].value != scenario.parameters["e_seek"].value


def test_what_was_learnt_lies_in_tables(done: tuple[Path, Result]) -> None:
    place, _ = done
    folder = place.parent / "sets"
    sets = pd.read_csv(folder / "candidates.csv")
    assert sets["set"].tolist() == [0, 1, 2]
    numbers = pd.read_csv(folder / "numbers.csv").set_index("path")
    drawn_names = {f"parameters.{name}" for name in behaviour(read(place))}
    assert drawn_names <= set(numbers.index)
    assert "calibrated.demand_scale" in numbers.index
    assert len(pd.read_csv(folder / "anchors.csv")) == len(read(place).region.anchors)
    assert (folder / "ensemble.csv").read_bytes() == (region(place) / "ensemble.csv").read_bytes()


def test_a_stopped_one_goes_on_and_ends_with_the_same_bytes(done: tuple[Path, Result], tmp_path: Path) -> None:
    place, _ = done
    again = tmp_path / "x"
    shutil.copytree(place, again)
    shutil.copytree(place.parent / "sets", tmp_path / "sets")
    runs = sorted((tmp_path / "sets/runs").iterdir())
    for file in runs[::2]:
        file.unlink()
    for name in ("ensemble.csv", "ensemble.yaml"):
        (region(again) / name).unlink()
        (tmp_path / "sets" / name).unlink()
    assert calibrate(again, *TINY).exit_code == 6
    for name in ("ensemble.csv", "ensemble.yaml"):
        assert (region(again) / name).read_bytes() == (region(place) / name).read_bytes()


def test_a_region_that_misses_its_figures_is_to_be_fitted_first(town: Path, tmp_path: Path) -> None:
    place = tmp_path / "x"
    shutil.copytree(town, place, ignore=shutil.ignore_patterns("ensemble.*"))
    file = region(place) / "calibrated.csv"
    rows = [
        ",".join([cells[0], cells[3], *cells[2:]]) if "scale" in line else line
        for line in file.read_text(encoding="utf-8").splitlines()
        if (cells := line.split(","))
    ]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    result = calibrate(place, "--candidates", "2", "--sample", "0.5", "-j", "1", "--lang", "en")
    assert result.exit_code == 3, result.output
    assert "sim fit" in result.stderr
    assert not (region(place) / "ensemble.csv").exists()


def test_before_anything_runs_it_says_what_it_would_do(town: Path) -> None:
    chinese = calibrate(town, "--dry-run", "--lang", "zh")
    assert chinese.exit_code == 0
    assert "抽取48组" in "".join(chinese.stdout.split())
    told = json.loads(calibrate(town, "--dry-run", "--json").stdout)
    assert (told["candidates"], told["rounds"]) == (48, 8)
    assert told["drawn"] == len(behaviour(read(town)))
