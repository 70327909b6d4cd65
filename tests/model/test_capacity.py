"""Queues simulated under a sample: doctors and beds of the sample, occupancy of the whole hospital."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm

from .arms import table_at, task


def staffed(scenario: Scenario, sample: float, *, queues: bool) -> ArmRun:
    """An arm before its first month."""
    return ArmRun(setup_of(replace(task(scenario, Arm.BASELINE, sample), simulate_queues=queues)))


def test_doctors_and_beds_follow_the_sample(xiaocheng: Scenario) -> None:
    whole, part = staffed(xiaocheng, 1.0, queues=True), staffed(xiaocheng, 0.25, queues=True)
    full, scaled = table_at(whole, 2016, 1), table_at(part, 2016, 1)
    beds, quarter = np.array(full.beds), np.array(scaled.beds)
    assert ((quarter > 0) == (beds > 0)).all()
    assert (np.abs(quarter - beds * 0.25)[quarter > 1] <= 1.0).all()
    assert min(scaled.doctors_general) == 1
    assert sum(scaled.doctors_general) < sum(full.doctors_general)
    assert sum(part.setup.world.beds_extra) <= 0.25 * sum(whole.setup.world.beds_extra)


def test_stays_become_longer_or_shorter_by_the_trend_of_their_level(xiaocheng: Scenario) -> None:
    arm = staffed(xiaocheng, 0.25, queues=False)
    before, after = (
        np.array(table_at(arm, 2016, month).stay_days).reshape(arm.setup.base.stay_days.shape) for month in (1, 12)
    )
    for n, level in enumerate(arm.setup.base.level_numbers.levels):
        there = arm.setup.base.level_of == n
        trend = arm.setup.base.level_numbers.stay_trend(level)
        assert after[there] == pytest.approx(before[there] * (1.0 + trend) ** (11 / 12))


def test_under_the_wait_rule_places_are_whole(xiaocheng: Scenario) -> None:
    """The rule reads the load of everybody against all doctors and beds."""
    whole, part = staffed(xiaocheng, 1.0, queues=False), staffed(xiaocheng, 0.25, queues=False)
    full, same = table_at(whole, 2016, 1), table_at(part, 2016, 1)
    assert same.beds == full.beds
    assert same.doctors_general == full.doctors_general
    assert part.setup.world.beds_extra == whole.setup.world.beds_extra


def test_open_bed_days_are_those_of_the_whole_hospital(xiaocheng: Scenario, baseline: Run) -> None:
    """``baseline`` simulates the queues of a sample."""
    beds = baseline.tables["beds"]
    city = beds[beds["facility"] == "city"]
    real = next(h for h in xiaocheng.region.hospitals if h.id == "city").value("beds")
    assert city["open_bed_days"].sum() == pytest.approx(real * 365, rel=0.05)
