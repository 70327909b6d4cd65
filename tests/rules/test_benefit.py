"""The patient's bill on both sides of each threshold; amounts in fen."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.event.benefit import (
    assistance_fen,
    critical_illness_fen,
    deductible_due,
    fund_share_fen,
    self_funded_fen,
)
from sim.rules.event.bill import arrival_of, benefit_at, visit_bill
from sim.vocabulary.names import Arrival, Grade, Referral

from .bills import stay_of, visit_of

EMPLOYEE, RESIDENT = 0, 1  # payers of one pool
FIRST, SECOND, THIRD, OUTSIDE = (int(grade) for grade in Grade)
NONE, UP, DOWN = int(Referral.NONE), int(Referral.UP), int(Referral.DOWN)
YUAN = 100


def cells(*by_grade: Any) -> list[Any]:
    """[payer, grade, arrival] of both payers, alike however care is come to."""
    return [value for value in by_grade * 2 for _ in Arrival]


def table(**changes: Any) -> Any:
    """Plain round numbers; both payers alike but for what a test changes."""
    outside = [0.5, 0.4, 0.4]  # referred, and not
    values: dict[str, Any] = {
        "kinds": 1,
        "seats": 4,
        "catalogue": cells(1.0, 0.9, 0.8, 0.8),
        "deductible": cells(100 * YUAN, 400 * YUAN, 600 * YUAN, 600 * YUAN),
        "deductible_cost": cells(*[0.0] * 4),
        "deductible_most": cells(*[10**15] * 4),
        "deductible_second": cells(*[-1] * 4),
        "deductible_later": cells(*[-1] * 4),
        "reimbursement": [*[0.9] * 3, *[0.8] * 3, *[0.6] * 3, *outside] * 2,
        "repeat_share": [0.5, 0.5],
        "later_share": [-1.0, -1.0],
        "ally_deductible": [1.0, 1.0],
        "deductible_year": [10**15] * 2,
        "once": [0, 0],
        "paid_first": cells(*[0.0] * 4),
        "ceiling": [100_000 * YUAN] * 2,
        "outpatient_share": cells(0.6, 0.1, 0.0, 0.0),
        "visit_deductible": cells(*[0] * 4),
        "visit_paid_first": cells(*[0.0] * 4),
        "outpatient_deductible": [0, 50 * YUAN],
        "outpatient_ceiling": [150 * YUAN] * 2,
        "own_limits": [0, 0],
        "own_deductible": [0, 0],
        "own_ceiling": [0, 0],
        "signed_share": [0.0] * 2,
        "signed_ceiling": [0] * 2,
        "carries": [1, 1],
        "critical_threshold": [15_000 * YUAN] * 2,
        "critical_share": [0.6, 0.6],
        "critical_ceiling": [250_000 * YUAN] * 2,
        "assistance": [0.5, 0.5],
    }
    return SimpleNamespace(**{**values, **changes})


def stay(total_yuan: float, grade: int = SECOND, benefit: Any = None, **case: Any) -> tuple[int, ...]:
    """A stay of a resident who has used nothing yet, referred up unless said."""
    return stay_of(benefit or table(), total_yuan, grade, **({"referral": UP} | case))


@pytest.mark.parametrize(
    ("in_scope", "deductible", "share", "left", "paid"),
    [
        (399_99, 400_00, 0.8, 10**9, 0),
        (400_00, 400_00, 0.8, 10**9, 0),
        (400_01, 400_00, 0.8, 10**9, 1),
        (500_00, 400_00, 0.8, 10**9, 80_00),
        (500_00, 400_00, 0.8, 80_00, 80_00),
        (500_00, 400_00, 0.8, 79_99, 79_99),
        (500_00, 400_00, 0.8, 0, 0),
        (500_00, 400_00, 0.0, 10**9, 0),
        (500_00, 0, 1.0, 10**9, 500_00),
        (103, 100, 0.5, 10**9, 2),  # 1.5 fen: half a fen goes up
    ],
)
def test_fund_share(in_scope: int, deductible: int, share: float, left: int, paid: int) -> None:
    assert fund_share_fen(in_scope, deductible, share, left) == paid


@pytest.mark.parametrize(
    ("referral", "carries", "chain_paid", "stays_before", "due"),
    [
        (NONE, True, 0, 0, 600),
        (NONE, True, 400, 0, 600),  # without a referral nothing carries over
        (UP, True, 400, 0, 200),  # the difference
        (UP, True, 599, 0, 1),
        (UP, True, 600, 0, 0),
        (UP, True, 900, 0, 0),
        (UP, False, 400, 0, 600),  # where the scheme does not carry deductibles
        (DOWN, True, 0, 0, 0),
        (DOWN, False, 0, 0, 600),
        (NONE, True, 0, 1, 300),  # a later stay of the year
        (NONE, True, 0, 5, 300),
        (UP, True, 100, 1, 200),
        (DOWN, True, 0, 1, 0),
    ],
)
def test_deductible(referral: int, carries: bool, chain_paid: int, stays_before: int, due: int) -> None:
    assert deductible_due(600, chain_paid, referral, carries, stays_before, 0.5) == due


@pytest.mark.parametrize(
    ("before", "now", "left", "paid"),
    [
        (0, 15_000, 10**9, 0),
        (0, 15_001, 10**9, 1),
        (0, 16_000, 10**9, 600),
        (14_000, 1_000, 10**9, 0),
        (14_000, 2_000, 10**9, 600),
        (20_000, 1_000, 10**9, 600),  # beyond already: every further fen counts, those before only once
        (20_000, 1_000, 599, 599),
        (20_000, 1_000, 0, 0),
        (20_000, 0, 10**9, 0),
    ],
)
def test_critical_illness(before: int, now: int, left: int, paid: int) -> None:
    assert critical_illness_fen(before, now, 15_000, 0.6, left) == paid


def test_assistance_is_for_the_poor() -> None:
    assert assistance_fen(True, 1_001, 0.5) == 501
    assert assistance_fen(False, 1_001, 0.5) == 0


def test_outside_the_catalogue() -> None:
    assert self_funded_fen(1_000, 0.9, 1.0) == 100
    assert self_funded_fen(1_005, 0.9, 1.0) == 100  # 904.5 in the catalogue, to the nearest fen 905
    assert self_funded_fen(1_000, 1.0, 1.0) == 0


def test_outside_the_catalogue_relative_to_the_usual() -> None:
    assert self_funded_fen(1_000, 0.9, 1.104) == 110
    assert self_funded_fen(1_000, 0.9, 1.105) == 111  # 110.5, to the nearest fen above
    assert self_funded_fen(1_000, 0.9, 0.0) == 0
    assert self_funded_fen(1_000, 0.9, 10.0) == 1_000
    assert self_funded_fen(1_000, 0.9, 10.1) == 1_000, "at most all"
    assert self_funded_fen(1_000, 1.0, 3.0) == 0, "where all is covered nothing is left out"
    b = table()
    cell = benefit_at(RESIDENT, 0, FIRST, arrival_of(Referral.NONE, False), b)
    bill = visit_bill(100 * YUAN, RESIDENT, 0, cell, 0, 0, False, b, 1.5)
    usual = visit_bill(100 * YUAN, RESIDENT, 0, cell, 0, 0, False, b)
    assert bill[4] == round(1.5 * usual[4])
    assert sum(bill) == sum(usual) == 100 * YUAN


def test_a_stay_layer_by_layer() -> None:
    """1,000 yuan at a county hospital: 100 outside the catalogue, 400 deductible, 80 % of the other 500."""
    assert stay(1_000) == (400_00, 0, 0, 500_00, 100_00)


def test_a_stay_below_the_deductible() -> None:
    assert stay(400) == (0, 0, 0, 360_00, 40_00)
    fund, *_ = stay(444.46)
    assert fund > 0


def test_a_second_stay_pays_half_the_deductible() -> None:
    assert stay(1_000, stays_before=1)[0] == 560_00


def test_the_ceiling_of_the_year() -> None:
    below = stay(1_000, fund_before=99_600 * YUAN)
    assert below == (400_00, 0, 0, 500_00, 100_00)
    assert stay(1_000, fund_before=99_600 * YUAN + 1)[0] == 400_00 - 1
    assert stay(1_000, fund_before=100_000 * YUAN)[0] == 0
    assert stay(1_000, fund_before=200_000 * YUAN)[0] == 0


def test_going_up_pays_the_difference() -> None:
    plain, carried = stay(2_000, THIRD), stay(2_000, THIRD, chain_paid=400_00)
    assert carried[0] - plain[0] == 240_00  # 60 % of the 400 yuan already paid below


def test_going_down_pays_no_deductible() -> None:
    assert stay(1_000, FIRST, referral=DOWN) == (900_00, 0, 0, 100_00, 0)


def test_outside_without_referral() -> None:
    referred, unreferred = stay(2_000, OUTSIDE), stay(2_000, OUTSIDE, referral=NONE)
    assert (referred[0], unreferred[0]) == (500_00, 400_00)


@pytest.mark.parametrize(("penalty", "fund"), [(0.0, 400_00), (0.1, 350_00), (0.8, 0), (1.0, 0)])
def test_points_lost_without_referral(penalty: float, fund: int) -> None:
    assert stay(1_000, referral=NONE, penalty=penalty)[0] == fund
    assert stay(1_000, referral=UP, penalty=penalty)[0] == 400_00


def test_critical_illness_then_assistance() -> None:
    """100,000 yuan at the top: 80,000 in the catalogue, 47,640 by the fund; 60 % of 17,360; half of the rest."""
    fund, critical, assistance, self_paid, self_funded = stay(100_000, THIRD, poor=True)
    assert (fund, self_funded) == (47_640 * YUAN, 20_000 * YUAN)
    assert critical == 10_416 * YUAN
    assert assistance == self_paid == (80_000 - 47_640 - 10_416) * YUAN // 2
    assert stay(100_000, THIRD)[2] == 0


@pytest.mark.parametrize(
    ("total", "scope_before", "fund_before", "fund"),
    [
        (40, 0, 0, 0),  # below the yearly deductible of 50 yuan
        (50, 0, 0, 0),
        (60, 0, 0, 6),
        (60, 40, 0, 30),  # 10 yuan of the deductible are left
        (60, 50, 0, 36),
        (60, 500, 0, 36),
        (60, 500, 114, 36),
        (60, 500, 115, 35),  # up to the yearly ceiling of 150 yuan
        (60, 500, 150, 0),
        (60, 500, 151, 0),
    ],
)
def test_visit(total: int, scope_before: int, fund_before: int, fund: int) -> None:
    bill = visit_of(table(), total, FIRST, scope_before=scope_before * YUAN, fund_before=fund_before * YUAN)
    assert bill == (fund * YUAN, 0, 0, (total - fund) * YUAN, 0)


def test_payers_have_their_own_rows() -> None:
    benefit = table(reimbursement=[0.9] * 12 + [0.5] * 12, outpatient_share=[0.5] * 12 + [0.1] * 12)
    assert stay(1_000, benefit=benefit, cover=EMPLOYEE)[0] == 450_00
    assert stay(1_000, benefit=benefit, cover=RESIDENT)[0] == 250_00
    assert visit_of(benefit, 100, FIRST, cover=EMPLOYEE, scope_before=10**6)[0] == 50 * YUAN


share = st.floats(0.0, 1.0)
fen = st.integers(0, 10**9)
benefits = st.builds(
    table,
    catalogue=st.lists(share, min_size=24, max_size=24),
    reimbursement=st.lists(share, min_size=24, max_size=24),
    deductible=st.lists(fen, min_size=24, max_size=24),
    deductible_cost=st.lists(share, min_size=24, max_size=24),
    deductible_most=st.lists(fen, min_size=24, max_size=24),
    deductible_second=st.lists(st.integers(-1, 10**9), min_size=24, max_size=24),
    deductible_later=st.lists(st.integers(-1, 10**9), min_size=24, max_size=24),
    paid_first=st.lists(share, min_size=24, max_size=24),
    visit_deductible=st.lists(fen, min_size=24, max_size=24),
    visit_paid_first=st.lists(share, min_size=24, max_size=24),
    own_limits=st.lists(st.integers(0, 1), min_size=2, max_size=2),
    own_ceiling=st.lists(fen, min_size=2, max_size=2),
    repeat_share=st.lists(share, min_size=2, max_size=2),
    ceiling=st.lists(fen, min_size=2, max_size=2),
    outpatient_share=st.lists(share, min_size=24, max_size=24),
    outpatient_deductible=st.lists(fen, min_size=2, max_size=2),
    outpatient_ceiling=st.lists(fen, min_size=2, max_size=2),
    signed_share=st.lists(share, min_size=2, max_size=2),
    signed_ceiling=st.lists(fen, min_size=2, max_size=2),
    carries=st.lists(st.integers(0, 1), min_size=2, max_size=2),
    critical_threshold=st.lists(fen, min_size=2, max_size=2),
    critical_share=st.lists(share, min_size=2, max_size=2),
    critical_ceiling=st.lists(fen, min_size=2, max_size=2),
    assistance=st.lists(share, min_size=2, max_size=2),
)


@given(
    total=fen,
    cover=st.integers(0, 1),
    grade=st.integers(0, 3),
    emergency=st.booleans(),
    ally=st.booleans(),
    poor=st.booleans(),
    referral=st.integers(0, 2),
    chain_paid=fen,
    stays_before=st.integers(0, 9),
    fund_before=fen,
    self_paid_before=fen,
    critical_before=fen,
    penalty=share,
    b=benefits,
)
def test_any_stay_adds_up(b: Any, **case: Any) -> None:
    total = case.pop("total")
    bill = stay_of(b, total / YUAN, **case)
    assert min(bill) >= 0
    assert sum(bill) == total
    assert bill[0] <= max(0, b.ceiling[case["cover"]] - case["fund_before"])
    assert bill[1] <= max(0, b.critical_ceiling[case["cover"]] - case["critical_before"])


@given(
    total=fen,
    cover=st.integers(0, 1),
    grade=st.integers(0, 3),
    scope_before=fen,
    fund_before=fen,
    signed=st.booleans(),
    b=benefits,
)
def test_any_visit_adds_up(b: Any, **case: Any) -> None:
    total, cover = case.pop("total"), case["cover"]
    bill = visit_of(b, total / YUAN, **case)
    assert min(bill) >= 0
    assert sum(bill) == total
    usual = b.own_ceiling[cover] if b.own_limits[cover] else b.outpatient_ceiling[cover]
    ceiling = max(usual, b.signed_ceiling[cover] if case["signed"] else 0)
    assert bill[0] <= max(0, ceiling - case["fund_before"])
    anybody = visit_of(b, total / YUAN, **{**case, "signed": False})
    assert bill[0] >= anybody[0], "a contract never costs the patient"


@given(total=fen, more=fen, b=benefits)
def test_a_dearer_stay_never_costs_the_patient_less(total: int, more: int, b: Any) -> None:
    """Rounding apart: one fen a layer."""

    def pocket(charges: int) -> int:
        bill = stay_of(b, charges / YUAN, SECOND, referral=UP)
        return bill[3] + bill[4]

    assert pocket(total + more) >= pocket(total) - 3
