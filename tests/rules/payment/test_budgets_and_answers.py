"""Pricing, budgets and marginal profit against sums done by hand, on both sides of every threshold."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.rules.event.outcome import GIVES_UP, GOES_ON, REFERRED_UP, SOLVED, outcome
from sim.rules.event.quota import ELSEWHERE, LOST, TAKEN, WAITS, postponement
from sim.rules.period.brackets import SharedPart, Sharing
from sim.rules.period.budget import (
    BudgetSplit,
    avoided,
    expected_rest,
    next_budget,
    overspend_probability,
    projection,
    quota_cut,
    settle,
    share_of_saving,
    stake,
    weighted_mean,
)
from sim.rules.period.margin import margin, marginal_profit, mix_target
from sim.rules.period.response import coding_step, income_target, level_target, towards, volume_target, willingness

HALVES = Sharing((SharedPart(math.inf, 0.5),), (SharedPart(0.1, 0.3), SharedPart(math.inf, 0.0)))
SHARE = np.array([[0.4, 0.1, 0.25, 0.25]])
ONE = np.ones((1, 4))
COST = np.array([[0.87, 0.95, 0.62, 0.72]])


@pytest.mark.parametrize(
    ("budget", "spent", "expected"),
    [
        (1_000, 900, BudgetSplit(50, 0, 50, 0)),
        (1_000, 1_000, BudgetSplit(0, 0, 0, 0)),
        (1_000, 1_001, BudgetSplit(0, 0, 0, 1)),  # 0.3 of one fen is none
        (1_000, 1_060, BudgetSplit(0, 18, 0, 42)),
        (1_000, 1_100, BudgetSplit(0, 30, 0, 70)),  # the limit exactly
        (1_000, 1_300, BudgetSplit(0, 30, 0, 270)),  # beyond it the fund bears all
    ],
)
def test_settlement_on_both_sides_of_the_budget(budget: int, spent: int, expected: BudgetSplit) -> None:
    found = settle(budget, spent, HALVES)
    assert found == expected
    assert found.kept + found.to_fund - found.borne - found.from_fund == budget - spent


def test_what_is_kept_is_lost_in_the_next_budget() -> None:
    """Keeping half and losing 0.5 x 0.9 next year leaves five fen of a yuan."""
    assert stake(0.5, 0.5, 0.9) == pytest.approx(0.05)
    whole = Sharing((SharedPart(math.inf, 1.0),), (SharedPart(math.inf, 0.2),))
    assert share_of_saving(whole, 200.0, 100.0, 0.02) == pytest.approx(0.2), "who expects an overspend looks at it"
    assert share_of_saving(whole, 50.0, 100.0, 0.02) == pytest.approx(1.0)
    assert share_of_saving(whole, 100.0, 100.0, 0.02) == pytest.approx(0.6), "halfway between both"


def test_the_next_budget_follows_budget_and_spending() -> None:
    assert next_budget(100.0, 80.0, 0.25, 0.1) == pytest.approx((75 + 20) * 1.1)


def test_expectation_turns_at_the_budget() -> None:
    assert overspend_probability(100.0, 100.0, 0.02) == pytest.approx(0.5)
    assert overspend_probability(102.0, 100.0, 0.02) == pytest.approx(1 / (1 + math.exp(-1)))
    assert overspend_probability(10.0, 100.0, 0.02) == 0.0
    assert overspend_probability(1e9, 100.0, 0.02) == 1.0


def test_projection_keeps_the_season() -> None:
    """A tenth above last year so far is a tenth above in the rest."""
    assert projection(110.0, 100.0, 300.0) == pytest.approx(110 + 330)


def test_a_quota_takes_from_elective_cases_and_not_more_than_all() -> None:
    assert quota_cut(100.0, 100.0, 1.0, 0.85, 0.45) == 0.0
    assert quota_cut(90.0, 100.0, 1.0, 0.85, 0.45) == pytest.approx(0.1 / 0.85 / 0.55)
    assert quota_cut(0.0, 100.0, 1.0, 0.85, 0.45) == 1.0


def test_a_quota_knows_visits_and_those_who_come_back() -> None:
    """Half of the spending is stays and half of the postponed come back: four times as many must be postponed."""
    plain = quota_cut(95.0, 100.0, 1.0, 1.0, 0.0)
    assert plain == pytest.approx(0.05)
    assert quota_cut(95.0, 100.0, 1.0, 1.0, 0.0, part=0.25) == pytest.approx(4 * plain)
    assert avoided(4 * plain, 1.0, 0.0, 0.25) == pytest.approx(0.05), "read the other way"


def test_the_rest_of_a_year_is_last_years_with_this_years_growth() -> None:
    # Nothing known of this year yet: last year's growth.
    assert expected_rest(0.0, 0.0, 1200.0, 1.1) == pytest.approx(1320.0)
    # Six months a tenth above, last year's growth nothing: between both, as three months count for it.
    assert expected_rest(660.0, 600.0, 600.0, 1.0) == pytest.approx(600 * (660 + 300) / 900)
    # A January a fifth above last year's; as three months without growth count beside it, the year is 5 % above.
    assert expected_rest(120.0, 100.0, 1100.0, 1.0) == pytest.approx(1.05 * 1100)
    # No growth at all stays none.
    assert expected_rest(600.0, 600.0, 600.0, 1.0) == pytest.approx(600.0)


def test_a_postponed_case_waits_goes_elsewhere_or_is_lost() -> None:
    assert postponement(0.2, 0.2, 0.5, 0.3, 0.1) == TAKEN
    assert postponement(0.2, 0.1, 0.5, 0.3, 0.49) == WAITS
    assert postponement(0.2, 0.1, 0.5, 0.3, 0.79) == ELSEWHERE
    assert postponement(0.2, 0.1, 0.5, 0.3, 0.81) == LOST


def test_a_referral_that_no_longer_happens_is_treated_here() -> None:
    at = {"capability": 0.5, "u_solved": 0.6, "refer_share": 0.4, "go_on_share": 0.3}
    assert outcome(**at, refer_factor=1.0, u_refer=0.39) == REFERRED_UP
    assert outcome(**at, refer_factor=0.5, u_refer=0.19) == REFERRED_UP
    assert outcome(**at, refer_factor=0.5, u_refer=0.21) == SOLVED
    assert outcome(**at, refer_factor=0.5, u_refer=0.41) == GOES_ON
    assert outcome(**at, refer_factor=0.5, u_refer=0.71) == GIVES_UP


def test_marginal_profit_by_hand() -> None:
    by_hand = 1 - (0.4 * 0.87 + 0.1 * 0.95 + 0.25 * 0.62 + 0.25 * 0.72)
    assert marginal_profit(SHARE, ONE, ONE, COST, 1.0)[0] == pytest.approx(by_hand)
    assert marginal_profit(SHARE, ONE, ONE, COST, 0.0)[0] == pytest.approx(by_hand - 1)
    assert margin(SHARE, ONE, ONE, COST)[0] == pytest.approx(by_hand)


def test_a_mark_up_given_back_shifts_little_one_lost_much() -> None:
    price = ONE.copy()
    price[0, 0] = 0.87
    free = mix_target(SHARE, price, COST, COST, np.array([0.052]), 0.3, 105.0)[0]
    paid = mix_target(SHARE, price, COST, COST, np.array([0.0]), 0.3, 105.0)[0]
    assert free @ SHARE[0] == pytest.approx(1.0), "the total at base prices stays"
    assert paid @ SHARE[0] == pytest.approx(1.0)
    assert free[0] < 0.7
    assert 0.95 < paid[0] < 1.0
    assert free[2] > 1.1


def test_without_a_change_nothing_moves() -> None:
    same = mix_target(SHARE, ONE, COST, COST, np.zeros(1), 0.3, 105.0)
    assert (same == 1.0).all()
    gamma = np.array([0.2, 0.125, 0.055])
    assert (level_target(np.zeros(1), gamma, np.zeros(1)) == 1.0).all()
    assert (towards(np.ones(1), np.ones(1), 0.1) == 1.0).all()


def test_care_inside_a_case_price_falls_most_for_the_mild() -> None:
    """E108: a yuan that brings nothing costs 20, 12.5 and 5.5 % of care."""
    found = level_target(np.array([-1.0]), np.array([0.2, 0.125, 0.055]), np.zeros(1))[0]
    assert found == pytest.approx([0.8, 0.875, 0.945])


def test_the_chase_for_income_ends_where_care_no_longer_pays() -> None:
    lost, base = np.array([0.05]), np.array([0.2])
    assert income_target(lost, base, base, 1.7)[0] == pytest.approx(0.085)
    assert income_target(lost, 0.5 * base, base, 1.7)[0] == pytest.approx(0.0425)
    assert income_target(lost, -base, base, 1.7)[0] == 0.0
    assert income_target(-lost, base, base, 1.7)[0] == 0.0, "a gain is not chased"


def test_volume_and_willingness_follow_profit() -> None:
    assert volume_target(np.array([0.1, -0.1]), 0.17) == pytest.approx([1.017, 0.983])
    assert willingness(np.array([-0.1, 0.0, 0.1]), 5.0) == pytest.approx([math.exp(0.5), 1.0, math.exp(-0.5)])


def test_coding_climbs_to_its_ceiling_and_audit_brings_it_down() -> None:
    paid, ceiling = np.array([True, False]), np.array([0.06, 0.06])
    coding = np.ones(2)
    for _ in range(12):
        coding = coding_step(coding, paid, ceiling, 0.025, 0.1)
    assert coding == pytest.approx([1.025, 1.0])
    for _ in range(60):
        coding = coding_step(coding, paid, ceiling, 0.025, 0.1)
    assert coding == pytest.approx([1.06, 1.0])
    audited = coding_step(coding, paid, 0.5 * ceiling, 0.025, 0.1)
    assert audited == pytest.approx([1.06 - 0.1 * 0.03, 1.0])


@pytest.mark.parametrize(
    ("years", "weights", "growth", "mean"),
    [
        ([300.0], (1.0,), 0.0, 300.0),
        ([200.0, 300.0], (1.0, 1.0), 0.5, 250.0),
        ([100.0, 200.0, 300.0], (1.0, 1.0), 0.5, 250.0),  # only the latest years count
        ([121.0], (1.0, 1.0, 1.0), 0.1, (100 + 110 + 121) / 3),  # earlier years are reckoned back
        ([121.0], (1.0, 2.0, 7.0), 0.1, (100 + 220 + 847) / 10),
        ([90.0], (1.0, 1.0), -0.1, 95.0),
    ],
)
def test_the_mean_of_past_years(years: list[float], weights: tuple[float, ...], growth: float, mean: float) -> None:
    assert weighted_mean(years, weights, growth) == pytest.approx(mean)
