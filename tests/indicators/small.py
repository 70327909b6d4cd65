"""A made-up prefecture small enough to add up by hand: one urban district, two counties, two years.

Every count is spelt out in `tables`; tests take it, change a row and know the answer.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.vocabulary.tables import ALL, SOME

FACILITIES = pd.DataFrame(
    [
        ("town_a", "east", "primary", "township_centre", "first", "county", 20, 4.0),
        ("village_a", "east", "primary", "village_clinics", "first", "county", 0, 3.0),
        ("private_a", "east", "primary", "private_clinics", "first", "private", 0, 1.0),
        ("town_b", "west", "primary", "township_centre", "first", "county", 10, 2.0),
        ("hospital_a", "east", "county", "general", "second", "county", 100, 20.0),
        ("hospital_b", "west", "county", "general", "second", "county", 50, 10.0),
        ("clinic_private", "city", "county", "general", "second", "private", 30, 5.0),
        ("peoples", "city", "tertiary", "general", "third", "city", 200, 50.0),
        ("beyond", "", "outside", "beyond", "outside", "province", 0, 0.0),
    ],
    columns=["id", "district", "tier", "kind", "grade", "owner", "beds", "doctors"],
)
DISTRICTS = pd.DataFrame(
    [("city", "urban", 500), ("east", "county", 300), ("west", "county", 200)],
    columns=["id", "kind", "residents"],
)
YEARS = (2016, 2017)
Rows = list[dict[str, object]]


def frames(rows: Mapping[str, Rows]) -> dict[str, pd.DataFrame]:
    """Tables from rows by table name; keys left out get a harmless word, counts left out 0."""
    found = {}
    for shape in (*ALL, *(one for one in SOME if one.name in rows)):
        monthly = shape.name != "persons"
        plain: dict[str, object] = {"arm": "baseline", "replication": 0, "year": 2016}
        if monthly:
            plain["month"] = 1
        plain |= dict.fromkeys(shape.keys, "none") | dict.fromkeys(shape.counts, 0)
        lines = [plain | row for row in rows.get(shape.name, [])]
        found[shape.name] = pd.DataFrame(lines, columns=list(plain))
    return found


def every_month(years: tuple[int, ...] = YEARS, **also: object) -> Rows:
    """One visit a month at the city hospital by a patient from elsewhere, so that the years are complete."""
    return [
        {
            "year": year,
            "month": month,
            "home": "inflow",
            "facility": "peoples",
            "kind": "emergency",
            "count": 1,
        }
        | also
        for year in years
        for month in range(1, 13)
    ]


def visit(home: str, facility: str, count: int, **more: object) -> dict[str, object]:
    """A row of the visits table."""
    return {"home": home, "facility": facility, "kind": "general", "referral": "none", "count": count} | more


def case(facility: str, kind: str, count: int, **more: object) -> dict[str, object]:
    """A row of the case table."""
    plain = {"scheme": "resident", "condition": "injury", "severity": "mild", "referral": "none"}
    return plain | {"facility": facility, "kind": kind, "count": count} | more


def person(home: str, place: str, **more: object) -> dict[str, object]:
    """A row of the people table."""
    return {"home": home, "place": place, "age": "age_18_44", "scheme": "resident", "contract": "none"} | more


def resident(home: str, residents: int, **more: object) -> dict[str, object]:
    """A row of the persons table."""
    return {
        "home": home,
        "age": "age_18_44",
        "scheme": "resident",
        "contract": "none",
        "key_group": "0",
        "residents": residents,
    } | more


def value(values: pd.DataFrame, indicator: str, area: str = "all", **where: object) -> float:
    """The one value at an address; baseline, replication 0, 2016, group all unless said otherwise."""
    address = {"arm": "baseline", "replication": 0, "year": "2016", "group": "all"} | where
    rows = values[(values["indicator"] == indicator) & (values["area"] == area)]
    for column, word in address.items():
        rows = rows[rows[column] == word]
    assert len(rows) == 1, f"{indicator} {area} {address}: {len(rows)} rows"
    return float(rows["value"].iloc[0])
