"""What is worked out of totals: residents' own visits and stays by level, and what was filled in stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sim.region.description import Region
from sim.scenario.read import read_scenario

from .conftest import Run
from .linshan import DISTRICTS, LIBRARY, Book

PEOPLE = sum(row["residents"] for row in DISTRICTS)


@pytest.fixture
def region(run: Run, tmp_path: Path) -> Any:
    """The region made of some more answers."""

    def made(**items: float) -> Region:
        book = Book().filled()
        for name, value in items.items():
            book.item(name).value = value
        book.save(tmp_path / "linshan.xlsx")
        run("init", "linshan", "--from", "linshan.xlsx")
        return read_scenario(tmp_path / "linshan.yaml", library=LIBRARY).region

    return made


def anchors(region: Region) -> dict[tuple[str, str], float]:
    """The statistics of the region by indicator and group."""
    return {(a.indicator, a.group): a.figure.value for a in region.anchors if a.area == "all"}


NOBODY_MOVES = {
    "inflow_visit_share": 0,
    "inflow_discharge_share": 0,
    "outside_visit_share": 0,
    "outside_discharge_share": 0,
}


def test_totals_over_residents_where_nobody_crosses_the_border(region: Any) -> None:
    known = anchors(region(**NOBODY_MOVES, visits_primary=2500000, visits_tertiary=1000000))
    assert known["visits_per_resident", "all"] == pytest.approx(4870000 / PEOPLE, rel=1e-5)
    assert known["admissions_per_100", "all"] == pytest.approx(158000 / PEOPLE * 100, rel=1e-5)
    assert known["visit_share_primary", "all"] == pytest.approx(2500 / 4870, abs=1e-5)
    assert known["visit_share_tertiary", "all"] == pytest.approx(1000 / 4870, abs=1e-5)
    assert known["visit_share_county", "all"] == pytest.approx(1370 / 4870, abs=1e-5)
    assert ("visit_share_outside", "all") not in known


def test_who_comes_and_who_goes(region: Any) -> None:
    """A tenth of tertiary stays are of others, a fifth of the residents' are elsewhere."""
    stays = {"discharges_primary": 20000, "discharges_tertiary": 60000}
    known = anchors(region(**{**NOBODY_MOVES, "inflow_discharge_share": 0.1, "outside_discharge_share": 0.2}, **stays))
    of_residents = (158000 - 6000) / 0.8
    assert known["admissions_per_100", "all"] == pytest.approx(of_residents / PEOPLE * 100, rel=1e-5)
    assert known["discharge_share_outside", "all"] == pytest.approx(0.2, abs=1e-5)
    assert known["discharge_share_tertiary", "all"] == pytest.approx(54000 / of_residents, abs=1e-5)


def test_beds_are_used_by_the_stays_they_have(region: Any) -> None:
    stays = {"discharges_primary": 20000, "discharges_tertiary": 60000, "alos_tertiary": 9.5}
    known = anchors(region(**NOBODY_MOVES, **stays))
    assert known["bed_occupancy", "tertiary"] == pytest.approx(60000 * 9.5 / 365 / 1700, rel=1e-5)
    assert known["alos", "tertiary"] == 9.5


def test_hospitals_share_the_rest_by_beds_where_nobody_says(region: Any) -> None:
    shares = anchors(region(**NOBODY_MOVES))
    # Beds of both levels are 1700 and 1730; a bed of a tertiary hospital has 1.4 times the visits.
    assert shares["visit_share_tertiary", "all"] / shares["visit_share_county", "all"] == pytest.approx(
        1.4 * 1700 / 1730, rel=1e-3
    )
    assert sum(shares[f"visit_share_{level}", "all"] for level in ("primary", "county", "tertiary")) == pytest.approx(1)


def test_what_care_costs_a_resident_is_the_sum(region: Any) -> None:
    known = anchors(region(**NOBODY_MOVES))
    total = 0.0
    for rate, share, cost, scale in (
        ("visits_per_resident", "visit_share", "cost_per_visit", 1),
        ("admissions_per_100", "discharge_share", "cost_per_discharge", 100),
    ):
        total += sum(
            known[rate, "all"] / scale * known[f"{share}_{level}", "all"] * known[cost, level]
            for level in ("primary", "county", "tertiary")
        )
    assert known["medical_cost_per_resident", "all"] == pytest.approx(total, rel=1e-4)


def test_clinics_of_villages_follow_what_the_city_counts(region: Any) -> None:
    few = region(visits_primary=2500000, visits_village=250000)
    many = region(visits_primary=2500000, visits_village=1000000)
    name = "usual_village_rural"
    assert many.people[name].value > 1.2 * few.people[name].value
    assert few.people[name].value == pytest.approx(0.74 * 0.1 / 0.42, abs=1e-3)


def test_a_long_number_lies_in_its_own_range(run: Run, tmp_path: Path) -> None:
    book = Book().filled()
    book.item("ceiling", sheet="insurance").value = 1234567
    book.cell("districts", "residents", 0).value = 1234567
    book.item("visits_total").value = 8000000
    book.cell("hospitals", "beds", 0).value = 3200
    book.item("discharges_total").value = 300000
    book.save(tmp_path / "linshan.xlsx")
    run("init", "linshan", "--from", "linshan.xlsx")
    region = read_scenario(tmp_path / "linshan.yaml", library=LIBRARY).region
    assert region.payers[0].benefit["ceiling"].value == region.districts[0].value("residents") == 1234567


@pytest.mark.parametrize(
    ("township", "community", "places", "share"),
    [(11, 1, 12, 1 / 12), (9, None, 10, 0.1), (None, 2, 6, 2 / 6), (None, 8, 8, 1.0), (None, None, 6, 0.1)],
)
def test_centres_of_a_county_where_one_kind_is_left_empty(
    run: Run, tmp_path: Path, township: int | None, community: int | None, places: int, share: float
) -> None:
    """Of 187,000 residents; usual are one centre for 30,000 and a tenth of community centres."""
    book = Book().filled()
    book.cell("primary", "district", 0).value = "甪直县"
    book.cell("primary", "township_centres", 0).value = township
    book.cell("primary", "community_centres", 0).value = community
    book.save(tmp_path / "linshan.xlsx")
    run("init", "linshan", "--from", "linshan.xlsx")
    district = read_scenario(tmp_path / "linshan.yaml", library=LIBRARY).region.districts[1]
    assert district.value("primary_places") == places
    assert district.value("community_share") == pytest.approx(share, abs=1e-5)
