"""Patients from beyond by hospital: each has its part, as far as what it treats allows."""

from __future__ import annotations

import numpy as np
import pytest

from sim.region.inflow import weights_of


def parts(weights: np.ndarray, takes: list[list[bool]], needs: list[float]) -> np.ndarray:
    """What each hospital has of all patients when those of a group choose by these weights among who treats it."""
    open_to = np.array(takes, dtype=float) * weights[:, None]
    whole = open_to.sum(axis=0)
    return np.asarray((open_to / np.where(whole > 0, whole, 1.0) * np.array(needs)).sum(axis=1) / sum(needs))


def test_where_all_treat_everything_weights_are_shares() -> None:
    takes = [[True, True]] * 3
    assert weights_of([30.0, 10.0, 0.0], takes, [1.0, 1.0]) == pytest.approx([0.75, 0.25, 0.0])


def test_a_specialist_hospital_has_its_part_of_all_patients() -> None:
    """A cancer hospital with a fifth of all patients has more than a fifth of those with cancer."""
    takes, needs, stays = [[True, True], [True, True], [False, True]], [1.0, 1.0], [50.0, 30.0, 20.0]
    weights = weights_of(stays, takes, needs)
    assert parts(weights, takes, needs) == pytest.approx([0.5, 0.3, 0.2], abs=1e-6)
    assert weights[2] > 0.2


def test_a_hospital_that_treats_nothing_of_what_comes_has_nobody() -> None:
    weights = weights_of([50.0, 50.0], [[True, False], [False, True]], [1.0, 0.0])
    assert weights.tolist() == [1.0, 0.0]


def test_nobody_comes_where_nobody_counts() -> None:
    assert weights_of([0.0, 0.0], [[True], [True]], [1.0]).tolist() == [0.0, 0.0]
