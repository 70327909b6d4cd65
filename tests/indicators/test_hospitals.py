"""Every hospital year by year, as sums of real persons, days, minutes and yuan."""

from __future__ import annotations

import pandas as pd
import pytest

from sim.indicators import hospital_years
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_MINUTE

from . import small

BEDS: small.Rows = [
    {"facility": "peoples", "open_bed_days": 3000, "occupied_bed_days": 150, "bed_waits": 4,
     "bed_wait_ticks": 10 * TICKS_PER_DAY, "sent_on": 1},
    {"facility": "town_a", "open_bed_days": 300, "occupied_bed_days": 9},
]  # fmt: skip


def found(rows: dict[str, small.Rows], weight: float = 1.0, base_year: int = 2016) -> pd.DataFrame:
    frames = small.frames({"beds": BEDS, **rows})
    return hospital_years(frames, small.FACILITIES, weight, base_year).set_index("facility")


def test_people_are_scaled_and_open_beds_are_not() -> None:
    """A sample of a twentieth: 150 bed-days taken are 3,000, the whole hospital's beds are what they are."""
    rows = {
        "visits": [
            small.visit("east", "peoples", 3) | {"wait_ticks": 3 * 10 * TICKS_PER_MINUTE},
            small.visit("inflow", "peoples", 1) | {"wait_ticks": 6 * TICKS_PER_MINUTE},
            small.visit("east", "peoples", 2) | {"kind": "emergency"},
        ],
        "cases": [
            small.case("peoples", "stay", 2) | {"bed_days": 18, "drugs_fen": 500, "services_fen": 1500},
            small.case("peoples", "general", 4) | {"tests_fen": 700},
        ],
    }
    row = found(rows, 20.0).loc["peoples"]
    told = {
        "open_bed_days": 3000, "occupied_bed_days": 3000, "bed_waits": 80, "bed_wait_days": 200, "sent_on": 20,
        "visits": 120, "visits_from_beyond": 20, "queued_visits": 80, "wait_minutes": 720,
        "stays": 40, "stay_days": 360, "stay_yuan": 400, "visit_yuan": 140,
    }  # fmt: skip
    assert {name: float(row[name]) for name in told} == pytest.approx(told)


def test_only_hospitals_of_the_prefecture_and_reported_years_have_a_row() -> None:
    rows: dict[str, small.Rows] = {
        "visits": [small.visit("east", "peoples", 1), small.visit("east", "beyond", 1)],
        "cases": [small.case("peoples", "stay", 1)],
    }
    assert list(found(rows).index) == ["peoples"], "neither the township centre nor care beyond"
    assert found(rows, base_year=2031).empty
