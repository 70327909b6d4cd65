"""Bounds of a payment by the case in a run: days, stays soon after another, excluded groups; bills stay as they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

import pytest

from sim.engine.clock import ticks_of
from sim.engine.journal import Entry
from sim.model.run import run_arm
from sim.model.task import Run, Task
from sim.policy.levers.drg import Drg
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm, Encounter
from sim.vocabulary.ticks import TICKS_PER_DAY

from .arms import rule, with_rules

MOST, SOON = 8, 30


@pytest.fixture(scope="module")
def bounded(xiaocheng: Scenario) -> Run:
    """A year under DRG for everybody's stays of up to eight days, nothing from the fund for a stay within thirty."""
    lever = Drg(maximum_days=MOST, readmission_days=SOON, excluded=("maternal",), low_outlier=0.0, transfers="full")
    one_year = replace(xiaocheng, years=replace(xiaocheng.years, last=xiaocheng.years.base))
    return run_arm(Task(with_rules(one_year, rule(lever)), Arm.REFORM, 0, 1, 0.25, False, True))


def charged(e: Entry) -> int:
    return e.drugs + e.consumables + e.tests + e.services


def pocket(e: Entry) -> int:
    return e.self_paid + e.self_funded


def test_long_and_excluded_stays_are_paid_by_the_item(xiaocheng: Scenario, bounded: Run) -> None:
    maternal = list(xiaocheng.conditions).index("maternal")
    stays = [e for e in bounded.journal if e.kind == Encounter.STAY and e.due > pocket(e)]
    apart = [e for e in stays if e.bed_days > MOST or e.condition == maternal]
    assert len(apart) > 50
    assert all(e.due == charged(e) for e in apart)
    assert sum(e.due != charged(e) for e in stays) > 50
    assert bounded.checks["books_balance"]


def test_a_stay_soon_after_another_costs_the_fund_nothing(bounded: Run) -> None:
    """Whoever was home for a few days to less than a month: the patient's part is all that the hospital gets."""
    ways: dict[int, list[Entry]] = defaultdict(list)
    for e in bounded.journal:
        if e.kind == Encounter.STAY:
            ways[e.person].append(e)
    soon = []
    for stays in ways.values():
        for before, now in pairwise(stays):
            home = (ticks_of(now.key) - ticks_of(before.key)) / TICKS_PER_DAY - now.bed_days
            paid_so = now.due != charged(now) and now.episode != before.episode
            soon += [now] if paid_so and 2 < home < SOON - 2 else []
    assert len(soon) > 3
    assert all(now.due <= pocket(now) for now in soon)
