"""Rules of a budget over what the fund pays: what a yuan earns under it, its settlement, next year's, the quota.

Money is in fen. How surplus and overspend are shared is said in brackets (`sim.rules.period.brackets`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from sim.rules.period.brackets import Sharing, of_one_more, part_of, pieces


class BudgetSplit(NamedTuple):
    """Year-end split of budget less spending: what the providers keep or bear, what goes to or comes from the fund.

    Of an overspend ``treasury`` is what the treasury bears, ``reserve`` what of the fund's part was put aside for it.
    """

    kept: int
    borne: int
    to_fund: int
    from_fund: int
    treasury: int = 0
    reserve: int = 0


def overspend_probability(projected: float, budget: float, band: float, beyond: float = 0.0) -> float:
    """How likely providers hold an overspend of more than ``beyond``: logistic of its distance over the ``band``."""
    if budget <= 0.0:
        return 1.0
    gap = (projected / budget - 1.0 - beyond / budget) / band
    if gap > 40.0:
        return 1.0
    return math.exp(gap) / (1.0 + math.exp(gap)) if gap > -40.0 else 0.0


def share_of_saving(sharing: Sharing, projected: float, budget: float, band: float, reserve: float = 0.0) -> float:
    """What of one yuan saved is expected to be the providers': by how likely each bracket is where they may end.

    A bracket that takes back what was kept below it counts against saving where one more yuan may lead into it. An
    overspend is shared only beyond the ``reserve``.
    """
    scale = band * budget

    def less(surplus: float) -> float:
        return 1.0 - overspend_probability(projected, budget, band, -surplus)

    def more(overspend: float) -> float:
        return overspend_probability(projected, budget, band, overspend + reserve)

    def steepness(likely: float) -> float:
        return likely * (1.0 - likely) / scale if scale > 0.0 else 0.0

    kept = pieces(sharing.surplus, budget, sharing.most(budget))
    borne = pieces(sharing.overspend, budget)
    return of_one_more(kept, less, lambda at: steepness(less(at))) + of_one_more(
        borne, more, lambda at: steepness(more(at))
    )


def stake(share: float, rebase_weight: float, discount: float) -> float:
    """What one yuan of the fund's money saved is worth to the providers.

    Today's share of it, less what next year's budget loses by it: keeping 0.50 and losing 0.5 x 0.9 leaves 0.05.
    """
    return share - rebase_weight * discount


def projection(spent: float, spent_before: float, rest_before: float) -> float:
    """Spending at the year's end: so far, and the rest of the year as last year's, scaled by the year so far.

    ``spent_before`` and ``rest_before`` are last year's spending in the same months and in those that remain.
    """
    if spent_before <= 0.0:
        return spent + rest_before
    return spent + rest_before * spent / spent_before


def settle(budget: int, spent: int, sharing: Sharing, reserve: int = 0) -> BudgetSplit:
    """Split a surplus or an overspend; of an overspend the ``reserve`` pays first, and nobody shares that part.

    What neither the providers nor the treasury bear the fund does.
    """
    balance = budget - spent
    if balance >= 0:
        mine = part_of(balance, pieces(sharing.surplus, budget, sharing.most(budget)))
        return BudgetSplit(mine, 0, balance - mine, 0)
    covered = min(-balance, reserve)
    left = -balance - covered
    mine = part_of(left, pieces(sharing.overspend, budget))
    others = part_of(left, pieces([step._replace(share=step.other) for step in sharing.overspend], budget))
    others = min(others, left - mine)  # both may be rounded up
    return BudgetSplit(0, mine, 0, -balance - mine - others, others, covered)


def shared(total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts of an amount in proportion to weights that sum to it exactly (largest remainder).

    Without any weight the first takes all.
    """
    scale = sum(weights)
    if scale <= 0.0:
        return [total if n == 0 else 0 for n in range(len(weights))]
    exact = [total * weight / scale for weight in weights]
    parts = [math.floor(part) for part in exact]
    order = sorted(range(len(weights)), key=lambda n: exact[n] - parts[n], reverse=True)
    left = total - sum(parts)
    for k in range(abs(left)):
        parts[order[k % len(order)] if left > 0 else order[-1 - k % len(order)]] += 1 if left > 0 else -1
    return parts


def next_budget(budget: float, spent: float, rebase_weight: float, growth: float) -> float:
    """Next year's: partly this year's budget, partly this year's spending, with the growth granted."""
    return ((1.0 - rebase_weight) * budget + rebase_weight * spent) * (1.0 + growth)


def weighted_mean(years: Sequence[float], weights: Sequence[float], growth: float) -> float:
    """Mean of the latest years' spending, the latest last; years before the known ones by ``growth`` a year."""
    known = list(years)
    while len(known) < len(weights):
        known.insert(0, known[0] / (1.0 + growth))
    latest = known[len(known) - len(weights) :]
    return sum(weight * year for weight, year in zip(weights, latest, strict=True)) / sum(weights)


def quota_cut(
    remaining: float, expected: float, plan: float, relative_cost: float, floor: float, part: float = 1.0
) -> float:
    """Share of elective cases postponed so that the cap holds to the year's end.

    ``need = 1 - remaining / expected``, ``expected`` being the spending without any postponing; ``plan x need /
    relative_cost`` of all cases is cut, taken from the elective ones (``1 - floor`` of all), at most all of them (E089:
    discharges fall at once, care per case does not). ``part`` is what a case postponed takes off the spending: the
    share of stays in it, and of the postponed those who do not come back.
    """
    if expected <= 0.0 or remaining >= expected:
        return 0.0
    need = 1.0 - max(0.0, remaining) / expected
    return min(1.0, plan * need / relative_cost / max((1.0 - floor) * part, 1e-9))


def ran_out(quota: float, budget: int, spent: int, borne: float) -> float:
    """What of a quota is postponed under a prospective budget: nothing until it is spent, then the share borne."""
    return quota * borne if spent >= budget else 0.0


def avoided(quota: float, relative_cost: float, floor: float, part: float) -> float:
    """Share of the spending that a quota takes away: `quota_cut` read the other way."""
    return quota * relative_cost * (1.0 - floor) * part


def expected_rest(so_far: float, before: float, rest_before: float, growth: float) -> float:
    """Spending of the rest of the year: last year's, scaled by this year's growth so far.

    ``before`` and ``rest_before`` are last year's of the same months and of those that remain; last year's ``growth``
    counts like three months of this one, so that January is not all that is known of a year.
    """
    prior = (before + rest_before) / 4.0
    ratio = (so_far + prior * growth) / (before + prior) if before + prior > 0.0 else growth
    return rest_before * ratio
