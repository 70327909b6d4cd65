"""Bills by hand: one stay or visit under a benefit table, as the engines split it."""

from __future__ import annotations

from typing import Any

from sim.rules.event.benefit import within_year
from sim.rules.event.bill import arrival_of, benefit_at, kind_at, stay_bill, stay_deductible, visit_bill
from sim.vocabulary.names import Referral

RESIDENT = 1  # a payer of one pool
YUAN = 100


def stay_of(
    b: Any,
    yuan: float,
    grade: int,
    *,
    cover: int = RESIDENT,
    kind: int = 0,
    referral: int = Referral.NONE,
    emergency: bool = False,
    chain_paid: int = 0,
    deductibles_before: int = 0,
    once_before: int = 0,
    stays_before: int = 0,
    ally: bool = False,
    poor: bool = False,
    fund_before: int = 0,
    self_paid_before: int = 0,
    critical_before: int = 0,
    penalty: float = 0.0,
) -> tuple[int, int, int, int, int]:
    """A stay; nothing used yet, unless said. Sums before it in fen."""
    total = round(yuan * YUAN)
    at = benefit_at(cover, kind, grade, arrival_of(referral, emergency), b)
    due = stay_deductible(total, cover, at, referral, chain_paid, stays_before, ally, b)
    due = within_year(
        due, b.deductible_year[cover], deductibles_before, b.once[kind_at(cover, kind, b)] != 0, once_before
    )
    lost = penalty if referral == Referral.NONE else 0.0
    return stay_bill(total, cover, at, poor, due, fund_before, self_paid_before, critical_before, lost, b)


def visit_of(
    b: Any,
    yuan: float,
    grade: int,
    *,
    cover: int = RESIDENT,
    kind: int = 0,
    referral: int = Referral.NONE,
    emergency: bool = False,
    scope_before: int = 0,
    fund_before: int = 0,
    signed: bool = False,
) -> tuple[int, int, int, int, int]:
    """A visit; nothing used yet, unless said. Sums before it in fen."""
    at = benefit_at(cover, kind, grade, arrival_of(referral, emergency), b)
    return visit_bill(round(yuan * YUAN), cover, kind, at, scope_before, fund_before, signed, b)
