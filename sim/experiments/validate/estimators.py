"""The estimators of the studies, on monthly series of a treated and a control group.

Each is linear in the outcome, in its logarithm, or in that of its odds. The model applies it to two runs with the same
luck, with the setting alone and with the reform on top, and takes the difference. What the setting's run gives is the
estimator's own placebo: trends that treated and control do not share, season, and luck. Its expectation is zero where
the study's identifying assumption holds, so the difference has the expectation of the study's estimator and far less
noise; where the assumption fails in the model, the study had the luck to be right and the difference does not repeat
the bias. Estimates whose study keeps the drift (``drift: kept``) are those of the reform's run as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.experiments.validate.outcomes import Series
from sim.experiments.validate.scales import Compared

Floats = NDArray[np.float64]


class Windows(NamedTuple):
    """Months (positions) before and after the reform, ends included; ``before`` is empty for a level."""

    before: range
    after: range


class Data(NamedTuple):
    """What an estimator sees: both groups, the windows, what is compared (the outcome, its logarithm, its log odds)."""

    treated: Series
    control: Series | None
    windows: Windows
    compared: Compared


def mean_of(found: Series, months: range, compared: Compared) -> float:
    """Ratio of the sums over some months, its logarithm or log odds; not a number where nothing was counted."""
    span = slice(months.start, months.stop)
    top, below = float(found.top[span].sum()), float(found.below[span].sum())
    if compared == "odds":
        below -= top
    if below <= 0.0 or (compared != "plain" and top <= 0.0):
        return float("nan")
    return top / below if compared == "plain" else float(np.log(top / below))


def before_after(data: Data) -> float:
    """The treated after less before."""
    before, after = data.windows
    return mean_of(data.treated, after, data.compared) - mean_of(data.treated, before, data.compared)


def difference_in_differences(data: Data) -> float:
    """The treated after less before, less the same of the control."""
    assert data.control is not None
    return before_after(data) - before_after(data._replace(treated=data.control))


def level(data: Data) -> float:
    """The treated after, as they are."""
    return mean_of(data.treated, data.windows.after, data.compared)


def interrupted_step(data: Data) -> float:
    """Change of level in the first month after, from a segmented regression with months of the year."""
    return segmented(data)[0]


def interrupted_slope(data: Data) -> float:
    """Change of the monthly trend, from the same regression."""
    return segmented(data)[1]


def segmented(data: Data) -> tuple[float, float]:
    """Least squares of the monthly outcome on trend, step, change of trend and months of the year: (step, slope).

    Months of the year enter where both windows together span two years or more.
    """
    before, after = data.windows
    at = np.array([*before, *after])
    y = np.array([mean_of(data.treated, range(t, t + 1), data.compared) for t in at])
    time, post = (at - after.start).astype(np.float64), (at >= after.start).astype(np.float64)
    columns = [np.ones(len(at)), time, post, time * post]
    if len(at) >= 24:
        columns += [(at % 12 == m).astype(np.float64) for m in range(1, 12)]
    design = np.column_stack(columns)
    known = np.isfinite(y)
    found = np.linalg.lstsq(design[known], y[known], rcond=None)[0]
    return float(found[2]), float(found[3])


class Estimator(NamedTuple):
    """A function of the data; what it needs beside ``after``; ``levels`` where one arm alone is the answer.

    ``zero`` is the size below which an effect counts as none: 3 %, or 3 % a year as a monthly slope.
    """

    of: Callable[[Data], float]
    needs: tuple[str, ...]
    levels: bool = False
    zero: float = 0.03


ESTIMATORS: Mapping[str, Estimator] = {
    "difference_in_differences": Estimator(difference_in_differences, ("before", "control")),
    "before_after": Estimator(before_after, ("before",)),
    "interrupted_step": Estimator(interrupted_step, ("before",)),
    "interrupted_slope": Estimator(interrupted_slope, ("before",), zero=0.0025),
    "level": Estimator(level, (), levels=True),
}
