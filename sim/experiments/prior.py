"""Whole sets of parameters from their ranges: what is known before any run is compared with anything.

A parameter's values depend on its name, the seed and the number of the set alone: neither on the study or region that
is asked about, nor on which other parameters there are. One more parameter leaves all others as they were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b

from scipy.stats import triang

from sim.region.blocks import answers_of, open_numbers
from sim.region.description import Numbers, frozen
from sim.scenario.scenario import Scenario
from sim.vocabulary.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Draw:
    """One set of parameters; ``number`` counts from 0."""

    number: int
    values: tuple[tuple[str, float], ...]


def uncertain(parameters: Numbers) -> list[str]:
    """What studies are judged over: providers and the answers of residents, where a range is known."""
    return list(open_numbers(answers_of(parameters), parameters))


def draws(parameters: Mapping[str, Quantity], names: Sequence[str], count: int, seed: int) -> list[Draw]:
    """The first ``count`` sets of a seed, each parameter triangular from low over value to high.

    The first sets of a longer list are those of a shorter one; see `spread`.
    """
    return [draw_of(parameters, names, n, seed) for n in range(count)]


def draw_of(parameters: Mapping[str, Quantity], names: Sequence[str], number: int, seed: int) -> Draw:
    """One set of a seed, without those before it."""
    return Draw(number, tuple((name, at(parameters[name], spread(name, seed, number))) for name in names))


def at(number: Quantity, share: float) -> float:
    """The point of a number's range below which this share of its draws lies; the value where there is no range."""
    if number.low is None or number.high is None:
        return number.value
    return between(number.low, number.value, number.high, share)


def between(low: float, value: float, high: float, share: float) -> float:
    """The point of a triangular distribution from low over value to high below which this share lies."""
    if low >= high:
        return value
    mode = min(max(value, low), high)
    return float(triang.ppf(share, (mode - low) / (high - low), loc=low, scale=high - low))


def spread(name: str, seed: int, n: int) -> float:
    """The ``n``-th number of a name, from 0 to below 1, spread evenly: of the first 2^k each 2^-k holds one.

    As in a Latin hypercube, the order within every doubling is drawn anew for every name, so that names are independent
    of each other; and unlike there, numbers stay as they were when more are drawn.
    """
    doubled = 1
    while doubled <= n:
        doubled *= 2
    return _spread(name, seed, doubled)[n]


@cache
def _spread(name: str, seed: int, count: int) -> tuple[float, ...]:
    """The first ``count`` numbers, a power of two: those of half as many, then one in each stratum that has none."""
    if count == 1:
        return (_luck(name, seed, "first", 0),)
    before = _spread(name, seed, count // 2)
    free = sorted(set(range(count)) - {int(share * count) for share in before})
    order = sorted(range(len(free)), key=lambda k: _luck(name, seed, "order", count + k))
    within = (_luck(name, seed, "within", count + k) for k in range(len(free)))
    return (*before, *((free[k] + part) / count for k, part in zip(order, within, strict=True)))


def _luck(name: str, seed: int, use: str, n: int) -> float:
    """From 0 to below 1, of 53 bits, the same on every machine and with every version of every library."""
    mixed = blake2b(f"{seed}/{name}/{use}/{n}".encode(), digest_size=8).digest()
    return (int.from_bytes(mixed, "little") >> 11) * 2.0**-53


def with_values(scenario: Scenario, draw: Draw) -> Scenario:
    """The scenario with the draw's parameters."""
    changed = {name: replace(scenario.parameters[name], value=value) for name, value in draw.values}
    return replace(scenario, parameters=frozen({**scenario.parameters, **changed}))
