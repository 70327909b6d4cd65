"""Two engines, one answer: the same journal, entry by entry, and the same tables."""

from __future__ import annotations

import importlib.util
import json
import os
from dataclasses import replace

import pandas as pd
import pytest

from sim.model.run import ArmRun, Run, Task
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm

from .arms import numbers

CAN_COMPILE = importlib.util.find_spec("numba") is not None and os.environ.get("NUMBA_DISABLE_JIT", "0") in {"", "0"}
pytestmark = pytest.mark.skipif(not CAN_COMPILE, reason="Numba is missing or switched off")


def both(scenario: Scenario, *, seed: int = 1, sample: float = 0.25, queues: bool = True) -> tuple[Run, Run]:
    """The reform arm by each engine."""
    plain = Task(scenario, Arm.REFORM, 0, seed, sample, simulate_queues=queues, journal=True, engine="simpy")
    return ArmRun(plain).run(None), ArmRun(replace(plain, engine="compiled")).run(None)


def same(one: Run, other: Run) -> None:
    """Equal to the last bit."""
    assert len(one.journal) > 1000
    assert one.journal == other.journal
    for name in one.tables:
        pd.testing.assert_frame_equal(one.tables[name], other.tables[name])
    pd.testing.assert_frame_equal(one.money, other.money)
    pd.testing.assert_frame_equal(one.flows, other.flows)
    assert json.dumps(one.checks) == json.dumps(other.checks)


def crowded(scenario: Scenario) -> Scenario:
    """Few doctors and beds, extra beds, referrals, day and night."""
    hospitals = tuple(
        replace(h, numbers=numbers(h.numbers, doctors=h.value("doctors") * 0.3, beds=round(h.value("beds") * 0.7)))
        for h in scenario.region.hospitals
    )
    return replace(scenario, region=replace(scenario.region, hospitals=hospitals))


@pytest.mark.parametrize("queues", [True, False])
def test_one_answer(every_rule: Scenario, queues: bool) -> None:
    same(*both(every_rule, queues=queues))


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
