"""Monthly growth of cost per day on which clinics open."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from sim.indicators.open_day import GROWTH, PER_OPEN_DAY, with_open_days
from sim.vocabulary.open_days import Holiday, OpenDays
from sim.vocabulary.phrase import one

# The festival is in February of one year and in January of the next: 21 - 5 + 2 and 23 - 5 open days, else 22 and 20.
FEBRUARY = Holiday(date(2016, 2, 8), date(2016, 2, 12), (date(2016, 2, 6), date(2016, 2, 14)), one("a"), True, "b")
JANUARY = Holiday(date(2017, 1, 23), date(2017, 1, 27), (), one("a"), True, "b")
CALENDAR = OpenDays((FEBRUARY, JANUARY))


def series(*rows: tuple[int, int, str, float]) -> pd.DataFrame:
    """Monthly values of one arm."""
    found = pd.DataFrame(rows, columns=["year", "month", "indicator", "value"])
    return found.assign(arm="baseline", replication=0, area="all")


def test_open_days_of_a_month() -> None:
    assert CALENDAR.open_in(2016, 2) == 21 - 5 + 2
    assert CALENDAR.open_in(2017, 2) == 20
    assert CALENDAR.open_in(2016, 1) == 21
    assert CALENDAR.open_in(2017, 1) == 22 - 5


def test_growth_is_of_what_a_day_brings() -> None:
    """Ten per cent more money in a fifth fewer days is much more a day, and the other way round a month later."""
    found = with_open_days(series((2017, 1, GROWTH, 0.1), (2017, 2, GROWTH, 0.1), (2017, 1, "alos", 8.0)), CALENDAR)
    per_day = found[found["indicator"] == PER_OPEN_DAY].set_index("month")["value"]
    assert per_day[1] == pytest.approx(1.1 * 21 / 17 - 1)
    assert per_day[2] == pytest.approx(1.1 * 18 / 20 - 1)
    assert found[found["indicator"] == GROWTH]["value"].tolist() == [0.1, 0.1], "beside the plain one"
    assert len(found) == 5
    assert found["open_days"].tolist() == [17, 20, 17, 17, 20]


def test_without_growth_there_is_none_a_day() -> None:
    found = with_open_days(series((2016, 1, GROWTH, float("nan")), (2016, 1, "alos", 8.0)), CALENDAR)
    assert found[found["indicator"] == PER_OPEN_DAY]["value"].isna().all()
    assert list(with_open_days(series((2016, 1, "alos", 8.0)), CALENDAR)["indicator"]) == ["alos"]
