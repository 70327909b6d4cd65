"""A results folder: the same inputs give the same bytes; nothing is overwritten; nothing is left half written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import cli
from sim.experiments import executor
from sim.experiments import run as experiments
from sim.experiments.options import Options, simulates_queues, tasks_of
from sim.experiments.run import run_scenario
from sim.experiments.store import Draft, default_folder
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid

ROOT = Path(__file__).parents[2]
FILE = ROOT / "tests/regions/xiaocheng/scenario.yaml"
LIBRARY = ROOT / "scenarios"
TINY = ("--sample", "0.02", "--reps", "1", "--library", str(LIBRARY), "--lang", "en")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Two reported years."""
    found = read_scenario(FILE, library=LIBRARY)
    return replace(found, years=replace(found.years, last=2017), targets=())


def write(scenario: Scenario, folder: Path, *, jobs: int) -> Path:
    """A finished results folder."""
    draft = Draft(folder)
    options = Options(sample=0.02, replications=2, seed=5, jobs=jobs, journal=True, engine="simpy")
    run_scenario(scenario, options, draft)
    return draft.publish()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the manifest."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def alone(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Written by one process."""
    return write(scenario, tmp_path_factory.mktemp("alone") / "results", jobs=1)


def test_same_bytes_from_two_processes(scenario: Scenario, alone: Path, tmp_path: Path) -> None:
    one, other = contents(alone), contents(write(scenario, tmp_path / "elsewhere", jobs=2))
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert {"tables/visits.parquet", "indicators.csv", "checks.json", "scenario.yaml"} <= set(one)


def test_no_file_but_the_manifest_knows_the_machine(alone: Path) -> None:
    for name, data in contents(alone).items():
        assert str(ROOT).encode() not in data, name
        assert str(alone).encode() not in data, name
    manifest = json.loads((alone / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["seed"] == 5
    assert manifest["started"]


def test_the_folder_can_be_run_again(alone: Path, tmp_path: Path) -> None:
    """The scenario written beside the results is the scenario."""
    again = read_scenario(alone / "scenario.yaml")
    found = contents(write(again, tmp_path / "again", jobs=1))
    before = contents(alone)
    assert found["tables/cases.parquet"] == before["tables/cases.parquet"]
    assert found["indicators.csv"] == before["indicators.csv"]


def test_what_holds_in_every_run(alone: Path) -> None:
    checks = json.loads((alone / "checks.json").read_text(encoding="utf-8"))
    assert checks["books_balance"]
    assert checks["patients_conserved"]
    assert checks["needs_above_bound"] == 0
    assert set(checks["runs"]) == {f"{arm}-{n}" for arm in ("baseline", "reform") for n in (0, 1)}


def test_arms_share_luck_and_replications_do_not(alone: Path) -> None:
    needs = pd.read_parquet(alone / "tables" / "needs.parquet")
    onsets = needs.groupby(["arm", "replication"])["onsets"].sum()
    assert onsets["baseline", 0] == onsets["reform", 0]
    assert onsets["baseline", 0] != onsets["baseline", 1]


def test_the_journal_is_what_was_counted(alone: Path) -> None:
    """Visits and cases of the reported years, one row each."""
    counted = pd.read_parquet(alone / "tables" / "cases.parquet")
    counted = counted[(counted["arm"] == "reform") & (counted["replication"] == 1)]["count"].sum()
    files = sorted((alone / "journal" / "reform" / "1").glob("*.parquet"))
    reported = [file for file in files if file.name >= "2016"]
    assert sum(len(pd.read_parquet(file)) for file in reported) == counted


def test_an_existing_folder_is_not_touched(alone: Path, tmp_path: Path) -> None:
    before = contents(alone)
    with pytest.raises(InputInvalid, match="not empty"):
        Draft(alone)
    assert contents(alone) == before
    empty = tmp_path / "empty"
    empty.mkdir()
    assert Draft(empty).publish() == empty


def test_default_folders_say_what_they_are(tmp_path: Path) -> None:
    assert default_folder("xiaocheng", "abcdef123456", 7, tmp_path).name.endswith("_xiaocheng_abcdef_s7")


def call(*words: str) -> Result:
    """The command as typed."""
    return CliRunner().invoke(cli.app, ["run", str(FILE), *TINY, *words])


def test_the_command_writes_a_whole_folder(tmp_path: Path) -> None:
    result = call("-o", str(tmp_path / "out"), "-j", "1")
    assert result.exit_code == 0, result.output
    assert "out" in result.stdout
    found = contents(tmp_path / "out")
    assert {"summary.txt", "summary.json", "targets.csv", "flows.csv", "money.csv"} <= set(found)
    assert [path.name for path in tmp_path.iterdir()] == ["out"], "no half-written folder beside it"
    again = call("-o", str(tmp_path / "out"))
    assert again.exit_code == 2
    assert "not empty" in again.output
    assert contents(tmp_path / "out") == found


@pytest.mark.parametrize(("failure", "code"), [(KeyboardInterrupt, 130), (RuntimeError, 1)])
def test_an_interrupted_run_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: type[BaseException], code: int
) -> None:
    def stop(*_: object) -> None:
        assert any(path.name.endswith(".partial") for path in tmp_path.iterdir())
        raise failure

    monkeypatch.setattr(experiments, "run_all", stop)
    assert call("-o", str(tmp_path / "out")).exit_code == code
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_to_the_end(scenario: Scenario) -> None:
    """Months done of months in all, never backwards, over all tasks."""
    seen: list[tuple[int, int]] = []
    options = Options(sample=0.003, replications=1, seed=1, jobs=1, engine="simpy")
    executor.run_all(tasks_of(scenario, options), 1, lambda done, all_: seen.append((done, all_)))
    assert [done for done, _ in seen] == list(range(1, len(seen) + 1))
    assert seen[-1] == (54, 54)


@pytest.mark.parametrize(
    ("queues", "sample", "simulated"),
    [
        ("auto", 1.0, True),
        ("auto", 0.5, False),
        ("simulate", 0.5, True),
        ("approximate", 1.0, False),
    ],
)
def test_queues_are_simulated_with_everybody_in(
    scenario: Scenario, queues: str, sample: float, simulated: bool
) -> None:
    settings = replace(scenario.settings, queues=queues)
    assert simulates_queues(replace(scenario, settings=settings), sample) is simulated
