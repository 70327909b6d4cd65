"""How the tables of a run are read: words of either kind, runs in any order, tables of money or none."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest

from sim.indicators import compute

from . import prefecture, small


def test_words_may_be_categories() -> None:
    """The model hands its tables on with words as categories, whose order is that of the vocabulary."""
    plain = small.frames(prefecture.ROWS)
    categories = {
        name: table.astype({column: "category" for column in table.columns if isinstance(table[column].iloc[0], str)})
        for name, table in plain.items()
    }
    found = compute(categories, small.FACILITIES, small.DISTRICTS, 1.0)
    assert set(found["indicator"]) > {"primary_visit_share", "contract_rate", "first_contact_rate", "oop_share"}
    pd.testing.assert_frame_equal(found, compute(plain, small.FACILITIES, small.DISTRICTS, 1.0))


def test_a_facility_without_a_district_lies_beyond_the_prefecture() -> None:
    """Whether its place in the table is left empty or has no value at all."""
    blank = small.FACILITIES.assign(district=small.FACILITIES["district"].replace("", None))
    assert blank["district"].isna().sum() == 1
    tables = small.frames(prefecture.ROWS)
    found, usual = (compute(tables, facilities, small.DISTRICTS, 1.0) for facilities in (blank, small.FACILITIES))
    pd.testing.assert_frame_equal(found, usual)


@pytest.mark.parametrize(("yes", "no"), [("yes", "no"), ("Yes", "No"), ("1", "0"), (1, 0), (True, False)])
def test_priority_groups_are_told_as_a_table_may_tell_them(yes: object, no: object) -> None:
    """Of 100 in a priority group 40 have a contract; the file of a run says yes and no."""
    persons = [
        small.resident("east", 40, key_group=yes, contract="effective"),
        small.resident("east", 60, key_group=yes),
        small.resident("east", 100, key_group=no, contract="effective"),
    ]
    values = compute(
        small.frames({"visits": small.every_month(), "persons": persons}), small.FACILITIES, small.DISTRICTS, 1.0
    )
    assert small.value(values, "contract_rate_priority") == 0.4


def test_every_table_that_names_facilities_tells_their_levels() -> None:
    """Beds, visits, bills and finance of the two levels of a region that has them; the city's hospital is the upper."""
    facilities = small.FACILITIES.assign(level=small.FACILITIES["tier"])
    facilities.loc[facilities["id"] == "peoples", "level"] = "upper"
    facilities.loc[facilities["id"].isin(["hospital_a", "hospital_b"]), "level"] = "lower"
    hospitals = ("peoples", 80, 60), ("hospital_a", 40, 10), ("hospital_b", 60, 20)
    beds: small.Rows = [
        {"facility": name, "open_bed_days": 100, "occupied_bed_days": days} for name, days, _ in hospitals
    ]
    cases = [small.case(name, "stay", 100) for name, _, _ in hospitals]
    visits = [small.visit("east", name, 500, after_discharge=after) for name, _, after in hospitals]
    finance = pd.DataFrame(
        [
            {"arm": "baseline", "replication": 0, "year": 2016, "month": 1, "facility": name, "due_fen": 100,
             "cost_fen": days, "charges_fen": 0, "settled_fen": 0, "compensation_fen": 0, "public_health_fen": 0}
            for name, days, _ in hospitals
        ]
    )  # fmt: skip
    tables = small.frames({"visits": [*small.every_month(), *visits], "beds": beds, "cases": cases})
    values = compute(tables | {"finance": finance}, facilities, small.DISTRICTS, 1.0)
    found = {
        name: [small.value(values, name, group=group) for group in ("upper", "lower")]
        for name in ("bed_occupancy", "visits_around_admission", "hospital_margin_share")
    }
    assert found == {
        "bed_occupancy": pytest.approx([0.8, 0.5]),
        "visits_around_admission": pytest.approx([0.6, 0.15]),
        "hospital_margin_share": pytest.approx([0.2, 0.5]),
    }
    assert small.value(values, "hospital_margin_share", "west", group="lower") == pytest.approx(0.4)


def test_where_nothing_happened_nobody_is_warned() -> None:
    """A share of no visits has no row; the division by nothing must not show up on the planner's screen."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        values = compute(small.frames({"visits": small.every_month()}), small.FACILITIES, small.DISTRICTS, 1.0)
    assert "contract_rate" not in set(values["indicator"])
