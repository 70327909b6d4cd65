"""Sets of trends that the training years leave: drawn from their ranges, then moved by what those years say.

A draw alone seldom grows like the nation in every respect at once. So each draw is run, and moved to where its growths
and the published ones, drawn within what is not known of them, agree best, without going farther from the draw than its
range makes likely and never out of it. Growths are those that the fit answers to; how they answer to trends is taken
from all draws together, as straight lines. For a model that is linear in its trends this is a draw from what ranges and
figures say together (randomised maximum likelihood: Kitanidis 1995; Oliver, He and Reynolds 1996; over an ensemble:
Chen and Oliver 2012); whether a set is any good is judged by a run of its own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import lsq_linear
from scipy.stats import norm

from sim.experiments.fit.numbers import Aim, Key
from sim.experiments.fit.search import Values
from sim.experiments.implausible import NINE_TENTHS
from sim.experiments.prior import spread
from sim.region.description import Numbers
from sim.vocabulary.quantity import Quantity

Matrix = npt.NDArray[np.float64]
LEAST = 1e-6  # of a growth a year: what no figure is known better than


@dataclass(frozen=True)
class SetsToMove:
    """Draws of trends with the growths of their runs, and what these are held against.

    ``missed`` is how far the fitted trends lie beyond the range of a growth; ``seed`` draws the published growths.
    """

    parameters: Numbers
    aims: tuple[Aim, ...]
    draws: tuple[Values, ...]
    growths: Sequence[Mapping[Key, float]]
    missed: Mapping[Key, float]
    seed: int

    @property
    def names(self) -> tuple[str, ...]:
        """The trends, in the order of the columns."""
        return tuple(self.draws[0])

    def moved(self) -> list[dict[str, float]]:
        """The sets, a draw each."""
        width = np.array([width_of(self.parameters[name]) for name in self.names])
        drawn = np.array([[values[name] for name in self.names] for values in self.draws])
        ends = np.array([_ends(self.parameters[name]) for name in self.names])
        growths = self._growths()
        answers = _slopes(drawn / width, growths)
        errors = self._errors()
        wanted = self._published()
        found = []
        for n, values in enumerate(drawn):
            pull = np.vstack([answers.T / errors[:, None], np.eye(len(values))])
            gap = np.concatenate([(wanted[n] - growths[n]) / errors, np.zeros(len(values))])
            room = (ends - values[:, None]) / width[:, None]
            step = lsq_linear(pull, gap, bounds=(room[:, 0] - LEAST, room[:, 1] + LEAST)).x
            placed = np.clip(values + width * step, ends[:, 0], ends[:, 1])
            found.append({name: _written(x, *end) for name, x, end in zip(self.names, placed, ends, strict=True)})
        return found

    def _growths(self) -> Matrix:
        """Of each draw (row) and aim, in logarithms a year."""
        found: Matrix = np.log(np.array([[row[aim.key] for aim in self.aims] for row in self.growths]))
        return found

    def _errors(self) -> Matrix:
        """What is not known of each growth, of the figures and of the model's form."""
        known = [math.log(aim.high / aim.low) / (2 * NINE_TENTHS) for aim in self.aims]
        missed = [self.missed.get(aim.key, 0.0) for aim in self.aims]
        return np.maximum(LEAST, np.hypot(known, missed))

    def _published(self) -> Matrix:
        """The published growths as each set takes them: somewhere within what is not known of them."""
        errors = self._errors()
        rows = [
            [
                math.log(aim.value) + error * float(norm.ppf(_inner(spread(f"growth.{aim.key[0]}", self.seed, n))))
                for aim, error in zip(self.aims, errors, strict=True)
            ]
            for n in range(len(self.draws))
        ]
        return np.array(rows)


def width_of(number: Quantity) -> float:
    """The standard deviation of what is believed of a number: triangular, its mode at the value."""
    low, high = _ends(number)
    mode = min(max(number.value, low), high)
    square = low**2 + mode**2 + high**2 - low * mode - low * high - mode * high
    return math.sqrt(square / 18.0)


def _ends(number: Quantity) -> tuple[float, float]:
    low, high = number.low, number.high
    return (number.value if low is None else low), (number.value if high is None else high)


def _slopes(trends: Matrix, growths: Matrix) -> Matrix:
    """How each growth (column) answers to each trend (row), by least squares over all draws."""
    with_level = np.column_stack([np.ones(len(trends)), trends])
    return np.asarray(np.linalg.lstsq(with_level, growths, rcond=None)[0][1:], dtype=np.float64)


def _inner(share: float) -> float:
    """A share that has a normal quantile."""
    return min(max(share, 1e-4), 1.0 - 1e-4)


def _written(value: float, low: float, high: float) -> float:
    """Six digits, within the range."""
    return float(min(max(float(f"{value:.6g}"), low), high))
