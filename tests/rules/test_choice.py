"""First contact, demand and outcome: shares of numbers, chance as a number between 0 and 1."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.event.chance import lognormal, pick, standard_normal
from sim.rules.event.charges import charge
from sim.rules.event.choice import captive_share, choose, gated_share, price_gap_closed, shifted, utility
from sim.rules.event.demand import bounded, follow_up_share, price_index, seek_share
from sim.rules.event.outcome import GIVES_UP, GOES_ON, REFERRED_UP, SOLVED, admission_share, outcome
from sim.rules.event.stay import bed_days, has_bed, stay_ticks

share = st.floats(0.001, 0.999)
utilities = st.lists(st.floats(-30, 30), min_size=1, max_size=12)
DAY = 345_600


@given(utilities, share, st.floats(-1000, 1000))
def test_only_differences_of_utility_count(values: list[float], u: float, shift: float) -> None:
    one, other = choose(list(values), len(values), u), choose([v + shift for v in values], len(values), u)
    if one != other:  # a draw on the very border may fall to either side after rounding
        best = max(values)
        weights = [math.exp(v - best) for v in values]
        borders = [sum(weights[: k + 1]) / sum(weights) for k in range(len(weights))]
        assert min(abs(u - border) for border in borders) < 1e-6


def test_a_price_gap_that_opens_bends_habit_by_hand() -> None:
    """A centre at 60 instead of 80 yuan, a hospital at 180 instead of 120, each with 20 of time and fare."""
    closed = price_gap_closed(60.0, 180.0, 80.0, 120.0, 20.0)
    assert closed == pytest.approx(math.log((200 / 80) / (140 / 100)))
    assert captive_share(0.5, 1.0, 1.0, 0.6, 0.6, closed) == pytest.approx(2.5 / 3.9)
    assert captive_share(0.5, 1.0, 1.0, 0.6, 0.6, 0.5 * closed) < captive_share(0.5, 1.0, 1.0, 0.6, 0.6, closed)


@given(share, st.floats(0, 1000), st.floats(0, 1000))
def test_without_a_rule_prices_bend_nothing(base: float, below: float, above: float) -> None:
    assert price_gap_closed(below, above, below, above, 20.0) == 0.0
    assert shifted(base, 0.0) == base


@given(share, st.floats(-3, 3))
def test_a_shift_and_its_opposite_take_each_other_away(base: float, log_odds: float) -> None:
    assert shifted(shifted(base, log_odds), -log_odds) == pytest.approx(base, rel=1e-9)


def test_shares_are_logit_shares() -> None:
    values = [0.0, math.log(2.0), math.log(3.0)]
    n = 60_000
    found = [0, 0, 0]
    for k in range(n):
        found[choose(list(values), 3, (k + 0.5) / n)] += 1
    assert [f / n for f in found] == pytest.approx([1 / 6, 2 / 6, 3 / 6], abs=1e-4)


def test_only_the_first_alternatives_count() -> None:
    assert choose([0.0, 0.0, 99.0], 2, 0.999) == 1


@given(utilities)
def test_hopeless_alternatives_do_no_harm(values: list[float]) -> None:
    assert choose([*values, -1e6], len(values) + 1, 0.999999) < len(values)


@given(share, st.floats(0, 5), st.floats(0, 1))
def test_the_habit_of_the_base_year_changes_nothing(base: float, gain: float, habit: float) -> None:
    assert captive_share(base, 1.0, gain, habit, habit, 0.0) == base


def test_habit_moves_the_odds() -> None:
    less, base, more = (captive_share(0.5, 1.0, 1.0, habit, 0.6, 0.0) for habit in (0.3, 0.6, 0.9))
    assert less < base < more
    assert more / (1 - more) == pytest.approx(math.exp(0.3))
    assert captive_share(0.5, 0.9, 1.0, 0.6, 0.6, 0.0) == pytest.approx(0.45)


@pytest.mark.parametrize(
    ("contract", "gate", "found"),
    [(0.0, 0.0, 0.4), (0.24, 0.0, 0.544), (0.0, 0.3, 0.58), (0.24, 0.3, 0.58), (0.3, 0.24, 0.58), (0.0, 1.0, 1.0)],
)
def test_contract_and_gate_overlap(contract: float, gate: float, found: float) -> None:
    assert gated_share(0.4, contract, gate) == pytest.approx(found)


def test_what_makes_a_place_worth_less() -> None:
    plain = [0.0, 1.0, 10.0, 20.0, 0.01, 10.0, 0.02, 5.0, 1.5, 0.8]
    base = utility(*plain)
    for position, change in ((2, 5.0), (5, 5.0), (7, 5.0)):  # dearer, farther, longer wait
        worse = list(plain)
        worse[position] += change
        assert utility(*worse) < base
    better = list(plain)
    better[9] += 0.1
    assert utility(*better) > base
    assert math.isfinite(utility(0.0, 1.0, 0.0, 20.0, 0, 0, 0, 0, 0, 0))


@given(st.floats(0, 1e6), st.floats(0.1, 100), st.floats(0, 2))
def test_an_unmoved_price_changes_nothing(price: float, tau: float, elasticity: float) -> None:
    assert price_index(price, price, tau, elasticity) == 1.0


def test_price_index() -> None:
    assert price_index(30, 10, 10, 1.0) == pytest.approx(0.5)
    assert price_index(0, 30, 10, 0.5) == pytest.approx(2.0)
    assert price_index(80, 20, 0, 0.25) == pytest.approx(4**-0.25)


@pytest.mark.parametrize(("factor", "found"), [(0.1, 0.5), (0.5, 0.5), (0.51, 0.51), (1.99, 1.99), (2.0, 2.0), (9, 2)])
def test_bounds(factor: float, found: float) -> None:
    assert bounded(factor, 2.0) == found


def test_follow_ups_keep_their_mean() -> None:
    slots = 9
    for factor in (0.5, 1.0, 2.2):
        assert slots * follow_up_share(4.0, slots, factor) == pytest.approx(4.0 * factor)
    assert follow_up_share(4.0, slots, 9.0) == 1.0
    assert follow_up_share(4.0, 0, 1.0) == 0.0


def test_seek_is_a_share() -> None:
    assert seek_share(0.9, 1.6) == 1.0
    assert seek_share(0.9, 0.5) == 0.45


@pytest.mark.parametrize(
    ("u_solved", "u_refer", "found"),
    [
        (0.69, 0.0, SOLVED),
        (0.70, 0.29, REFERRED_UP),
        (0.70, 0.30, GOES_ON),
        (0.70, 0.59, GOES_ON),
        (0.70, 0.61, GIVES_UP),
        (0.99, 0.99, GIVES_UP),
    ],
)
def test_outcome(u_solved: float, u_refer: float, found: int) -> None:
    assert outcome(0.7, u_solved, 0.3, 1.0, 0.3, u_refer) == found


def test_admission_follows_the_price_of_a_stay() -> None:
    def chance(stay: float, visit: float = 1.0, cross: float = 0.0, emergency: bool = False) -> float:
        return admission_share(0.3, emergency, stay, 1000.0, -0.38, visit, 1.0, cross)

    assert chance(1000.0) == 0.3
    assert chance(1100.0) == pytest.approx(0.3 * 1.1**-0.38)
    assert chance(500.0) == pytest.approx(0.3 * 2**0.38)
    assert chance(500.0, emergency=True) == 0.3
    assert chance(1000.0, visit=0.42, cross=0.3) == pytest.approx(0.3 * 0.42**0.3)
    assert chance(0.0) <= 1.0


@given(st.lists(st.floats(0.01, 5), min_size=1, max_size=8), share)
def test_pick(weights: list[float], u: float) -> None:
    running = [sum(weights[: k + 1]) for k in range(len(weights))]
    k = pick([7.0, *running], 1, len(weights), u)
    assert running[k] >= u * running[-1] * (1 - 1e-12)
    assert k == 0 or running[k - 1] <= u * running[-1]


def test_pick_never_takes_what_weighs_nothing() -> None:
    assert pick([0.0, 1.0, 1.0, 2.0], 0, 4, 0.0) == 1
    assert pick([0.0, 1.0, 1.0, 2.0], 0, 4, 0.5) == 3


def test_lognormal_has_its_mean() -> None:
    n = 400
    grid = [(k + 0.5) / n for k in range(n)]
    values = [lognormal(6.0, 0.5, u, v) for u in grid for v in grid]
    assert sum(values) / len(values) == pytest.approx(6.0, rel=0.01)
    assert lognormal(6.0, 0.0, 0.3, 0.3) == 6.0
    normal = [standard_normal(u, v) for u in grid for v in grid]
    assert sum(normal) / len(normal) == pytest.approx(0.0, abs=0.01)
    assert sum(z * z for z in normal) / len(normal) == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize(
    ("mean", "factor", "fen"),
    [(100.0, 1.0, 100), (100.4, 1.0, 100), (100.5, 1.0, 101), (1.0, 0.5, 1), (1.0, 0.49, 0), (0.0, 3.0, 0)],
)
def test_charges_are_whole_fen(mean: float, factor: float, fen: int) -> None:
    assert charge(mean, factor) == fen


@pytest.mark.parametrize(("days", "counted"), [(0.0, 1), (0.4, 1), (1.49, 1), (1.5, 2), (8.2, 8)])
def test_bed_days(days: float, counted: int) -> None:
    ticks = stay_ticks(days, DAY)
    found = bed_days(ticks, DAY)
    assert found == counted
    assert type(ticks) is type(found) is int, "whole numbers: nothing is rounded on the way to the tables"
    assert stay_ticks(0.0, DAY) == DAY // 24


@pytest.mark.parametrize(
    ("emergency", "occupied", "found"), [(False, 9, True), (False, 10, False), (True, 11, True), (True, 12, False)]
)
def test_beds(emergency: bool, occupied: int, found: bool) -> None:
    assert has_bed(emergency, occupied, 10, 2) is found
