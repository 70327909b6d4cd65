"""How doctors of each facility are paid in a month, as their answers to payment see it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.model.effects import Effects
from sim.vocabulary.names import Category

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pay:
    """[F] ``share`` of pay that follows money relative to the base year, its ``basis`` (`names.PayBasis`), ``quality``
    and ``cost`` the shares by appraisal; ``items[F, category]`` the share that rewards to use less of it.
    """

    share: Floats
    basis: NDArray[np.int64]
    quality: Floats
    cost: Floats
    items: Floats


def pay_of(effects: Effects, *, on: bool) -> Pay:
    """The month's pay; as in the base year where doctors do not answer to it (``settings.respond_pay``)."""
    if on:
        return Pay(effects.pay_share, effects.pay_basis, effects.pay_quality, effects.pay_cost, effects.pay_items)
    none = np.zeros_like(effects.pay_share)
    return Pay(none + 1.0, np.zeros_like(effects.pay_basis), none, none, np.zeros((len(none), len(Category))))
