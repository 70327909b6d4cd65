"""Months that runs share are simulated once, and nobody can tell from the answer."""

from __future__ import annotations

import importlib.util
import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.experiments import shared_months
from sim.experiments.options import Options, tasks_of
from sim.experiments.shared_months import partings, run_shared, sharing_months
from sim.experiments.together import run_together
from sim.model import marks
from sim.model.run import ArmRun, run_arm
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.rule import Rule
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm

ROOT = Path(__file__).parents[2]
CAN_COMPILE = importlib.util.find_spec("numba") is not None and os.environ.get("NUMBA_DISABLE_JIT", "0") in {"", "0"}
needs_compiler = pytest.mark.skipif(not CAN_COMPILE, reason="Numba is missing or switched off")
JANUARY, APRIL, JULY = (2017, 1), (2017, 4), (2017, 7)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Every lever at work, from 2017 on; 2016 and the run-in have no rule."""
    found = read_scenario(ROOT / "tests/regions/xiaocheng/scenario.yaml", library=ROOT / "scenarios")
    return replace(found, years=replace(found.years, last=2017, run_in_months=2))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where months are kept, empty."""
    monkeypatch.setattr(shared_months, "settle", lambda _: tmp_path)
    return tmp_path


@pytest.fixture
def months(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, int]]:
    """Every month that is simulated: arm, year, month."""
    found: list[tuple[str, int, int]] = []
    plain = ArmRun.advance

    def told(self: ArmRun, when: Any) -> Any:
        found.append((self.setup.task.arm.id, when.year, when.month))
        return plain(self, when)

    monkeypatch.setattr(ArmRun, "advance", told)
    return found


def task(scenario: Scenario, arm: Arm = Arm.REFORM, **other: Any) -> Task:
    """A small compiled run with queues."""
    parted = other.pop("partings", partings([(), scenario.rules]))
    return Task(scenario, arm, 0, 3, 0.1, simulate_queues=True, engine="compiled", partings=parted, **other)


def same(one: Run, other: Run) -> None:
    """Equal to the last byte."""
    assert (one.arm, one.replication) == (other.arm, other.replication)
    assert json.dumps(one.checks) == json.dumps(other.checks)
    for name, table in one.tables.items():
        pd.testing.assert_frame_equal(table, other.tables[name])
    for name, table in one.money.items():
        pd.testing.assert_frame_equal(table, other.money[name])
    pd.testing.assert_frame_equal(one.flows, other.flows)


@needs_compiler
def test_a_branched_run_is_the_run(scenario: Scenario, folder: Path, months: list[Any]) -> None:
    """The arm without rules comes first; the reform goes on from where rules begin, with patients under way."""
    baseline = run_shared(task(scenario, Arm.BASELINE))
    assert len(list(folder.iterdir())) == len(partings([(), scenario.rules])) > 0
    months.clear()
    reform = run_shared(task(scenario))
    assert months[0] == ("reform", *JANUARY)
    assert len(months) == 12
    same(baseline, run_arm(task(scenario, Arm.BASELINE)))
    same(reform, run_arm(task(scenario)))
    assert baseline.checks["episodes_under_way"] > 0


@needs_compiler
def test_a_branched_run_is_the_reference_engines_run(scenario: Scenario, folder: Path) -> None:
    short = replace(scenario, years=replace(scenario.years, run_in_months=1))
    parted = {"partings": (APRIL, JULY)}
    run_shared(task(short, **parted))
    assert len(list(folder.iterdir())) == 2
    same(run_shared(task(short, **parted)), run_arm(replace(task(short), engine="simpy")))


@needs_compiler
def test_variants_share_what_comes_before_their_difference(scenario: Scenario, folder: Path, months: list[Any]) -> None:
    """Two scenarios that differ in a rule of July have the months before in common, in both arms and among them."""
    later = replace(
        scenario, rules=tuple(_later(rule) if rule.id == "telemedicine" else rule for rule in scenario.rules)
    )
    options = Options(0.1, 1, 3, 1, engine="compiled")
    found = run_together([scenario, later], options)
    assert months.count(("baseline", 2016, 5)) == 1
    assert months.count(("reform", 2016, 5)) == 0
    assert months.count(("reform", 2017, 5)) == 1
    assert months.count(("reform", 2017, 8)) == 2
    for one, runs in zip((scenario, later), found, strict=True):
        for alone, run in zip(tasks_of(one, options), runs, strict=True):
            same(run, run_arm(alone))
    assert not list(folder.iterdir())  # the command is over


@needs_compiler
def test_a_killed_run_goes_on_from_its_last_parting(scenario: Scenario, folder: Path, months: list[Any]) -> None:
    def ends(done: int, _whole: int) -> None:
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), sharing_months():
        run_shared(task(scenario), ends)
    months.clear()
    with sharing_months():
        gone_on = run_shared(task(scenario))
    assert months[0] == ("reform", *_last_before(scenario, 20))
    assert not list(folder.iterdir())
    same(gone_on, run_arm(task(scenario)))


@needs_compiler
@pytest.mark.parametrize(
    "spoilt", [lambda data: data[: len(data) // 2], lambda data: data[:0], lambda data: data[:-9] + b"?" + data[-8:]]
)
def test_a_damaged_file_is_made_anew(scenario: Scenario, folder: Path, spoilt: Callable[[bytes], bytes]) -> None:
    right = run_shared(task(scenario, Arm.BASELINE, partings=(JANUARY,)))
    (file,) = folder.iterdir()
    sound = file.read_bytes()
    file.write_bytes(spoilt(sound))
    same(run_shared(task(scenario, Arm.BASELINE, partings=(JANUARY,))), right)
    assert file.stat().st_size == len(sound)


@needs_compiler
def test_a_full_disk_shares_nothing(scenario: Scenario, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_months, "BYTES_FREE", 1e30)
    short = task(replace(scenario, years=replace(scenario.years, last=2016)), partings=((2016, 3),))
    same(run_shared(short), run_arm(short))
    assert not list(folder.iterdir())


def test_old_files_make_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_months, "BYTES_KEPT", 250)
    for n in range(4):
        file = folder / f"{n}.months"
        file.write_bytes(bytes(100))
        os.utime(file, (n + 1, n + 1))
    shared_months._make_room(folder)
    assert sorted(file.name for file in folder.iterdir()) == ["2.months", "3.months"]


def test_what_another_command_keeps_stays_for_a_week(folder: Path) -> None:
    for name, age in (("mine", -1.0), ("others", 3600.0), ("forgotten", 8 * 24 * 3600.0)):
        (folder / f"{name}.months").write_bytes(b"")
        os.utime(folder / f"{name}.months", (time.time() - age,) * 2)
    with sharing_months():
        pass
    assert [file.name for file in folder.iterdir()] == ["others.months"]


def test_a_journal_and_the_reference_engine_share_nothing(scenario: Scenario) -> None:
    for other in (task(scenario, journal=True), replace(task(scenario), engine="simpy")):
        assert shared_months._places(setup_of(other)) == []
    assert shared_months._places(setup_of(task(scenario)))


# -- what is shared --------------------------------------------------------------------------------------------------


def _later(rule: Rule) -> Rule:
    """The same rule a month later."""
    return replace(rule, start=date(2017, 8, 1))


def _last_before(scenario: Scenario, months: int) -> tuple[int, int]:
    """The last parting of a run of which so many months are done."""
    whens = setup_of(task(scenario)).months[:months]
    parted = set(partings([(), scenario.rules]))
    return [(when.year, when.month) for when in whens if (when.year, when.month) in parted][-1]


def marks_at(scenario: Scenario, arm: Arm = Arm.REFORM, **other: Any) -> dict[tuple[int, int], str]:
    """The mark before each month."""
    setup = setup_of(replace(task(scenario, arm), **other))
    found = marks.marks_of(setup, "a program")
    return {
        (when.year, when.month): mark for when, mark in zip(setup.months, islice(found, len(setup.months)), strict=True)
    }


def shared(one: dict[tuple[int, int], str], other: dict[tuple[int, int], str]) -> tuple[int, int] | None:
    """The last month before which both are one run."""
    return max((month for month in one if one[month] == other[month]), default=None)


def test_arms_are_one_until_the_first_rule(scenario: Scenario) -> None:
    assert shared(marks_at(scenario, Arm.BASELINE), marks_at(scenario)) == JANUARY


def test_a_later_rule_leaves_the_past_as_it_was(scenario: Scenario) -> None:
    changed = [_later(rule) if rule.id == "telemedicine" else rule for rule in scenario.rules]
    assert shared(marks_at(scenario), marks_at(replace(scenario, rules=tuple(changed)))) == JULY


def test_a_rule_is_known_by_what_it_does_and_not_by_its_date(scenario: Scenario) -> None:
    """A ramp that begins on the second of a month is the one of the next month: the same run to its end."""
    changed = [replace(rule, start=date(2017, 6, 2)) if rule.id == "telemedicine" else rule for rule in scenario.rules]
    assert marks_at(scenario) == marks_at(replace(scenario, rules=tuple(changed)))


@pytest.mark.parametrize(
    "other",
    [{"seed": 4}, {"replication": 1}, {"sample": 0.2}, {"simulate_queues": False}],
    ids=lambda other: next(iter(other)),
)
def test_other_luck_shares_nothing(scenario: Scenario, other: dict[str, Any]) -> None:
    assert shared(marks_at(scenario), marks_at(scenario, **other)) is None


def test_another_number_shares_nothing(scenario: Scenario) -> None:
    name = "wait_memory_days"
    parameter = scenario.parameters[name]
    parameters = {**scenario.parameters, name: replace(parameter, value=parameter.value + 1)}
    assert shared(marks_at(scenario), marks_at(replace(scenario, parameters=parameters))) is None


def test_labels_targets_and_documents_decide_nothing(scenario: Scenario) -> None:
    assert marks_at(scenario) == marks_at(replace(scenario, name="other", targets=(), documents=()))


def test_months_part_where_lists_of_rules_begin_to_differ(scenario: Scenario) -> None:
    rules = scenario.rules
    assert partings([rules, rules]) == ()
    assert partings([(), rules]) == (JANUARY,)
    later = tuple(_later(rule) if rule.id == "telemedicine" else rule for rule in rules)
    assert partings([rules, later]) == (JULY,)
    assert partings([(), rules, later]) == (JANUARY, JULY)


def test_no_two_values_are_told_alike() -> None:
    values = [
        0, 0.0, False, None, "", "0", (), (0,), ((0,),), (0, 0), [0], {0: 0}, ..., slice(0), slice(0, 0),
        np.zeros(1), np.zeros(2), np.zeros((1, 2)), np.zeros(1, dtype=np.int64), np.float64(0),
        Arm.BASELINE, Arm.REFORM, ("a", "b"), ("ab",), ("a\0b",), (("a",), "b"), ("a", ("b",)),
    ]  # fmt: skip
    assert len({marks._mixed(value) for value in values}) == len(values)
    assert marks._mixed(np.ones(3)) == marks._mixed(np.ones(6)[::2])


def test_what_nobody_can_tell_in_full_is_refused() -> None:
    with pytest.raises(TypeError, match="function"):
        marks._mixed(lambda: 0)
