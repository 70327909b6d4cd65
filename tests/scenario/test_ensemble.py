"""Sets of numbers of a region: read whole or refused at their cell, and what they were made of is known."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sim.experiments.members import members_of, usual_members, with_member
from sim.region.levels import Levels
from sim.scenario.bundle import bundle
from sim.scenario.ensemble_file import RECORD, TABLE, read_ensemble
from sim.scenario.ensemble_state import ensemble_state
from sim.scenario.faults import Faults
from sim.scenario.fingerprint import fingerprint
from sim.scenario.notes import notes, region_notes
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid
from tests.scenario.made_up_sets import ensemble_for, write

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "scenarios"
SETS = "quantity,value,0,3\ncalibrated.demand_scale,1,1.1,0.9\nparameters.e_seek,0.25,0.3,0.2\n"


def read(place: Path, *sets: str) -> Scenario:
    return read_scenario(place / "scenario.yaml", library=LIBRARY, overrides=sets)


def folder_of(place: Path) -> Path:
    return place / "regions/xiaocheng"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A copy of Xiaocheng with two sets."""
    there = tmp_path / "x"
    shutil.copytree(ROOT / "tests/regions/xiaocheng", there)
    write(folder_of(there), ensemble_for(read(there)))
    return there


def test_a_region_without_sets_has_none_and_says_nothing_before_a_run(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/regions/xiaocheng", tmp_path / "x")
    scenario = read(tmp_path / "x")
    state = ensemble_state(scenario)
    assert (scenario.region.ensemble, state.word, state.usable) == (None, "none", None)
    assert state.note is not None
    assert "luck alone" in state.note.en
    assert not [note for note in region_notes(scenario) if "ensemble" in note.en]
    assert usual_members(scenario) == 0


def test_sets_are_read_as_they_were_written(place: Path) -> None:
    scenario = read(place)
    assert scenario.region.ensemble == ensemble_for(scenario)
    assert ensemble_state(scenario).word == "current"
    assert ensemble_state(scenario).note is None
    assert usual_members(scenario) == 2


def test_no_answer_of_one_set_depends_on_there_being_others(place: Path) -> None:
    scenario = read(place)
    assert fingerprint(scenario) == fingerprint(replace(scenario, region=replace(scenario.region, ensemble=None)))


def test_a_member_has_its_numbers_and_nothing_else_changes(place: Path) -> None:
    scenario = read(place)
    first, second = members_of(scenario, 2)
    own = scenario.parameters["e_seek"]
    assert first.parameters["e_seek"].value == pytest.approx(own.value * 1.1)
    assert second.region.calibrated["demand_scale"].value != first.region.calibrated["demand_scale"].value
    back = replace(first, parameters=scenario.parameters, region=scenario.region)
    assert back == scenario
    assert first.parameters["e_seek"].source == own.source


def test_a_parameter_set_by_hand_keeps_its_value_in_every_member_and_that_is_said(place: Path) -> None:
    scenario = read(place, "parameters.e_seek=0.41")
    state = ensemble_state(scenario)
    assert state.pinned == ("e_seek",)
    assert state.note is not None
    assert "e_seek" in state.note.zh
    assert {one.parameters["e_seek"].value for one in members_of(scenario, 2)} == {0.41}
    assert len({one.region.calibrated["demand_scale"].value for one in members_of(scenario, 2)}) == 2


@pytest.mark.parametrize(
    ("file", "old", "new", "word", "said"),
    [
        ("anchors.csv", "4.9", "5.3", "stale", "anchors.csv"),
        ("calibrated.csv", "demand_scale,1", "demand_scale,1.01", "stale", "calibrated.csv"),
        (TABLE, ",0,2\n", ",0,5\n", "edited", "not as sim calibrate wrote it"),
        (RECORD, "region: xiaocheng", "region: elsewhere", "foreign", "elsewhere"),
    ],
)
def test_what_no_longer_belongs_together_is_said(
    place: Path, file: str, old: str, new: str, word: str, said: str
) -> None:
    path = folder_of(place) / file
    text = path.read_text(encoding="utf-8")
    assert old in text, text[:400]
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    scenario = read(place)
    state = ensemble_state(scenario)
    assert state.word == word
    assert any(said in note.en for note in notes(scenario))
    assert (state.usable is None) == (word == "foreign")


def test_a_record_without_its_table_and_a_table_without_its_record(place: Path) -> None:
    (folder_of(place) / RECORD).unlink()
    assert ensemble_state(read(place)).word == "edited"
    write(folder_of(place), ensemble_for(read(place)))
    (folder_of(place) / TABLE).unlink()
    with pytest.raises(InputInvalid, match=r"ensemble\.yaml"):
        read(place)


def test_more_members_than_there_are_is_refused_with_what_to_do(place: Path) -> None:
    with pytest.raises(InputInvalid, match="has 2 sets") as raised:
        members_of(read(place), 3)
    assert "0 to 2" in raised.value.problems[0].remedy.en
    for file in (TABLE, RECORD):
        (folder_of(place) / file).unlink()
    with pytest.raises(InputInvalid, match="no sets of numbers"):
        members_of(read(place), 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no heading of sets"),
        ("quantity,value\n", ""),
        ("quantity,wert,0\n", "no heading of sets"),
        ("quantity,value,3,0\n", "no heading of sets"),
        ("quantity,value,one\n", "no heading of sets"),
        (SETS.replace("e_seek", "e_sek"), "e_seek"),
        (SETS.replace("0.3,", "３,"), "plain number"),
        (SETS.replace("0.3,", ","), "plain number"),
        (SETS.replace("0.3,", "99,"), "outside"),
        (SETS + "parameters.e_seek,0.25,0.3,0.2\n", "given twice (first in line 3)"),
        (SETS.replace("0.3,", "0.3,0.4,"), "cells"),
    ],
)
def test_every_fault_has_its_place(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / TABLE).write_text(text, encoding="utf-8")
    faults = Faults()
    found = read_ensemble(tmp_path, Levels(), faults)
    if not said:
        assert not faults.problems
        assert found is not None
        assert found.members == ()
        return
    assert found is None
    assert any(said in str(problem) for problem in faults.problems), [str(p) for p in faults.problems]
    assert all(TABLE in problem.file for problem in faults.problems)


def test_a_results_folder_brings_the_sets_along(place: Path, tmp_path: Path) -> None:
    scenario = read(place)
    again = read_scenario(bundle(scenario, tmp_path / "bundle"))
    assert again.region.ensemble == scenario.region.ensemble
    assert ensemble_state(again).word == "current"
    assert members_of(again, 2) == [replace(one, inputs=again.inputs) for one in members_of(scenario, 2)]


def test_the_place_of_a_member_in_the_file_is_the_order_of_use(place: Path) -> None:
    scenario = read(place)
    sets = ensemble_for(scenario, 5)
    write(folder_of(place), sets)
    again = read(place)
    assert [m.number for m in again.region.ensemble.members] == [0, 2, 4, 6, 8]  # type: ignore[union-attr]
    assert members_of(again, 3)[2] == with_member(again, sets.members[2])
