"""Whole parts of an amount, and the ends of the rules of a budget."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.rules.period.brackets import SharedPart, Sharing
from sim.rules.period.budget import (
    BudgetSplit,
    avoided,
    expected_rest,
    overspend_probability,
    projection,
    quota_cut,
    settle,
    shared,
)
from sim.rules.period.margin import margin, marginal_profit, mix_target
from sim.rules.period.response import income_target, level_target, stay_target, volume_target


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (10, [1, 2, 3], [2, 3, 5]),  # 1.67, 3.33, 5: the fen left goes to the largest rest
        (11, [5, 3, 2], [6, 3, 2]),  # 5.5, 3.3, 2.2
        (10, [1, 1, 1], [4, 3, 3]),  # of equal rests to the first
        (-10, [1, 2, 3], [-2, -3, -5]),
        (8, [0.1, 0.3], [2, 6]),
        (7, [0, 1], [0, 7]),
        (7, [0, 0, 0], [7, 0, 0]),
        (0, [1, 2], [0, 0]),
    ],
)
def test_the_largest_rest_gets_the_fen(total: int, weights: list[float], parts: list[int]) -> None:
    assert shared(total, weights) == parts


@given(st.integers(-(10**18), 10**18), st.lists(st.floats(0, 1e6), min_size=1, max_size=6))
@example(10**17 + 9, [1.0])  # a float goes up by 7 here, so that the parts are too much at first
@example(10**17 + 9, [1.0, 1.0, 1.0])
@example(10**18 + 51, [0.25, 0.75])
def test_parts_are_whole_and_sum_to_the_amount(total: int, weights: list[float]) -> None:
    parts = shared(total, weights)
    assert sum(parts) == total
    assert all(isinstance(part, int) for part in parts)
    scale = sum(weights)
    if scale > 1e-300:
        assert parts == pytest.approx([total * w / scale for w in weights], abs=200, rel=1e-9)


def test_the_fund_bears_what_lies_beyond_the_limit() -> None:
    """Of an overspend of 300 the limit lets 100 be shared; whoever bears all of that bears 100."""
    limited = (SharedPart(0.1, 1.0), SharedPart(math.inf, 0.0))
    half, whole = Sharing((SharedPart(math.inf, 0.5),), limited), Sharing((SharedPart(math.inf, 1.0),), limited)
    assert settle(1_000, 1_300, half) == BudgetSplit(0, 100, 0, 200)
    assert settle(1_000, 300, whole) == BudgetSplit(700, 0, 0, 0)
    assert settle(1_001, 1_000, half) == BudgetSplit(1, 0, 0, 0), "half a fen goes up"


@pytest.mark.parametrize("budget", [0.0, -1.0])
def test_without_a_budget_all_is_overspent(budget: float) -> None:
    assert overspend_probability(5.0, budget, 0.02) == 1.0


def test_overspend_is_as_likely_as_underspend_is_on_the_other_side() -> None:
    for gap in (0.01, 0.1, 0.5, 30.0):
        above, below = (overspend_probability(0.5 * (1 + sign * gap), 0.5, 0.02) for sign in (1, -1))
        assert above + below == pytest.approx(1.0)
        assert 0.0 <= below < 0.5 < above <= 1.0


def test_what_is_projected_where_last_year_began_late() -> None:
    assert projection(5.0, 0.0, 7.0) == 12.0
    assert projection(0.2, 0.1, 0.3) == pytest.approx(0.2 + 0.6)


def test_the_ends_of_a_quota() -> None:
    assert quota_cut(-5.0, 0.0, 1.0, 0.85, 0.45) == 0.0, "nothing is expected: nothing to postpone"
    assert quota_cut(1.0, 0.5, 1.0, 0.85, 0.45) == 0.0
    assert quota_cut(0.4, 0.5, 1.0, 1.0, 0.0) == pytest.approx(0.2)
    assert quota_cut(-50.0, 100.0, 0.5, 1.0, 0.0) == pytest.approx(0.5), "less than nothing is left: all of it"
    assert quota_cut(90.0, 100.0, 1.0, 1.0, 1.0) == 1.0, "no case is elective"
    assert avoided(0.5, 0.8, 0.75, 0.5) == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("remaining", "relative_cost", "floor", "part"), [(95.0, 0.8, 0.4, 0.5), (80.0, 1.2, 0.1, 1.0)]
)
def test_a_quota_avoids_what_is_needed(remaining: float, relative_cost: float, floor: float, part: float) -> None:
    quota = quota_cut(remaining, 100.0, 1.0, relative_cost, floor, part)
    assert 0.0 < quota < 1.0
    assert avoided(quota, relative_cost, floor, part) == pytest.approx((100.0 - remaining) / 100.0)


def test_the_rest_of_a_small_year() -> None:
    assert expected_rest(5.0, 0.0, 0.0, 1.1) == 0.0, "last year had nothing"
    assert expected_rest(0.3, 0.2, 0.2, 1.0) == pytest.approx(0.2 * 0.4 / 0.3)


SHARE, MIX = np.array([[0.5, 0.5], [0.5, 0.5]]), np.array([[2.0, 1.0], [1.0, 1.0]])
PRICE, COST = np.array([[1.0, 0.5], [1.0, 1.0]]), np.array([[0.5, 0.25], [0.9, 0.7]])


def test_profit_at_the_present_mix_and_price() -> None:
    """The first charges 1 + 0.25 at a cost of 0.5 + 0.125; the second keeps 0.2 of 1."""
    assert marginal_profit(SHARE, MIX, PRICE, COST, 1.0) == pytest.approx([0.5, 0.2])
    assert marginal_profit(SHARE, MIX, PRICE, COST, np.array([0.0, 0.5])) == pytest.approx([-0.5, -0.3])
    assert margin(SHARE, MIX, PRICE, COST) == pytest.approx([0.625, 0.2])


def test_quantities_follow_profit_by_hand() -> None:
    """The first category's price was halved: its cost per yuan rose by a quarter, at theta 4 ln 2 a half is left."""
    share, cost = np.array([[0.5, 0.5]] * 3), np.full((3, 2), 0.25)
    price = np.array([[0.5, 1.0]] * 3)
    lost, log2 = np.array([0.0, 1.0, -1.0]), np.log(2.0)
    found = mix_target(share, price, cost, cost, lost, 4.0 * log2, 4.0 * log2)
    # Left over 1/2 and 1; 1/4 and 1 where as much again is lost; nothing moves where as much is won.
    assert found == pytest.approx(np.array([[2 / 3, 4 / 3], [0.4, 1.6], [1.0, 1.0]]))
    doubled = mix_target(2.0 * share, price, cost, cost, lost, 4.0 * log2, 4.0 * log2)
    assert doubled == pytest.approx(found), "only the mix of the shares counts"


def test_answers_to_profit_end_somewhere() -> None:
    lost, base = np.array([0.05]), np.array([0.2])
    assert income_target(lost, 3.0 * base, base, 1.7) == pytest.approx([0.085]), "no more than all of it"
    assert income_target(lost, base, 0.0 * base, 1.7) == pytest.approx([0.085]), "from nothing to something is much"
    assert volume_target(np.array([-10.0]), 0.17) == pytest.approx([0.0]), "no fewer than none"
    assert level_target(np.array([-0.5, 0.0]), np.array([0.2, 0.1]), np.array([0.3, 0.1])) == pytest.approx(
        np.array([[1.2, 1.25], [1.1, 1.1]])
    )
    assert stay_target(np.array([9.0, 1.0]), 0.5) == pytest.approx([3.0, 1.0])
