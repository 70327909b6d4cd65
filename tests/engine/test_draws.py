"""The only door to randomness."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim import draws

N = 200_000
WHOLE = st.integers(0, 2**31)


def keys(n: int = N, seed: int = 1, stream: int = draws.EPISODE, episode: int = 3) -> np.ndarray:
    """Chains of the first residents."""
    return draws.chain(seed, stream, np.arange(n, dtype=np.int64), np.full(n, episode, dtype=np.int64))


@pytest.mark.parametrize("number", [draws.CHOOSE, draws.SEEK, draws.LEG * 3 + draws.SOLVED])
def test_uniform(number: int) -> None:
    u = draws.uniforms(keys(), number)
    assert u.min() > 0.0
    assert u.max() < 1.0
    assert stats.kstest(u, "uniform").pvalue > 0.001


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((1, draws.EPISODE, 3, draws.CHOOSE), (1, draws.EPISODE, 3, draws.CHOOSE + 1)),
        ((1, draws.EPISODE, 3, draws.CHOOSE), (1, draws.EPISODE, 4, draws.CHOOSE)),
        ((1, draws.EPISODE, 3, draws.CHOOSE), (2, draws.EPISODE, 3, draws.CHOOSE)),
        ((1, draws.EPISODE, 3, draws.CHOOSE), (1, draws.ONSETS, 3, draws.CHOOSE)),
        ((1, draws.EPISODE, 3, draws.SERVICE), (1, draws.EPISODE, 3, draws.LEG + draws.SERVICE)),
    ],
)
def test_independent(first: tuple[int, int, int, int], second: tuple[int, int, int, int]) -> None:
    """Draws that differ in one part only share nothing: a 10 x 10 table of both is flat."""
    pair = [draws.uniforms(keys(N, seed, stream, episode), number) for seed, stream, episode, number in (first, second)]
    table, _, _ = np.histogram2d(*pair, bins=10, range=[[0, 1], [0, 1]])
    assert stats.chisquare(table.ravel()).pvalue > 0.001


def test_neighbours_are_independent() -> None:
    u = draws.uniforms(keys(), draws.CHOOSE)
    assert abs(np.corrcoef(u[:-1], u[1:])[0, 1]) < 4 / np.sqrt(N)


@given(seed=st.integers(0, 10**6), person=st.integers(0, 2**25 - 1), episode=st.integers(0, 64 * 1200), number=WHOLE)
def test_scalar_is_array(seed: int, person: int, episode: int, number: int) -> None:
    number %= 4096
    one = draws.chain(seed, draws.EPISODE, person, episode)
    many = draws.chain(seed, draws.EPISODE, np.array([person]), np.array([episode]))
    assert one == many[0]
    assert 0 <= one < 2**63
    assert draws.uniform(one, number) == draws.uniforms(many, number)[0]


def test_no_shared_state() -> None:
    """A draw is the same whatever was drawn before, and in whatever order."""
    before = draws.uniforms(keys(100), draws.CHOOSE)
    draws.uniforms(keys(1000, seed=9), draws.SEEK)
    backwards = [draws.uniform(key, draws.CHOOSE) for key in reversed(keys(100).tolist())]
    assert backwards[::-1] == before.tolist()


def test_no_two_draw_numbers_are_one() -> None:
    need = (draws.DAY, draws.PATIENT_2)
    leg = (draws.SERVICE, draws.FOLLOW_HOUR)
    assert need[1] < leg[0]
    assert leg[1] < draws.FOLLOW < draws.LEG


def test_distinct_chains() -> None:
    found = np.concatenate([keys(50_000, episode=e) for e in range(10)])
    assert len(np.unique(found)) == len(found)
