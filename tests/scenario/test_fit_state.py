"""What a region's numbers were fitted to, and when that is said to be something else."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from sim.experiments.fit.measured import base_year_of
from sim.experiments.options import Options
from sim.experiments.run import told_of_fit
from sim.experiments.sweep import Request, question_of
from sim.model.run import run_arm
from sim.model.task import Task
from sim.region.description import FitRecord
from sim.region.quantities import PARAMETERS
from sim.reporting.progress import watching
from sim.reporting.sentences import cautions
from sim.scenario.faults import Faults
from sim.scenario.fingerprint import fingerprint
from sim.scenario.fit_file import fit_text, read_fit
from sim.scenario.fit_state import NOT_IN_BASE_YEAR, calibrated_mark, fit_state, inputs_of
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Arm
from sim.vocabulary.phrase import one

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "scenarios"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Xiaocheng with a record of today's numbers."""
    shutil.copytree(ROOT / "tests/regions/xiaocheng", tmp_path / "x")
    write(tmp_path / "x")
    return tmp_path / "x"


def region(place: Path) -> Path:
    """Its folder of tables."""
    return place / "regions/xiaocheng"


def read(place: Path, *sets: str) -> Scenario:
    """The scenario as it is now."""
    return read_scenario(place / "scenario.yaml", library=LIBRARY, overrides=sets)


def write(place: Path, **changes: object) -> None:
    """Note what the numbers are fitted to."""
    now = read(place)
    record = FitRecord(
        "xiaocheng", 2016, "hand", one("made up"), 3, 3, inputs_of(now), calibrated_mark(now.region.calibrated)
    )
    (region(place) / "fit.yaml").write_text(fit_text(replace(record, **changes)), encoding="utf-8")  # type: ignore[arg-type]


def swap(file: Path, old: str, new: str) -> None:
    """Write something else in a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_fit_of_what_is_there_needs_no_word(place: Path) -> None:
    state = fit_state(read(place))
    assert (state.word, state.note) == ("current", None)


def test_without_a_record_it_was_never_fitted(place: Path) -> None:
    (region(place) / "fit.yaml").unlink()
    state = fit_state(read(place))
    assert state.word == "none"
    assert state.note is not None
    assert "never fitted" in state.note.en
    assert "没有" in state.note.zh


def test_the_fit_of_another_region_is_foreign(place: Path) -> None:
    write(place, region="elsewhere")
    state = fit_state(read(place))
    assert state.word == "foreign"
    assert state.note is not None
    assert "elsewhere" in state.note.en


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("anchors.csv", ",4.9,", ",4.8,"),
        ("anchors.csv", ",3.9,6,", ",3.8,6,"),
        ("people.csv", "low_income_share,0.06,", "low_income_share,0.07,"),
        ("region.yaml", "owner: city", "owner: province"),
    ],
)
def test_a_changed_input_makes_it_stale_and_is_named(place: Path, file: str, old: str, new: str) -> None:
    swap(region(place) / file, old, new)
    state = fit_state(read(place))
    assert (state.word, state.changed) == ("stale", (file,))
    assert state.note is not None
    assert file in state.note.en
    assert file in state.note.zh


def test_parameters_of_the_base_year_count_and_others_do_not(place: Path) -> None:
    assert fit_state(read(place, "parameters.tau_oop=21")).changed == ("parameters",)
    assert fit_state(read(place, "parameters.gamma_mild=0.21")).word == "current"


def test_numbers_changed_by_hand_are_said(place: Path) -> None:
    swap(region(place) / "calibrated.csv", "demand_scale,1,", "demand_scale,1.1,")
    assert fit_state(read(place)).word == "edited"


def test_line_ends_notes_sources_and_order_change_nothing(place: Path) -> None:
    file = region(place) / "anchors.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    rows = [row.replace("made up for tests", "looked up again") + "a note" for row in reversed(rows)]
    file.write_bytes("\r\n".join([head, *rows, ""]).encode("utf-8-sig"))
    calibrated = region(place) / "calibrated.csv"
    calibrated.write_bytes(
        calibrated.read_bytes().replace(b"\n", b"\r\n").replace(b"demand_scale,1,", b"demand_scale,1.0,")
    )
    assert fit_state(read(place)).word == "current"


def test_a_record_reads_back_as_it_was_written(place: Path) -> None:
    record = read(place).region.fit
    assert record is not None
    faults = Faults()
    assert read_fit(region(place) / "fit.yaml", faults) == record
    assert not faults.problems


def test_a_damaged_record_is_a_fault_with_its_line(place: Path) -> None:
    swap(region(place) / "fit.yaml", "by: hand", "by: me")
    result = CliRunner().invoke(cli.app, ["check", str(place / "scenario.yaml"), "--library", str(LIBRARY)])
    assert result.exit_code == 3
    assert "fit.yaml:4" in result.stderr


def test_a_record_is_no_part_of_the_answer(place: Path) -> None:
    before = fingerprint(read(place))
    (region(place) / "fit.yaml").unlink()
    assert fingerprint(read(place)) == before


def test_check_plan_and_results_say_it(place: Path) -> None:
    swap(region(place) / "anchors.csv", ",4.9,", ",4.8,")
    for command in ("check", "plan"):
        line = [command, str(place / "scenario.yaml"), "--library", str(LIBRARY), "--lang", "en"]
        result = CliRunner().invoke(cli.app, line)
        assert "was fitted before anchors.csv changed" in " ".join(result.stdout.split())
    told = told_of_fit(read(place))
    assert told["fit_state"] == "stale"
    assert "anchors.csv" in told["fit_note"]["zh"]


def test_the_first_lines_of_runs_and_sweeps_say_it(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with watching(read(place), Options(0.001, 1, 1, 1), "en"):
        pass
    assert "fitted" not in capsys.readouterr().err
    (region(place) / "fit.yaml").unlink()
    scenario = read(place)
    with watching(scenario, Options(0.001, 1, 1, 1), "en"):
        pass
    assert "was never fitted to its anchors.csv" in " ".join(capsys.readouterr().err.split())
    asked = Request(place / "scenario.yaml", LIBRARY, (), ("family_doctor.coverage=0.2:0.4:2",), "grid", 0, 0.01, 1, 1)
    assert "never fitted" in question_of(asked, scenario)["fit"]["en"]


def test_a_caution_is_said_once_in_either_language() -> None:
    note = {"en": "old numbers", "zh": "旧数值"}
    assert cautions([note, None, note], "en") == ["Caution: old numbers."]
    assert cautions([note], "zh") == ["注意：旧数值。"]


def test_the_published_regions_are_not_called_stale(tmp_path: Path) -> None:
    assert fit_state(read_scenario(LIBRARY / "pingxiang.yaml")).word == "current"
    file = tmp_path / "heping.yaml"
    text = (
        "schema: 1\nname: heping\ntitle: {en: Heping, zh: 和平}\nregion: experiments/regions/heping\n"
        "parameters: parameters/china-2016\nyears: {base: 2010, last: 2010}\n"
    )
    file.write_text(text, encoding="utf-8")
    assert fit_state(read_scenario(file, library=LIBRARY)).word == "current"


def test_parameters_left_out_leave_the_base_year_as_it_is(place: Path) -> None:
    base = base_year_of(read(place))
    moved = dict(base.parameters)
    for name in NOT_IN_BASE_YEAR:
        limit, quantity = PARAMETERS[name], moved[name]
        value = quantity.value * 1.07 if quantity.value * 1.07 <= limit.high else quantity.value * 0.93
        moved[name] = replace(quantity, value=value)
    tables = [
        run_arm(Task(scenario, Arm.BASELINE, 0, 1, 0.03, simulate_queues=False)).tables
        for scenario in (base, replace(base, parameters=Frozen(moved)))
    ]
    for name, table in tables[0].items():
        assert table.equals(tables[1][name]), name
