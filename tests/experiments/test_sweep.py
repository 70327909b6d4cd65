"""A sweep: every point once, whatever kills it; the same tables as if nothing had happened."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import cli
from sim.experiments import point
from sim.experiments.axes import read_axes
from sim.experiments.design import points
from sim.experiments.surviving import each_surviving
from sim.experiments.sweep import Request, sweep
from sim.experiments.sweep_folder import alone_in
from sim.model.run import run_arm
from sim.model.task import Run, Task
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.names import Arm

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"
FOUR = ("--vary", "family_doctor.coverage=0.2:0.8:2", "--vary", "gatekeeping.kind=voluntary,mandatory")
TINY = ("--sample", "0.02", "--reps", "1", "--library", str(LIBRARY), "--lang", "en")
TABLES = ("design.csv", "paths.csv", "sweep.yaml", "results.csv", "targets.csv", "failures.csv")


def words(folder: Path, *more: str) -> list[str]:
    """The command line of a sweep."""
    return ["sweep", str(FILE), *TINY, "-j", "1", "-o", str(folder), *more]


def ask(folder: Path, *more: str) -> Result:
    """The command in this process."""
    return CliRunner().invoke(cli.app, words(folder, *more))


def tables(folder: Path) -> dict[str, bytes]:
    """The bytes of every table."""
    return {name: (folder / name).read_bytes() for name in TABLES}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The made-up prefecture with every lever."""
    return read_scenario(FILE, library=LIBRARY)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four points, undisturbed."""
    folder = tmp_path_factory.mktemp("whole") / "sweep"
    result = ask(folder, *FOUR)
    assert result.exit_code == 0, result.output
    assert "4 points: 4 done, 0 reused, 0 failed" in result.stdout
    return folder


def test_the_tables_hold_every_point(whole: Path) -> None:
    design = pd.read_csv(whole / "design.csv")
    assert list(design.columns) == ["id", "family_doctor.coverage", "gatekeeping.kind"]
    assert design["id"].is_unique
    results = pd.read_csv(whole / "results.csv")
    assert list(results.columns[-7:]) == ["indicator", "year", "area", "arm", "mean", "low", "high"]
    assert set(results["id"]) == set(design["id"])
    assert set(results["year"]) == {2016, 2018}
    assert set(results["arm"]) == {"baseline", "reform", "difference"}
    found = results[(results["indicator"] == "contract_rate") & (results["area"] == "all") & (results["year"] == 2018)]
    reform = found[found["arm"] == "reform"].set_index("family_doctor.coverage")["mean"]
    assert reform.loc[0.8].min() > reform.loc[0.2].max() + 0.4
    assert found[found["arm"] == "baseline"]["mean"].nunique() == 1, "no point touches the baseline"
    assert set(pd.read_csv(whole / "targets.csv")["id"]) == set(design["id"])
    assert (whole / "failures.csv").read_text(encoding="utf-8").count("\n") == 1


def test_asked_again_nothing_runs(whole: Path) -> None:
    before, kept = tables(whole), {file: file.stat().st_mtime_ns for file in (whole / "points").iterdir()}
    result = ask(whole, *FOUR, "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["reused"] == 4
    assert {file: file.stat().st_mtime_ns for file in (whole / "points").iterdir()} == kept
    assert tables(whole) == before


def test_another_question_is_refused(whole: Path) -> None:
    before = tables(whole)
    result = ask(whole, *FOUR, "--seed", "7")
    assert result.exit_code == 2
    assert "seed: there 1, now 7" in " ".join(result.stderr.replace("│", " ").split())
    assert tables(whole) == before


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    assert ask(tmp_path, *FOUR).exit_code == 2
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_two_sweeps_in_one_folder(tmp_path: Path) -> None:
    folder = tmp_path / "sweep"
    with alone_in(folder):
        result = ask(folder, *FOUR)
    assert result.exit_code == 2
    assert "another process is writing" in " ".join(result.stderr.split())
    assert not (folder / "sweep.yaml").exists()


def test_killed_and_started_again(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    process = subprocess.Popen([sys.executable, "-m", "cli", *words(folder, *FOUR)], cwd=ROOT, stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 300
        while not _done(folder):
            assert process.poll() is None, process.communicate()[1].decode()
            assert time.monotonic() < deadline
            time.sleep(0.02)
    finally:
        process.kill()
        process.communicate()
    done = _done(folder)
    assert 0 < len(done) < 4
    assert not (folder / "results.csv").exists()
    (folder / "points" / ".half.parquet.1.partial").write_bytes(b"what a kill leaves")
    # A file that the disk lost half of is as good as missing.
    damaged = folder / "points" / "damaged.parquet"
    done[0].rename(damaged)
    done[0].write_bytes(damaged.read_bytes()[:100])
    damaged.unlink()
    result = ask(folder, *FOUR, "-j", "2", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["reused"] == len(done) - 1
    assert tables(folder) == tables(whole)
    assert sorted(file.name for file in _all(folder)) == sorted(file.name for file in _all(whole))


def _all(folder: Path) -> list[Path]:
    return list((folder / "points").iterdir())


def _done(folder: Path) -> list[Path]:
    return sorted(f for f in folder.glob("points/[0-9a-f]*.parquet") if ".targets." not in f.name)


REFUSED = ("--vary", "budget@xihe.kind=package,hospital_cap")  # a package needs an alliance, which the rule has not


def test_a_point_that_fails_is_listed_and_the_others_go_on(tmp_path: Path) -> None:
    result = ask(tmp_path / "sweep", *REFUSED)
    assert result.exit_code == 4, result.output
    assert "2 points: 1 done, 0 reused, 1 failed" in result.stdout
    failures = pd.read_csv(tmp_path / "sweep" / "failures.csv")
    assert failures["budget@xihe.kind"].tolist() == ["package"]
    assert failures["error"].tolist() == ["InputInvalid"]
    assert "alliance" in failures["message"].iloc[0]
    assert set(pd.read_csv(tmp_path / "sweep" / "results.csv")["budget@xihe.kind"]) == {"hospital_cap"}


def test_fail_fast_stops(tmp_path: Path) -> None:
    result = ask(tmp_path / "sweep", *REFUSED, "--fail-fast", "--json")
    assert result.exit_code == 4, result.output
    told = json.loads(result.stdout)
    assert (told["done"], told["failed"], told["not_run"]) == (0, 1, 1)
    assert _done(tmp_path / "sweep") == []


def test_every_fault_of_every_path_before_anything_is_written(tmp_path: Path) -> None:
    wrong = ("family_doctor.coverag=0.1,0.2", "family_doctor.coverage=0.1:3:2", "parameters.refer_up_share=0.2:0.4:1",
             "pathways.share=a:b:3", "gatekeeping.kind=voluntary,no", "posted_doctors.doctors=1.5,2",
             "supervision.audit_share=0:1", "parameters.refer_up_share=0.2,many")  # fmt: skip
    result = ask(tmp_path / "sweep", *(word for text in wrong for word in ("--vary", text)))
    assert result.exit_code == 3
    for text in wrong:
        assert f"--vary {text}:" in result.stderr, text
    assert "did you mean 'family_doctor.coverage'" in result.stderr
    assert "outside the plausible range -> write 0 to 1" in result.stderr
    assert not (tmp_path / "sweep").exists()


def test_designs_stay_inside_and_are_the_same_again(scenario: Scenario) -> None:
    axes = read_axes(
        ["family_doctor.coverage=0.1:0.9", "posted_doctors.doctors=1:4", "gatekeeping.kind=voluntary,mandatory"],
        scenario,
        grid=False,
    )
    for design in ("lhs", "sobol"):
        found = points(axes, design, 16, 1)
        assert found == points(axes, design, 16, 1)
        assert found != points(axes, design, 16, 2)
        assert len({point.id for point in found}) == 16
        shares, doctors, kinds = zip(*([value for _, value in point.values] for point in found), strict=True)
        assert sum(share < 0.5 for share in shares) == 8
        assert min(shares) >= 0.1
        assert max(shares) <= 0.9
        assert {n: doctors.count(n) for n in doctors} == dict.fromkeys((1, 2, 3, 4), 4)
        assert all(isinstance(n, int) for n in doctors)
        assert kinds.count("mandatory") == 8


def test_whole_numbers_and_lists_of_lists(scenario: Scenario) -> None:
    years, places = read_axes(
        ["rules.family_doctor.ramp_months=1:12:3", "rules.telemedicine.where=[xihe],[xihe, dongshan]"],
        scenario,
        grid=True,
    )
    assert years.levels == (1, 6, 12)
    assert len(points([years, places], "grid", 0, 1)) == 6
    with pytest.raises(InputInvalid, match="no count"):
        read_axes(["family_doctor.coverage=0.1:0.9"], scenario, grid=True)


def test_plan_of_a_sweep() -> None:
    result = CliRunner().invoke(cli.app, ["plan", str(FILE), *TINY, *FOUR, "-j", "2", "--json"])
    assert result.exit_code == 0, result.output
    size = json.loads(result.stdout)["sweep"]
    assert (size["points"], size["runs"]) == (4, 6)  # four points, and a baseline in each of two processes
    assert size["megabytes_on_disk"] > 0


def test_a_process_that_dies_takes_only_its_own_item_with_it() -> None:
    items = ["0", "__import__('os')._exit(1)", "2"]
    answers: dict[int, object] = {}
    each_surviving(eval, items, 2, lambda _: "died", answers.__setitem__)
    assert answers == {0: 0, 1: "died", 2: 2}


def test_a_run_whose_books_do_not_balance_is_not_kept(
    scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsound(task: Task) -> Run:
        run = run_arm(task)
        return replace(run, checks={**run.checks, "books_balance": task.arm is Arm.BASELINE})

    monkeypatch.setattr(point, "run_shared", unsound)
    request = Request(FILE, LIBRARY, (), ("family_doctor.coverage=0.2",), "grid", 0, 0.005, 1, 1)
    found = sweep(request, scenario, tmp_path / "sweep", jobs=1)
    assert [(o.error, o.message.en) for _, o in found.failures] == [
        ("RunUnsound", "books_balance failed in reform-0 -> report it")
    ]
    assert _all(tmp_path / "sweep") == []
    assert not (tmp_path / "sweep" / "results.csv").exists()
