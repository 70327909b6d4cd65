"""Tariffs derived from the base year so that the change of pricing costs nothing: weights, coefficients, base rate.

Arrays are [F, g, s] over facilities, condition groups and severities; money in fen. ``count`` and ``charges`` are the
stays of the year a tariff is derived from, ``listed`` the mean charge of the price list where a cell saw no stay.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MOST_FACTOR, STEP, HALVINGS = 4.0, 1.02, 60  # how far from the plain rate a neutral one is looked for, and how closely


def means(count: Floats, charges: Floats, listed: Floats) -> Floats:
    """Mean charge of a case by group and severity over the facilities covered; [g, s].

    ``listed[g, s]`` stands in where no case was seen.
    """
    cases = count.sum(axis=0)
    return np.asarray(np.where(cases > 0, charges.sum(axis=0) / np.maximum(cases, 1), listed))


def relative_weights(mean: Floats, cases: Floats, recognised: float) -> Floats:
    """Weights with mean 1 over the cases seen; [g, s].

    ``recognised`` is the share of the difference between severities of one group that the weights know: 0 pays a
    group alike, 1 pays every severity its mean.
    """
    seen = np.maximum(cases, 1e-9)
    group = (mean * seen).sum(axis=1) / seen.sum(axis=1)
    weight = (1.0 - recognised) * group[:, None] + recognised * mean
    scale = (weight * seen).sum() / seen.sum()
    return np.asarray(weight / scale)


def coefficients(count: Floats, charges: Floats, weight: Floats, of: Ints) -> Floats:
    """Cost level of each class of facilities at equal weights, relative to all; [F].

    ``of[F]`` numbers the classes (one a tier, one a hospital, or one for all). Weighted by cases times weight the
    coefficients have mean 1, so that they move money between classes and not its sum.
    """
    volume, money = (count * weight[None]).sum(axis=(1, 2)), charges.sum(axis=(1, 2))
    found = np.ones(len(of))
    if volume.sum() <= 0.0 or money.sum() <= 0.0:
        return found
    mean = money.sum() / volume.sum()
    for number in np.unique(of):
        at = of == number
        if volume[at].sum() > 0.0 and money[at].sum() > 0.0:
            found[at] = money[at].sum() / volume[at].sum() / mean
    return found


def base_rate(count: Floats, charges: Floats, weight: Floats, coefficient: Floats, listed: float) -> float:
    """Fen a weight of 1 that pays the same cases what they were charged; ``listed`` where there were none."""
    volume = float((count * weight[None] * coefficient[:, None, None]).sum())
    return float(charges.sum()) / volume if volume > 0.0 else listed


def rebased(weight: Floats, count: Floats, charges: Floats, recognised: float, share: float) -> Floats:
    """Next year's weights: this year's, moved by ``share`` towards what this year's cases cost; [g, s].

    Their mean over this year's cases stays: weights share money out, they make none.
    """
    cases = count.sum(axis=0)
    if share <= 0.0 or cases.sum() <= 0:
        return weight
    scale = float((weight * cases).sum() / cases.sum())
    mean = charges.sum(axis=0) / np.maximum(cases, 1)
    overall = charges.sum() / cases.sum()
    seen = relative_weights(np.where(cases > 0, mean, weight / scale * overall), cases, recognised) * scale
    return np.asarray((1.0 - share) * weight + share * seen)


def tail(bound: Floats, sigma: float) -> Floats:
    """Share of cases dearer than ``bound`` times the mean of their cell, patients being lognormal with mean 1."""
    return np.asarray(ndtr(-(np.log(np.maximum(bound, 1e-9)) + 0.5 * sigma**2) / max(sigma, 1e-9)))


def below(bound: Floats, sigma: float) -> Floats:
    """What the cases below ``bound`` cost, of what all of their cell cost, whose mean is 1 as in `tail`."""
    return np.asarray(ndtr((np.log(np.maximum(bound, 1e-9)) - 0.5 * sigma**2) / max(sigma, 1e-9)))


def expected_owed(
    price: Floats, low: Floats, high: Floats, slopes: tuple[float, float], reviewed: float, sigma: float
) -> Floats:
    """What a case is owed on average, patients being lognormal around the mean of their cell, which is 1.

    Below ``low`` a case is owed ``slopes[0]`` of its charges, from there on ``price``, and ``slopes[1]`` of what lies
    above ``high`` besides; ``reviewed`` of the cases above ``high`` are owed their charges instead.
    """
    dear, cost = tail(high, sigma), 1.0 - below(high, sigma)
    beyond = slopes[1] * (cost - high * dear)
    plain = slopes[0] * below(low, sigma) + price * tail(low, sigma) + beyond
    return np.asarray(plain + reviewed * (cost - price * dear - beyond))


def neutral_factor(owed: Callable[[float], float], charged: float) -> float:
    """The multiple of the plain rate, next to 1, at which the same stays are owed what they were charged.

    ``owed`` is what they are owed at a multiple. Outliers may be such that no rate does it (a low bound of 1 pays no
    case more than its charges): then the plain one stays.
    """
    if charged <= 0.0:
        return 1.0
    short = owed(1.0) < charged
    step = STEP if short else 1.0 / STEP
    near, far = 1.0, step
    while (owed(far) < charged) == short:
        near, far = far, far * step
        if not 1.0 / MOST_FACTOR <= far <= MOST_FACTOR:
            return 1.0
    for _ in range(HALVINGS):
        middle = 0.5 * (near + far)
        if (owed(middle) < charged) == short:
            near = middle
        else:
            far = middle
    return near
