"""Targets: met or missed, and how probable that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import stdtr

from sim.indicators.compute import reported_years
from sim.indicators.enough import ENOUGH, counted_by, events_behind, fewest
from sim.indicators.possible import limits
from sim.indicators.summary import half_width
from sim.policy.target import Target
from sim.vocabulary.doubt import Doubt
from sim.vocabulary.labels import unit
from sim.vocabulary.printed import half_digit

COLUMNS = [
    "target", "clause", "indicator", "year", "area", "comparator", "value", "arm", "mean", "low", "high",
    "met", "probability", "probability_kind",
]  # fmt: skip
EVERY = "every_district"
Floats = npt.NDArray[np.float64]


class Runs(NamedTuple):
    """Of one target, arm and area, an entry each replication: value, number to reach, how far on the right side."""

    value: Floats
    reach: Floats
    margin: Floats


def score(
    targets: Sequence[Target], values: pd.DataFrame, weight: float = 1.0, doubt: Doubt = Doubt.LUCK
) -> pd.DataFrame:
    """One line per target and arm; ``every_district`` has a line per district and one for all of them.

    ``value`` is the number to reach; for a comparison with the base year it is the arm's own base-year mean.
    ``met`` compares the mean; it is empty where the indicator has no value, or where fewer than `ENOUGH` simulated
    events stand behind it in its year, or the base year it is compared with (``weight`` real persons a simulated one).
    ``probability`` is that one further run meets the target (`probability_of_meeting`): with other luck, or of another
    set of numbers too, as ``probability_kind`` says.

    A target whose calendar year ends soon after the rules begin is scored a second time over the twelve months after
    their start, where the indicator has such a value; the line's id then ends in ``@`` and the months.
    """
    lines = []
    base = next(iter(reported_years(values)), "")
    of_all = values[values["group"] == "all"]
    counted = events_behind(of_all[of_all["indicator"].isin({counted_by(target.indicator) for target in targets})])
    for target in targets:
        chosen = of_all[of_all["indicator"] == target.indicator]
        found = _by_arm(chosen)
        for period in (str(target.year), *_windows(chosen, target.year)):
            for arm in ("baseline", "reform"):
                whole = target.area != EVERY
                areas = [target.area] if whole else sorted({area for _, area in found[arm]} - {"all", "counties"})
                for area, among in [*((area, [area]) for area in areas), *([] if whole else [(EVERY, areas)])]:
                    runs = _worst([_runs(found[arm], base, target, period, one) for one in among])
                    behind = fewest(counted, target.indicator, arm, _periods(target, period, base), among) / weight
                    lines.append(_line(target, period, (arm, area), runs, doubt, judged=behind >= ENOUGH))
    return pd.DataFrame(lines, columns=COLUMNS)


def _periods(target: Target, period: str, base_year: str) -> list[str]:
    """Those that a target looks at: its own, and the base year where it is compared with that."""
    return [period, base_year] if target.comparator in ("above_base_year", "below_base_year") else [period]


def _windows(chosen: pd.DataFrame, year: int) -> list[str]:
    """The twelve-month periods with values that begin in a year."""
    known = chosen.loc[chosen["value"].notna(), "year"].unique()
    return sorted(str(word) for word in known if ".." in str(word) and str(word).startswith(f"{year}-"))


def _by_arm(chosen: pd.DataFrame) -> dict[str, dict[tuple[str, str], Floats]]:
    """The values of one indicator by arm, then by year and area, an entry each replication (nan where there is none).

    Plain look-ups: a document with 22 targets asks several hundred times, and a data frame takes a millisecond each.
    """
    place = {replication: n for n, replication in enumerate(sorted(chosen["replication"].unique()))}
    found: dict[str, dict[tuple[str, str], Floats]] = {"baseline": {}, "reform": {}}
    columns = (chosen[name] for name in ("arm", "year", "area", "replication", "value"))
    for arm, year, area, replication, value in zip(*columns, strict=True):
        row = found[arm].setdefault((year, area), np.full(len(place), np.nan))
        row[place[replication]] = value
    return found


def _runs(found: Mapping[tuple[str, str], Floats], base_year: str, target: Target, period: str, area: str) -> Runs:
    nothing = np.empty(0)
    now = found.get((period, area), nothing)
    if target.comparator in ("above_base_year", "below_base_year"):
        reach = found.get((base_year, area), np.full(len(now), np.nan))[: len(now)]
    else:
        reach = np.full(len(now), target.value, dtype=float)
    return Runs(now, reach, _margin(target, now, reach))


def _worst(areas: Sequence[Runs]) -> Runs:
    """One area as it is; of several the worst margin of each replication, none where an area has none."""
    if len(areas) == 1:
        return areas[0]
    n = max((len(one.margin) for one in areas), default=0)
    if any(len(one.margin) != n for one in areas):
        margin = np.full(n, np.nan)
    else:
        margin = np.min([one.margin for one in areas], axis=0) if areas else np.empty(0)
    nothing = np.full(n, np.nan)
    return Runs(nothing, nothing, margin)


def _margin(target: Target, value: Floats, reach: Floats) -> Floats:
    """How far on the right side of the target a value lies; negative = missed. What prints as the number meets it."""
    if target.comparator == "above_base_year":
        return value - reach
    if target.comparator == "below_base_year":
        return reach - value
    near = half_digit(unit(target.indicator))
    if target.comparator == "at_least":
        return value - reach + near
    if target.comparator == "at_most":
        return reach - value + near
    return (target.tolerance or 0.0) - np.abs(value - reach) + near


def _line(
    target: Target, period: str, whose: tuple[str, str], runs: Runs, doubt: Doubt, *, judged: bool
) -> list[object]:
    arm, area = whose
    value, margin = (numbers[~np.isnan(numbers)] for numbers in (runs.value, runs.margin))
    reach = runs.reach[~np.isnan(runs.reach)]
    mean = float(value.mean()) if len(value) else np.nan
    spread = float(value.std(ddof=1)) if len(value) > 1 else np.nan
    half = float(half_width(pd.Series([spread]), pd.Series([len(value)]), doubt).iloc[0])
    strict = target.comparator in ("above_base_year", "below_base_year")
    # Every district must meet it: there the worst margin of each replication decides, not the means.
    of_means = _margin(target, np.array([mean]), np.array([reach.mean() if len(reach) else np.nan]))
    met = _met(margin if area == EVERY else of_means[~np.isnan(of_means)], strict)
    low, high = np.clip([mean - half, mean + half], *limits(target.indicator))
    chance = probability_of_meeting(margin, strict=strict)
    # What a document asks for stands there also of all districts together, and where nothing was found.
    asked = float(reach.mean()) if len(reach) else np.nan if target.value is None else target.value
    return [
        target.id if ".." not in period else f"{target.id}@{period}",
        "+".join(target.clauses), target.indicator, period, area, target.comparator,
        asked, arm, mean, low, high,
        met if judged else None, chance if judged else np.nan, doubt.value,
    ]  # fmt: skip


def _met(margin: Floats, strict: bool) -> bool | None:
    """Whether the mean margin is on the right side; None without a value. "Above" means above, not equal."""
    if not len(margin):
        return None
    return bool(margin.mean() > 0 if strict else margin.mean() >= 0)


def probability_of_meeting(margin: Floats, *, strict: bool = False) -> float:
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
