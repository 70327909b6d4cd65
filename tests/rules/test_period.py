"""Rules of a month: belief and contracts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.period.belief import acceptance, hospitals_lead
from sim.rules.period.contract import coverage_of_key_groups, coverage_of_others

GAP = np.array([0.2, 0.4, 0.6])
PERCEIVED = np.array([0.45, 0.8, 1.05])


def accept(primary: float, hospital: float) -> np.ndarray:
    """Acceptance by severity at one home, one condition."""
    belief = np.full((1, 4, 1, 3), hospital)
    belief[:, 0] = primary
    return acceptance(hospitals_lead(belief, (1, 2)), GAP, PERCEIVED, 0.97, 7.7)[0, 0]


def test_equal_belief_gives_the_most() -> None:
    assert accept(0.8, 0.8) == pytest.approx(0.97)
    assert accept(0.9, 0.8) == pytest.approx(0.97), "better than hospitals is as good"


def test_the_gap_of_the_base_year() -> None:
    belief = np.zeros((1, 4, 1, 3))
    belief[:, 1] = belief[:, 2] = GAP
    found = acceptance(hospitals_lead(belief, (1, 2)), GAP, PERCEIVED, 0.97, 7.7)[0, 0]
    odds = 0.97 / 0.03 * np.exp(-7.7 * PERCEIVED)
    assert found == pytest.approx(odds / (1 + odds))
    assert (np.diff(found) < 0).all()


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_better_primary_care_is_never_less_acceptable(primary: float, gain: float, hospital: float) -> None:
    assert (accept(min(1.0, primary + gain), hospital) >= accept(primary, hospital) - 1e-12).all()


@pytest.mark.parametrize(
    ("overall", "key", "key_share", "others"),
    [(0.3, 0.6, 0.4, 0.1), (0.3, 0.3, 0.4, 0.3), (0.2, 0.6, 0.4, 0.0), (1.0, 1.0, 0.4, 1.0), (0.9, 0.1, 0.5, 1.0)],
)
def test_coverage_of_others(overall: float, key: float, key_share: float, others: float) -> None:
    assert coverage_of_others(overall, key, np.array([key_share]))[0] == pytest.approx(others)


def test_key_groups_are_signed_first() -> None:
    assert coverage_of_key_groups(0.3, 0.6) == 0.6
    key = coverage_of_key_groups(0.9, 0.6)
    assert coverage_of_others(0.9, key, np.array([0.48]))[0] == pytest.approx(0.9)  # and 90 % is 90 %


def test_a_home_of_key_groups_only() -> None:
    assert np.isfinite(coverage_of_others(0.3, 0.6, np.array([1.0]))).all()
