"""Queueing theory on the engine itself: one facility, one condition, choice off."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sim.engine import steps
from sim.rules.event.chance import sigma_of

from .small import Clinic, behaviour, demand, mmc_wait, month, world

SERVICE = 10.0
MONTHS = 8


def needs_a_year(servers: int, rho: float, people: int) -> float:
    """Needs a resident and year that load ``servers`` doctors to ``rho``."""
    return servers * rho * 365.0 * 24.0 * 60.0 / SERVICE / people


def clinic(servers: int, rho: float, months: int, cv: float = 0.0, seed: int = 1) -> Clinic:
    """Doctors who work day and night at this load."""
    w = world(doctors=servers, service=SERVICE)
    people = 1000 * servers
    made = Clinic(w, month(w), behaviour(service_sigma=sigma_of(cv)), n=people)
    return made.run(demand(w, needs_a_year(servers, rho, people)), months, seed=seed)


@pytest.mark.parametrize("rho", [0.5, 0.7, 0.85])
def test_constant_service_one_doctor(rho: float) -> None:
    """M/D/1: W = rho S / 2 (1 - rho)."""
    made = clinic(1, rho, months=12)
    assert made.waits().mean() == pytest.approx(rho * SERVICE / (2.0 * (1.0 - rho)), rel=0.06)


@pytest.mark.parametrize("cv", [0.7, 1.0])
def test_lognormal_service_one_doctor(cv: float) -> None:
    """Pollaczek-Khinchine: W = rho S (1 + cv ** 2) / 2 (1 - rho)."""
    rho = 0.6
    made = clinic(1, rho, months=14, cv=cv)
    assert made.waits().mean() == pytest.approx(rho * SERVICE * (1 + cv * cv) / (2 * (1 - rho)), rel=0.06)


@pytest.mark.parametrize(("servers", "rho"), [(1, 0.6), (3, 0.8), (8, 0.85)])
def test_exponential_service(monkeypatch: pytest.MonkeyPatch, servers: int, rho: float) -> None:
    """Erlang C, with the engine's consultations made exponential."""

    def exponential(_w: Any, _p: Any, _f: int, u1: float, _u2: float) -> int:
        return max(1, round(-math.log(u1) * SERVICE * 240.0))

    monkeypatch.setattr(steps, "service_ticks", exponential)
    made = clinic(servers, rho, months=MONTHS)
    waits = made.waits()
    assert waits.mean() == pytest.approx(mmc_wait(servers, rho, SERVICE), rel=0.08)


@pytest.mark.parametrize("servers", [2, 6])
def test_lognormal_service_several_doctors(servers: int) -> None:
    """M/G/c within a tenth of the approximation of Lee and Longton (1959), exact only for one doctor."""
    cv, rho = 0.7, 0.8
    made = clinic(servers, rho, months=MONTHS, cv=cv)
    assert made.waits().mean() == pytest.approx(0.5 * (1 + cv * cv) * mmc_wait(servers, rho, SERVICE), rel=0.10)


def test_littles_law() -> None:
    """Patients in the queue and doctors at work, watched every few minutes, against arrivals times time."""
    made = clinic(3, 0.8, months=6)
    minutes = 6 * 30 * 24 * 60
    arrivals = len(made.waits(0)) / minutes
    assert np.mean(made.queue) == pytest.approx(arrivals * made.waits(0).mean(), rel=0.04)
    assert np.mean(made.busy) == pytest.approx(arrivals * SERVICE, rel=0.02)
