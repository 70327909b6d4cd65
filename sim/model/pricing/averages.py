"""What cases with outliers are owed on average, hospitals of a level taken together: one hospital's year is luck."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.model.tariffs import Covered
from sim.rules.period.tariff import expected_owed

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Outliers: bounds as multiples of ``of`` times the price, and what is paid of a yuan below and above them."""

    low: float
    high: float
    slopes: tuple[float, float]
    of: float = 1.0


def by_level(
    standard: Floats, cases: Floats, charges: Floats, level_of: Ints
) -> Iterator[tuple[NDArray[np.bool_], Floats, Floats, Floats]]:
    """Levels with cases: who, the cases, their mean charge, and the mean ``standard`` in units of it; [g, s]."""
    for number in np.unique(level_of):
        at = level_of == number
        seen = cases[at].sum(axis=0)
        if seen.sum() > 0:
            mean = charges[at].sum(axis=0) / np.maximum(seen, 1e-9)
            own = (standard[at] * cases[at]).sum(axis=0) / np.maximum(seen, 1e-9)
            yield at, seen, mean, own / np.maximum(mean, 1e-9)


def owed_on_average(
    price: Floats, covered: Covered, level_of: Ints, review: Floats, bounds: Bounds, sigma: float
) -> Floats:
    """[F, g, s] fen that the stays covered are owed, as far as the spread of patients foretells.

    ``review[F]`` is the chance that a case above the high bound is paid its charges.
    """
    found = np.zeros_like(price)
    for at, seen, mean, full in by_level(price, covered.cases, covered.charges, level_of):
        weight = covered.cases[at].sum(axis=(1, 2))
        chance = float((review[at] * weight).sum() / weight.sum())
        bound = bounds.of * full
        owed = expected_owed(full, bounds.low * bound, bounds.high * bound, bounds.slopes, chance, sigma)
        found[at] = covered.cases[at] * np.where(seen > 0, mean * owed, 0.0)
    return found
