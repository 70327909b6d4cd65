"""Growth by month per day on which clinics open: the Spring Festival alone moves a month by a quarter."""

from __future__ import annotations

import pandas as pd

from sim.vocabulary.open_days import OpenDays

GROWTH, PER_OPEN_DAY = "cost_growth", "cost_growth_per_open_day"


def with_open_days(series: pd.DataFrame, open_days: OpenDays) -> pd.DataFrame:
    """The monthly values with the open days of their month, and rows of cost growth per open day.

    Parameters
    ----------
    series : as `timeseries` gives it; growth is on the same month of the year before.
    """
    months = series[["year", "month"]].drop_duplicates()
    pairs = [(int(year), int(month)) for year, month in months.itertuples(index=False)]
    days = {(year, month): open_days.open_in(year, month) for year, month in pairs}
    before = {(year, month): open_days.open_in(year - 1, month) for year, month in pairs}
    keys = pd.MultiIndex.from_frame(series[["year", "month"]])
    found = series.assign(open_days=[days[key] for key in keys])
    growth = found["indicator"] == GROWTH
    ratio = pd.Series([before[key] / max(1, days[key]) for key in keys], index=series.index)
    per_day = found.assign(indicator=PER_OPEN_DAY, value=(1.0 + found["value"]) * ratio - 1.0)[growth]
    return pd.concat([found, per_day], ignore_index=True)
