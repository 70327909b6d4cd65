"""`sim sensitivity` from the question to the tables: goes on where it was stopped, and leaves no trace of that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import cli
from sim.experiments.sensitivity import runs, study
from sim.experiments.sensitivity.inputs import inputs_of
from sim.reporting.sensitivity import tornado
from sim.scenario.read import read_scenario
from sim.vocabulary.names import Confidence

from .made_up_model import IDLE, STRONG, WEAK, MadeUpModel

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"
THREE = (STRONG, WEAK, IDLE)
FILES = ("sensitivity.csv", "spread.csv", "question.json", "summary.txt", "summary.json")


def call(folder: Path, *more: str, only: tuple[str, ...] = THREE, lang: str = "en") -> Result:
    """The command in this process."""
    line = ["sensitivity", str(FILE), "--library", str(LIBRARY), "-j", "1", "-o", str(folder), "--lang", lang]
    return CliRunner().invoke(cli.app, [*line, *(word for path in only for word in ("--only", path)), *more])


def bytes_of(folder: Path) -> Mapping[str, bytes]:
    """What an analysis has written, but its runs."""
    return {name: (folder / name).read_bytes() for name in FILES}


def table(folder: Path) -> pd.DataFrame:
    """The measures."""
    return pd.read_csv(folder / "sensitivity.csv")


@pytest.fixture(autouse=True)
def without_plot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes longer than all else here; `tests/reporting/test_sensitivity.py` draws."""
    monkeypatch.setattr(tornado, "draw_tornado", lambda *_: [])


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> MadeUpModel:
    """A model of a few lines in the place of runs."""
    found = MadeUpModel()
    monkeypatch.setattr(runs, "_measure", found)
    return found


def estimates(folder: Path, measure: str, of: str = "effect") -> dict[str, float]:
    """One measure of the first headline by path."""
    rows = table(folder)
    mask = (rows["indicator"] == "primary_visit_share") & (rows["of"] == of) & (rows["measure"] == measure)
    return dict(zip(rows.loc[mask, "path"], rows.loc[mask, "estimate"], strict=True))


def test_a_tornado_finds_the_swings(model: MadeUpModel, tmp_path: Path) -> None:
    result = call(tmp_path / "t", "--method", "tornado")
    assert result.exit_code == 0, result.output
    assert model.runs == 4 + 2 * 3, "luck, and both ends"
    swing = estimates(tmp_path / "t", "swing")
    assert swing == pytest.approx({STRONG: 0.4 * 0.35, WEAK: 0.1 * 0.4, IDLE: 0.0})
    assert estimates(tmp_path / "t", "narrowing")[STRONG] > estimates(tmp_path / "t", "narrowing")[WEAK] > 0
    assert table(tmp_path / "t")["converged"].isna().all()
    told = json.loads((tmp_path / "t/summary.json").read_text(encoding="utf-8"))
    assert [one["path"] for one in told["worth_knowing"]] == [STRONG, WEAK, IDLE]
    assert told["converged"] is None


def test_another_input_leaves_the_values_of_the_others(model: MadeUpModel, tmp_path: Path) -> None:
    for name, only in (("two", THREE[:2]), ("three", THREE)):
        assert call(tmp_path / name, "--method", "tornado", only=only).exit_code == 0
    assert model.runs == 8 + 10
    two, three = table(tmp_path / "two"), table(tmp_path / "three")
    ends = ("swing", "low_end", "high_end")
    left = two[two["measure"].isin(ends)].reset_index(drop=True)
    right = three[three["measure"].isin(ends) & (three["path"] != IDLE)].reset_index(drop=True)
    pd.testing.assert_frame_equal(left, right)


@pytest.mark.parametrize("method", ["tornado", "morris", "sobol"])
def test_a_stopped_analysis_goes_on_and_ends_with_the_same_bytes(
    method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = ("--method", method, "--trajectories", "3", "--points", "8")
    monkeypatch.setattr(runs, "_measure", whole := MadeUpModel())
    assert call(tmp_path / "whole", *more).exit_code == 0
    monkeypatch.setattr(runs, "_measure", MadeUpModel(stop_at=6))
    stopped = call(tmp_path / "stopped", *more)
    assert stopped.exit_code == 130
    assert "the runs so far are kept; the same command goes on" in stopped.stderr
    assert len(list((tmp_path / "stopped/runs").iterdir())) == 6
    damaged = next((tmp_path / "stopped/runs").iterdir())
    damaged.write_text(damaged.read_text(encoding="utf-8").replace("0.5", "0.6", 1), encoding="utf-8")
    monkeypatch.setattr(runs, "_measure", rest := MadeUpModel())
    assert call(tmp_path / "stopped", *more).exit_code == 0
    assert rest.runs in (whole.runs - 6, whole.runs - 5), "what is missing, and what was damaged"
    assert bytes_of(tmp_path / "stopped") == bytes_of(tmp_path / "whole")


def test_a_finer_analysis_goes_on_with_the_runs_of_a_coarser_one(model: MadeUpModel, tmp_path: Path) -> None:
    assert call(tmp_path / "m", "--trajectories", "3").exit_code == 0
    coarse = model.runs
    assert call(tmp_path / "m", "--trajectories", "5").exit_code == 0
    assert model.runs - coarse <= 2 * 4, "two trajectories more"
    assert set(pd.read_csv(tmp_path / "m/spread.csv")["size"]) == {5}


def test_refused_points_leave_their_trajectory_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_measure", MadeUpModel(above=(WEAK, 0.49)))  # the upper end of the grid
    result = call(tmp_path / "m", "--trajectories", "8")
    assert result.exit_code == 0, result.output
    spread = pd.read_csv(tmp_path / "m/spread.csv")
    assert 2 <= spread["size"].iloc[0] < 8
    assert spread["refused"].iloc[0] > 0
    assert "were refused by the scenario" in " ".join(result.stdout.split())
    monkeypatch.setattr(runs, "_measure", MadeUpModel(above=(WEAK, 0.0)))
    nothing = call(tmp_path / "n", "--trajectories", "2")
    assert nothing.exit_code == 3, nothing.output
    assert "--method: morris: only 0 whole blocks of points are left" in nothing.stderr


def test_trajectories_choose_the_inputs_of_sobol(
    model: MadeUpModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = inputs_of(read_scenario(FILE, library=LIBRARY), (*THREE, "parameters.eta_refer"))
    monkeypatch.setattr(study, "inputs_of", lambda _, only: [one for one in known if not only or one.path in only])
    result = call(tmp_path / "s", "--method", "sobol", "--points", "64", "--top", "2", "--trajectories", "2", only=())
    assert result.exit_code == 0, result.output
    assert set(table(tmp_path / "s")["path"]) == {STRONG, WEAK}
    total = estimates(tmp_path / "s", "ST")
    assert sum(total.values()) == pytest.approx(1.0, abs=0.15), "a linear function"
    assert "They are the strongest of" in " ".join(result.stdout.split())
    before = model.runs
    from_it = call(tmp_path / "f", "--method", "sobol", "--points", "8", "--from", str(tmp_path / "s"), only=())
    assert from_it.exit_code == 0, from_it.output
    assert set(table(tmp_path / "f")["path"]) == {STRONG, WEAK}
    assert model.runs - before <= 4 + 8 * 4, "no trajectories"


def test_a_folder_with_something_else_is_left_alone(model: MadeUpModel, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/notes.txt").write_text("mine", encoding="utf-8")
    result = call(tmp_path / "x", "--method", "tornado")
    assert result.exit_code == 2
    assert "this folder holds something else than a sensitivity analysis" in result.stderr
    assert model.runs == 0
    assert call(tmp_path / "t", "--method", "tornado").exit_code == 0
    other = call(tmp_path / "t", "--method", "tornado", "--seed", "2", lang="zh")
    assert other.exit_code == 2
    assert "其中是另一次敏感性分析（seed不同）" in other.stderr


def test_which_inputs_are_varied() -> None:
    scenario = read_scenario(FILE, library=LIBRARY)
    every = inputs_of(scenario)
    assert len(every) > 100
    assert all(one.low <= one.value <= one.high and one.low < one.high for one in every)
    assert Confidence.DOCUMENT not in {one.confidence for one in every}
    named = inputs_of(scenario, [IDLE, "parameters.stepdown_base"])
    assert {one.path for one in named} == {IDLE, "parameters.stepdown_base"}, "a statistic, since it was asked for"
    assert next(one for one in named if one.path == IDLE).whole
    twice = next(one for one in every if one.path == "budget@dongshan.surplus_kept_share")
    assert twice.name.en.endswith("(budget@dongshan)")


def test_a_real_run_of_two_inputs(tmp_path: Path) -> None:
    """Everything real: both arms, a fiftieth of the people, one strong input and one that nothing reads here."""
    only = (STRONG, "parameters.eta_refer")
    result = call(tmp_path / "r", "--method", "tornado", "--sample", "0.02", only=only)
    assert result.exit_code == 0, result.output
    assert estimates(tmp_path / "r", "swing", "level")[STRONG] > 0.005
    assert max(estimates(tmp_path / "r", "swing", of)["parameters.eta_refer"] for of in ("level", "effect")) == 0.0
    spread = pd.read_csv(tmp_path / "r/spread.csv")
    assert (spread["sd_luck"] > 0).all()
    assert spread["luck_share"].between(0, 1).all()
    assert (tmp_path / "r/SHA256SUMS").is_file()
