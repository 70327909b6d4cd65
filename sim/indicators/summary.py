"""Over replications: means, 95 % intervals, and the paired difference between the arms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from sim.indicators.possible import within
from sim.indicators.register import register

KEYS = ["indicator", "arm", "year", "area", "group"]
COLUMNS = [*KEYS, "mean", "low", "high", "n", "numerator", "denominator"]
ARMS = ("baseline", "reform", "difference")
LEVEL = 0.95


def summarise(values: pd.DataFrame) -> pd.DataFrame:
    """Mean and Student-t interval per indicator, arm, year, area and group.

    The difference is taken within each replication, where both arms share their luck, then averaged. With one
    replication ``low`` and ``high`` are empty; they end where values end (`possible`). Numerators and denominators are
    means over replications.
    """
    frame = pd.concat([values, _differences(values)], ignore_index=True)
    grouped = frame.groupby(KEYS, sort=False)
    out = grouped[["numerator", "denominator"]].mean()
    out["mean"] = grouped["value"].mean()
    out["n"] = grouped["value"].count()
    half = half_width(grouped["value"].std(ddof=1), out["n"])
    out["low"], out["high"] = out["mean"] - half, out["mean"] + half
    return _ordered(within(out.reset_index()))[COLUMNS]


def half_width(sd: pd.Series, n: pd.Series) -> pd.Series:
    """Half of the Student-t interval; empty for fewer than two replications."""
    quantile = stdtrit(np.maximum(n - 1, 1), 0.5 + LEVEL / 2)
    half: pd.Series = sd * quantile / np.sqrt(np.maximum(n, 1))
    return half.where(n > 1)


def over_replications(rows: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Mean, 95 % interval and number of ``value`` over replications; no interval for a single one."""
    out = rows.groupby(list(keys), sort=False)["value"].agg(["mean", "std", "count"]).reset_index()
    half = half_width(out["std"], out["count"])
    out["low"], out["high"] = out["mean"] - half, out["mean"] + half
    return out.rename(columns={"count": "n"})[[*keys, "mean", "low", "high", "n"]]


def _differences(values: pd.DataFrame) -> pd.DataFrame:
    """Reform less baseline of the same replication."""
    keys = ["indicator", "replication", "year", "area", "group"]
    old = values[values["arm"] == "baseline"].set_index(keys)["value"]
    new = values[values["arm"] == "reform"].set_index(keys)["value"]
    paired = new.sub(old).reindex(new.index).reset_index()
    return paired.assign(arm="difference", numerator=np.nan, denominator=np.nan)


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """The order of the register; arms, years, then ``all`` before the other areas and groups."""
    names = {name: n for n, name in enumerate(register())}
    arms = {arm: n for n, arm in enumerate(ARMS)}
    rank = pd.DataFrame(
        {
            "i": frame["indicator"].map(names),
            "a": frame["arm"].map(arms),
            "y": frame["year"],
            "area": frame["area"].where(frame["area"] != "all", ""),
            "group": frame["group"].where(frame["group"] != "all", ""),
        }
    )
    order = rank.sort_values(["i", "a", "y", "area", "group"], kind="stable").index
    return frame.loc[order].reset_index(drop=True)
