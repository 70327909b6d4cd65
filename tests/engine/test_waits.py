"""What people know of the wait: from the queues at 1:1, from the rule under a sample."""

from __future__ import annotations

import heapq
import math

import numpy as np
import pytest

from sim.engine.waits import Waits, bed_load, bed_wait_days, close_day, close_night, fresh_waits, note_visit
from sim.rules.event.wait import clinic_hour_wait, stationary_wait, young_queue

from .small import HOSPITAL, month, world

SERVICE = 10.0
DOCTORS = 3


def memory(*, simulate: bool, fraction: float = 1.0) -> Waits:
    """Nobody has waited yet."""
    w = world(doctors=DOCTORS, service=SERVICE)
    return fresh_waits(w, simulate=simulate, fraction=fraction, memory_days=20.0, ca=1.0, cs=0.7)


def days_of(v: Waits, visits: int, days: int, *, hour: int = 0) -> None:
    """The same number of visits at the centre every day."""
    w = world(doctors=DOCTORS, service=SERVICE)
    m = month(w)
    for _ in range(days):
        for _ in range(visits):
            note_visit(w, v, 0, hour, 12.0)
        close_day(w, m, v, 0)


def visits_at(rho: float) -> int:
    """Visits a day that keep the doctors this busy around the clock."""
    return round(rho * DOCTORS * 24 * 60 / SERVICE)


@pytest.mark.parametrize("rho", [0.5, 0.8, 0.95])
def test_a_steady_load_comes_near_the_stationary_wait(rho: float) -> None:
    """From below, hour by hour: at opening a queue is young."""
    v = memory(simulate=False)
    days_of(v, visits_at(rho), 126)
    found = list(v.minutes[:24])
    assert found == sorted(found)
    stationary = stationary_wait(DOCTORS, rho, SERVICE, 1.0, 0.49)
    assert found[0] < found[23] < stationary
    assert found[23] == pytest.approx(stationary, rel={0.5: 0.03, 0.8: 0.12, 0.95: 0.45}[rho])


def test_a_sample_stands_for_everybody() -> None:
    full, part = memory(simulate=False), memory(simulate=False, fraction=0.1)
    days_of(full, 10 * round(visits_at(0.8) / 10), 126)
    days_of(part, round(visits_at(0.8) / 10), 126)
    assert part.minutes[0] == pytest.approx(full.minutes[0])


def test_more_than_they_can_do_falls_behind_and_recovers() -> None:
    """Work beyond the capacity is carried from week to week, as in a queue, and worked off when fewer come."""
    v = memory(simulate=False)
    days_of(v, visits_at(1.3), 63)
    behind = v.minutes[0]
    assert behind > 60.0
    assert v.minutes[23] > v.minutes[0]
    days_of(v, visits_at(1.3), 63)
    assert v.minutes[0] > 1.5 * behind
    assert v.backlog[0] > 0.0
    days_of(v, visits_at(0.3), 400)
    assert v.backlog[0] == 0.0
    assert v.minutes[0] < 10.0


def test_simulated_waits_are_learnt_slowly() -> None:
    """Twenty open days of memory: one day moves a twentieth, and only the hour it happened in."""
    v = memory(simulate=True)
    days_of(v, 4, 1, hour=2)
    assert v.minutes[2] == pytest.approx(12.0 / 20)
    assert v.minutes[3] == 0.0
    days_of(v, 4, 200, hour=2)
    assert v.minutes[2] == pytest.approx(12.0, rel=1e-3)


def test_a_day_without_visits_teaches_nothing() -> None:
    v = memory(simulate=True)
    days_of(v, 4, 30, hour=2)
    known = v.minutes[2]
    days_of(v, 0, 30)
    assert v.minutes[2] == known


def test_the_wait_for_a_bed_grows_with_the_load() -> None:
    w = world()
    found = []
    for occupied in (0, 10, 18, 20, 24):
        v = memory(simulate=False)
        for _ in range(300):
            close_night(v, HOSPITAL, occupied, 20)
        assert bed_load(w, v, HOSPITAL) == pytest.approx(occupied / 20, rel=0.02)
        found.append(bed_wait_days(w, v, HOSPITAL, 20, 0, False, 8.0))
    assert found[0] == 0.0
    assert found == sorted(found)
    assert found[1] < 0.1
    assert found[4] > 1.0


def test_what_lies_beyond_the_beds_is_worked_off_later() -> None:
    w, v = world(), memory(simulate=False)
    for _ in range(100):
        close_night(v, HOSPITAL, 24, 20)
    full = bed_wait_days(w, v, HOSPITAL, 20, 0, False, 8.0)
    for _ in range(30):
        close_night(v, HOSPITAL, 10, 20)
    assert 0.0 < bed_wait_days(w, v, HOSPITAL, 20, 0, False, 8.0) < full
    for _ in range(60):
        close_night(v, HOSPITAL, 10, 20)
    assert bed_wait_days(w, v, HOSPITAL, 20, 0, False, 8.0) < 0.5


def mornings(doctors: int, load: float, days: int = 300) -> float:
    """Mean wait of a simulated clinic: 65 % of the day in three of seven hours, who is left comes first tomorrow."""
    rng = np.random.Generator(np.random.PCG64(3))
    sigma = math.sqrt(math.log(1.0 + CV * CV))
    waits: list[float] = []
    left: list[float] = []
    for _ in range(days):
        counts = rng.poisson(load * doctors * 420.0 / MINUTES * SHARES)
        arrivals = [60.0 * h + 60.0 * u for h, n in enumerate(counts) for u in sorted(rng.random(n))]
        free = [0.0] * doctors
        queue, left = [(0.0, before) for before in left] + [(at, 0.0) for at in arrivals], []
        for at, before in queue:
            start = max(at, free[0])
            if start >= 420.0:
                left.append(before + 420.0 - at)
                continue
            length = MINUTES * math.exp(sigma * rng.standard_normal() - sigma * sigma / 2.0)
            heapq.heapreplace(free, start + length)
            waits.append(before + start - at)
    return float(np.mean(waits))


def by_rule(doctors: int, load: float) -> float:
    """The same clinic by the rule."""
    carried = total = 0.0
    for _ in range(20):
        total = 0.0
        for hour, share in enumerate(SHARES.tolist()):
            work = load * doctors * 420.0 * share + carried
            left = max(0.0, work - doctors * 60.0)
            rho = min(0.98, work / (doctors * 60.0))
            total += share * clinic_hour_wait(
                0.5 * (carried + left) / doctors,
                stationary_wait(doctors, rho, MINUTES, 1.0, CV * CV),
                young_queue(doctors, MINUTES, 1.0, CV * CV, 60.0 * (hour + 0.5)),
            )
            carried = left
    return total


MINUTES, CV = 8.0, 0.7
SHARES = np.array([0.65 / 3] * 3 + [0.35 / 4] * 4)


@pytest.mark.parametrize("doctors", [2, 4, 8, 15, 30])
@pytest.mark.parametrize("load", [0.65, 0.75, 0.85, 0.93])
def test_the_rule_against_simulated_mornings(doctors: int, load: float) -> None:
    """Crowded mornings, where queues never reach their long run: within a fifth or two minutes."""
    assert by_rule(doctors, load) == pytest.approx(mornings(doctors, load), rel=0.2, abs=2.0)
