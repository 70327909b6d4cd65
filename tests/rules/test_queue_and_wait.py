"""Who is served next, and how long the wait is at a load."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.event.queue import GENERAL, NOBODY, REFERRED, doctor_for, next_patient
from sim.rules.event.wait import slow_mean, stationary_wait


@pytest.mark.parametrize(
    ("referred", "general", "reserved", "doctor"),
    [
        (True, 1, 1, REFERRED),
        (True, 1, 0, GENERAL),
        (True, 0, 1, REFERRED),
        (True, 0, 0, NOBODY),
        (False, 1, 1, GENERAL),
        (False, 0, 1, NOBODY),
        (False, 0, 0, NOBODY),
        (False, -1, 0, NOBODY),  # fewer doctors than patients being seen
    ],
)
def test_which_doctor(referred: bool, general: int, reserved: int, doctor: int) -> None:
    assert doctor_for(referred, general, reserved) == doctor


@pytest.mark.parametrize(
    ("reserved_doctor", "general_head", "referred_head", "queue"),
    [
        (False, -1, -1, NOBODY),
        (False, 5, -1, GENERAL),
        (False, -1, 5, REFERRED),
        (False, 5, 6, GENERAL),
        (False, 6, 5, REFERRED),
        (True, 5, -1, NOBODY),
        (True, 5, 6, REFERRED),
        (True, -1, 6, REFERRED),
        (True, -1, -1, NOBODY),
        (False, 0, -1, GENERAL),
    ],
)
def test_who_is_next(reserved_doctor: bool, general_head: int, referred_head: int, queue: int) -> None:
    assert next_patient(reserved_doctor, general_head, referred_head) == queue


def erlang_c_wait(servers: int, rho: float, service: float) -> float:
    """Mean wait in M/M/c."""
    load = servers * rho
    b = 1.0
    for k in range(1, servers + 1):
        b = load * b / (k + load * b)
    return b / (1.0 - rho + rho * b) * service / (servers * (1.0 - rho))


@pytest.mark.parametrize("servers", [2, 3, 5, 8, 12, 20, 30])
@pytest.mark.parametrize("rho", [0.5, 0.6, 0.7, 0.8, 0.9, 0.95])
def test_within_a_third_of_a_minute_of_erlang_c(servers: int, rho: float) -> None:
    exact = erlang_c_wait(servers, rho, 6.0)
    assert stationary_wait(servers, rho, 6.0, 1.0, 1.0) == pytest.approx(exact, abs=0.3)


@pytest.mark.parametrize("rho", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("cs2", [0.0, 0.49, 2.0])
def test_exact_for_one_doctor(rho: float, cs2: float) -> None:
    """Pollaczek-Khinchine."""
    exact = rho * 6.0 * (1.0 + cs2) / (2.0 * (1.0 - rho))
    assert stationary_wait(1, rho, 6.0, 1.0, cs2) == pytest.approx(exact)


@given(st.integers(1, 50), st.floats(0.05, 0.97), st.floats(0.001, 0.01))
def test_busier_waits_longer_and_more_doctors_shorter(servers: int, rho: float, step: float) -> None:
    here = stationary_wait(servers, rho, 6.0, 1.0, 0.5)
    assert stationary_wait(servers, rho + step, 6.0, 1.0, 0.5) > here
    assert stationary_wait(servers + 1, rho, 6.0, 1.0, 0.5) < here


def test_nobody_comes_nobody_waits() -> None:
    assert stationary_wait(3, 0.0, 6.0, 1.0, 0.5) == 0.0


def test_slow_mean() -> None:
    value = 0.0
    for _ in range(20):
        value = slow_mean(value, 10.0, 0.05)
    assert value == pytest.approx(10 * (1 - 0.95**20))
    assert slow_mean(5.0, 5.0, 0.3) == 5.0
