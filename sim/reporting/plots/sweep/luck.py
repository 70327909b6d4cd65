"""Whether the points of a sweep differ by more than luck would make them differ anyway."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import fdtri

from sim.indicators.summary import half_width
from sim.vocabulary.doubt import LEVELS, Doubt


def within_luck(values: pd.DataFrame, replications: int) -> bool | None:
    """Whether the spread of an indicator over points is no wider than luck alone explains; None if nobody can say.

    The test of variances: that of the points' means against that of the replications within a point, at 95 %. It
    looks at all points at once, as the largest of many differs from the smallest by luck too. Within a point the
    effect of the reform is what varies: both arms share their luck there, as points do among each other.

    Parameters
    ----------
    values : rows of one indicator with ``arm, mean, low, high``; a point has a row an arm.
    replications : how many stand behind each mean; one says nothing about luck.
    """
    means = values.loc[values["arm"] == "reform", "mean"].dropna()
    paired = values[values["arm"] == "difference"]
    inside = _variances(paired if paired["low"].notna().any() else values[values["arm"] == "reform"], replications)
    if replications < 2 or len(means) < 2 or inside.empty:
        return None
    between, within = float(means.var(ddof=1)), float(inside.mean()) / replications
    if between == 0.0 or within == 0.0:
        return between == 0.0
    return bool(between / within <= fdtri(len(means) - 1, len(inside) * (replications - 1), LEVELS[Doubt.LUCK]))


def _variances(rows: pd.DataFrame, n: int) -> pd.Series:
    """The variance over replications of each row, from its interval; an end cut off where a value ends says nothing."""
    half = pd.Series(np.fmax(rows["high"] - rows["mean"], rows["mean"] - rows["low"]), index=rows.index)
    one = float(half_width(pd.Series([1.0]), pd.Series([n])).iloc[0])
    variances: pd.Series = (half / one).dropna() ** 2
    return variances
