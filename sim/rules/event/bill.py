"""One bill: who pays what of it, layer by layer, for a visit or a stay."""

import math
from typing import Any

from sim.rules.event.benefit import (
    assistance_fen,
    critical_illness_fen,
    deductible_due,
    first_deductible,
    fund_share_fen,
    self_funded_fen,
)
from sim.vocabulary.names import Arrival, Referral

ARRIVALS = len(Arrival)

# A bill is (fund, critical illness, assistance, self-paid, self-funded); the five sum to the charges.


def arrival_of(referral: int, emergency: bool) -> int:
    """How benefits see a patient (codes of `names.Arrival`): a referral counts for more than an emergency."""
    if referral != Referral.NONE:
        return Arrival.REFERRED
    return Arrival.EMERGENCY if emergency else Arrival.UNREFERRED


def kind_at(cover: int, kind: int, b: Any) -> int:
    """Where the benefit table holds a kind of care under a cover."""
    kinds: int = b.kinds
    return cover * kinds + kind


def benefit_at(cover: int, kind: int, seat: int, arrival: int, b: Any) -> int:
    """Where the benefit table holds a seat (a licence grade, or hospitals of their own) and an arrival."""
    seats: int = b.seats
    return (kind_at(cover, kind, b) * seats + seat) * ARRIVALS + arrival


def visit_bill(
    total: int,
    cover: int,
    kind: int,
    cell: int,
    scope_before: int,
    fund_before: int,
    signed: bool,
    b: Any,
    left_out: float = 1.0,
) -> tuple[int, int, int, int, int]:
    """Split an outpatient bill, in fen.

    ``scope_before`` and ``fund_before`` are the resident's in-catalogue outpatient costs and fund payments of
    the year so far, against the yearly deductible and ceiling of outpatient pooling; of the conditions that have
    limits of their own, where the kind of care is one. ``signed`` says that somebody with a contract is at his own
    team, where share and ceiling may be more. ``b`` is the benefit table, ``cell`` as `benefit_at` gives it,
    ``left_out`` what the catalogue does not cover relative to the usual.
    """
    self_funded = self_funded_fen(total, b.catalogue[cell], left_out)
    in_scope = total - self_funded
    share, listed = b.outpatient_share[cell], kind_at(cover, kind, b)
    if b.own_limits[listed] != 0:
        yearly, ceiling = b.own_deductible[listed], b.own_ceiling[listed]
    else:
        yearly, ceiling = b.outpatient_deductible[cover], b.outpatient_ceiling[cover]
    if signed:
        share, ceiling = max(share, b.signed_share[cover]), max(ceiling, b.signed_ceiling[cover])
    deductible = min(in_scope, max(0, yearly - scope_before))
    first = b.visit_deductible[cell] + math.floor(in_scope * b.visit_paid_first[cell] + 0.5)
    deductible = min(in_scope, deductible + first)
    fund = fund_share_fen(in_scope, deductible, share, max(0, ceiling - fund_before))
    return fund, 0, 0, in_scope - fund, self_funded


def fee_split(fee: int, cell: int, b: Any) -> tuple[int, int]:
    """A fee at the door, in fen: what the fund pays, a fixed sum beside deductible and ceiling, and the patient."""
    fund: int = min(fee, b.fee_paid[cell])
    return fund, fee - fund


def stay_deductible(
    total: int,
    cover: int,
    cell: int,
    referral: int,
    chain_paid: int,
    stays_before: int,
    ally: bool,
    b: Any,
) -> int:
    """Deductible of one stay in fen, before limits of the year.

    ``chain_paid`` is the deductible already paid in this episode, ``stays_before`` the resident's stays of the year so
    far; ``ally`` says that the own primary place sends its patients here.
    """
    deductible = first_deductible(b.deductible[cell], total, b.deductible_cost[cell], b.deductible_most[cell])
    repeat, before = b.repeat_share[cover], stays_before
    if stays_before > 0:
        named = b.deductible_second[cell] if stays_before == 1 else b.deductible_later[cell]
        if named >= 0:
            deductible, before = named, 0
        elif stays_before > 1 and b.later_share[cover] >= 0.0:
            repeat = b.later_share[cover]
    if ally and referral != Referral.NONE:
        deductible = math.floor(deductible * b.ally_deductible[cover] + 0.5)
    return deductible_due(deductible, chain_paid, referral, b.carries[cover] != 0, before, repeat)


def stay_bill(
    total: int,
    cover: int,
    cell: int,
    poor: bool,
    due: int,
    fund_before: int,
    self_paid_before: int,
    critical_before: int,
    penalty: float,
    b: Any,
    left_out: float = 1.0,
) -> tuple[int, int, int, int, int]:
    """Split an inpatient bill, in fen.

    ``due`` is its deductible; ``penalty`` the points of reimbursement lost by who comes without a referral where a
    gate says so; the ``before`` values are the resident's year so far. ``cell`` as `benefit_at` gives it.
    """
    self_funded = self_funded_fen(total, b.catalogue[cell], left_out)
    in_scope = total - self_funded
    share = max(0.0, b.reimbursement[cell] - penalty)
    deductible = min(in_scope, due + math.floor(in_scope * b.paid_first[cell] + 0.5))
    fund = fund_share_fen(in_scope, deductible, share, max(0, b.ceiling[cover] - fund_before))
    self_paid = in_scope - fund
    critical = critical_illness_fen(
        self_paid_before,
        self_paid,
        b.critical_threshold[cover],
        b.critical_share[cover],
        max(0, b.critical_ceiling[cover] - critical_before),
    )
    self_paid -= critical
    assistance = assistance_fen(poor, self_paid, b.assistance[cover])
    return fund, critical, assistance, self_paid - assistance, self_funded
