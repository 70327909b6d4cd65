"""Marginal profit of care: prices, costs and what a yuan of charges brings, by category.

Arrays are [F, category]; ``share`` is the base year's mix of charges, ``mix`` its quantities relative to the base
year, ``price`` and ``cost`` yuan per unit that cost one yuan to the payer in the base year. Prices and costs drift
together without a rule, so the drift cancels and is left out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def marginal_profit(share: Floats, mix: Floats, price: Floats, cost: Floats, revenue: float | Floats) -> Floats:
    """``rho - c/p`` over all categories: profit of one more yuan of charges at the present mix; [F].

    ``revenue`` is what that yuan brings (rho): 1 where every item is paid, 0 inside a case price.
    """
    charges = (share * mix * price).sum(axis=1)
    return np.asarray(revenue - (share * mix * cost).sum(axis=1) / charges)


def margin(share: Floats, mix: Floats, price: Floats, cost: Floats) -> Floats:
    """Profit on the base year's volume, per yuan of its charges; [F]."""
    return np.asarray((share * mix * (price - cost)).sum(axis=1))


def mix_target(
    share: Floats,
    price: Floats,
    cost: Floats,
    cost_base: Floats,
    lost: Floats,
    theta_price: float,
    theta_income: float,
    loose: Floats | float = 0.0,
) -> Floats:
    """Quantities that follow profitability, at the base year's total in base prices; [F, category].

    ``q_k ~ q_k,base exp(theta (c_k/p_k at base - c_k/p_k now))`` with ``theta = theta_price + theta_income x lost``:
    a margin that is given back shifts little, one that is lost shifts much (E037, E038 against E074, E075).
    ``lost`` is the margin not given back, per yuan of base charges. ``loose`` is the share of pay that no longer
    follows profit: so far the pull of what pays goes, also that which made the base year's mix.
    """
    theta = theta_price + theta_income * lost
    follows = theta[:, None] * (cost_base - cost / price)
    pull = np.exp(follows - theta_price * np.atleast_1d(loose)[:, None] * (1.0 - cost / price))
    return np.asarray(pull / (share * pull).sum(axis=1, keepdims=True) * share.sum(axis=1, keepdims=True))
