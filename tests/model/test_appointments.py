"""Visits by appointment: who comes when, what that does to the morning's queue, what is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sim import draws
from sim.engine import appointments
from sim.engine.appointments import arrivals_of_hour, comes_at, newly_booked, wait_to_expect
from sim.engine.counts import entries, sparse_counts
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.lever import Lever
from sim.policy.levers.appointments import Appointments
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm, Encounter, Kind
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_HOUR
from tests.engine.small import HOSPITAL, behaviour, month, world

from .arms import rule, table_at

START = date(2016, 1, 1)
W = world(hours=8)._replace(
    opening_hour=8,
    every_day=[1, 1, 1, 0, 1],
    booked_base=[0.0, 0.0, 0.0, 0.3, 0.0],
    days_closed=[0, 0, 0, 0, 0, 2, 2] * 10,
)
M = month(W)._replace(booked=[0.0, 0.0, 0.0, 0.6, 0.0])
NINE, TWELVE = 9, 12


def comes(monkeypatch: pytest.MonkeyPatch, day: int, hour: int, **luck: float) -> tuple[int, float, int]:
    """Day and hour of a visit to the hospital that is wanted on a day at an hour, and no-shows so far."""
    u = {"BOOKED": 0.5, "BOOKED_HOUR": 0.5, "NO_SHOW": 0.99, "FOLLOW_HOUR": 0.0} | luck
    drawn = {getattr(draws, name): value for name, value in u.items()}
    monkeypatch.setattr(appointments, "uniform", lambda _key, number: drawn[number])
    counts = sparse_counts()
    at = comes_at(
        W, behaviour(no_show_share=0.1), M, counts, HOSPITAL, day * TICKS_PER_DAY + hour * TICKS_PER_HOUR, 0, 0
    )
    return at // TICKS_PER_DAY, at % TICKS_PER_DAY / TICKS_PER_HOUR, sum(entries(counts.bookings).values())


@pytest.mark.parametrize(("u", "hour"), [(0.2999, NINE), (0.3, TWELVE), (0.5999, TWELVE), (0.6, NINE)])
def test_only_what_is_booked_beyond_the_base_year_comes_at_another_time(
    monkeypatch: pytest.MonkeyPatch, u: float, hour: int
) -> None:
    assert comes(monkeypatch, 1, NINE, BOOKED=u) == (1, hour, 0)


@pytest.mark.parametrize(("u", "hour"), [(1e-9, 8), (0.25, 10), (1 - 1e-9, 16)])
def test_times_are_spread_over_the_clinics_hours(monkeypatch: pytest.MonkeyPatch, u: float, hour: int) -> None:
    assert comes(monkeypatch, 1, 8, BOOKED_HOUR=u)[1] == pytest.approx(hour, abs=1e-3)


def test_a_time_that_has_passed_is_that_of_the_next_open_day(monkeypatch: pytest.MonkeyPatch) -> None:
    assert comes(monkeypatch, 1, TWELVE) == (1, TWELVE, 0)
    assert comes(monkeypatch, 1, TWELVE + 1) == (2, TWELVE, 0)
    assert comes(monkeypatch, 4, TWELVE + 1) == (7, TWELVE, 0), "a weekend lies between"


@pytest.mark.parametrize(("u", "day", "missed"), [(0.0999, 3, 1), (0.0499, 2, 1), (0.1, 1, 0)])
def test_who_does_not_come_comes_another_day(monkeypatch: pytest.MonkeyPatch, u: float, day: int, missed: int) -> None:
    assert comes(monkeypatch, 1, NINE, NO_SHOW=u) == (day, TWELVE, missed)


def test_load_and_wait_know_the_spread() -> None:
    uneven = W._replace(hour_share=[0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05])
    assert newly_booked(uneven, M, HOSPITAL) == pytest.approx(0.3)
    assert arrivals_of_hour(uneven, M, HOSPITAL, 0) == pytest.approx(0.7 * 0.3 + 0.3 / 8)
    assert sum(arrivals_of_hour(uneven, M, HOSPITAL, hour) for hour in range(8)) == pytest.approx(1.0)
    assert [arrivals_of_hour(uneven, M, 0, hour) for hour in range(8)] == list(uneven.hour_share)
    waits = [0.0] * (4 * 8)
    waits[3 * 8 : 4 * 8] = [40.0, 24.0, 8.0, 8.0, 0.0, 0.0, 0.0, 0.0]
    assert wait_to_expect(uneven, M, HOSPITAL, 3, 0, waits) == pytest.approx(0.7 * 40 + 0.3 * 10)
    assert wait_to_expect(uneven, M._replace(booked=W.booked_base), HOSPITAL, 3, 0, waits) == 40.0


def arm(scenario: Scenario, *levers: Lever, queues: bool = False, sample: float = 0.3) -> ArmRun:
    """The reform arm under these levers alone."""
    under = replace(scenario, rules=tuple(rule(lever, start=START) for lever in levers))
    return ArmRun(setup_of(Task(under, Arm.REFORM, 0, 3, sample, simulate_queues=queues, engine="compiled")))


def rate(run: Run, facility: str) -> float:
    bookings = run.tables["bookings"]
    there = bookings[bookings["facility"] == facility]
    return float(there["booked"].sum() / there["planned"].sum())


def wait(run: Run, facility: str) -> float:
    visits = run.tables["visits"]
    there = visits[(visits["facility"] == facility) & (visits["kind"] != Encounter.EMERGENCY.id)]
    return float(there["wait_ticks"].sum() / there["count"].sum())


@pytest.mark.parametrize("queues", [True, False])
def test_the_morning_queue_shortens(xiaocheng: Scenario, queues: bool) -> None:
    many = arm(xiaocheng, Appointments(share=0.9), queues=queues).run(None)
    usual = arm(xiaocheng, queues=queues).run(None)
    assert wait(many, "city") < 0.9 * wait(usual, "city")
    assert rate(many, "city") == pytest.approx(0.9, abs=0.02)
    assert rate(usual, "city") == pytest.approx(0.3, abs=0.02)
    assert rate(many, "dongshan_hospital") == pytest.approx(0.3, abs=0.06), "the rule names tertiary hospitals"
    missed = {name: run.tables["bookings"]["no_shows"].sum() for name, run in (("many", many), ("usual", usual))}
    assert missed["usual"] == 0 < missed["many"]
    assert many.checks["patients_conserved"]


def test_tcm_hospitals_have_their_own_share_and_none_books_less_than_before(xiaocheng: Scenario) -> None:
    hospitals = tuple(
        replace(h, kind=Kind.TCM) if h.id == "dongshan_hospital" else h for h in xiaocheng.region.hospitals
    )
    tcm = replace(xiaocheng, region=replace(xiaocheng.region, hospitals=hospitals))
    lever = Appointments(share=0.5, tcm_share=0.1, tiers=("county", "tertiary"))
    under = arm(tcm, lever, sample=0.05)
    found = dict(zip(under.setup.ids, table_at(under, 2016, 1).booked, strict=True))
    assert (found["city"], found["dongshan_hospital"]) == (0.5, 0.2)
    assert {
        share for name, share in found.items() if under.setup.facilities.all[under.setup.ids.index(name)].level.primary
    } == {0.0}
    both = arm(tcm, lever.model_copy(update={"tcm_share": None}), sample=0.05)
    assert table_at(both, 2016, 1).booked[both.setup.facilities.index("dongshan_hospital")] == 0.5


def test_counting_moves_nobody(xiaocheng: Scenario) -> None:
    people = {name: number for name, number in xiaocheng.region.people.items() if not name.startswith("booked")}
    silent = replace(xiaocheng, region=replace(xiaocheng.region, people=people))
    told, untold = (arm(one, sample=0.05).run(None) for one in (xiaocheng, silent))
    assert "bookings" not in untold.tables
    assert told.tables["bookings"]["booked"].sum() > 100
    for name, table in untold.tables.items():
        assert table.equals(told.tables[name])
