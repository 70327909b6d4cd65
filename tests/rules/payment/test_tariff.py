"""Tariffs by hand: what the base year cost, shared out; no unit of money or of cases matters."""

from __future__ import annotations

import numpy as np
import pytest

from sim.rules.period.tariff import (
    base_rate,
    below,
    coefficients,
    expected_owed,
    means,
    neutral_factor,
    rebased,
    relative_weights,
    tail,
)

# Two facilities, two groups, two severities.
COUNT = np.array([[[2.0, 0.0], [1.0, 1.0]], [[1.0, 0.0], [0.0, 3.0]]])
CHARGES = np.array([[[20.0, 0.0], [30.0, 10.0]], [[40.0, 0.0], [0.0, 90.0]]])
LISTED = np.array([[1.0, 7.0], [1.0, 1.0]])


def test_a_mean_over_all_facilities_and_the_list_where_nobody_came() -> None:
    assert means(COUNT, CHARGES, LISTED) == pytest.approx(np.array([[20.0, 7.0], [30.0, 25.0]]))


MEAN = np.array([[10.0, 20.0], [30.0, 50.0]])
CASES = np.array([[3.0, 1.0], [1.0, 1.0]])


@pytest.mark.parametrize(
    ("recognised", "sixths"),
    [
        # Groups cost 12.5 and 40, all 130 / 6.
        (0.0, [[75, 75], [240, 240]]),
        (0.5, [[67.5, 97.5], [210, 270]]),
        (1.0, [[60, 120], [180, 300]]),
    ],
)
def test_weights_know_a_part_of_severity(recognised: float, sixths: list[list[float]]) -> None:
    found = relative_weights(MEAN, CASES, recognised)
    assert found == pytest.approx(np.array(sixths) / 130)
    assert (found * CASES).sum() == pytest.approx(CASES.sum()), "their mean is 1"
    assert relative_weights(1e-6 * MEAN, 1e-3 * CASES, recognised) == pytest.approx(found)


def test_a_cell_without_cases_has_a_weight_and_no_say() -> None:
    """The first group is 10 dear; the second, never seen, lies at the middle of its severities."""
    found = relative_weights(MEAN, np.array([[4.0, 0.0], [0.0, 0.0]]), 0.0)
    assert found == pytest.approx(np.array([[1.0, 1.0], [4.0, 4.0]]))
    assert relative_weights(MEAN, np.array([[4.0, 0.0], [0.0, 0.0]]), 1.0) == pytest.approx(MEAN / 10)


def test_coefficients_are_the_cost_level_of_a_class() -> None:
    """Two small ones take 100 for weights of 4, a big one 200 for 4: 25 and 50 around a mean of 37.5."""
    count = np.array([[[1.0, 0.0]], [[0.0, 1.0]], [[1.0, 1.0]]])
    charges = np.array([[[40.0, 0.0]], [[0.0, 60.0]], [[50.0, 150.0]]])
    weight, of = np.array([[1.0, 3.0]]), np.array([5, 5, 8])
    found = coefficients(count, charges, weight, of)
    assert found == pytest.approx([2 / 3, 2 / 3, 4 / 3])
    volume = (count * weight).sum(axis=(1, 2))
    assert (found * volume).sum() == pytest.approx(volume.sum()), "money is moved, none is made"
    assert coefficients(1e-3 * count, 1e-6 * charges, weight, of) == pytest.approx(found)
    assert coefficients(count, charges, weight, np.zeros(3, dtype=np.int64)) == pytest.approx([1.0] * 3)


def test_heavier_cases_are_no_higher_cost_level() -> None:
    """Ten cases of weight 1 for 1,000 and ten of weight 3 for 3,000: 100 a weight in both."""
    count, charges = np.array([[[10.0, 0.0]], [[0.0, 10.0]]]), np.array([[[1000.0, 0.0]], [[0.0, 3000.0]]])
    assert coefficients(count, charges, np.array([[1.0, 3.0]]), np.arange(2)) == pytest.approx([1.0, 1.0])


def test_who_had_no_case_or_no_charge_is_paid_like_all() -> None:
    count = np.array([[[2.0]], [[0.0]], [[1.0]], [[0.0]]])
    charges = np.array([[[100.0]], [[0.0]], [[0.0]], [[50.0]]])
    with np.errstate(all="raise"):
        # All pay 150 for 3 cases; only the first class has both cases and money.
        found = coefficients(count, charges, np.ones((1, 1)), np.arange(4))
        assert found == pytest.approx([1.0, 1.0, 1.0, 1.0])
        dear = coefficients(count, 2.0 * charges + 50.0 * (count == 2.0), np.ones((1, 1)), np.arange(4))
        assert dear == pytest.approx([125 / (350 / 3), 1.0, 1.0, 1.0])
        for nobody, nothing in ((0.0, 1.0), (1.0, 0.0), (0.0, 0.0)):
            same = coefficients(nobody * count, nothing * charges, np.ones((1, 1)), np.arange(4))
            assert same == pytest.approx([1.0] * 4)


def test_the_base_rate_pays_what_was_charged() -> None:
    weight, coefficient = np.array([[1.0, 1.0], [0.5, 2.0]]), np.array([0.8, 1.2])
    # 0.8 x (2 + 0.5 + 2) + 1.2 x (1 + 6) weights for 190 fen.
    found = base_rate(COUNT, CHARGES, weight, coefficient, 99.0)
    assert found == pytest.approx(190 / 12)
    paid = (COUNT * weight[None] * coefficient[:, None, None] * found).sum()
    assert paid == pytest.approx(CHARGES.sum())
    assert base_rate(1e-3 * COUNT, CHARGES, weight, coefficient, 99.0) == pytest.approx(1000 * found)
    assert base_rate(0.0 * COUNT, CHARGES, weight, coefficient, 99.0) == 99.0


def test_weights_follow_what_cases_cost() -> None:
    """Both cells weighed 1 and cost 20 and 60 this year: 0.5 and 1.5, and half of the way there."""
    weight, count, charges = np.ones((1, 2)), np.array([[[1.0, 1.0]]]), np.array([[[20.0, 60.0]]])
    assert rebased(weight, count, charges, 1.0, 1.0) == pytest.approx(np.array([[0.5, 1.5]]))
    assert rebased(weight, count, charges, 1.0, 0.5) == pytest.approx(np.array([[0.75, 1.25]]))
    assert rebased(weight, count, charges, 0.0, 1.0) == pytest.approx(weight), "severities of a group are paid alike"
    # One case of 20 and two of 60 each, around 140 / 3.
    count, charges = np.array([[[1.0, 2.0]]]), np.array([[[20.0, 120.0]]])
    assert rebased(weight, count, charges, 1.0, 1.0) == pytest.approx(np.array([[3 / 7, 9 / 7]]))


def test_weights_have_no_unit() -> None:
    weight, count, charges = np.ones((1, 2)), np.array([[[1.0, 1.0]]]), np.array([[[20.0, 60.0]]])
    found = rebased(weight, 0.2 * count, 1e-6 * charges, 1.0, 0.5)
    assert found == pytest.approx(np.array([[0.75, 1.25]])), "as of a case of 20 and one of 60"


def test_rebasing_makes_no_money_and_leaves_the_unseen_alone() -> None:
    """Mean weight 2 of the cases seen stays 2; the third cell had none and keeps its 5."""
    weight, charges = np.array([[1.0, 3.0, 5.0]]), np.array([[[20.0, 60.0, 0.0]], [[10.0, 90.0, 0.0]]])
    count = np.array([[[1.0, 1.0, 0.0]], [[1.0, 1.0, 0.0]]])
    found = rebased(weight, count, charges, 1.0, 1.0)
    # They cost 15 and 75 around 45.
    assert found == pytest.approx(np.array([[2 / 3, 10 / 3, 5.0]]))
    assert rebased(weight, count, charges, 1.0, 0.25) == pytest.approx(0.75 * weight + 0.25 * found)


@pytest.mark.parametrize(("cases", "share"), [(0.0, 0.5), (1.0, 0.0), (1.0, -0.1)])
def test_without_cases_or_share_weights_stay(cases: float, share: float) -> None:
    weight = np.array([[1.0, 3.0]])
    with np.errstate(all="raise"):
        found = rebased(weight, cases * np.ones((1, 1, 2)), np.array([[[20.0, 60.0]]]), 1.0, share)
    assert (found == weight).all()


@pytest.mark.parametrize("sigma", [0.5, 1.2])
def test_half_of_the_cases_are_dearer_than_the_median(sigma: float) -> None:
    """Lognormal with mean 1: the median lies at exp(-sigma^2 / 2), one sigma above it 15.9 % are left."""
    median = np.exp(-(sigma**2) / 2)
    found = tail(median * np.exp(sigma * np.array([0.0, 1.0, -1.0])), sigma)
    assert found == pytest.approx([0.5, 0.158655, 0.841345], abs=1e-6)
    assert tail(np.array([0.0]), sigma) == pytest.approx([1.0])


def test_patients_all_alike() -> None:
    assert tail(np.array([0.99, 1.01]), 0.0) == pytest.approx([1.0, 0.0])


def test_what_cases_below_a_bound_cost() -> None:
    """Spread 1: half of the cases lie below exp(-0.5) and cost 15.9 % of the money; below exp(0.5) half of it."""
    assert below(np.exp(np.array([-0.5, 0.5])), 1.0) == pytest.approx([0.158655, 0.5], abs=1e-6)
    assert below(np.array([0.99, 1.01]), 0.0) == pytest.approx([0.0, 1.0])


LOW, HIGH = np.array([np.exp(-0.5)]), np.array([np.exp(0.5)])


@pytest.mark.parametrize(
    ("slopes", "reviewed", "owed"),
    [
        ((1.0, 0.0), 0.0, 0.158655 + 0.5),  # the half below by charges, the other half at the price of 1
        ((0.5, 0.0), 0.0, 0.079328 + 0.5),
        ((1.0, 0.8), 0.0, 0.158655 + 0.5 + 0.8 * 0.238425),  # 15.9 % lie above 1.6487 and cost half of the money
        ((1.0, 0.0), 1.0, 0.158655 + 0.5 + 0.5 - 0.158655),  # all of these are reviewed
        ((1.0, 0.8), 0.5, 0.158655 + 0.5 + 0.5 * 0.19074 + 0.5 * (0.5 - 0.158655)),
    ],
)
def test_what_a_case_is_owed_on_average(slopes: tuple[float, float], reviewed: float, owed: float) -> None:
    assert expected_owed(np.ones(1), LOW, HIGH, slopes, reviewed, 1.0) == pytest.approx([owed], abs=1e-5)


def test_a_neutral_factor_on_both_sides_of_the_plain_rate() -> None:
    """80 owed at the plain rate of 100 charged: a quarter more; 125 owed: a fifth less; none up to four times: none."""
    assert neutral_factor(lambda factor: 80.0 * factor, 100.0) == pytest.approx(1.25)
    assert neutral_factor(lambda factor: 125.0 * factor, 100.0) == pytest.approx(0.8)
    assert neutral_factor(lambda factor: 100.0 * factor, 100.0) == pytest.approx(1.0)
    assert neutral_factor(lambda factor: min(99.0, 80.0 * factor), 100.0) == 1.0
    assert neutral_factor(lambda factor: 0.0 * factor, 0.0) == 1.0
