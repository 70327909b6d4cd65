"""Over runs: means, intervals, and the paired difference between the arms.

Runs are replications of one set of numbers, or members of an ensemble: sets of numbers with luck of their own. What an
interval then holds, and how often, says `sim.vocabulary.doubt`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from sim.indicators.possible import within
from sim.indicators.register import register
from sim.vocabulary.doubt import LEVELS, Doubt

KEYS = ["indicator", "arm", "year", "area", "group"]
COLUMNS = [*KEYS, "mean", "low", "high", "n", "numerator", "denominator", "luck_share"]
ARMS = ("baseline", "reform", "difference")


class LuckApart(NamedTuple):
    """Values of replications of one set of numbers, and by how much the variance of luck is less in the runs asked of.

    ``scale`` is the share of residents simulated there over that of the runs: luck averages out over people.
    """

    values: pd.DataFrame
    scale: float


def summarise(values: pd.DataFrame, doubt: Doubt = Doubt.LUCK, luck: LuckApart | None = None) -> pd.DataFrame:
    """Mean and interval per indicator, arm, year, area and group.

    The difference is taken within each run, where both arms share luck and numbers, then averaged. With one run ``low``
    and ``high`` are empty; they end where values end (`possible`). Numerators and denominators are means over runs.
    ``luck_share`` is the share of luck in the variance between runs, at most 1, where ``luck`` is told apart; the rest
    is that of parameters.
    """
    frame = pd.concat([values, _differences(values)], ignore_index=True)
    grouped = frame.groupby(KEYS, sort=False)
    out = grouped[["numerator", "denominator"]].mean()
    out["mean"] = grouped["value"].mean()
    out["n"] = grouped["value"].count()
    spread = grouped["value"].std(ddof=1)
    half = half_width(spread, out["n"], doubt)
    out["low"], out["high"] = out["mean"] - half, out["mean"] + half
    out["luck_share"] = np.nan if luck is None else _luck_share(spread, luck)
    return _ordered(within(out.reset_index()))[COLUMNS]


def _luck_share(spread: pd.Series, luck: LuckApart) -> pd.Series:
    """The variance of luck over that between runs; empty where nothing varies or luck is not known."""
    frame = pd.concat([luck.values, _differences(luck.values)], ignore_index=True)
    alone = frame.groupby(KEYS, sort=False)["value"].std(ddof=1) ** 2 * luck.scale
    whole = spread**2
    share: pd.Series = (alone.reindex(whole.index) / whole.where(whole > 0)).clip(upper=1.0)
    return share


def half_width(sd: pd.Series, n: pd.Series, doubt: Doubt = Doubt.LUCK) -> pd.Series:
    """Half of the interval from the spread of ``n`` runs, by Student's t; empty for fewer than two.

    Of luck it is that of the mean. Of both doubts it is predictive: where one more member lies; it does not shrink to
    nothing with more of them.
    """
    quantile = stdtrit(np.maximum(n - 1, 1), 0.5 + LEVELS[doubt] / 2)
    of_one = np.sqrt(1 + 1 / np.maximum(n, 1)) if doubt is Doubt.BOTH else 1 / np.sqrt(np.maximum(n, 1))
    half: pd.Series = sd * quantile * of_one
    return half.where(n > 1)


def over_runs(rows: pd.DataFrame, keys: Sequence[str], doubt: Doubt = Doubt.LUCK) -> pd.DataFrame:
    """Mean, interval and number of ``value`` over runs; no interval for a single one."""
    out = rows.groupby(list(keys), sort=False)["value"].agg(["mean", "std", "count"]).reset_index()
    half = half_width(out["std"], out["count"], doubt)
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
