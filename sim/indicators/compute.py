"""From count tables to one row per indicator, arm, replication, period, area and group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from sim.indicators.counts import INDEX, Counts
from sim.indicators.indicator import Indicator
from sim.indicators.period import Period, month_of, twelve_months_from, whole_years
from sim.indicators.register import register
from sim.indicators.tables import Tables, prepare

COLUMNS = ["indicator", "arm", "replication", "year", "area", "group", "numerator", "denominator", "value"]


def compute(
    tables: Mapping[str, pd.DataFrame],
    facilities: pd.DataFrame,
    districts: pd.DataFrame,
    weight: float,
    *,
    starts: Sequence[tuple[int, int]] = (),
    base_year: int | None = None,
) -> pd.DataFrame:
    """Every indicator for every complete calendar year and for twelve months after each start.

    Parameters
    ----------
    tables, facilities, districts, weight : as in `sim.indicators.tables.prepare`.
    starts : (year, month) of the first months of rules; a window that the run does not cover is left out.
    base_year : first reported year; months before it are run-in. Without it all complete years are reported.

    Returns
    -------
    Columns `COLUMNS`. ``numerator`` and ``denominator`` are in real persons and yuan; the growth rows of the
    first year are there, empty.
    """
    ready = prepare(tables, facilities, districts, weight)
    months = _months(ready, base_year)
    periods = whole_years(months, base_year)
    windows = [twelve_months_from(year, month) for year, month in sorted(set(starts)) if month != 1]
    periods += [window for window in windows if months.issuperset(window.stamps)]
    parts = []
    for period in periods:
        counts = Counts(ready, period, months)
        chosen = (i for i in register().values() if period.calendar_year is not None or not i.yearly)
        parts += [rows(indicator, counts) for indicator in chosen]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)


def timeseries(
    tables: Mapping[str, pd.DataFrame],
    facilities: pd.DataFrame,
    districts: pd.DataFrame,
    weight: float,
    *,
    indicators: Iterable[str],
    base_year: int | None = None,
) -> pd.DataFrame:
    """Monthly values, one row per run, month, indicator and area; growth is on the same month last year."""
    ready = prepare(tables, facilities, districts, weight)
    months = _months(ready, base_year)
    parts = []
    for stamp in sorted(months):
        counts = Counts(ready, month_of(stamp // 12, stamp % 12 + 1), months)
        for name in indicators:
            found = rows(register()[name], counts)
            parts.append(found[found["group"] == "all"].assign(year=stamp // 12, month=stamp % 12 + 1))
    columns = ["arm", "replication", "year", "month", "indicator", "area", "value"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def rows(indicator: Indicator, counts: Counts) -> pd.DataFrame:
    """The rows of one indicator for one period; a denominator of zero gives an empty value."""
    fraction = indicator.fraction(counts)
    if fraction is None:
        index: pd.Index = _grid(counts)
        numerator = denominator = value = pd.Series(float("nan"), index=index)
    else:
        numerator, below = fraction
        # Zero cells are absent from the tables: the denominator, or the grid of runs, says which exist.
        index = _grid(counts) if below is None else below.index
        numerator = numerator.reindex(index, fill_value=0.0).astype(float)
        denominator = pd.Series(float("nan"), index=index) if below is None else below.astype(float)
        quotient = indicator.scale * numerator / denominator.where(denominator != 0)
        value = numerator if below is None else quotient
    found = pd.DataFrame({"numerator": numerator, "denominator": denominator, "value": value}).reset_index()
    found["indicator"], found["year"] = indicator.id, counts.period.label
    found = found.sort_values(["arm", "replication", "area", "group"], kind="stable", ignore_index=True)
    return found[COLUMNS]


def _grid(counts: Counts) -> pd.MultiIndex:
    """Every run with every area."""
    areas = pd.DataFrame({"area": ["all", *counts.tables.districts], "group": "all"})
    return pd.MultiIndex.from_frame(counts.tables.runs.merge(areas, how="cross")[INDEX])


def _months(tables: Tables, base_year: int | None) -> frozenset[int]:
    """Months that have visits and belong to the reported years."""
    stamps: Iterable[int] = tables.frames["visits"]["stamp"].unique().tolist()
    return frozenset(stamp for stamp in stamps if base_year is None or stamp >= base_year * 12)


def reported_years(values: pd.DataFrame) -> list[str]:
    """The calendar years among the periods, in order."""
    return sorted(year for year in values["year"].unique() if len(year) == 4)


__all__ = ["COLUMNS", "Period", "compute", "reported_years", "rows", "timeseries"]
