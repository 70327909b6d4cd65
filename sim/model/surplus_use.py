"""What becomes of a surplus that providers keep: whose it is, by level and member, and how much of it is pay."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.model.effects import BudgetNow
from sim.rules.period.budget import BudgetSplit, shared

Floats = NDArray[np.float64]


def parts_of(split: BudgetSplit, now: BudgetNow, weights: Sequence[float]) -> list[int]:
    """What each provider keeps or bears, fen, in the order of ``now.providers``; ``weights`` is what each was paid.

    A surplus goes to the groups of the rule in their ratio, and within a group by what each was paid; a group of
    nobody leaves its part to the others. An overspend is borne by what each was paid.
    """
    groups = [(ratio, at) for ratio, at in now.groups if at]
    if not split.kept or not groups:
        return shared(split.kept - split.borne, weights)
    found = [0] * len(weights)
    place = {f: n for n, f in enumerate(now.providers)}
    for fen, (_, at) in zip(shared(split.kept, [ratio for ratio, _ in groups]), groups, strict=True):
        within = shared(fen, [weights[place[f]] for f in at])
        for f, part in zip(at, within, strict=True):
            found[place[f]] += part
    return found


def seen(sees: float, now: BudgetNow, paid: Floats) -> float | Floats:
    """What doctors see of a yuan that their budget saves, one for all or [provider, 1].

    Of a surplus paid out as pay they see that part. Where a level or a member gets more of the surplus than of the
    spending ``paid`` [F], it looks at it so much closer, at most at all of it.
    """
    least = max(sees, now.lever.pay_share)
    groups = [(ratio, at) for ratio, at in now.groups if at]
    if not groups:
        return least
    all_paid, ratios = max(float(paid[list(now.providers)].sum()), 1.0), sum(ratio for ratio, _ in groups)
    found = dict.fromkeys(now.providers, 0.0)
    for ratio, at in groups:
        part = float(paid[list(at)].sum()) / all_paid
        closer = ratio / ratios / part if part > 0.0 else 0.0
        found |= dict.fromkeys(at, min(1.0, least * closer))
    return np.array(list(found.values()))[:, None]
