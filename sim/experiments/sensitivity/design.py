"""Which points are run: ends one at a time, trajectories of Morris, or the sample of Saltelli for Sobol indices.

Shares (0 to 1) become values by what is believed of each number (`VariedInput.at`). More trajectories or points leave
those that there were as they are, so that an analysis can be made finer without running anything again.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from sim.experiments.sensitivity.inputs import VariedInput
from sim.experiments.sensitivity.runs import Changes

MethodName = Literal["tornado", "morris", "sobol"]
METHODS: tuple[MethodName, ...] = ("tornado", "morris", "sobol")
LEVELS = 4  # of the grid of trajectories: 0, 1/3, 2/3, 1, as Morris (1991) has it
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Design:
    """Points to run, in blocks of ``block`` that are of use together only.

    ``shares`` are those of each point and input, shape (points, inputs); without rows for a tornado, whose points are
    the lower and the upper end of each input.
    """

    method: MethodName
    inputs: tuple[VariedInput, ...]
    points: tuple[Changes, ...]
    shares: Shares
    block: int


def design_of(method: MethodName, inputs: Sequence[VariedInput], size: int, seed: int) -> Design:
    """The design of a method: ``size`` trajectories of Morris, or points of the two samples of Sobol.

    Trajectories: Morris (1991), Technometrics 33, 161-174, not optimised: in so many dimensions they lie far from
    each other anyway. Sample: Saltelli (2002), Computer Physics Communications 145, 280-297, scrambled.
    """
    varied = tuple(inputs)
    if method == "tornado":
        ends = [((one.path, value),) for one in varied for value in (one.low, one.high)]
        return Design(method, varied, tuple(ends), np.empty((0, len(varied))), 2)
    shares = trajectories(len(varied), size, seed) if method == "morris" else crossed(len(varied), size, seed)
    block = len(varied) + (1 if method == "morris" else 2)
    return Design(method, varied, tuple(_changes(varied, row) for row in shares), shares, block)


def trajectories(inputs: int, size: int, seed: int) -> Shares:
    """Shares of ``size`` trajectories, shape (size * (inputs + 1), inputs)."""
    from SALib.sample.morris import sample

    # SALib takes a seed of 0 for none in places.
    found: Shares = sample(unit_problem(inputs), size, num_levels=LEVELS, seed=seed + 1)
    return np.clip(found, 0.0, 1.0)


def crossed(inputs: int, size: int, seed: int) -> Shares:
    """Shares of two samples A and B and of A with one column of B, shape (size * (inputs + 2), inputs)."""
    from SALib.sample.sobol import sample

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names of arguments that scipy is about to change
        found: Shares = sample(unit_problem(inputs), size, calc_second_order=False, seed=seed + 1)
    return found


def unit_problem(inputs: int) -> dict[str, Any]:
    """What SALib calls a problem: so many inputs, each from 0 to 1."""
    return {"num_vars": inputs, "names": [f"x{n}" for n in range(inputs)], "bounds": [[0.0, 1.0]] * inputs}


def _changes(inputs: Sequence[VariedInput], shares: Shares) -> Changes:
    """What a point sets; an input at the scenario's own value is left out."""
    values = [(one, one.at(float(share))) for one, share in zip(inputs, shares, strict=True)]
    return tuple((one.path, value) for one, value in values if value != one.value)
