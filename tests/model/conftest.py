"""The made-up prefecture, one year, part of its people: an arm takes a few seconds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sim.model.task import Run
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm

from .arms import run, with_rules

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def xiaocheng() -> Scenario:
    """Base year only, without rules: tests add those they need, in force from the start of the year."""
    found = read_scenario(ROOT / "tests/regions/xiaocheng/scenario.yaml", library=ROOT / "scenarios")
    return replace(found, years=replace(found.years, last=2016), rules=())


@pytest.fixture(scope="session")
def every_rule(xiaocheng: Scenario) -> Scenario:
    """All levers at work from January of the base year."""
    found = read_scenario(ROOT / "tests/regions/xiaocheng/scenario.yaml", library=ROOT / "scenarios")
    return with_rules(xiaocheng, *(replace(rule, start=date(2016, 1, 1), ramp_months=1) for rule in found.rules))


@pytest.fixture(scope="session")
def twopools() -> Scenario:
    """Two pools, four levels and beyond: the base year with every rule in force from its January."""
    found = read_scenario(ROOT / "tests/regions/twopools/scenario.yaml", library=ROOT / "scenarios")
    one_year = replace(found, years=replace(found.years, last=2016, run_in_months=1))
    return with_rules(one_year, *(replace(rule, start=date(2016, 1, 1), ramp_months=1) for rule in found.rules))


@pytest.fixture(scope="session")
def baseline(xiaocheng: Scenario) -> Run:
    """The arm without rules."""
    return run(xiaocheng, Arm.BASELINE)


@pytest.fixture(scope="session")
def reform(every_rule: Scenario) -> Run:
    """The arm with every rule."""
    return run(every_rule, Arm.REFORM)
