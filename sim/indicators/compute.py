"""From count tables to one row per indicator, arm, replication, period, area and group."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
import pandas as pd

from sim.indicators.counts import COUNTIES, PeriodCounts
from sim.indicators.indicator import Indicator, divided
from sim.indicators.period import month_of, twelve_months_from, whole_years
from sim.indicators.register import register
from sim.indicators.tables import SummedTables, Tables, prepare
from sim.policy.rule import Rule
from sim.region.description import Alliance
from sim.vocabulary.measures import month_at, stamp

COLUMNS = ["indicator", "arm", "replication", "year", "area", "group", "numerator", "denominator", "value"]


def compute(
    tables: Tables | Sequence[Tables],
    facilities: pd.DataFrame,
    districts: pd.DataFrame,
    weight: float,
    *,
    starts: Sequence[tuple[int, int]] = (),
    base_year: int | None = None,
    rules: Sequence[Rule] | None = None,
    earlier: Sequence[Rule] = (),
    alliances: Sequence[Alliance] = (),
    only: Collection[str] | None = None,
) -> pd.DataFrame:
    """Every indicator for every complete calendar year and for twelve months after each start.

    Parameters
    ----------
    tables, facilities, districts, weight : as in `sim.indicators.tables.prepare`.
    starts : (year, month) of the first months of rules; a window that the run does not cover is left out.
    base_year : first reported year; months before it are run-in. Without it all complete years are reported.
    rules : rules of the reform arm; without them the indicators about levers have no rows.
    earlier, alliances : measures in force before the base year, and alliances of the region: both arms have them.
    only : ids to compute; all if not given.

    Returns
    -------
    Columns `COLUMNS`. ``numerator`` and ``denominator`` are in real persons and yuan; the growth rows of the
    first year are there, empty.
    """
    ready = prepare(tables, facilities, districts, weight, rules, alliances, earlier)
    months = _reported(ready, base_year)
    periods = whole_years(months)
    windows = [twelve_months_from(year, month) for year, month in sorted(set(starts)) if month != 1]
    periods += [window for window in windows if months.issuperset(window.stamps)]
    parts = []
    for period in periods:
        counts = PeriodCounts(ready, period, months)
        wanted = (i for i in register().values() if only is None or i.id in only)
        chosen = (i for i in wanted if period.calendar_year is not None or not i.yearly)
        parts += [rows(indicator, counts) for indicator in chosen]
    return _frame(parts)[COLUMNS]


def timeseries(
    tables: Tables | Sequence[Tables],
    facilities: pd.DataFrame,
    districts: pd.DataFrame,
    weight: float,
    *,
    indicators: Iterable[str],
    base_year: int | None = None,
) -> pd.DataFrame:
    """Monthly values, one row per run, month, indicator and area; growth is on the same month last year."""
    ready = prepare(tables, facilities, districts, weight)
    months = _reported(ready, base_year)
    chosen = [register()[name] for name in indicators]
    parts = []
    for number in sorted(months):
        counts = PeriodCounts(ready, month_of(*month_at(number)), months)
        parts += [rows(indicator, counts) for indicator in chosen]
    found = _frame(parts)
    found = found[found["group"] == "all"]
    stamps = found["year"].astype(str).str.split("-", expand=True).reindex(columns=[0, 1])
    found = found.assign(year=stamps[0].astype("int64"), month=stamps[1].astype("int64"))
    return found[["arm", "replication", "year", "month", "indicator", "area", "value"]].reset_index(drop=True)


def rows(indicator: Indicator, counts: PeriodCounts) -> dict[str, list[object]]:
    """The rows of one indicator for one period, as columns.

    Cells without a denominator have no row; growth without a last year has rows with empty values.
    """
    fraction = indicator.fraction(counts)
    tables = counts.tables
    areas = ("all", "counties", *tables.districts)
    if fraction is None:
        numerator = denominator = value = counts.empty()
        there = np.zeros(numerator.shape, dtype=bool)
        there[:, :, 0] = True
        there[:, COUNTIES] = False
    else:
        numerator, below = fraction
        denominator = counts.empty() if below is None else below
        value = numerator if below is None else indicator.scale * divided(numerator, below)
        there = ~np.isnan(numerator) if below is None else ~np.isnan(below) & (below != 0)
    run, area, group = (index.tolist() for index in np.nonzero(there))
    return {
        "indicator": [indicator.id] * len(run),
        "arm": [tables.runs[n][0] for n in run],
        "replication": [tables.runs[n][1] for n in run],
        "year": [counts.period.label] * len(run),
        "area": [areas[n] for n in area],
        "group": [counts.groups[n] for n in group],
        "numerator": numerator[there].tolist(),
        "denominator": denominator[there].tolist(),
        "value": value[there].tolist(),
    }


def _frame(parts: list[dict[str, list[object]]]) -> pd.DataFrame:
    """One table of all rows; the three numbers stay numbers when there is no row."""
    joined = {column: [item for part in parts for item in part[column]] for column in COLUMNS}
    return pd.DataFrame(joined).astype({"numerator": float, "denominator": float, "value": float})


def _reported(tables: SummedTables, base_year: int | None) -> frozenset[int]:
    """Months that belong to the reported years."""
    return frozenset(n for n in tables.months if base_year is None or n >= stamp(base_year, 1))


def reported_years(values: pd.DataFrame) -> list[str]:
    """The calendar years among the periods, in order."""
    return sorted(year for year in values["year"].unique() if len(year) == 4)
