"""`sim fit` on a made-up prefecture whose statistics the model itself has made, from numbers that are known."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import cli
from sim.experiments.fit import measured
from sim.model.task import Run, Task
from sim.scenario.fit_state import fit_state
from tests.experiments.own_statistics import HEAD, LIBRARY, ROOT, TIERS, made, read, region

SMALL = ("--rounds", "13", "--sample", "0.15", "--last-sample", "0.15", "--reps", "1", "-j", "1", "--lang", "en")
TINY = ("--rounds", "8", "--sample", "0.03", "--last-sample", "0.03", "--reps", "1", "-j", "1", "--lang", "en")


def numbers(place: Path) -> dict[str, float]:
    """The values of calibrated.csv."""
    with (region(place) / "calibrated.csv").open(encoding="utf-8") as lines:
        return {row["quantity"]: float(row["value"]) for row in csv.DictReader(lines)}


def disturb(place: Path) -> None:
    """Scales x 1.25, constants of choice + 0.5, consultations a fifth shorter; each row with its range.

    From further away the fit may end where wards are not full, and nobody is sent beyond for lack of a bed.
    """
    file = region(place) / "calibrated.csv"
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        name, factor, plus = row["quantity"], 1.0, 0.0
        factor = 1.25 if "scale" in name else 0.8 if name.startswith("minutes") else 1.0
        plus = 0.5 if name.startswith("asc") and "_county_" not in name else 0.0
        for column in ("value", "low", "high"):
            row[column] = f"{float(row[column]) * factor + plus:.6g}"
        row["confidence"] = "calibrated"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def disturbed(folder: Path, *, sample: float, seed: int) -> Path:
    """Xiaocheng with the statistics of its own base year, and its numbers disturbed."""
    place = made(folder, sample=sample, seed=seed)
    disturb(place)
    return place


def fit(place: Path, *more: str) -> Result:
    """The command in this process."""
    line = ["fit", str(place / "scenario.yaml"), "--library", str(LIBRARY), "-o", str(place.parent / "fit"), *more]
    return CliRunner().invoke(cli.app, line)


def bytes_of(place: Path) -> Mapping[str, bytes]:
    """What a fit has written."""
    files = [region(place) / "calibrated.csv", region(place) / "fit.yaml"]
    files += [place.parent / "fit" / name for name in ("rounds.csv", "fit.csv")]
    return {file.name: file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result, Path]:
    """The disturbed prefecture, fitted undisturbed; what was said; and the prefecture before."""
    place = disturbed(tmp_path_factory.mktemp("whole"), sample=0.15, seed=1)
    before = place.parent / "before"
    shutil.copytree(place, before)
    return place, fit(place, *SMALL), before


def test_disturbed_numbers_come_back_within_the_ranges(whole: tuple[Path, Result, Path]) -> None:
    place, result, _ = whole
    assert result.exit_code == 0, result.output
    told = read(place).region.fit
    assert told is not None
    assert told.inside >= 0.9 * told.anchors
    assert f"{told.inside} of {told.anchors} figures lie in their range" in result.stdout
    assert fit_state(read(place)).word == "current"


def test_the_truth_is_recovered_where_the_figures_say_it(whole: tuple[Path, Result, Path]) -> None:
    found = numbers(whole[0])
    truth = numbers(ROOT / "tests/regions/xiaocheng")
    for name in ("demand_scale", *(f"cost_scale_visit_{tier}" for tier in TIERS)):
        assert found[name] == pytest.approx(truth[name], rel=0.05), name
    for name in ("stay_scale_county", "stay_scale_tertiary"):
        assert found[name] == pytest.approx(truth[name], rel=0.08), name


def test_what_no_figure_speaks_of_stays_as_it_is(whole: tuple[Path, Result, Path]) -> None:
    place, result, before = whole
    found, old = numbers(place), numbers(before)
    for name in ("cost_scale_stay_county", "stay_scale_outside", "asc_county_urban", "minutes_primary"):
        assert found[name] == old[name], name
    assert "no anchor that it answers to: cost_scale_stay_primary" in " ".join(result.stdout.split())


def test_the_table_keeps_its_rows_and_says_where_they_come_from(whole: tuple[Path, Result, Path]) -> None:
    place, _, before = whole
    with (region(place) / "calibrated.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["quantity"] for row in rows] == list(numbers(before))
    fitted = next(row for row in rows if row["quantity"] == "demand_scale")
    assert fitted["confidence"] == "calibrated"
    assert float(fitted["low"]) == pytest.approx(0.6 * float(fitted["value"]), rel=1e-3)
    source = read(place).region.calibrated["demand_scale"].source
    assert "sim fit" in source.en
    assert "拟合" in source.zh


def test_the_table_of_a_person_is_kept_and_that_of_a_fit_is_not(
    whole: tuple[Path, Result, Path], tmp_path: Path
) -> None:
    place, _, before = whole
    kept = region(place) / "calibrated.csv.before"
    assert kept.read_bytes() == (region(before) / "calibrated.csv").read_bytes()
    again = tmp_path / "x"
    shutil.copytree(place, again)
    (region(again) / "calibrated.csv.before").unlink()
    assert fit(again, *SMALL, "--rounds", "1").exit_code in (0, 6)
    assert not (region(again) / "calibrated.csv.before").exists()


def test_stopped_and_started_again_it_ends_with_the_same_bytes(
    whole: tuple[Path, Result, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, _, before = whole
    again = tmp_path / "x"
    shutil.copytree(before, again)
    runs: list[Task] = []

    def stopped(task: Task) -> Run:
        if len(runs) == 3:
            raise KeyboardInterrupt
        runs.append(task)
        return measured_run(task)

    measured_run = measured.run_shared
    monkeypatch.setattr(measured, "run_shared", stopped)
    result = fit(again, *SMALL)
    assert result.exit_code == 130
    assert "the same command goes on" in result.stderr
    assert (region(again) / "calibrated.csv").read_bytes() == (region(before) / "calibrated.csv").read_bytes()
    (tmp_path / "fit/runs").joinpath(".x.json.9.partial").write_text("half")
    damaged = min((tmp_path / "fit/runs").glob("*.json"))
    damaged.write_text(damaged.read_text().replace("1", "2", 1))

    monkeypatch.setattr(measured, "run_shared", lambda task: runs.append(task) or measured_run(task))  # type: ignore[func-returns-value]
    result = fit(again, *SMALL)
    assert result.exit_code == 0, result.output
    assert bytes_of(again) == bytes_of(place)
    assert len(runs) == len(list((tmp_path / "fit/runs").glob("*.json"))) + 1  # the damaged one twice


def test_another_fit_does_not_go_on_in_the_folder(whole: tuple[Path, Result, Path]) -> None:
    result = fit(whole[0], *SMALL, "--seed", "2")
    assert result.exit_code == 2
    assert "another fit" in result.stderr


def test_figures_out_of_reach_end_it_and_are_named(whole: tuple[Path, Result, Path], tmp_path: Path) -> None:
    again = tmp_path / "x"
    shutil.copytree(whole[0], again)
    file = region(again) / "anchors.csv"
    lines = [
        "visits_per_resident,all,all,90,visits per year,80,95,made up,statistic,\n",
        "bed_occupancy,all,tertiary,1.9,share,1.89,1.91,made up,statistic,\n",  # fuller with every need
    ]
    file.write_text(HEAD + "".join(lines), encoding="utf-8")
    result = fit(again, *TINY)
    told = " ".join(result.stdout.split())
    assert result.exit_code == 6
    assert "Outside • visits per resident: answers to demand_scale, not met" in told
    assert "no number that is fitted answers to it" in told
    assert "demand_scale = 10 (may be 0.1 to 10)" in told
    assert "fewer than nine in ten" in result.stderr
    record = read(again).region.fit
    assert record is not None
    assert "demand_scale" in record.at_bound


def test_a_region_without_figures_is_refused(whole: tuple[Path, Result, Path], tmp_path: Path) -> None:
    again = tmp_path / "x"
    shutil.copytree(whole[0], again)
    lines = ["bed_occupancy,all,tertiary,0.9,share,0.8,0.95,made up,statistic,\n"]
    (region(again) / "anchors.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    result = fit(again, *SMALL)
    assert result.exit_code == 3
    assert "anchors.csv" in result.stderr


def test_a_table_edited_meanwhile_is_left_alone(
    whole: tuple[Path, Result, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = tmp_path / "x"
    shutil.copytree(whole[2], again)
    file = region(again) / "calibrated.csv"
    measured_run = measured.run_shared

    def editing(task: Task) -> Run:
        file.write_bytes(file.read_bytes().rstrip() + b"\n\n")
        return measured_run(task)

    monkeypatch.setattr(measured, "run_shared", editing)
    edited = fit(again, *SMALL, "--rounds", "1")
    assert edited.exit_code == 2
    assert "changed while the fit ran" in edited.stderr
    assert not (region(again) / "fit.yaml").exists()


def test_a_dry_run_and_data_tell_the_table(whole: tuple[Path, Result, Path]) -> None:
    told = json.loads(fit(whole[0], "--dry-run", "--json").stdout)
    (asked,) = told["numbers"]["cost_scale_visit_county"]
    assert asked == {"indicator": "cost_per_visit", "area": "all", "group": "county"}
    chinese = fit(whole[0], "--dry-run", "--lang", "zh").stdout
    assert "拟合的数值" in chinese
    assert "保持原样的数值" in chinese


@pytest.mark.slow
def test_with_everybody_and_other_luck_the_truth_is_recovered(tmp_path: Path) -> None:
    place = disturbed(tmp_path, sample=1.0, seed=7)
    result = fit(place, "--sample", "1", "--reps", "2", "-j", "2", "--lang", "en")
    assert result.exit_code == 0, result.output
    found, truth = numbers(place), numbers(ROOT / "tests/regions/xiaocheng")
    for name in ("demand_scale", *(f"cost_scale_visit_{tier}" for tier in TIERS[:3])):
        assert found[name] == pytest.approx(truth[name], rel=0.05), name
