"""Doctors and beds: who is called, and when."""

from __future__ import annotations

import numpy as np
import pytest
from simpy import Environment

from sim.engine.booking import count_open_waits
from sim.engine.cells import BED_WIDTH, bed_row
from sim.engine.clock import ticks_of
from sim.engine.counts import sparse_counts
from sim.engine.journal import Entry
from sim.engine.queues import DoctorPool, Ward
from sim.vocabulary.names import Encounter
from sim.vocabulary.tables import BedCount
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE

from .small import BEYOND, CELLS, HOSPITAL, Clinic, behaviour, demand, month, world

SERVICE = 10.0
LENGTH = round(SERVICE * TICKS_PER_MINUTE)


def pool(general: int, reserved: int) -> DoctorPool:
    """An open pool without patients."""
    made = DoctorPool(Environment())
    made.staff(general, reserved)
    return made


def times(entries: list[Entry]) -> tuple[np.ndarray, np.ndarray]:
    """Arrival and begin of each consultation in ticks, in order of arrival, when all take LENGTH."""
    begin = np.array([ticks_of(e.key) for e in entries]) - LENGTH
    arrival = begin - np.array([e.wait_ticks for e in entries])
    order = np.lexsort((begin, arrival))
    return arrival[order], begin[order]


@pytest.fixture(scope="module")
def crowded() -> Clinic:
    """A clinic with opening hours that is too small for its patients on most days."""
    w = world(doctors=2, hours=7, service=SERVICE)
    made = Clinic(w, month(w), behaviour(), n=500)
    return made.run(demand(w, 0.93 * 2 * 7 * 60 / SERVICE * 365 / 500), 3)


def test_first_come_first_served(crowded: Clinic) -> None:
    _, begin = times(crowded.engine.h.journal or [])
    assert (np.diff(begin) >= 0).all()


def test_nobody_is_called_after_closing(crowded: Clinic) -> None:
    _, begin = times(crowded.engine.h.journal or [])
    hour = begin % TICKS_PER_DAY / TICKS_PER_HOUR
    assert hour.min() >= 8.0
    assert hour.max() < 15.0 + 1e-9


def test_who_is_left_at_closing_is_first_next_morning(crowded: Clinic) -> None:
    arrival, begin = times(crowded.engine.h.journal or [])
    # Closed hours are no wait: who was left yesterday seems to have come before this morning's opening.
    left = arrival < begin // TICKS_PER_DAY * TICKS_PER_DAY + 8 * TICKS_PER_HOUR
    assert left.sum() > 20
    for day in np.unique(begin[left] // TICKS_PER_DAY):
        called = begin // TICKS_PER_DAY == day
        opening = day * TICKS_PER_DAY + 8 * TICKS_PER_HOUR
        assert begin[called][0] == opening
        # All of yesterday's come before the first of today's.
        assert not (np.diff(left[called].astype(int)) > 0).any()


def test_an_idle_doctor_never_lets_a_patient_wait(crowded: Clinic) -> None:
    """Whoever waits is called at the very moment a doctor ends, or at opening."""
    arrival, begin = times(crowded.engine.h.journal or [])
    ends = set((begin + LENGTH).tolist())
    for came, called in zip(arrival.tolist(), begin.tolist(), strict=True):
        if called > came:
            opening = called % TICKS_PER_DAY == 8 * TICKS_PER_HOUR
            assert opening or called in ends or called - 1 in ends


def test_a_reserved_doctor_waits_for_the_referred() -> None:
    made = pool(general=1, reserved=1)
    assert made.arrive(1, referred=False) == (None, False)
    called, _ = made.arrive(2, referred=False)
    assert called is not None
    assert made.free_reserved == 1
    assert made.arrive(3, referred=True) == (None, True)


def test_a_referred_patient_takes_a_general_doctor_if_no_other_is_free() -> None:
    made = pool(general=1, reserved=1)
    assert made.arrive(1, referred=True) == (None, True)
    assert made.arrive(2, referred=True) == (None, False)


def test_a_general_doctor_serves_the_older_of_both_queues() -> None:
    made = pool(general=1, reserved=0)
    made.arrive(1, referred=False)
    referred, _ = made.arrive(2, referred=True)
    general, _ = made.arrive(3, referred=False)
    assert referred is not None
    assert general is not None
    made.leave(reserved=False)
    assert (referred.triggered, general.triggered) == (True, False)
    made.leave(reserved=False)
    assert general.triggered


def test_a_reserved_doctor_stays_free_rather_than_serve_others() -> None:
    made = pool(general=1, reserved=1)
    made.arrive(1, referred=False)
    made.arrive(2, referred=True)
    waiting, _ = made.arrive(3, referred=False)
    assert waiting is not None
    made.leave(reserved=True)
    assert not waiting.triggered
    assert made.free_reserved == 1


def test_fewer_doctors_finish_whom_they_have() -> None:
    made = pool(general=2, reserved=0)
    made.arrive(1, referred=False)
    made.arrive(2, referred=False)
    waiting, _ = made.arrive(3, referred=False)
    made.staff(1, 0)
    made.leave(reserved=False)
    assert waiting is not None
    assert not waiting.triggered
    made.leave(reserved=False)
    assert waiting.triggered


def test_beds_are_given_in_order() -> None:
    ward = Ward(Environment(), beds=1, extra=1)
    ward.occupied = 1
    first, second = ward.wait_for_bed(5, referred=False), ward.wait_for_bed(6, referred=False)
    ward.leave(kept=False)
    assert (first.triggered, second.triggered, ward.occupied) == (True, False, 1)


def test_new_beds_go_to_those_who_wait() -> None:
    ward = Ward(Environment(), beds=1, extra=0)
    ward.occupied = 1
    waiting = [ward.wait_for_bed(since, referred=False) for since in range(3)]
    ward.beds = 3
    ward.call()
    assert [event.triggered for event in waiting] == [True, True, False]


def hospital(beds: int, extra: int, emergency: float) -> Clinic:
    """Everybody needs a bed of the only hospital."""
    w = world(doctors=50, extra=extra)
    admit = [0.0] * CELLS
    admit[HOSPITAL * 3 : HOSPITAL * 3 + 3] = [1.0] * 3
    admit[BEYOND * 3 :] = [1.0] * 3
    capability = [0.0] * (3 * 3) + [1.0] * 6
    m = month(w, beds=beds, admit=admit, capability=capability)
    return Clinic(w, m, behaviour(refer_up_share=1.0), n=1000, every_minutes=61.0).run(
        demand(w, 1.1 * beds * 365 / 3.0 / 1000, emergency=emergency), 6
    )


def test_beds_and_extra_beds_are_a_limit() -> None:
    made = hospital(beds=20, extra=3, emergency=0.5)
    assert max(made.lying) == 23
    assert sum(c.beds[BEYOND * BED_WIDTH + 1] for c in made.counts) > 0, "emergencies beyond the limit go elsewhere"


def test_extra_beds_are_for_emergencies() -> None:
    made = hospital(beds=20, extra=3, emergency=0.0)
    assert max(made.lying) == 20
    assert len(made.engine.h.wards[HOSPITAL].queue) > 0


def test_patients_are_conserved() -> None:
    made = hospital(beds=20, extra=3, emergency=0.3)
    started = sum(c.totals[0] for c in made.counts)
    finished = sum(c.totals[1] for c in made.counts)
    wards = made.engine.h.wards
    in_bed = sum(ward.occupied for ward in wards)
    queued = sum(len(ward.queue) for ward in wards)
    stays = [e for e in made.engine.h.journal or [] if e.kind == Encounter.STAY]
    assert len(stays) == finished
    # The rest is between two places: referred, and to be seen on another day.
    on_the_way = started - finished - in_bed - queued
    assert 0 <= on_the_way <= 2.0 * started / 180 + 10


@pytest.mark.parametrize("emergency", [0.0, 0.3])
def test_who_still_waits_at_the_end_is_counted_with_the_wait_so_far(emergency: float) -> None:
    """Too few beds: without those in the queue the mean wait would be that of the lucky ones."""
    made = hospital(beds=20, extra=3, emergency=emergency)
    asked = made.engine.beds_asked()
    assert len(asked) == sum(len(ward.queue) for ward in made.engine.h.wards) > 0
    end = 10**9
    counted = sparse_counts()
    count_open_waits(counted, asked, end)
    row = bed_row(HOSPITAL)
    assert counted.beds[row + BedCount.BED_WAITS] == len(asked)
    assert counted.beds[row + BedCount.BED_WAIT_TICKS] == sum(end - since for _, since in asked)
