"""What people know of the wait: from the queues at 1:1, from the rule under a sample."""

from __future__ import annotations

import pytest

from sim.engine.waits import Waits, bed_load, bed_wait_days, close_day, close_night, fresh_waits, note_visit
from sim.rules.event.wait import stationary_wait

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
        close_day(w, m, v, 1)


def visits_at(rho: float) -> int:
    """Visits a day that keep the doctors this busy around the clock."""
    return round(rho * DOCTORS * 24 * 60 / SERVICE)


@pytest.mark.parametrize("rho", [0.5, 0.8, 0.95])
def test_a_steady_load_gives_the_stationary_wait(rho: float) -> None:
    v = memory(simulate=False)
    days_of(v, visits_at(rho), 126)
    assert v.minutes[0] == pytest.approx(stationary_wait(DOCTORS, rho, SERVICE, 1.0, 0.49), rel=0.02)
    assert v.minutes[5] == pytest.approx(v.minutes[0])


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
    w = world()._replace(load_beds=[0.0, 0.0, 0.0, 20.0, 0.0])
    found = []
    for occupied in (0, 10, 18, 20, 24):
        v = memory(simulate=False)
        for _ in range(300):
            close_night(v, HOSPITAL, occupied)
        assert bed_load(w, v, HOSPITAL) == pytest.approx(occupied / 20, rel=0.02)
        found.append(bed_wait_days(w, v, HOSPITAL, 20, 8.0))
    assert found[0] == 0.0
    assert found == sorted(found)
    assert found[1] < 0.1
    assert found[4] > 1.0
