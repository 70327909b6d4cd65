"""From values at the points of a design to measures of each input, with intervals.

``first`` is everywhere the share of the variance that goes if the input alone were known: the index S1 of Sobol, or
what stands in for it: the variance that a tornado's response has over what is believed of the input, or the mean
elementary effect as a slope, both over the sum of all inputs' (Jansen (1999), Computer Physics Communications 117,
35-43: half the mean square of a step is the total index; a step of Morris has twice the variance of its input).
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm, t

from sim.experiments.sensitivity.design import LEVELS, Design, Shares, unit_problem
from sim.experiments.sensitivity.inputs import VariedInput

CONFIDENCE = 0.95
RESAMPLES = 500
WIDE = 0.1  # of the largest: an interval that reaches farther to either side is not settled
UNIFORM = 1 / 12  # variance of a share
STRIPS = 200  # in which what is believed of a number is cut
Row = npt.NDArray[np.float64]  # a number an input


@dataclass(frozen=True)
class InputMeasure:
    """A measure of every input, with the ends of its interval; nan where it has none."""

    name: str
    values: Row
    lower: Row
    upper: Row

    @classmethod
    def alone(cls, name: str, values: Row) -> InputMeasure:
        """One without intervals."""
        none = np.full(len(values), math.nan)
        return cls(name, values, none, none)

    @property
    def half(self) -> Row:
        """How far intervals reach to either side."""
        found: Row = (self.upper - self.lower) / 2
        return found

    @property
    def largest(self) -> float:
        """The largest of all inputs."""
        return float(np.max(np.abs(self.values), initial=0.0))

    @property
    def converged(self) -> npt.NDArray[np.bool_]:
        """Which intervals are narrow beside the largest value."""
        found: npt.NDArray[np.bool_] = self.half <= WIDE * self.largest
        return found

    @property
    def settled(self) -> int:
        """How many of the largest stand apart from all that are smaller."""
        order = np.argsort(-self.values, kind="stable")
        for n, one in enumerate(order[:-1]):
            if self.lower[one] <= np.max(self.upper[order[n + 1 :]]):
                return n
        return len(order)

    @property
    def times_more(self) -> float:
        """How many times as many runs would make every interval narrow: widths go with the root of the runs."""
        widest = float(np.max(self.half, initial=0.0))
        return max(1.0, (widest / (WIDE * self.largest)) ** 2) if self.largest > 0 else 1.0


@dataclass(frozen=True)
class JudgedOutput:
    """What one output says: measures (the one that ranks first), ``first`` of each input, and its variance."""

    measures: tuple[InputMeasure, ...]
    first: Row
    variance: float


def judged(design: Design, values: Sequence[float], centre: float, seed: int) -> JudgedOutput:
    """What the values of one output at all points of a design say.

    ``values`` are nan where the scenario refused a point: there a tornado's end counts as no move; of other designs
    only blocks without such points are given. ``centre`` is the value with no input changed.
    """
    y = np.asarray(values, dtype=np.float64)
    if design.method == "tornado":
        return _tornado(design.inputs, y, centre)
    if design.method == "morris":
        return _morris(len(design.inputs), design.shares, y, seed)
    return _sobol(len(design.inputs), y, seed)


def _tornado(inputs: Sequence[VariedInput], y: Row, centre: float) -> JudgedOutput:
    moved = y.reshape(len(inputs), 2) - centre
    known = np.nan_to_num(moved)
    swing = np.max(known, axis=1, initial=0.0) - np.min(known, axis=1, initial=0.0)
    of_each = np.array([_variance(one, *ends) for one, ends in zip(inputs, known, strict=True)])
    measures = (("swing", swing), ("low_end", moved[:, 0]), ("high_end", moved[:, 1]))
    return JudgedOutput(tuple(InputMeasure.alone(*one) for one in measures), *_shared_out(of_each, of_each))


def _variance(one: VariedInput, low: float, high: float) -> float:
    """Of moves that go in straight lines from the lower end over nothing at the value to the upper end."""
    spread = [one.at((n + 0.5) / STRIPS) for n in range(STRIPS)]
    ends = [(one.low, low), (one.value, 0.0), (one.high, high)]
    inner = [end for n, end in enumerate(ends) if n == 1 or end[0] != one.value]
    return float(np.var(np.interp(spread, [x for x, _ in inner], [move for _, move in inner])))


def _morris(inputs: int, shares: Shares, y: Row, seed: int) -> JudgedOutput:
    """Elementary effects: moves of the output for the whole of what is believed of an input."""
    from SALib.analyze.morris import analyze

    found = analyze(
        unit_problem(inputs), shares, y, num_levels=LEVELS, num_resamples=RESAMPLES, conf_level=CONFIDENCE,
        seed=seed + 1,
    )  # fmt: skip
    mu, sigma = np.asarray(found["mu"], dtype=np.float64), np.asarray(found["sigma"], dtype=np.float64)
    size = len(y) // (inputs + 1)
    # The mean's own error would count as a slope.
    slope = np.maximum(0.0, mu**2 - sigma**2 / size)
    whole = mu**2 + sigma**2 * (size - 1) / size
    star = np.asarray(found["mu_star"], float)
    half = np.asarray(found["mu_star_conf"], float) * _of_few(size)
    main = InputMeasure("mu_star", star, np.maximum(0.0, star - half), star + half)
    return JudgedOutput((main, InputMeasure.alone("sigma", sigma)), *_shared_out(slope * UNIFORM, whole * UNIFORM))


def _of_few(size: int) -> float:
    """How much wider an interval is than resampling a few values says: Student's t, and a sample's own variance."""
    share = (1 + CONFIDENCE) / 2
    return float(t.ppf(share, size - 1) / norm.ppf(share)) * math.sqrt(size / (size - 1))


def _shared_out(first: Row, whole: Row) -> tuple[Row, float]:
    """Shares of the variance, and the variance: the sum over inputs."""
    variance = float(np.sum(whole))
    return (first / variance if variance > 0 else np.zeros_like(first)), variance


def _sobol(inputs: int, y: Row, seed: int) -> JudgedOutput:
    """First and total indices: Saltelli et al. (2010), Computer Physics Communications 181, 259-270."""
    from SALib.analyze.sobol import analyze

    nothing = np.zeros(inputs)
    if np.ptp(y) == 0:  # SALib divides by it
        none = (InputMeasure(name, nothing, nothing, nothing) for name in ("ST", "S1"))
        return JudgedOutput(tuple(none), nothing, 0.0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = analyze(
            unit_problem(inputs), y, calc_second_order=False, num_resamples=RESAMPLES, conf_level=CONFIDENCE,
            keep_resamples=True, seed=seed + 1,
        )  # fmt: skip
    # Quantiles, not SALib's standard deviations: a resample of few points may have next to no variance to divide by.
    ends = [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2]
    total, first = (
        InputMeasure(name, np.asarray(found[name], float), *np.quantile(found[f"{name}_conf_all"], ends, axis=0))
        for name in ("ST", "S1")
    )
    block = inputs + 2
    both = np.concatenate([y[::block], y[block - 1 :: block]])
    return JudgedOutput((total, first), np.clip(first.values, 0.0, 1.0), float(np.var(both)))


def narrowing(first: Row) -> Row:
    """The share by which a spread narrows once an input is known: its width goes with the root of the variance."""
    found: Row = 1.0 - np.sqrt(1.0 - np.clip(first, 0.0, 1.0))
    return found
