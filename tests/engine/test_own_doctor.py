"""At a centre everybody waits for his own doctor, and at the windows: minutes, where pooled doctors give none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from sim.engine.demand import needs_of_month
from sim.engine.steps import pool_of, stay_factor, visit_factor
from sim.engine.tables import World
from sim.engine.waits import close_day, fresh_waits, note_visit
from sim.rules.event.chance import lognormal, sigma_of, standard_normal
from sim.vocabulary.ticks import TICKS_PER_MINUTE

from .both import EngineName, advance, engine_for, journal
from .small import F, behaviour, demand, month, world

EITHER = pytest.mark.parametrize("name", ["simpy", "compiled"])
DOCTORS, PEOPLE, DAYS = 4, 600, 20


def centre(alone: bool, desk: float = 0.0) -> World:
    """Four doctors at the first place, each with patients of his own or all for everybody."""
    w = world(doctors=1 if alone else DOCTORS, hours=7, service=10)
    if alone:
        later = [DOCTORS, DOCTORS + 1, DOCTORS + 2, -1]
        w = w._replace(
            pool_first=[0, *later],
            pool_count=[DOCTORS, *w.pool_count[1:]],
            pools=DOCTORS + 3,
            pool_general=[*[1] * DOCTORS, *w.pool_general[1:]],
            pool_reserved=[0] * (DOCTORS + 3),
            pool_group=[*[0] * DOCTORS, 1, 2, 3],
            pool_share=[*[1.0 / DOCTORS] * DOCTORS, 1.0, 1.0, 1.0],
        )
    return w._replace(desk_minutes=[desk] + [0.0] * (F - 1))


def waits(name: EngineName, w: World) -> list[float]:
    """Minutes waited at the first place, by visit."""
    m = month(w)
    m = m._replace(doctors_general=list(w.pool_general), doctors_reserved=list(w.pool_reserved))
    m = m._replace(doctors_full=[float(n) for n in w.pool_general])
    p = behaviour(service_sigma=sigma_of(0.7))
    drawn = needs_of_month(demand(w, 80.0), np.zeros(PEOPLE, dtype=np.int16), 1, 0, 0, DAYS)
    engine = engine_for(name, w, p, PEOPLE)
    advance(engine, m, drawn, DAYS)
    return [entry.wait_ticks / TICKS_PER_MINUTE for entry in journal(engine) if entry.facility == 0]


def mean(values: Sequence[float]) -> float:
    """Of at least a thousand."""
    assert len(values) > 1000
    return float(np.mean(values))


@EITHER
def test_own_doctors_make_people_wait(name: EngineName) -> None:
    pooled, own = mean(waits(name, centre(alone=False))), mean(waits(name, centre(alone=True)))
    assert own > 3 * pooled
    assert own > 2.0


@EITHER
def test_minutes_at_the_windows_are_part_of_the_wait(name: EngineName) -> None:
    plain, longer = waits(name, centre(alone=True)), waits(name, centre(alone=True, desk=5.0))
    assert mean(longer) - mean(plain) == pytest.approx(5.0, abs=0.1)
    assert min(longer) >= 5.0


def test_a_resident_keeps_his_doctor() -> None:
    w = centre(alone=True)
    assert [pool_of(w, 0, i, 0) for i in range(6)] == [0, 1, 2, 3, 0, 1]
    assert {pool_of(w, 1, i, 0) for i in range(6)} == {w.pool_first[1] + w.pool_slot[0]}, "a department, whoever comes"


def test_the_rule_of_waits_knows_both() -> None:
    """Under a sample the wait is worked out: one doctor's for everybody of the centre, with the windows."""
    found = {}
    for alone in (False, True):
        w = centre(alone, desk=5.0)
        v = fresh_waits(w, simulate=False, fraction=1.0, memory_days=20.0, ca=1.0, cs=0.7)
        m = month(w)._replace(doctors_full=[float(n) for n in w.pool_general])
        for _ in range(126):
            for n in range(4 * 21):  # half of what four doctors can do
                note_visit(w, v, n % w.pool_count[0], n % w.hours, 0.0)
            close_day(w, m, v, 0)
        doctors = [v.minutes[pool * w.hours : (pool + 1) * w.hours] for pool in range(w.pool_count[0])]
        assert all(own == doctors[0] for own in doctors), "one doctor is like the other"
        found[alone] = doctors[0]
    assert all(pooled >= 5.0 for pooled in found[False])
    assert all(own > pooled + 1.0 for own, pooled in zip(found[True], found[False], strict=True))
    assert v.minutes[w.pools * w.hours - 1] == 0.0, "elsewhere nobody stands at a window, or came"


def test_who_is_dear_at_the_clinic_is_dear_on_the_ward() -> None:
    """One deviate for both; visits differ less, and either has mean 1."""
    p = behaviour(patient_sigma=0.8, visit_sigma=0.4)
    draws = np.random.default_rng(1).random((20_000, 2)).tolist()
    deviates = [standard_normal(u1, u2) for u1, u2 in draws]
    visits, stays = ([factor(p, z) for z in deviates] for factor in (visit_factor, stay_factor))
    assert np.std(np.log(visits)) == pytest.approx(0.4, rel=0.02)
    assert np.std(np.log(stays)) == pytest.approx(0.8, rel=0.02)
    assert np.mean(visits) == pytest.approx(1.0, abs=0.02)
    assert np.corrcoef(np.log(visits), np.log(stays))[0, 1] == pytest.approx(1.0)
    assert stays[0] == pytest.approx(lognormal(1.0, 0.8, *draws[0]))
