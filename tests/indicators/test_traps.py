"""The traps that change an answer, numbered as in the list of definitions, with numbers added up by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from sim.indicators import compute

from . import small


def computed(rows: dict[str, small.Rows], **options: object) -> pd.DataFrame:
    tables = small.frames({"visits": small.every_month(), **rows} if "visits" not in rows else rows)
    return compute(tables, small.FACILITIES, small.DISTRICTS, 1.0, **options)  # type: ignore[arg-type]


def test_1_discharges_are_not_persons() -> None:
    values = computed(
        {
            "people": [small.person("east", "home_county", stays=30)],
            "persons": [small.resident("east", 300, with_stay=20)],
        }
    )
    assert small.value(values, "discharges_per_person", "east") == 1.5
    assert small.value(values, "admissions_per_100", "east") == 10.0


def test_2_place_of_care_and_residents_are_kept_apart() -> None:
    """A county resident in a city hospital counts for the city by place, against the county by home."""
    visits = [
        *small.every_month(count=0),
        small.visit("east", "town_a", 60),
        small.visit("east", "peoples", 20),
        small.visit("west", "hospital_a", 20),
    ]
    values = computed({"visits": visits})
    # By place of care the county east has 80 visits, 60 of them primary.
    assert small.value(values, "primary_visit_share", "east") == 0.75
    assert small.value(values, "primary_visit_share", "city") == 0.0
    # By home its residents made 80 visits, 60 of them in the county; the visitor from west is none of them.
    assert small.value(values, "county_visit_rate", "east") == 0.75
    assert small.value(values, "county_visit_rate", "west") == 0.0


def test_2_urban_districts_stay_out_of_retention() -> None:
    visits = [*small.every_month(), small.visit("city", "peoples", 1000), small.visit("east", "town_a", 9),
              small.visit("east", "beyond", 1), small.visit("west", "town_b", 10)]  # fmt: skip
    values = computed({"visits": visits})
    assert small.value(values, "county_visit_rate", "counties") == 0.95
    assert small.value(values, "county_visit_rate", "all") == 0.95
    assert small.value(values, "outflow", "counties") == pytest.approx(0.05)
    assert "city" not in set(values[values["indicator"] == "county_visit_rate"]["area"])


def test_2_retention_by_visits_and_by_admissions_are_two_numbers() -> None:
    values = computed(
        {
            "visits": [
                *small.every_month(),
                small.visit("east", "town_a", 90),
                small.visit("east", "peoples", 10),
            ],
            "people": [
                small.person("east", "primary", visits=90, stays=2),
                small.person("east", "home_county", stays=4),
                small.person("east", "tertiary", visits=10, stays=4),
            ],
        }
    )
    assert small.value(values, "county_visit_rate", "east") == 0.9
    assert small.value(values, "county_inpatient_share", "east") == 0.6


def test_3_village_and_private_clinics_move_the_primary_share() -> None:
    visits = [*small.every_month(count=0), small.visit("east", "town_a", 20),
              small.visit("east", "village_a", 40),
              small.visit("east", "private_a", 10), small.visit("east", "hospital_a", 30)]  # fmt: skip
    values = computed({"visits": visits})
    assert small.value(values, "primary_visit_share", "east") == 0.7
    assert small.value(values, "primary_visit_share_no_village", "east") == 0.5  # (20 + 10) / (100 - 40)
    assert small.value(values, "primary_visit_share_listed", "east") == 0.4  # 20 / (100 - 50)


def test_4_drug_share_and_consumables_have_different_denominators() -> None:
    bill = {"drugs_fen": 4000, "consumables_fen": 1200, "tests_fen": 2000, "services_fen": 2800}
    values = computed({"cases": [small.case("peoples", "stay", 1, **bill)]})
    assert small.value(values, "drug_share") == 0.4
    assert small.value(values, "consumables_per_100") == 20.0  # 12 / (100 - 40) yuan, not 12 / 100
    assert small.value(values, "service_revenue_share") == 0.28


def test_5_occupancy_and_stay_on_the_national_tcm_extract_of_2021() -> None:
    """All TCM hospitals 2021: occupancy 74.55 %, length of stay 9.20 days, turnover 28.40."""
    extract = {"open_bed_days": 2_575_612_968, "occupied_bed_days": 1_920_237_366}
    stays = small.case("peoples", "stay", 200_500_000, bed_days=1_852_770_685)
    tables = {"beds": [{"facility": "peoples"} | extract], "cases": [stays]}
    values = computed(tables)
    assert small.value(values, "bed_occupancy") == pytest.approx(0.74555, abs=5e-6)
    assert small.value(values, "bed_occupancy") * 365 == pytest.approx(272.12, abs=0.01)
    # Published with one decimal, the stay leaves discharges between 200.3 and 200.8 million.
    assert small.value(values, "alos") == pytest.approx(9.2, abs=0.05)
    assert small.value(values, "bed_turnover") == pytest.approx(28.40, abs=0.05)


def test_6_growth_is_empty_in_the_base_year_and_on_last_year_after() -> None:
    stays = [
        small.case("hospital_a", "stay", 10, services_fen=100_000),
        small.case("hospital_a", "stay", 12, services_fen=132_000, year=2017),
        small.case("clinic_private", "stay", 10, services_fen=999_000, year=2017),
        small.case("beyond", "stay", 10, services_fen=999_000, year=2017),
    ]
    values = computed({"cases": stays})
    assert math.isnan(small.value(values, "cost_growth"))
    assert small.value(values, "cost_growth", year="2017") == pytest.approx(0.32)  # public hospitals here only
    assert small.value(values, "cost_growth", "east", year="2017") == pytest.approx(0.32)
    # 12 stays at last year's 100 yuan: 20 points are volume, the other 12 the dearer stay.
    assert small.value(values, "cost_growth_volume", year="2017") == pytest.approx(0.20)
    assert small.value(values, "cost_growth_unit", year="2017") == pytest.approx(0.12)


def test_6_cost_growth_counts_patients_from_elsewhere() -> None:
    stays = [small.case("peoples", "stay", 1, services_fen=1000),
             small.case("peoples", "stay", 1, services_fen=1000, year=2017),
             small.case("peoples", "stay", 1, services_fen=500, year=2017, scheme="none")]  # fmt: skip
    assert small.value(computed({"cases": stays}), "cost_growth", year="2017") == pytest.approx(0.5)


def test_6_a_shift_to_dearer_hospitals_is_volume_not_unit_cost() -> None:
    """Ten stays move from 100 to 300 yuan; nobody's price changed."""
    stays = [
        small.case("hospital_a", "stay", 20, services_fen=200_000),
        small.case("peoples", "stay", 10, services_fen=300_000),
        small.case("hospital_a", "stay", 10, services_fen=100_000, year=2017),
        small.case("peoples", "stay", 20, services_fen=600_000, year=2017),
    ]
    values = computed({"cases": stays})
    assert small.value(values, "cost_growth", year="2017") == pytest.approx(0.4)
    assert small.value(values, "cost_growth_volume", year="2017") == pytest.approx(0.4)
    assert small.value(values, "cost_growth_unit", year="2017") == pytest.approx(0.0)


def test_6_a_kind_of_care_that_is_new_is_all_volume() -> None:
    """Beside ten stays of 100 yuan as last year five day cases of 60."""
    stays = [
        small.case("hospital_a", "stay", 10, services_fen=100_000),
        small.case("hospital_a", "stay", 10, services_fen=100_000, year=2017),
        small.case("hospital_a", "day_surgery", 5, services_fen=30_000, year=2017),
    ]
    values = computed({"cases": stays})
    assert small.value(values, "cost_growth", year="2017") == pytest.approx(0.3)
    assert small.value(values, "cost_growth_volume", year="2017") == pytest.approx(0.3)
    assert small.value(values, "cost_growth_unit", year="2017") == pytest.approx(0.0)


def test_6_a_single_case_of_a_kind_has_its_price() -> None:
    """One stay of 100 yuan, and next year one of 150: not more of them, but dearer."""
    stays = [
        small.case("hospital_a", "stay", 1, services_fen=10_000),
        small.case("hospital_a", "stay", 1, services_fen=15_000, year=2017),
    ]
    values = computed({"cases": stays})
    assert small.value(values, "cost_growth_volume", year="2017") == pytest.approx(0.0)
    assert small.value(values, "cost_growth_unit", year="2017") == pytest.approx(0.5)


def test_7_priority_coverage_is_of_priority_residents() -> None:
    persons = [
        small.resident("east", 60, key_group="1", contract="effective"),
        small.resident("east", 40, key_group="1"),
        small.resident("east", 40, contract="signed"),
        small.resident("east", 160),
    ]
    values = computed({"persons": persons})
    assert small.value(values, "contract_rate_priority", "east") == 0.6  # not 60 of 100 contracted
    assert small.value(values, "contract_rate", "east") == pytest.approx(1 / 3)
    assert small.value(values, "contract_fulfilment", "east") == 0.6


def test_8_the_prefecture_is_a_ratio_of_sums() -> None:
    visits = [*small.every_month(count=0), small.visit("east", "town_a", 90),
              small.visit("east", "hospital_a", 10),
              small.visit("west", "town_b", 1), small.visit("west", "hospital_b", 9)]  # fmt: skip
    values = computed({"visits": visits})
    assert small.value(values, "primary_visit_share", "east") == 0.9
    assert small.value(values, "primary_visit_share", "west") == 0.1
    assert small.value(values, "primary_visit_share") == pytest.approx(91 / 110)  # not 0.5


def test_9_fund_shares_by_place() -> None:
    people = [
        small.person("east", "primary", fund_fen=100),
        small.person("east", "home_county", fund_fen=300),
        small.person("east", "tertiary", fund_fen=600),
        small.person("city", "tertiary", fund_fen=9999),
    ]
    values = computed({"people": people})
    assert small.value(values, "fund_in_county_share", "east") == 0.4
    assert small.value(values, "fund_primary_share", "east") == 0.25


def test_10_run_in_is_never_reported() -> None:
    run_in = [row | {"year": 2015} for row in small.every_month((2015,))]
    visits = [*run_in, *small.every_month(), small.visit("east", "town_a", 50, year=2015)]
    values = computed({"visits": visits}, base_year=2016)
    assert set(values["year"]) == {"2016", "2017"}
    assert small.value(values, "primary_visit_share") == 0.0
    # Growth of the base year stays empty although the run-in lies before it.
    assert math.isnan(small.value(values, "tertiary_general_visit_growth"))


def test_10_a_year_with_missing_months_is_no_year() -> None:
    visits = [*small.every_month(), small.visit("east", "town_a", 5, year=2018, month=1)]
    assert set(computed({"visits": visits})["year"]) == {"2016", "2017"}


def test_11_discharges_per_person_is_not_its_inverse() -> None:
    values = computed(
        {
            "people": [small.person("east", "primary", stays=5)],
            "persons": [small.resident("east", 9, with_stay=4)],
        }
    )
    assert small.value(values, "discharges_per_person", "east") == 1.25


def test_a_window_of_twelve_months_and_its_growth() -> None:
    visits = small.every_month((2016, 2017, 2018), kind="general")
    more = [
        small.visit("inflow", "peoples", 6, year=2018, month=10),
        small.visit("inflow", "peoples", 2, year=2018, month=11),
    ]
    values = computed({"visits": [*visits, *more]}, starts=[(2017, 11), (2018, 11)])
    window = "2017-11..2018-10"
    assert set(values["year"]) == {"2016", "2017", "2018", window}
    assert small.value(values, "tertiary_general_visit_growth", year=window) == 0.5  # 18 / 12 - 1
    assert "contract_rate" not in set(values[values["year"] == window]["indicator"])


def test_residents_of_a_window_are_those_of_the_year_it_begins_in() -> None:
    """600 visits from November to October by the 300 residents of 2016, though there are 400 in 2017."""
    people = [small.person("east", "primary", visits=600, year=2017), small.person("east", "primary", visits=90)]
    persons = [small.resident("east", 300), small.resident("east", 400, year=2017)]
    values = computed({"people": people, "persons": persons}, starts=[(2016, 11)])
    shown = [small.value(values, "visits_per_resident", year=year) for year in ("2016", "2017", "2016-11..2017-10")]
    assert shown == pytest.approx([0.3, 1.5, 2.0])


def test_hospitals_of_the_province_can_be_left_out_of_the_primary_share() -> None:
    """Of 100 visits 40 are primary, 10 of them at village clinics; 20 are at a hospital that the province runs."""
    places = small.FACILITIES.copy()
    places.loc[places["id"] == "peoples", "owner"] = "province"
    visits = [
        *small.every_month(count=0),
        small.visit("east", "town_a", 30),
        small.visit("east", "village_a", 10),
        small.visit("east", "hospital_a", 40),
        small.visit("east", "peoples", 20),
    ]
    values = compute(small.frames({"visits": visits}), places, small.DISTRICTS, 1.0)
    assert small.value(values, "primary_visit_share") == 0.4
    assert small.value(values, "primary_visit_share_no_province") == 0.5
    assert small.value(values, "primary_visit_share_no_village_no_province") == pytest.approx(30 / 70)
