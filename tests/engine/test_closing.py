"""Closing time, rosters and the end of the horizon: one rule each, the same in both engines."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.clock import pack, ticks_of
from sim.engine.demand import needs_of_month
from sim.engine.journal import Entry
from sim.rules.event.chance import sigma_of
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE

from .both import EngineName, advance, engine_for, journal, needs, part
from .small import F, behaviour, demand, month, world

SERVICE = 10
LENGTH = SERVICE * TICKS_PER_MINUTE
OPENING, CLOSING = 8 * TICKS_PER_HOUR, 15 * TICKS_PER_HOUR
EITHER = pytest.mark.parametrize("name", ["simpy", "compiled"])


def seen(name: EngineName, moments: list[int], *, doctors: int = 1, hours: int = 7, days: int = 3) -> list[Entry]:
    """One patient at each moment of the first days."""
    w = world(doctors=doctors, hours=hours, service=SERVICE)
    engine = engine_for(name, w, behaviour(), len(moments))
    advance(engine, month(w), needs(moments), days)
    return journal(engine)


def ends(entries: list[Entry]) -> list[int]:
    """When each consultation ended, in ticks."""
    return [ticks_of(entry.key) for entry in entries]


@EITHER
def test_who_is_being_seen_at_closing_is_finished(name: EngineName) -> None:
    """The first came a minute before closing; the second finds nobody free and is the first next morning."""
    last_minute = CLOSING - TICKS_PER_MINUTE
    first, second = ends(seen(name, [last_minute, last_minute + 1]))
    assert first == last_minute + LENGTH
    assert first > CLOSING
    assert second == TICKS_PER_DAY + OPENING + LENGTH


@EITHER
def test_who_is_called_in_the_last_moment_is_finished(name: EngineName) -> None:
    """Free before closing or in its tick, the doctor calls the next; one tick later it is for the morning."""
    for late, called in ((-1, CLOSING - 1), (0, CLOSING), (1, TICKS_PER_DAY + OPENING)):
        begun = CLOSING - LENGTH + late
        _, second = ends(seen(name, [begun, begun + 5]))
        assert second == called + LENGTH


@EITHER
@pytest.mark.parametrize(("late", "counted"), [(0, 1), (1, 0)])
def test_the_end_of_the_horizon_is_left_out(name: EngineName, late: int, counted: int) -> None:
    """A horizon is its first tick to the one before its end; an event at the very end belongs to the next day."""
    w = world(hours=24, service=SERVICE)
    engine = engine_for(name, w, behaviour(), 1)
    advance(engine, month(w), needs([TICKS_PER_DAY - LENGTH - 1 + late]), 1)
    assert len(journal(engine)) == counted
    advance(engine, month(w), needs([]), 2)
    assert len(journal(engine)) == 1 - counted


@EITHER
def test_a_flat_roster_is_a_constant_one(name: EngineName) -> None:
    """Staffed anew every day with the same doctors, or once: the same consultations at the same moments."""
    doctors, days, people = 2, 20, 500
    w = world(doctors=doctors, hours=7, service=SERVICE)
    m, p = month(w), behaviour(service_sigma=sigma_of(0.7))
    drawn = needs_of_month(demand(w, 60.0), np.zeros(people, dtype=np.int16), 1, 0, 0, days)
    once, daily = engine_for(name, w, p, people), engine_for(name, w, p, people)
    advance(once, m, drawn, days)
    for day in range(days):
        today = part(drawn, pack(day * TICKS_PER_DAY, 0, 0), pack((day + 1) * TICKS_PER_DAY, 0, 0))
        advance(daily, m, today, day + 1)
    found = journal(once)
    assert len(found) > 1000
    assert sum(ticks_of(entry.key) % TICKS_PER_DAY > CLOSING for entry in found) > days / 2, "busy at most closings"
    assert journal(daily) == found


@EITHER
def test_a_doctor_more_at_a_change_lets_no_two_overlap(name: EngineName) -> None:
    """Day and night one doctor, staffed anew at midnight in mid-consultation: the next patient waits for its end."""
    w = world(doctors=1, hours=24, service=SERVICE)
    m = month(w)
    engine = engine_for(name, w, behaviour(), 2)
    begun = TICKS_PER_DAY - LENGTH // 2
    drawn = needs([begun, begun + 1])
    advance(engine, m, drawn, 1)
    advance(engine, m, needs([]), 2)
    assert ends(journal(engine)) == [begun + LENGTH, begun + 2 * LENGTH]


def test_two_returns_of_one_resident_in_one_tick_come_as_they_were_planned() -> None:
    """Follow-ups on three closed days: the first and the third often come back together, in either engine alike."""
    people, length = 800, 6
    w = world(doctors=200, hours=7, service=SERVICE)
    closed = [0, 0, 0, 3, 3, 3] * (len(w.days_closed) // length)
    w = w._replace(days_closed=closed, every_day=[0] * F, follow_slots=[3], follow_mean=[3.0], follow_days=[1.0])
    drawn = needs([2 * TICKS_PER_DAY + OPENING + 2 * k for k in range(people)])
    found: dict[EngineName, list[Entry]] = {}
    for name in ("simpy", "compiled"):
        engine = engine_for(name, w, behaviour(), people)
        advance(engine, month(w), drawn, 30)
        found[name] = journal(engine)
    assert len(found["simpy"]) == 4 * people
    assert found["compiled"] == found["simpy"]
