"""Whole sets of parameters from their ranges: what is known before any run is compared with anything.

A draw belongs to its number and the seed alone, not to a study or a scenario: the same sets judge every study, and a
later calibration may start from them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from scipy.stats import triang

from sim.experiments.design import unit_rows
from sim.region.description import Numbers, frozen
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Confidence
from sim.vocabulary.quantity import Quantity

# How residents answer to prices, and to levers on care; the rest of their choice is fitted to a region's base year, and
# a draw of it would leave that year.
ELASTICITIES = ("b_price_urban", "b_price_rural_ratio", "e_seek", "e_follow", "e_admission", "x_ip_op", "ignore_price")
ANSWERS = (
    "contract_shift", "contract_fulfilment", "gate_comply", "belief_gain_year", "stepdown_consent",
    "telemedicine_capability_gain", "specialty_capability_gain",
)  # fmt: skip
# Guards against a run that has left its mechanism, not beliefs about anything.
GUARDS = ("level_min", "level_max")


@dataclass(frozen=True, slots=True)
class Draw:
    """One set of parameters; ``number`` counts from 0."""

    number: int
    values: tuple[tuple[str, float], ...]


def uncertain(parameters: Numbers, provider: Collection[str]) -> list[str]:
    """What is drawn, in alphabetical order: all that the provider file gives, and the answers of residents.

    Only numbers with a range that no document fixes.
    """
    asked = {*provider, *ELASTICITIES, *ANSWERS} - set(GUARDS)
    return sorted(name for name in asked if name in parameters and _open(parameters[name]))


def _open(number: Quantity) -> bool:
    known = number.low is not None and number.high is not None and number.low < number.high
    return known and number.confidence is not Confidence.DOCUMENT


def draws(parameters: Numbers, names: Sequence[str], count: int, seed: int) -> list[Draw]:
    """The first ``count`` draws of a seed: triangular from low over value to high, laid out by a Sobol sequence.

    Every parameter is spread evenly over its distribution however few draws there are, and the first draws of a
    longer list are those of a shorter one.
    """
    rows = unit_rows(len(names), "sobol", count, seed)
    return [
        Draw(n, tuple((name, _at(parameters[name], share)) for name, share in zip(names, row, strict=True)))
        for n, row in enumerate(rows)
    ]


def _at(number: Quantity, share: float) -> float:
    return between(float(number.low or 0.0), number.value, float(number.high or 0.0), share)


def between(low: float, value: float, high: float, share: float) -> float:
    """The point of a triangular distribution from low over value to high below which this share lies."""
    if low >= high:
        return value
    mode = min(max(value, low), high)
    return float(triang.ppf(share, (mode - low) / (high - low), loc=low, scale=high - low))


def with_values(scenario: Scenario, draw: Draw) -> Scenario:
    """The scenario with the draw's parameters."""
    changed = {name: replace(scenario.parameters[name], value=value) for name, value in draw.values}
    return replace(scenario, parameters=frozen({**scenario.parameters, **changed}))
