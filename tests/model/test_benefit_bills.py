"""What rules on benefit make of a bill, by hand: amounts on both sides of every threshold. Residents' scheme, fen."""

from __future__ import annotations

from typing import Any

import pytest

from sim.engine.tables import Benefit
from sim.model.benefit import benefit_of
from sim.policy.lever import Lever
from sim.policy.levers.benefit_tilt import BenefitTilt
from sim.policy.levers.deductibles import Deductibles
from sim.policy.levers.outpatient_pooling import OutpatientPooling
from sim.policy.levers.protection import Protection
from sim.rules.event.bill import benefit_at
from sim.scenario.scenario import Scenario
from tests.rules.bills import stay_of, visit_of

from .arms import changed

RESIDENT = 1
FIRST, SECOND, THIRD, OUTSIDE = range(4)
NONE, UP, DOWN = range(3)
YUAN = 100
FUND, CRITICAL, ASSISTANCE, SELF_PAID, SELF_FUNDED = range(5)


@pytest.fixture
def base(xiaocheng: Scenario) -> Benefit:
    """The region's table with the whole bill inside the catalogue, so that amounts stay round."""
    return whole_bill(benefit_of(xiaocheng))


def whole_bill(b: Benefit) -> Benefit:
    """The same with nothing outside the catalogue."""
    return b._replace(catalogue=[1.0] * len(b.catalogue))


def stay(b: Benefit, yuan: float, grade: int, **case: Any) -> tuple[int, ...]:
    """A resident's stay; nothing used yet, referred up, unless said."""
    return stay_of(b, yuan, grade, **({"referral": UP} | case))


def in_force(scenario: Scenario, base: Benefit, lever: Lever, strength: float = 1.0) -> Benefit:
    """The table with one rule."""
    return changed(scenario, base, [(lever, strength)])


@pytest.mark.parametrize(
    ("grade", "referral", "points", "fund_yuan"),
    [
        (FIRST, UP, 0.05, 0.95 * 900),  # 0.9 above a deductible of 100
        (SECOND, UP, -0.1, 0.7 * 600),  # 0.8 above 400
        (THIRD, UP, -0.1, 0.5 * 400),  # 0.6 above 600
        (THIRD, NONE, -0.1, 0.5 * 400),
        (OUTSIDE, UP, -0.2, 0.3 * 200),  # 0.5 above 800
        (OUTSIDE, NONE, -0.2, (0.4 - 0.2 - 0.1) * 200),  # all outside, and 10 points besides
    ],
)
def test_points_of_a_stay_of_a_thousand_yuan(
    xiaocheng: Scenario, base: Benefit, grade: int, referral: int, points: float, fund_yuan: float
) -> None:
    name = ("first", "second", "third", "outside")[grade]
    b = in_force(xiaocheng, base, BenefitTilt(**{name: points}, outside_unreferred=-0.1))  # type: ignore[arg-type]
    bill = stay(b, 1000, grade, referral=referral)
    assert bill[FUND] == round(fund_yuan * YUAN)
    assert sum(bill) == 1000 * YUAN


def test_outside_without_a_referral_never_gets_more_than_with_one(xiaocheng: Scenario, base: Benefit) -> None:
    for points in (-0.5, -0.2, 0.0, 0.2):
        b = in_force(xiaocheng, base, BenefitTilt(outside=points))
        referred, alone = (stay(b, 5000, OUTSIDE, referral=referral)[FUND] for referral in (UP, NONE))
        assert alone <= referred


@pytest.mark.parametrize(
    ("yuan", "fund"),
    [(899.99, 0), (900.0, 0), (900.01, 1), (1000.0, 60_00)],
)
def test_a_deductible_of_nine_hundred(xiaocheng: Scenario, base: Benefit, yuan: float, fund: int) -> None:
    assert stay(in_force(xiaocheng, base, Deductibles(third=900)), yuan, THIRD)[FUND] == fund


@pytest.mark.parametrize(
    ("carries", "referral", "deductible"),
    [(True, UP, 500), (True, DOWN, 0), (True, NONE, 900), (False, UP, 900), (False, DOWN, 900)],
)
def test_the_difference_going_up_and_none_going_down(
    xiaocheng: Scenario, base: Benefit, carries: bool, referral: int, deductible: float
) -> None:
    b = in_force(xiaocheng, base, Deductibles(third=900, carries=carries))
    bill = stay(b, 2000, THIRD, referral=referral, chain_paid=400 * YUAN)
    assert bill[FUND] == round(0.6 * (2000 - deductible) * YUAN)


@pytest.mark.parametrize(("stays", "deductible"), [(0, 600), (1, 150), (2, 150)])
def test_a_later_stay_pays_a_quarter(xiaocheng: Scenario, base: Benefit, stays: int, deductible: float) -> None:
    b = in_force(xiaocheng, base, Deductibles(repeat_share=0.25))
    assert stay(b, 1000, THIRD, stays_before=stays)[FUND] == round(0.6 * (1000 - deductible) * YUAN)


@pytest.mark.parametrize(
    ("scope_before", "fund_before", "fund"),
    [
        (0, 0, 35_00),  # 0.7 of what is above 50
        (49_99, 0, 69_99),  # one fen of the deductible left: 0.7 x 99.99 = 69.993
        (50_00, 0, 70_00),
        (300_00, 129_99, 70_00),
        (300_00, 130_00, 70_00),
        (300_00, 130_01, 69_99),  # the ceiling of 200 is near
        (300_00, 200_00, 0),
    ],
)
def test_pooling_of_a_visit_of_a_hundred_yuan(
    xiaocheng: Scenario, base: Benefit, scope_before: int, fund_before: int, fund: int
) -> None:
    b = in_force(xiaocheng, base, OutpatientPooling(first=0.7, deductible=50, ceiling=200))
    bill = visit_of(b, 100, FIRST, scope_before=scope_before, fund_before=fund_before)
    assert bill[FUND] == fund
    assert sum(bill) == 100 * YUAN


@pytest.mark.parametrize(
    ("signed", "fund_before", "fund"), [(False, 0, 30_00), (True, 0, 60_00), (True, 120_00, 30_00), (False, 120_00, 0)]
)
def test_the_contracted_get_more_from_their_own_team(
    xiaocheng: Scenario, base: Benefit, signed: bool, fund_before: int, fund: int
) -> None:
    b = in_force(
        xiaocheng, base, OutpatientPooling(first=0.3, deductible=0, ceiling=100, signed_first=0.6, signed_ceiling=150)
    )
    bill = visit_of(b, 100, FIRST, fund_before=fund_before, signed=signed)
    assert bill[FUND] == fund
    assert sum(bill) == 100 * YUAN


@pytest.mark.parametrize(
    ("before", "critical"),
    [
        (0, 0),
        (8_840_00, 0),
        (8_840_01, 1),  # 0.7 fen
        (10_000_00, 812_00),
        (20_000_00, 812_00),
    ],
)
def test_critical_illness_beyond_ten_thousand(xiaocheng: Scenario, base: Benefit, before: int, critical: int) -> None:
    # Self-paid: 2000 - 0.6 x (2000 - 600) = 1160.
    b = in_force(xiaocheng, base, Protection(critical_threshold=10_000, critical_share=0.7))
    assert stay(b, 2000, THIRD, self_paid_before=before)[CRITICAL] == critical


@pytest.mark.parametrize(("fund_before", "fund"), [(49_159_99, 840_00), (49_160_00, 840_00), (49_160_01, 839_99)])
def test_a_ceiling_of_fifty_thousand(xiaocheng: Scenario, base: Benefit, fund_before: int, fund: int) -> None:
    b = in_force(xiaocheng, base, Protection(ceiling=50_000))
    assert stay(b, 2000, THIRD, fund_before=fund_before)[FUND] == fund


@pytest.mark.parametrize(("critical_before", "critical"), [(0, 812_00), (999_188_00, 812_00), (999_188_01, 811_99)])
def test_the_most_that_critical_illness_pays(
    xiaocheng: Scenario, base: Benefit, critical_before: int, critical: int
) -> None:
    rule = Protection(critical_threshold=0, critical_share=0.7, critical_ceiling=1_000_000)
    found = stay(in_force(xiaocheng, base, rule), 2000, THIRD, critical_before=critical_before)
    assert found[CRITICAL] == critical


def test_assistance_for_the_poor_only(xiaocheng: Scenario, base: Benefit) -> None:
    b = in_force(xiaocheng, base, Protection(assistance_share=0.75, critical_threshold=10_000))
    assert stay(b, 2000, THIRD, poor=True)[ASSISTANCE] == round(0.75 * 1160 * YUAN)
    assert stay(b, 2000, THIRD)[ASSISTANCE] == 0


def test_a_tilt_adds_to_what_another_rule_names_whichever_is_first(xiaocheng: Scenario, base: Benefit) -> None:
    tilt, pooling = BenefitTilt(visits_first=0.1), OutpatientPooling(first=0.5)
    one, other = (
        changed(xiaocheng, base, [(rule, 1.0) for rule in rules]) for rules in ((tilt, pooling), (pooling, tilt))
    )
    assert one == other
    assert one.outpatient_share[benefit_at(RESIDENT, 0, FIRST, 0, one)] == pytest.approx(0.6)
