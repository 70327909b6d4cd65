"""Booked visits over planned ones, TCM hospitals apart, by hand."""

from __future__ import annotations

import pandas as pd

from sim.indicators import compute

from . import small

FACILITIES = pd.concat(
    [
        small.FACILITIES,
        pd.DataFrame(
            [("herbs", "city", "tertiary", "tcm", "third", "city", 50, 10.0)], columns=small.FACILITIES.columns
        ),
    ],
    ignore_index=True,
)
BOOKINGS: small.Rows = [
    {"facility": "peoples", "month": 1, "planned": 30, "booked": 15},
    {"facility": "peoples", "month": 2, "planned": 30, "booked": 6},
    {"facility": "herbs", "planned": 20, "booked": 5},
    {"facility": "hospital_a", "planned": 10, "booked": 10},
]


def computed(rows: dict[str, small.Rows]) -> pd.DataFrame:
    tables = small.frames({"visits": small.every_month(), **rows})
    return compute(tables, FACILITIES, small.DISTRICTS, 1.0)


def test_county_hospitals_are_left_out_and_tcm_hospitals_stand_apart() -> None:
    values = computed({"bookings": BOOKINGS})
    assert small.value(values, "booking_rate") == 26 / 80
    assert small.value(values, "booking_rate_general") == 21 / 60
    assert small.value(values, "booking_rate_tcm") == 5 / 20
    assert small.value(values, "booking_rate", "city") == 26 / 80


def test_there_is_no_rate_where_nobody_counts() -> None:
    values = computed({})
    assert not values["indicator"].str.startswith("booking_rate").any()
