"""Shares of a whole: what theory is sure of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.experiments.shapley import Floats, Set, every_set, exact, orders, pairs, sampled, sets_of

THREE = ("a", "b", "c")


def worth_of(numbers: list[float], players: tuple[str, ...] = THREE) -> dict[Set, Floats]:
    """A game: a number for every set."""
    return {s: np.array([n]) for s, n in zip(every_set(players), numbers, strict=True)}


def test_left_and_right_gloves() -> None:
    """One left glove (a) and two right ones: shares 2/3, 1/6, 1/6 (a textbook case)."""
    worth = {s: np.array([float("a" in s and len(s) > 1)]) for s in every_set(THREE)}
    shares = exact(THREE, worth.__getitem__)
    assert [float(shares[p][0]) for p in THREE] == pytest.approx([2 / 3, 1 / 6, 1 / 6])


@given(st.lists(st.floats(-1e6, 1e6), min_size=8, max_size=8))
def test_shares_sum_to_the_whole(numbers: list[float]) -> None:
    worth = worth_of(numbers)
    shares = exact(THREE, worth.__getitem__)
    whole = worth[frozenset(THREE)] - worth[frozenset()]
    assert float(sum(shares.values())[0]) == pytest.approx(float(whole[0]), abs=1e-6)  # type: ignore[index]


def test_what_adds_up_has_no_interaction() -> None:
    alone = {"a": 3.0, "b": -1.0, "c": 0.5}
    worth = {s: np.array([10.0 + sum(alone[p] for p in s)]) for s in every_set(THREE)}
    assert {p: float(v[0]) for p, v in exact(THREE, worth.__getitem__).items()} == pytest.approx(alone)
    assert all(float(v[0]) == pytest.approx(0.0) for v in pairs(THREE, worth.__getitem__).values())


def test_a_pair_that_works_only_together() -> None:
    worth = {s: np.array([float({"a", "b"} <= s)]) for s in every_set(THREE)}
    found = pairs(THREE, worth.__getitem__)
    assert float(found["a", "b"][0]) == pytest.approx(1.0)
    assert float(found["a", "c"][0]) == pytest.approx(0.0)


def test_sampled_orders_sum_to_the_whole_and_come_near() -> None:
    players = tuple("abcdefgh")
    passed = orders(players, 60, 1)
    assert len(passed) == 60
    assert all(sorted(order) == sorted(players) for order in passed)
    assert passed[1] == passed[0][::-1]
    assert orders(players, 60, 1) == passed != orders(players, 60, 2)

    def worth(found: Set) -> Floats:
        return np.array([len(found) ** 1.5 + 2.0 * ({"a", "b"} <= found)])

    needed = sets_of(passed, players)
    table = {s: worth(s) for s in needed}  # nothing else is asked for
    shares = {p: v.mean(axis=0) for p, v in sampled(players, table.__getitem__, passed).items()}
    assert float(sum(shares.values())[0]) == pytest.approx(8**1.5 + 2.0)  # type: ignore[index]
    true = exact(players, worth)
    assert max(abs(float(shares[p][0] - true[p][0])) for p in players) < 0.35
    assert {frozenset({p}) for p in players} <= set(needed)
