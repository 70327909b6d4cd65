"""One year of the made-up prefecture with every indicator in it, round enough to be added up by hand."""

from __future__ import annotations

from functools import cache

import pandas as pd

from sim.indicators import compute

from . import small
from .small import case, person, resident, visit

MINUTE, DAY = 60 * 4, 24 * 60 * 60 * 4  # ticks of a quarter of a second


def _queued(home: str, facility: str, count: int, minutes: int, **more: object) -> dict[str, object]:
    return visit(home, facility, count, wait_ticks=count * minutes * MINUTE, **more)


# Of 275 visits in the prefecture 145 are primary, 50 at county hospitals, 80 at the tertiary one; 10 lie beyond.
VISITS = [
    *small.every_month(count=0),
    _queued("east", "town_a", 60, 4),
    _queued("east", "town_a", 5, 1000, kind="emergency"),
    visit("east", "village_a", 20),
    visit("east", "private_a", 10),
    _queued("east", "hospital_a", 30, 10, kind="specialist"),
    _queued("east", "peoples", 16, 30),
    _queued("east", "peoples", 4, 30, kind="specialist", referral="up"),
    _queued("west", "town_b", 50, 2),
    _queued("west", "hospital_a", 10, 10, after_discharge=5),
    visit("west", "beyond", 10),
    _queued("city", "peoples", 40, 30),
    visit("city", "clinic_private", 10),
    _queued("inflow", "peoples", 20, 500, kind="emergency"),
    visit("inflow", "peoples", 84, year=2017),
]


def _bill(*charges: int, paid: tuple[int, ...] = (0, 0, 0, 0, 0)) -> dict[str, object]:
    """Yuan for drugs, consumables, tests, services; by fund, critical illness, assistance, patient inside, outside."""
    charged = zip(("drugs_fen", "consumables_fen", "tests_fen", "services_fen"), charges, strict=True)
    payers = ("fund_fen", "critical_illness_fen", "assistance_fen", "self_paid_fen", "self_funded_fen")
    return {name: yuan * 100 for name, yuan in (*charged, *zip(payers, paid, strict=True))}


def _stays(
    facility: str, count: int, days: int, weight: int, bill: dict[str, object], **more: object
) -> dict[str, object]:
    head: dict[str, object] = {"kind": "stay", "bed_days": days, "weight_milli": weight, "true_weight_milli": weight}
    return case(facility, count=count, **(head | bill | more))  # type: ignore[arg-type]


# 55 stays in the prefecture: 20 at the tertiary hospital, 30 at county hospitals (10 of them private), 5 stepped down.
CASES = [
    _stays("peoples", 10, 80, 12_000, _bill(400, 100, 200, 300, paid=(500, 100, 50, 250, 100)), severity="moderate",
           true_weight_milli=11_000, per_case=8, split_stays=2, over_3x=1),
    _stays("hospital_a", 20, 100, 14_000, _bill(300, 50, 50, 200, paid=(400, 0, 0, 140, 60)), scheme="employee",
           severity="severe", per_case=6, kept_out=2, over_3x=1),
    _stays("clinic_private", 10, 40, 4_000, _bill(200, 0, 0, 0, paid=(100, 0, 0, 80, 20))),
    _stays("town_a", 5, 50, 1_000, _bill(0, 0, 0, 50, paid=(40, 0, 0, 10, 0)), kind="step_down", referral="down"),
    _stays("peoples", 5, 5, 2_500, _bill(0, 0, 0, 200, paid=(150, 0, 0, 50, 0)), kind="day_surgery",
           scheme="employee"),
    _stays("peoples", 5, 30, 5_000, _bill(0, 0, 0, 300, paid=(250, 0, 0, 50, 0)), scheme="none"),
    _stays("beyond", 5, 50, 10_000, _bill(0, 0, 0, 1000, paid=(300, 0, 0, 600, 100))),
    case("peoples", "general", 40, **_bill(40, 0, 0, 40, paid=(20, 0, 0, 60, 0))),
    case("peoples", "specialist", 20, referral="up", **_bill(0, 0, 120, 0, paid=(60, 0, 0, 60, 0))),
    case("hospital_a", "general", 60, **_bill(60, 0, 0, 0, paid=(30, 0, 0, 30, 0))),
    case("town_a", "general", 100, **_bill(50, 0, 0, 0)),
    _stays("hospital_a", 20, 100, 14_000, _bill(720, 0, 0, 0), year=2017),
    case("hospital_a", "general", 10, year=2017, **_bill(15, 0, 0, 0)),
    case("town_a", "step_down", 8, year=2017, referral="down"),
]  # fmt: skip
BEDS: small.Rows = [
    {"facility": "peoples", "open_bed_days": 3650, "occupied_bed_days": 3285, "bed_waits": 4,
     "bed_wait_ticks": 12 * DAY, "postponed": 10},
    {"facility": "hospital_a", "open_bed_days": 1825, "occupied_bed_days": 1460, "bed_waits": 2,
     "bed_wait_ticks": DAY, "severe_sent_on": 5},
    {"facility": "town_a", "open_bed_days": 365, "occupied_bed_days": 73, "bed_waits": 1, "bed_wait_ticks": 2 * DAY},
]  # fmt: skip


def _used(home: str, place: str, visits: int, stays: int, fund: int, pocket: int, **more: object) -> dict[str, object]:
    """Yuan by the fund and out of pocket."""
    paid: dict[str, object] = {"fund_fen": fund * 100, "out_of_pocket_fen": pocket * 100}
    return person(home, place, visits=visits, stays=stays, **(paid | more))


PEOPLE = [
    _used("east", "primary", 95, 5, 100, 50),
    _used("east", "home_county", 30, 15, 400, 200, age="age_65_plus"),
    _used("east", "tertiary", 20, 5, 300, 300, age="age_65_plus"),
    _used("west", "other_district", 10, 5, 50, 50),
    _used("west", "primary", 50, 0, 50, 50),
    _used("west", "outside", 10, 5, 100, 150),
    _used("city", "tertiary", 40, 10, 500, 200, scheme="employee"),
    _used("inflow", "tertiary", 20, 5, 9999, 9999, scheme="none"),
]
PERSONS = [
    resident("east", 120, chronic=10, urban="rural", with_stay=10, readmitted_15d=3, readmitted_30d=6),
    resident("east", 100, contract="signed", urban="rural", with_stay=6, readmitted_15d=1, readmitted_30d=2),
    resident("east", 50, contract="effective", key_group="1", age="age_65_plus", urban="rural", with_stay=4,
             readmitted_15d=1, readmitted_30d=2, managed=10, chronic=30),
    resident("east", 30, key_group="1", age="age_65_plus", urban="rural"),
    resident("west", 200, urban="rural", with_stay=8, readmitted_15d=2, readmitted_30d=4),
    resident("city", 400, scheme="employee", urban="urban", with_stay=8, readmitted_15d=2, readmitted_30d=4),
    resident("city", 100, contract="effective", key_group="1", urban="urban", managed=20, chronic=40),
]  # fmt: skip
NEEDS: small.Rows = [
    {"home": "east", "condition": "injury", "exempt": 20, "first_primary": 40, "first_county": 30,
     "first_tertiary": 20, "first_outside": 10},
    {"home": "west", "condition": "injury", "first_primary": 10, "first_county": 10},
]  # fmt: skip
ROWS = {"visits": VISITS, "cases": CASES, "beds": BEDS, "people": PEOPLE, "persons": PERSONS, "needs": NEEDS}


@cache
def values() -> pd.DataFrame:
    """Every indicator of it, in 2016, in 2017, and from November to October."""
    return compute(small.frames(ROWS), small.FACILITIES, small.DISTRICTS, 1.0, starts=[(2016, 1), (2016, 11)])
