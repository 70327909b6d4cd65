"""From a number between 0 and 1 to a value of a distribution."""

import math
from collections.abc import Sequence


def pick(cumulative: Sequence[float], start: int, count: int, u: float) -> int:
    """The first place whose cumulative weight exceeds u times the total.

    ``cumulative[start : start + count]`` are running sums of weights, which never fall; returns 0 .. count - 1.
    """
    limit = u * cumulative[start + count - 1]
    passed = 0
    for i in range(count - 1):  # all of them: compiled, that is cheaper than stopping nobody knows where
        if limit >= cumulative[start + i]:
            passed += 1
    return passed


def standard_normal(u1: float, u2: float) -> float:
    """A standard normal deviate from two uniforms (Box and Muller 1958)."""
    return math.sqrt(-2.0 * math.log(u1)) * math.cos(6.283185307179586 * u2)


def sigma_of(cv: float) -> float:
    """The standard deviation of the logarithm of a lognormal with this coefficient of variation."""
    return math.sqrt(math.log(1.0 + cv * cv))


def lognormal(mean: float, sigma: float, u1: float, u2: float) -> float:
    """A lognormal deviate with this mean; ``sigma`` is the standard deviation of its logarithm."""
    return mean * lognormal_factor(sigma, standard_normal(u1, u2))


def lognormal_factor(sigma: float, deviate: float) -> float:
    """A lognormal with mean 1 at a standard normal deviate; ``sigma`` is the standard deviation of its logarithm."""
    return math.exp(sigma * deviate - 0.5 * sigma * sigma)
