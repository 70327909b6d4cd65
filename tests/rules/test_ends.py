"""Where rules of one patient end: at a border, at nothing, far beyond what is usual."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.rules.event import outcome as outcomes
from sim.rules.event import queue, quota
from sim.rules.event.chance import pick, standard_normal
from sim.rules.event.choice import captive_share, choose, utility
from sim.rules.event.demand import price_index
from sim.rules.event.outcome import GIVES_UP, GOES_ON, SOLVED, admission_share, outcome
from sim.rules.event.pricing.contract import BY_ITEM, KEPT_OUT, beside
from sim.rules.event.quota import ELSEWHERE, LOST, postponement
from sim.rules.event.stay import stay_ticks
from sim.rules.event.wait import clinic_hour_wait, young_queue
from sim.rules.period.belief import acceptance, hospitals_lead
from sim.vocabulary.names import Pricing

DAY = 345_600


def test_a_border_belongs_to_the_next_alternative() -> None:
    """A number between 0 and 1 falls below a share of one half in half of all cases: one half itself does not."""
    assert choose([0.0, 0.0], 2, 0.5) == 1
    assert pick([1.0, 2.0], 0, 2, 0.5) == 1
    assert postponement(0.2, 0.1, 0.5, 0.25, 0.5) == ELSEWHERE
    assert postponement(0.2, 0.1, 0.5, 0.25, 0.75) == LOST
    assert outcome(0.5, 0.6, 0.5, 0.5, 0.25, 0.25) == SOLVED
    assert outcome(0.5, 0.6, 0.25, 1.0, 0.5, 0.75) == GIVES_UP
    assert outcome(0.5, 0.6, 0.25, 1.0, 0.5, 0.25) == GOES_ON


def test_what_is_far_better_is_chosen_however_much_it_is() -> None:
    assert choose([0.0, 800.0], 2, 0.5) == 1
    assert choose([800.0, 0.0], 2, 0.5) == 0
    assert choose([0.0, 0.0, 800.0], 3, 0.01) == 2


def test_where_nothing_weighs_anything_it_is_the_last_place() -> None:
    assert pick([0.0, 0.0, 5.0], 0, 2, 0.5) == 1
    assert pick([5.0, 0.0, 0.0, 9.0], 1, 2, 0.0) == 1


@pytest.mark.parametrize(
    "codes",
    [
        (outcomes.SOLVED, outcomes.REFERRED_UP, outcomes.GOES_ON, outcomes.GIVES_UP),
        (quota.TAKEN, quota.WAITS, quota.ELSEWHERE, quota.LOST),
        (queue.NOBODY, queue.GENERAL, queue.REFERRED),
        (BY_ITEM, KEPT_OUT, *(int(code) for code in Pricing)),
    ],
)
def test_codes_are_numbers_and_differ(codes: tuple[int, ...]) -> None:
    assert len(set(codes)) == len(codes)
    assert {type(code) for code in codes} == {int}


def test_the_first_to_come_has_number_nought() -> None:
    assert queue.next_patient(True, -1, 0) == queue.REFERRED
    assert queue.next_patient(False, -1, 0) == queue.REFERRED
    assert queue.next_patient(False, 5, 0) == queue.REFERRED
    assert queue.next_patient(False, 0, 5) == queue.GENERAL


def test_normal_deviates_of_known_numbers() -> None:
    """A radius of 2 and a turn of nought, a quarter, a third and a half."""
    u = math.exp(-2.0)
    found = [standard_normal(u, turn) for turn in (0.0, 0.25, 1 / 3, 0.5)]
    assert found == pytest.approx([2.0, 0.0, -1.0, -2.0], abs=1e-9)


def test_habit_shifts_the_odds_of_the_pulled_share() -> None:
    """0.8 x 0.5 are odds of 2 : 3; a gain of 2 ln 3 for a quarter more of habit makes them root 3 times as much."""
    found = captive_share(0.8, 0.5, 2.0 * math.log(3.0), 0.75, 0.5, 0.0)
    assert found / (1.0 - found) == pytest.approx(2 / 3 * math.sqrt(3.0))


def test_what_a_place_is_worth_by_hand() -> None:
    # 1 - 2 ln(20 + 80) - 0.1 x 30 - 0.2 x 5 + 3 x 0.5
    found = utility(1.0, 2.0, 20.0, 80.0, 0.1, 30.0, 0.2, 5.0, 3.0, 0.5)
    assert found == pytest.approx(-1.5 - 4.0 * math.log(10.0))


def test_a_price_of_nothing_is_no_endless_demand() -> None:
    assert price_index(0.0, 30.0, 10.0, 1.0) == pytest.approx(4.0)


def test_below_a_twentieth_a_price_counts_as_a_twentieth() -> None:
    def share(stay: float, visit: float = 10.0, cross: float = 0.0, base: float = 0.1) -> float:
        return admission_share(base, False, stay, 1000.0, -0.5, visit, 10.0, cross)

    assert share(0.0) == share(20.0) == share(50.0) == pytest.approx(0.1 * math.sqrt(20.0))
    assert share(1000.0, 0.0, 1.0) == share(1000.0, 0.2, 1.0) == share(1000.0, 0.5, 1.0) == pytest.approx(0.005)
    assert share(250.0, 20.0, 1.0) == pytest.approx(0.1 * 2 * 2)
    assert share(0.0, base=0.6) == 1.0, "no more than all"


def test_a_bill_that_the_patient_pays_alone() -> None:
    assert beside(50_000, 1, 1) == 1
    assert beside(50_000, 1, 0) == 50_000
    assert beside(7, 2, 1) == 5, "half of 7 for the others, to the nearest fen, and one beside it"


def test_ten_years_are_the_longest_stay() -> None:
    assert stay_ticks(3650.0, DAY) == stay_ticks(1e300, DAY) == 3650 * DAY
    assert stay_ticks(3649.0, DAY) == 3649 * DAY


def test_a_queue_grows_like_the_root_of_time() -> None:
    assert young_queue(3.0, 6.0, 0.5, 1.5, math.pi) == pytest.approx(math.sqrt(8.0))
    assert young_queue(3.0, 6.0, 0.5, 1.5, 4 * math.pi) == pytest.approx(2 * math.sqrt(8.0))
    assert young_queue(12.0, 6.0, 1.5, 0.5, 4 * math.pi) == pytest.approx(math.sqrt(8.0))


def test_an_hour_of_a_clinic_by_hand() -> None:
    assert clinic_hour_wait(4.0, 0.0, 5.0) == pytest.approx(4.0), "only work left over"
    assert clinic_hour_wait(0.0, 6.0, 3.0) == clinic_hour_wait(0.0, 3.0, 6.0) == pytest.approx(2.0), "only chance"
    assert clinic_hour_wait(1.0, 2.0, 2.0) == pytest.approx(2.0 ** (2 / 3))
    assert clinic_hour_wait(0.0, 0.5, 0.5) == pytest.approx(0.25)
    assert clinic_hour_wait(0.0, 6.0, 0.0) == 0.0
    assert clinic_hour_wait(4.0, 0.0, 0.0) == pytest.approx(4.0), "patients and doctors keep time like a clock"


def test_the_lead_of_hospitals_over_primary_care() -> None:
    """Levels solve 0.4, 0.6, 0.8 and 0.1; the last is no hospital of the region."""
    share = np.array([0.4, 0.6, 0.8, 0.1]).reshape(1, 4, 1, 1) * np.array([1.0, 0.5]).reshape(1, 1, 1, 2)
    assert hospitals_lead(share, (1, 2)) == pytest.approx(np.array([[[0.3, 0.15]]]))


def test_a_lead_counts_up_to_half_as_much_again() -> None:
    lead = np.array([[[-0.1, 0.1, 0.2, 0.3, 0.9]]])
    found = acceptance(lead, np.full(5, 0.2), np.full(5, 2.0), 0.8, math.log(2.0))[0, 0]
    # Odds of 4 : 1 at no gap, halved for each unit of it: gaps of 0, 1, 2, 3 and no more than 3.
    assert found / (1.0 - found) == pytest.approx([4.0, 2.0, 1.0, 0.5, 0.5])
