"""Targets: met or missed, and how probable that is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import stdtr

from sim.indicators.compute import reported_years
from sim.indicators.enough import ENOUGH, counted_by, events
from sim.indicators.possible import limits
from sim.indicators.summary import half_width
from sim.policy.target import Target

COLUMNS = [
    "target", "clause", "indicator", "year", "area", "comparator", "value", "arm", "mean", "low", "high",
    "met", "probability", "probability_kind",
]  # fmt: skip
EVERY = "every_district"


def score(targets: Sequence[Target], values: pd.DataFrame, weight: float = 1.0) -> pd.DataFrame:
    """One line per target and arm; ``every_district`` has a line per district and one for all of them.

    ``value`` is the number to reach; for a comparison with the base year it is the arm's own base-year mean.
    ``met`` compares the mean; it is empty where the indicator has no value, or where fewer than `ENOUGH` simulated
    events stand behind it in its year, or the base year it is compared with (``weight`` real persons a simulated one).
    ``probability`` is that one further run with other luck meets the target (`probability_of_meeting`).

    A target whose calendar year ends soon after the rules begin is scored a second time over the twelve months after
    their start, where the indicator has such a value; the line's id then ends in ``@`` and the months.
    """
    lines = []
    base = next(iter(reported_years(values)), "")
    counted = values[values["indicator"].isin({counted_by(target.indicator) for target in targets})]
    for target in targets:
        chosen = values[(values["indicator"] == target.indicator) & (values["group"] == "all")]
        for period in (str(target.year), *_windows(chosen, target.year)):
            for arm in ("baseline", "reform"):
                of_arm = chosen[chosen["arm"] == arm]
                whole = target.area != EVERY
                areas = [target.area] if whole else sorted(set(of_arm["area"]) - {"all", "counties"})
                for area, among in [*((area, [area]) for area in areas), *([] if whole else [(EVERY, areas)])]:
                    runs = _by_run(of_arm, base, target, period, among)
                    enough = events(counted, target.indicator, arm, _periods(target, period, base), among, weight)
                    lines.append(_line(target, period, arm, area, runs, judged=enough >= ENOUGH))
    return pd.DataFrame(lines, columns=COLUMNS)


def _periods(target: Target, period: str, base_year: str) -> list[str]:
    """Those that a target looks at: its own, and the base year where it is compared with that."""
    return [period, base_year] if target.comparator in ("above_base_year", "below_base_year") else [period]


def _windows(chosen: pd.DataFrame, year: int) -> list[str]:
    """The twelve-month periods with values that begin in a year."""
    known = chosen.loc[chosen["value"].notna(), "year"].unique()
    return sorted(str(word) for word in known if ".." in str(word) and str(word).startswith(f"{year}-"))


def _by_run(chosen: pd.DataFrame, base_year: str, target: Target, period: str, areas: list[str]) -> pd.DataFrame:
    """Value, number to reach and margin of every replication; the worst margin of several areas."""
    parts = []
    for area in areas:
        of_area = chosen[chosen["area"] == area].set_index(["year", "replication"])["value"]
        now = _of_year(of_area, period)
        base = _of_year(of_area, base_year)
        parts.append(pd.DataFrame({"value": now, "reach": _reach(target, base, now)}))
    if not parts:
        return pd.DataFrame(columns=["value", "reach", "margin"], dtype=float)
    for part in parts:
        part["margin"] = _margin(target, part["value"], part["reach"])
    worst = pd.concat([part["margin"] for part in parts], axis=1).min(axis=1, skipna=False)
    if len(parts) == 1:
        return parts[0]
    return pd.DataFrame({"value": np.nan, "reach": target.value, "margin": worst}, dtype=float)


def _of_year(series: pd.Series, year: str) -> pd.Series:
    there = series.index.get_level_values("year") == year
    return series[there].droplevel("year")


def _reach(target: Target, base: pd.Series, now: pd.Series) -> pd.Series:
    """The number to reach in each replication."""
    if target.comparator in ("above_base_year", "below_base_year"):
        return base.reindex(now.index)
    return pd.Series(target.value, index=now.index, dtype=float)


def _margin(target: Target, value: pd.Series, reach: pd.Series) -> pd.Series:
    """How far on the right side of the target a value lies; negative = missed."""
    if target.comparator in ("at_least", "above_base_year"):
        return value - reach
    if target.comparator in ("at_most", "below_base_year"):
        return reach - value
    return (target.tolerance or 0.0) - (value - reach).abs()


def _line(target: Target, period: str, arm: str, area: str, runs: pd.DataFrame, *, judged: bool) -> list[object]:
    value, margin = runs["value"].dropna(), runs["margin"].dropna()
    half = half_width(pd.Series([value.std(ddof=1)]), pd.Series([len(value)])).iloc[0]
    mean = value.mean() if len(value) else np.nan
    strict = target.comparator in ("above_base_year", "below_base_year")
    if area == EVERY:
        # Every district must meet it: of the means the worst replication-wise margin decides.
        met = _met(margin, strict)
    else:
        centre = pd.Series([mean]), pd.Series([runs["reach"].mean()])
        met = _met(_margin(target, *centre).dropna(), strict)
    low, high = np.clip([mean - half, mean + half], *limits(target.indicator))
    chance = probability_of_meeting(margin.to_numpy(dtype=float), strict=strict)
    return [
        target.id if ".." not in period else f"{target.id}@{period}",
        "+".join(target.clauses), target.indicator, period, area, target.comparator,
        runs["reach"].mean() if len(runs) else np.nan, arm, mean, low, high,
        met if judged else None, chance if judged else np.nan, "luck",
    ]  # fmt: skip


def _met(margin: pd.Series, strict: bool) -> bool | None:
    """Whether the mean margin is on the right side; None without a value. "Above" means above, not equal."""
    if margin.empty:
        return None
    return bool(margin.mean() > 0 if strict else margin.mean() >= 0)


def probability_of_meeting(margin: np.ndarray, *, strict: bool = False) -> float:
    """Probability that one further run meets the target, from the margins of the replications.

    The predictive Student-t distribution of a new replication, mean ``m``, spread ``s * sqrt(1 + 1/n)``,
    n - 1 degrees of freedom: its tails are wide for few replications, where the share of runs says 0 or 1.
    Without spread it is 0 or 1; with one replication it is unknown (nan), never guessed.
    """
    n = len(margin)
    if n < 2:
        return float("nan")
    mean, spread = float(margin.mean()), float(margin.std(ddof=1))
    if spread <= 1e-12 * max(1.0, abs(mean)):
        return float(mean > 0 if strict else mean >= 0)
    return float(stdtr(n - 1, mean / (spread * np.sqrt(1 + 1 / n))))
