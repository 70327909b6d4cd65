"""The longest run there is: forty years with two of run-in, to its last day the same in both engines."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import replace
from datetime import date
from typing import Literal

import pandas as pd
import pytest

from sim.engine.clock import ticks_of
from sim.engine.journal import Entry
from sim.engine.widths import RUN_IN_MONTHS, YEARS
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm
from sim.vocabulary.ticks import TICKS_PER_DAY

CAN_COMPILE = importlib.util.find_spec("numba") is not None and os.environ.get("NUMBA_DISABLE_JIT", "0") in {"", "0"}
pytestmark = pytest.mark.skipif(not CAN_COMPILE, reason="Numba is missing or switched off")


@pytest.fixture(scope="module")
def longest(every_rule: Scenario) -> Scenario:
    """All levers at work."""
    years = every_rule.years
    return replace(every_rule, years=replace(years, last=years.base + YEARS - 1, run_in_months=RUN_IN_MONTHS))


def last_day(scenario: Scenario) -> int:
    """The last day of a run, from 0 on the first of its run-in: leap years have one more."""
    years = scenario.years
    return (date(years.last + 1, 1, 1) - date(years.base - RUN_IN_MONTHS // 12, 1, 1)).days - 1


def simulated(scenario: Scenario, engine: Literal["simpy", "compiled"], only_last: bool, sample: float) -> Run:
    """One arm; ``only_last`` leaves out the months from the second to the last year, not their days."""
    task = Task(scenario, Arm.REFORM, 0, 1, sample, simulate_queues=True, journal=True, engine=engine)
    setup = setup_of(task)
    if only_last:
        setup = replace(setup, months=(setup.months[0], *setup.months[-12:]))
    return ArmRun(setup).run(None)


def day_of(entry: Entry) -> int:
    """The day on which an encounter ended."""
    return ticks_of(entry.key) // TICKS_PER_DAY


def same(one: Run, other: Run, end: int) -> None:
    """To the last bit, and there is something on the last day."""
    assert one.journal == other.journal
    assert max(map(day_of, one.journal)) == end
    for name in one.tables:
        pd.testing.assert_frame_equal(one.tables[name], other.tables[name])
    assert one.checks == other.checks
    assert one.checks["patients_conserved"]
    assert one.checks["needs_above_bound"] == 0


def test_the_last_year_of_forty(longest: Scenario) -> None:
    """Time reaches the end: the first month, then the last year after forty-one without onsets."""
    runs = [simulated(longest, "simpy", True, 0.03), simulated(longest, "compiled", True, 0.03)]
    end = last_day(longest)
    assert sum(day_of(entry) > end - 365 for entry in runs[0].journal) > 1000
    same(runs[0], runs[1], end)


@pytest.mark.slow
def test_forty_years(longest: Scenario) -> None:
    """Every month, with a few people."""
    runs = [simulated(longest, "simpy", False, 0.005), simulated(longest, "compiled", False, 0.005)]
    end = last_day(longest)
    assert {day_of(entry) // 365 for entry in runs[0].journal} == set(range(end // 365 + 1))
    assert sorted(set(runs[0].tables["visits"]["year"])) == list(range(longest.years.base, longest.years.last + 1))
    same(runs[0], runs[1], end)
