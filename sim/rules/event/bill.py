"""One bill: who pays what of it, layer by layer, for a visit or a stay."""

from typing import Any

from sim.rules.event.benefit import (
    assistance_fen,
    critical_illness_fen,
    deductible_due,
    fund_share_fen,
    self_funded_fen,
)
from sim.vocabulary.names import Grade, Referral

GRADES = len(Grade)

# A bill is (fund, critical illness, assistance, self-paid, self-funded); the five sum to the charges.


def benefit_at(payer: int, grade: int) -> int:
    """Where the benefit table of a payer holds a licence grade."""
    return payer * GRADES + grade


def visit_bill(
    total: int, payer: int, grade: int, scope_before: int, fund_before: int, signed: bool, b: Any, left_out: float = 1.0
) -> tuple[int, int, int, int, int]:
    """Split an outpatient bill, in fen.

    ``scope_before`` and ``fund_before`` are the resident's in-catalogue outpatient costs and fund payments of
    the year so far, against the yearly deductible and ceiling of outpatient pooling. ``signed`` says that somebody with
    a contract is at his own team, where share and ceiling may be more. ``b`` is the benefit table, ``grade`` that of
    the facility as the payer sees it, ``left_out`` what the catalogue does not cover relative to the usual.
    """
    cell = benefit_at(payer, grade)
    self_funded = self_funded_fen(total, b.catalogue[cell], left_out)
    in_scope = total - self_funded
    deductible = min(in_scope, max(0, b.outpatient_deductible[payer] - scope_before))
    share, ceiling = b.outpatient_share[cell], b.outpatient_ceiling[payer]
    if signed:
        share, ceiling = max(share, b.signed_share[payer]), max(ceiling, b.signed_ceiling[payer])
    fund = fund_share_fen(in_scope, deductible, share, max(0, ceiling - fund_before))
    return fund, 0, 0, in_scope - fund, self_funded


def stay_bill(
    total: int,
    payer: int,
    grade: int,
    poor: bool,
    referral: int,
    chain_paid: int,
    stays_before: int,
    fund_before: int,
    self_paid_before: int,
    critical_before: int,
    penalty: float,
    b: Any,
    left_out: float = 1.0,
) -> tuple[int, int, int, int, int]:
    """Split an inpatient bill, in fen.

    ``chain_paid`` is the deductible already paid in this episode; ``penalty`` the points of reimbursement lost
    without a referral where a rule says so; the other ``before`` values are the resident's year so far.
    """
    cell = benefit_at(payer, grade)
    self_funded = self_funded_fen(total, b.catalogue[cell], left_out)
    in_scope = total - self_funded
    due = deductible_due(
        b.deductible[cell], chain_paid, referral, b.carries[payer] != 0, stays_before, b.repeat_share[payer]
    )
    share = b.reimbursement[cell]
    if referral == Referral.NONE:
        if grade == Grade.OUTSIDE:
            share = b.outside_unreferred[payer]
        share = max(0.0, share - penalty)
    fund = fund_share_fen(in_scope, min(in_scope, due), share, max(0, b.ceiling[payer] - fund_before))
    self_paid = in_scope - fund
    critical = critical_illness_fen(
        self_paid_before,
        self_paid,
        b.critical_threshold[payer],
        b.critical_share[payer],
        max(0, b.critical_ceiling[payer] - critical_before),
    )
    self_paid -= critical
    assistance = assistance_fen(poor, self_paid, b.assistance[payer])
    return fund, critical, assistance, self_paid - assistance, self_funded
