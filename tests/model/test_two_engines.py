"""Two engines, one answer: the same journal, entry by entry, and the same tables."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pandas as pd
import pytest

from sim.engine.journal import Entry
from sim.model.run import ArmRun, run_arm
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.rules.event.outcome import GOES_ON, REFERRED_UP, outcome
from sim.rules.event.queue import GENERAL, next_patient
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm

from .arms import numbers

CAN_COMPILE = importlib.util.find_spec("numba") is not None and os.environ.get("NUMBA_DISABLE_JIT", "0") in {"", "0"}
ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not CAN_COMPILE, reason="Numba is missing or switched off")


def both(
    scenario: Scenario, arm: Arm = Arm.REFORM, *, seed: int = 1, sample: float = 0.25, queues: bool = True
) -> tuple[Run, Run]:
    """One arm by each engine."""
    plain = Task(scenario, arm, 0, seed, sample, simulate_queues=queues, journal=True, engine="simpy")
    return run_arm(plain), run_arm(replace(plain, engine="compiled"))


def first_month(scenario: Scenario, engine: Literal["simpy", "compiled"]) -> list[Entry]:
    """The journal of a crowded month."""
    arm = ArmRun(setup_of(Task(scenario, Arm.REFORM, 0, 1, 0.25, simulate_queues=True, journal=True, engine=engine)))
    arm.advance(arm.setup.months[0])
    return [Entry(*row) for rows in arm.record.journal for row in rows.tolist()]


def same(one: Run, other: Run) -> None:
    """Equal to the last bit."""
    assert len(one.journal) > 1000
    assert one.journal == other.journal
    for name in one.tables:
        pd.testing.assert_frame_equal(one.tables[name], other.tables[name])
    for name in one.money:
        pd.testing.assert_frame_equal(one.money[name], other.money[name])
    pd.testing.assert_frame_equal(one.flows, other.flows)
    assert json.dumps(one.checks) == json.dumps(other.checks)


def crowded(scenario: Scenario) -> Scenario:
    """Few doctors and beds, extra beds, referrals, day and night."""
    hospitals = tuple(
        replace(h, numbers=numbers(h.numbers, doctors=h.value("doctors") * 0.15, beds=round(h.value("beds") * 0.7)))
        for h in scenario.region.hospitals
    )
    return replace(scenario, region=replace(scenario.region, hospitals=hospitals))


@pytest.mark.parametrize("queues", [True, False])
def test_one_answer(every_rule: Scenario, queues: bool) -> None:
    same(*both(every_rule, queues=queues))


@pytest.mark.parametrize(("arm", "seed"), [(Arm.REFORM, 2), (Arm.REFORM, 5), (Arm.BASELINE, 1)])
def test_one_answer_in_a_crowd(every_rule: Scenario, arm: Arm, seed: int) -> None:
    one, other = both(crowded(every_rule), arm, seed=seed)
    assert one.tables["visits"]["long_waits"].sum() > 40
    same(one, other)


def general_first(reserved_doctor: bool, general_head: int, referred_head: int) -> int:
    """`next_patient` with the priority of a general doctor broken: never the referred while others wait."""
    if not reserved_doctor and general_head >= 0:
        return GENERAL
    return next_patient(reserved_doctor, general_head, referred_head)


def never_up(*arguments: float) -> int:
    """`outcome` with one rule broken: who would be referred up goes on alone."""
    found = outcome(*arguments)
    return GOES_ON if found == REFERRED_UP else found


@pytest.mark.parametrize(("broken", "where"), [(general_first, "queues.next_patient"), (never_up, "steps.outcome")])
def test_a_rule_broken_in_one_engine_is_seen(
    every_rule: Scenario, monkeypatch: pytest.MonkeyPatch, broken: Callable[..., int], where: str
) -> None:
    """What makes equal journals an argument: a difference in one engine cannot hide."""
    scenario = crowded(every_rule)
    right = first_month(scenario, "compiled")
    assert len(right) > 1000
    assert first_month(scenario, "simpy") == right
    monkeypatch.setattr(f"sim.engine.{where}", broken)
    assert first_month(scenario, "simpy") != right


@pytest.mark.slow
@pytest.mark.parametrize("arm", list(Arm))
def test_one_answer_for_a_city(arm: Arm) -> None:
    """A tenth of Pingxiang in the two months in which the scenario's rules come into force."""
    scenario = read_scenario(ROOT / "scenarios/pingxiang.yaml", library=ROOT / "scenarios")
    runs = []
    for engine in ("simpy", "compiled"):
        found = setup_of(Task(scenario, arm, 0, 1, 0.1, simulate_queues=True, journal=True, engine=engine))
        kept = [when for when in found.months if (when.year, when.month) in {(2017, 11), (2017, 12)}]
        months = tuple(when._replace(first_day=when.first_day - kept[0].first_day) for when in kept)
        runs.append(ArmRun(replace(found, months=months)).run(None))
    assert len(runs[0].journal) > 100_000
    same(*runs)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_answer_under_congestion(every_rule: Scenario, seed: int) -> None:
    """Everybody simulated, hospitals too small: queues overnight, extra beds, patients sent on."""
    one, other = both(crowded(every_rule), seed=seed, sample=1.0)
    beds = one.tables["beds"]
    assert beds["sent_on"].sum() > 0
    assert beds["bed_wait_ticks"].sum() > 0
    assert one.tables["visits"]["long_waits"].sum() > 1000
    same(one, other)


@pytest.mark.slow
def test_one_answer_over_years(every_rule: Scenario) -> None:
    """New years, growing capacity, beliefs on the move."""
    same(*both(replace(every_rule, years=replace(every_rule.years, last=2018)), sample=0.5))
