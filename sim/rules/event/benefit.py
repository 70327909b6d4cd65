"""What the patient pays and what the insurance pays: the benefit side only, never what the provider is owed."""

import math

from sim.vocabulary.names import Referral


def deductible_due(
    deductible_fen: int,
    chain_paid_fen: int,
    referral: int,
    carries_over: bool,
    stays_before: int,
    repeat_share: float,
) -> int:
    """Deductible of one stay.

    Where deductibles carry over along a chain of referrals, going up costs the difference to what the chain has
    paid and going down costs nothing. A later stay of the year pays ``repeat_share`` of the first one's.
    """
    if carries_over and referral == Referral.DOWN:
        return 0
    due = deductible_fen if stays_before == 0 else math.floor(deductible_fen * repeat_share + 0.5)
    if carries_over and referral == Referral.UP:
        return max(0, due - chain_paid_fen)
    return due


def first_deductible(deductible_fen: int, total_fen: int, cost_share: float, most_fen: int) -> int:
    """Deductible of a first stay: a sum, or a share of the charges that is neither less than it nor more than a sum."""
    if cost_share <= 0.0:
        return deductible_fen
    return min(most_fen, max(deductible_fen, math.floor(total_fen * cost_share + 0.5)))


def within_year(due_fen: int, most_fen: int, paid_fen: int, once: bool, once_paid_fen: int) -> int:
    """What is left of a deductible under the limits of a year.

    ``paid_fen`` is what the year's stays have cost of deductibles, ``once_paid_fen`` those of conditions of which one
    deductible a year is all.
    """
    if once and once_paid_fen > 0:
        return 0
    return min(due_fen, max(0, most_fen - paid_fen))


def fund_share_fen(in_scope_fen: int, deductible_fen: int, reimbursement_share: float, ceiling_left_fen: int) -> int:
    """Paid by the basic fund: the share above the deductible, up to what is left under the year's ceiling."""
    above = in_scope_fen - deductible_fen
    if above <= 0:
        return 0
    return max(0, min(ceiling_left_fen, math.floor(above * reimbursement_share + 0.5)))


def critical_illness_fen(
    self_paid_before_fen: int, self_paid_fen: int, threshold_fen: int, share: float, ceiling_left_fen: int
) -> int:
    """Paid by critical-illness insurance: a share of the year's self-paid part beyond the threshold."""
    beyond = self_paid_before_fen + self_paid_fen - max(threshold_fen, self_paid_before_fen)
    if beyond <= 0:
        return 0
    return max(0, min(ceiling_left_fen, math.floor(beyond * share + 0.5)))


def assistance_fen(poor: bool, self_paid_fen: int, share: float) -> int:
    """Paid by medical assistance for poor residents: a share of what is left to pay inside the catalogue."""
    if not poor:
        return 0
    return math.floor(self_paid_fen * share + 0.5)


def self_funded_fen(total_fen: int, catalogue_share: float, relative: float) -> int:
    """The part outside the catalogue, always paid by the patient; ``relative`` to what it usually is, at most all."""
    usual = total_fen - math.floor(total_fen * catalogue_share + 0.5)
    if relative == 1.0:
        return usual
    return min(total_fen, math.floor(usual * relative + 0.5))
