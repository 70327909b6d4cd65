"""Beds kept for the referred: who gets which bed, how long they wait, and that all others see the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from simpy import Environment

from sim.engine.queues import Ward
from sim.engine.waits import (
    Waits,
    bed_wait_days,
    close_kept,
    close_night,
    close_wards,
    fresh_waits,
    queue_to_expect,
)
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.lever import Lever
from sim.policy.levers.reserved_beds import ReservedBeds
from sim.rules.event.stay import ANYBODY, NO_BED, REFERRED, REFERRED_KEPT, bed_for, next_for_bed
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm
from tests.engine.small import HOSPITAL, world

from .arms import numbers, rule, table_at

START = date(2016, 1, 1)


@pytest.mark.parametrize(
    ("occupied", "in_kept", "without", "referred"),
    [
        (0, 0, ANYBODY, REFERRED_KEPT),
        (7, 0, ANYBODY, REFERRED_KEPT),  # the last bed that is not kept
        (8, 0, NO_BED, REFERRED_KEPT),
        (9, 1, NO_BED, REFERRED_KEPT),
        (9, 2, ANYBODY, REFERRED),  # kept beds are full, one of the others is free
        (10, 2, NO_BED, NO_BED),
        (10, 0, NO_BED, NO_BED),  # emergencies lie on kept beds
        (11, 1, NO_BED, NO_BED),
        (9, 3, ANYBODY, REFERRED),  # fewer are kept than before
    ],
)
def test_two_of_ten_beds_are_for_the_referred(occupied: int, in_kept: int, without: int, referred: int) -> None:
    assert bed_for(False, occupied, in_kept, 10, 2) == without
    assert bed_for(True, occupied, in_kept, 10, 2) == referred


@pytest.mark.parametrize("occupied", [0, 9, 10, 11])
def test_where_none_is_kept_a_bed_is_a_bed(occupied: int) -> None:
    free = occupied < 10
    assert bed_for(False, occupied, 0, 10, 0) == (ANYBODY if free else NO_BED)
    assert bed_for(True, occupied, 0, 10, 0) == (REFERRED if free else NO_BED)


@pytest.mark.parametrize(
    ("since", "referred_since", "occupied", "in_kept", "found"),
    [
        (5, 9, 8, 0, REFERRED_KEPT),
        (5, -1, 8, 0, NO_BED),  # only a kept bed is free, and nobody waits for it
        (5, 9, 9, 2, ANYBODY),  # a bed for everybody goes to who came first
        (9, 5, 9, 2, REFERRED),
        (5, 5, 9, 2, ANYBODY),
        (-1, 5, 9, 2, REFERRED),
        (5, 9, 10, 2, NO_BED),
        (-1, -1, 0, 0, NO_BED),
    ],
)
def test_who_waits_gets_a_bed_in_order(
    since: int, referred_since: int, occupied: int, in_kept: int, found: int
) -> None:
    assert next_for_bed(since, referred_since, occupied, in_kept, 10, 2) == found


def test_a_kept_bed_is_given_to_the_next_of_the_referred() -> None:
    ward = Ward(Environment(), beds=2, extra=0)
    ward.kept = 1
    assert [ward.take(referred=False), ward.take(referred=False), ward.take(referred=True)] == [False, None, True]
    other, referred = ward.wait_for_bed(1, referred=False), ward.wait_for_bed(2, referred=True)
    ward.leave(kept=True)
    assert (other.triggered, referred.triggered, ward.in_kept) == (False, True, 1)
    later = ward.wait_for_bed(3, referred=True)
    ward.leave(kept=False)
    assert (other.triggered, later.triggered, ward.waiting()) == (True, False, 1)


def quiet(lying: int, in_kept: int, kept: int, nights: int = 300) -> Waits:
    """A memory of waits under a sample of one half that has seen so many lie in twenty beds every night."""
    w = world()
    v = fresh_waits(w, simulate=False, fraction=0.5, memory_days=20.0, ca=1.0, cs=1.0)
    for _ in range(nights):
        v.granted[HOSPITAL] += 1
        close_kept(w, v, HOSPITAL, in_kept, kept)
        close_wards(w, v)
        close_night(v, HOSPITAL, lying, 20)
    return v


def rule_wait(v: Waits, kept: int, *, referred: bool) -> float:
    return bed_wait_days(world(), v, HOSPITAL, 20, kept, referred, 8.0)


def test_under_a_sample_the_referred_wait_for_their_beds_and_the_others_for_the_rest() -> None:
    plain = rule_wait(quiet(9, 0, 0), 0, referred=True)  # 18 of 20 beds
    assert plain == rule_wait(quiet(9, 0, 0), 0, referred=False) > 0.0
    few = quiet(9, 1, 4)  # two of the 18 are referred, four beds are kept
    assert rule_wait(few, 4, referred=True) < plain < rule_wait(few, 4, referred=False)
    many = quiet(9, 3, 4)  # six are referred: their own beds are full
    assert rule_wait(many, 4, referred=True) == rule_wait(many, 4, referred=False)


@pytest.mark.parametrize(("occupied", "backlog"), [(9, 0.0), (10, 2.0)])
def test_a_kept_bed_that_nobody_needs_is_missing(occupied: int, backlog: float) -> None:
    """Two of four kept beds are idle, so that 18 of 20 are there; the first night says all."""
    w = world()
    v = fresh_waits(w, simulate=False, fraction=0.5, memory_days=20.0, ca=1.0, cs=1.0)
    close_kept(w, v, HOSPITAL, 1, 4)
    close_night(v, HOSPITAL, occupied, 20)
    assert (v.referred_lying[HOSPITAL], v.kept_idle[HOSPITAL], v.bed_backlog[HOSPITAL]) == (2.0, 2.0, backlog)


@pytest.mark.parametrize(
    ("others", "waiting", "referred", "found"),
    [(6, 2, False, 4.0), (6, 2, True, 4.0), (6, 1, False, 3.5), (6, 1, True, 2.0), (6, 0, True, 0.0)],
)
def test_behind_two_queues(others: int, waiting: int, referred: bool, found: float) -> None:
    """Two a day are admitted; one of the four kept beds is free every two days."""
    v = quiet(9, 0, 4)
    v.grant_rate[HOSPITAL] = 2.0
    assert queue_to_expect(v, HOSPITAL, others, waiting, 20, 4, referred, 8.0) == pytest.approx(found)


def arm(scenario: Scenario, *levers: Lever, queues: bool, sample: float) -> ArmRun:
    """The reform arm under these levers alone."""
    under = replace(scenario, rules=tuple(rule(lever, start=START) for lever in levers))
    return ArmRun(setup_of(Task(under, Arm.REFORM, 0, 3, sample, simulate_queues=queues, engine="compiled")))


def test_whole_beds_are_kept_where_the_rule_says(xiaocheng: Scenario) -> None:
    under = arm(xiaocheng, ReservedBeds(share=0.1, tiers=("tertiary",)), queues=False, sample=0.05)
    found = table_at(under, 2016, 1)
    for f, facility in enumerate(under.setup.facilities.all):
        kept = int(np.floor(found.beds[f] * 0.1 + 0.5)) if facility.tier.id == "tertiary" else 0
        assert found.beds_kept[f] == kept
    assert max(found.beds_kept) > 0


def short_of_beds(scenario: Scenario) -> Scenario:
    hospitals = tuple(
        replace(h, numbers=numbers(h.numbers, beds=round(h.value("beds") * 0.6))) for h in scenario.region.hospitals
    )
    return replace(scenario, region=replace(scenario.region, hospitals=hospitals))


def waited(run: Run) -> float:
    """Days that an elective patient waits for a tertiary bed."""
    beds = run.tables["beds"]
    there = beds[beds["facility"] == "city"]
    return float(there["bed_wait_ticks"].sum() / there["bed_waits"].sum())


@pytest.mark.parametrize("queues", [True, False])
def test_beds_that_are_kept_are_missing_to_those_without_a_referral(xiaocheng: Scenario, queues: bool) -> None:
    full = short_of_beds(xiaocheng)
    lever = ReservedBeds(share=0.3, tiers=("tertiary",))
    kept, usual, none = (
        arm(full, *levers, queues=queues, sample=0.3).run(None)
        for levers in ((lever,), (), (lever.model_copy(update={"share": 0.0}),))
    )
    assert waited(kept) > waited(usual) > 0.0
    assert kept.checks["patients_conserved"]
    for name, table in usual.tables.items():
        assert table.equals(none.tables[name])
