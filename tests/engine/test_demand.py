"""Needs come from the resident and the month alone."""

from __future__ import annotations

import importlib.util
import os

import numpy as np
import pytest

from sim.engine import demand as engine_demand
from sim.engine.clock import TICK_SHIFT
from sim.engine.demand import NEED, Demand, PlainDraws, needs_of_month
from sim.vocabulary.ticks import TICKS_PER_DAY

CAN_COMPILE = importlib.util.find_spec("numba") is not None and os.environ.get("NUMBA_DISABLE_JIT", "0") in {"", "0"}
PERSON = NEED.names.index("person")
CLASSES = np.repeat(np.array([0, 1]), 5000)


def demand(factor: float = 1.0) -> Demand:
    """Two classes, three conditions, two months that need not thin alike."""
    thin = np.ones((3, 3, 3))
    thin[1, 0] = 0.5
    return Demand(
        bound=np.array([[2.0, 1.0, 0.0], [4.0, 0.5, 1.0]]) * factor,
        thin=thin,
        severity=np.array([[0.7, 0.9, 1.0], [0.2, 0.8, 1.0], [0.0, 0.0, 1.0]]),
        emergency=np.array([[0.0, 0.1, 0.5]] * 3),
        hour_share=np.array([0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1]),
        opening_hour=8,
    )


def drawn(d: Demand, classes: np.ndarray = CLASSES, month: int = 0, seed: int = 1) -> set[tuple[int, ...]]:
    """Everything about every need of the month."""
    return set(needs_of_month(d, classes, seed, month, 31 * month, 31).records.tolist())


def test_a_neighbour_changes_nothing() -> None:
    """The first residents' needs are the same in a smaller population, and if others fall ill more often."""
    few = drawn(demand(), CLASSES[:3000])
    assert few == {need for need in drawn(demand()) if need[PERSON] < 3000}
    others = np.where(np.arange(10_000) < 3000, CLASSES, 1)
    assert few == {need for need in drawn(demand(), others) if need[PERSON] < 3000}


def test_a_month_does_not_depend_on_another() -> None:
    alone = drawn(demand(), month=2)
    drawn(demand(), month=0)
    assert drawn(demand(), month=2) == alone


def test_a_drift_adds_needs_and_moves_none() -> None:
    """Thinning keeps a need or drops it; it never makes another of it."""
    d = demand()
    less = Demand(d.bound, d.thin * 0.6, d.severity, d.emergency, d.hour_share, d.opening_hour)
    all_needs = drawn(d)
    kept = drawn(less)
    assert kept < all_needs
    assert len(kept) == pytest.approx(0.6 * len(all_needs), rel=0.05)


def test_rates_come_out() -> None:
    needs = needs_of_month(demand(), CLASSES, 1, 0, 0, 31).records
    share = 31 / 365
    expected = np.array([(2 + 4) * 5000, 1.5 * 5000, 5000]) * share
    assert np.bincount(needs["condition"]) == pytest.approx(expected, rel=0.06)
    mild = np.bincount(needs["severity"][needs["condition"] == 0]) / expected[0]
    assert mild == pytest.approx([0.7, 0.2, 0.1], abs=0.03)


def test_time_is_in_the_month_and_in_clinic_hours() -> None:
    needs = needs_of_month(demand(), CLASSES, 1, 2, 62, 31).records
    ticks = needs["key"] >> TICK_SHIFT
    assert (np.diff(needs["key"]) > 0).all()
    assert ticks.min() >= 62 * TICKS_PER_DAY
    assert ticks.max() < 93 * TICKS_PER_DAY
    hour = ticks % TICKS_PER_DAY // (TICKS_PER_DAY // 24)
    planned = hour[needs["emergency"] == 0]
    assert (planned.min(), planned.max()) == (8, 14)
    assert np.mean(planned < 11) == pytest.approx(0.6, abs=0.03)
    assert hour[needs["emergency"] == 1].min() < 4


def test_more_than_the_room_of_a_month_is_counted() -> None:
    assert needs_of_month(demand(200.0), CLASSES[:10], 1, 0, 0, 31).above_bound > 0


def test_no_rate_no_need() -> None:
    assert not drawn(demand(0.0))


@pytest.mark.skipif(not CAN_COMPILE, reason="Numba is missing or switched off")
def test_compiled_code_draws_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Months with many needs and with none, in room that is kept; also where it turns out to be too small."""
    from sim.engine.compiled_engine import CompiledDraws

    kept = CompiledDraws()
    for factor, month in ((1.0, 0), (0.0, 1), (30.0, 2)):
        arguments = (demand(factor), CLASSES, 7, month, 31 * month, 31)
        found, expected = needs_of_month(*arguments, kept), needs_of_month(*arguments)
        assert found.records.tolist() == expected.records.tolist()
        assert found.above_bound == expected.above_bound
    monkeypatch.setattr(engine_demand, "_room", lambda *_: 10)
    for by in (PlainDraws(), CompiledDraws()):
        assert needs_of_month(*arguments, by).records.tolist() == expected.records.tolist()
