"""Counts in, values out: scaling, referral, waits, places, groups, and the register itself."""

from __future__ import annotations

import math
import re

import pandas as pd
import pytest

from sim.indicators import HEADLINE, NOT_COMPUTED, compute, register, timeseries
from sim.vocabulary.indicator_ids import INDICATOR_IDS
from sim.vocabulary.labels import labels

from . import prefecture, small


def computed(rows: dict[str, small.Rows], weight: float = 1.0) -> pd.DataFrame:
    return compute(small.frames({"visits": small.every_month(), **rows}), small.FACILITIES, small.DISTRICTS, weight)


def test_every_indicator_is_computed_or_said_not_to_be() -> None:
    assert set(register()) | set(NOT_COMPUTED) == set(INDICATOR_IDS)
    assert not set(register()) & set(NOT_COMPUTED)
    assert tuple(register())[: len(HEADLINE)] == HEADLINE


def test_why_one_is_not_computed_is_said_in_both_languages() -> None:
    """As part of a line, after its name: no capital, no full stop."""
    for reason in NOT_COMPUTED.values():
        assert re.fullmatch("[a-z][a-z ,;-]+[a-z]", reason.en)
        assert re.fullmatch("[\u4e00-\u9fff，]+", reason.zh)


def test_every_indicator_has_its_words() -> None:
    for name in INDICATOR_IDS:
        assert labels()[name].zh
        assert labels()[name].en
        assert labels()[name].unit, name


def test_absolute_numbers_are_of_real_persons_and_ratios_do_not_change() -> None:
    rows = {
        "visits": [
            *small.every_month(count=0),
            small.visit("east", "town_a", 3),
            small.visit("east", "peoples", 1),
        ],
        "beds": [{"facility": "peoples", "open_bed_days": 6200, "occupied_bed_days": 310}],
        "cases": [small.case("town_a", "step_down", 2, referral="down")],
    }
    one, twenty = computed(rows), computed(rows, weight=20.0)
    assert small.value(one, "primary_visit_share") == small.value(twenty, "primary_visit_share") == 0.75
    assert small.value(one, "down_referrals") == 2.0
    assert small.value(twenty, "down_referrals") == 40.0
    # Beds are those of the whole hospital; the people in them are a sample.
    assert small.value(twenty, "bed_occupancy", group="tertiary") == 1.0
    # 4 visits of 20 persons a year over 95 doctors on 251 days.
    assert small.value(twenty, "doctor_load") == pytest.approx(80 / (95 * 251))


def test_a_hand_over_is_counted_once() -> None:
    """The stay after a referred visit carries the referral too."""
    cases = [
        small.case("peoples", "specialist", 10, referral="up"),
        small.case("peoples", "stay", 6, referral="up"),
        small.case("town_a", "step_down", 2, referral="down"),
    ]
    values = computed({"cases": cases})
    assert small.value(values, "up_referrals") == 10.0
    assert small.value(values, "down_referrals", "east") == 2.0
    assert small.value(values, "down_referrals", "west") == 0.0
    assert small.value(values, "alos", group="primary") == 0.0  # a step-down stay is a discharge of the lower tier


def test_growth_of_nothing_is_empty_not_infinite() -> None:
    values = computed({"cases": [small.case("town_a", "step_down", 2, referral="down", year=2017)]})
    grown = values[(values["indicator"] == "down_referral_growth") & (values["year"] == "2017")]
    assert grown.empty
    assert math.isnan(small.value(values, "down_referral_growth"))


def test_first_contact_leaves_out_emergencies_and_exempt_conditions() -> None:
    needs = [
        {"home": "east", "condition": "injury", "onsets": 110, "no_care": 10, "exempt": 20,
         "first_primary": 40, "first_county": 60},
        {"home": "east", "condition": "mental", "onsets": 30, "exempt": 30,
         "first_primary": 25, "first_county": 5},
    ]  # fmt: skip
    assert small.value(computed({"needs": needs}), "first_contact_rate", "east") == 0.5  # 40 / (100 - 20)


def test_a_single_need_counts() -> None:
    needs = [
        {"home": "east", "condition": "injury", "onsets": 1, "first_primary": 1},
        {"home": "east", "condition": "mental", "onsets": 1, "first_county": 1},
    ]
    assert small.value(computed({"needs": needs}), "first_contact_rate", "east") == 0.5


def test_waits_leave_out_emergencies_and_clinics_without_a_queue() -> None:
    minute = 240
    visits = [
        *small.every_month(),
        small.visit("east", "town_a", 10, wait_ticks=120 * minute),
        small.visit("east", "village_a", 90),
        small.visit("east", "peoples", 5, wait_ticks=200 * minute),
        small.visit("east", "peoples", 95, kind="emergency"),
    ]
    values = computed({"visits": visits})
    assert small.value(values, "wait_minutes_primary") == 12.0
    assert small.value(values, "wait_minutes_tertiary") == 40.0


def test_referral_share_of_visits_out_of_the_county() -> None:
    visits = [*small.every_month(), small.visit("east", "peoples", 3, referral="up"),
              small.visit("east", "beyond", 9),
              small.visit("east", "hospital_a", 20, referral="up"),
              small.visit("city", "peoples", 50, referral="up")]  # fmt: skip
    assert small.value(computed({"visits": visits}), "ordered_referral_share") == 0.25


def test_costs_per_case_by_tier_keep_care_beyond_apart() -> None:
    cases = [
        small.case("town_a", "general", 10, drugs_fen=50_000),
        small.case("peoples", "general", 10, drugs_fen=150_000),
        small.case("beyond", "general", 10, drugs_fen=900_000),
    ]
    values = computed({"cases": cases})
    assert small.value(values, "cost_per_visit") == 100.0
    assert small.value(values, "cost_per_visit", group="primary") == 50.0
    assert small.value(values, "cost_per_visit", group="outside") == 900.0


def test_own_levels_of_a_region_are_groups_beside_its_classes() -> None:
    """The prefecture's and the region's hospital are one class and two levels; the usual words are not said twice."""
    level = {"peoples": "region", "hospital_a": "prefecture", "hospital_b": "county", "beyond": "outside"}
    facilities = small.FACILITIES.assign(level=small.FACILITIES["id"].map(level).fillna("township"))
    facilities.loc[facilities["id"] == "hospital_a", "tier"] = "tertiary"
    cases = [
        small.case("town_a", "general", 10, drugs_fen=50_000),
        small.case("hospital_a", "general", 10, drugs_fen=100_000),
        small.case("peoples", "general", 30, drugs_fen=900_000),
        small.case("hospital_a", "stay", 10, drugs_fen=9_000_000),  # no visits
    ]
    rows = small.frames({"visits": small.every_month(), "cases": cases})
    values = compute(rows, facilities, small.DISTRICTS, 1.0)
    plain = compute(rows, facilities.drop(columns="level"), small.DISTRICTS, 1.0)
    found = {
        group: small.value(values, "cost_per_visit", group=group) for group in ("prefecture", "region", "tertiary")
    }
    assert found == {"prefecture": 100.0, "region": 300.0, "tertiary": 250.0}
    assert small.value(values, "cost_per_visit", "east", group="prefecture") == 100.0
    assert small.value(values, "cost_per_visit", group="township") == 50.0
    own = values["group"].isin(["township", "prefecture", "region"])
    pd.testing.assert_frame_equal(values[~own].reset_index(drop=True), plain)


def test_residents_by_age_and_scheme() -> None:
    people = [
        small.person("east", "primary", visits=30, age="age_65_plus"),
        small.person("city", "tertiary", visits=10, age="age_65_plus", scheme="employee"),
        small.person("inflow", "tertiary", visits=500, age="age_65_plus", scheme="none"),
        small.person("west", "primary", visits=20),
    ]
    values = computed({"people": people})
    share = "primary_share_of_residents_visits"
    assert small.value(values, share) == 50 / 60
    assert small.value(values, share, group="age_65_plus") == 30 / 40
    assert small.value(values, share, group="resident") == 1.0
    assert small.value(values, share, group="employee") == 0.0
    of_elderly = values[(values["indicator"] == share) & (values["group"] == "age_65_plus")]
    assert set(of_elderly["area"]) == {"all"}  # by district the cells of a sample would be too small


def test_county_stays_by_age_are_those_of_county_residents() -> None:
    people = [
        small.person("east", "home_county", stays=3, age="age_0_6"),
        small.person("east", "tertiary", stays=1, age="age_0_6"),
        small.person("city", "tertiary", stays=90, age="age_0_6"),
    ]
    values = computed({"people": people})
    for area in ("all", "counties"):
        assert small.value(values, "county_inpatient_share", area, group="age_0_6") == 0.75


def test_shares_of_residents_by_tier_leave_out_patients_from_elsewhere() -> None:
    people = [
        small.person("east", "primary", visits=50),
        small.person("east", "home_county", visits=20),
        small.person("east", "other_district", visits=10),
        small.person("east", "tertiary", visits=15),
        small.person("east", "outside", visits=5),
        small.person("inflow", "tertiary", visits=500),
    ]
    values = computed({"people": people, "persons": [small.resident("east", 20)]})
    shares = [small.value(values, f"visit_share_{tier}") for tier in ("primary", "county", "tertiary", "outside")]
    assert shares == [0.5, 0.3, 0.15, 0.05]
    assert small.value(values, "visits_per_resident") == 5.0


def test_reimbursement_of_stays() -> None:
    bill = {
        "services_fen": 100_000,
        "fund_fen": 54_000,
        "critical_illness_fen": 4_000,
        "assistance_fen": 2_000,
    }
    stay = small.case("peoples", "stay", 1, self_paid_fen=30_000, self_funded_fen=10_000, **bill)
    elsewhere = small.case("peoples", "stay", 9, scheme="none", services_fen=900_000, fund_fen=900_000)
    values = computed({"cases": [stay, elsewhere]})
    assert small.value(values, "reimb_in_policy") == 0.6  # 540 of 900 yuan in the catalogue
    assert small.value(values, "reimb_actual") == 0.6  # 600 of 1000 yuan from all public payers
    assert small.value(values, "self_paid_share") == 0.1
    assert small.value(values, "income_by_payer") == 0.054


def test_months_are_counted_apart() -> None:
    visits = [*small.every_month(count=1), small.visit("east", "town_a", 3, month=2)]
    found = timeseries(
        small.frames({"visits": visits}),
        small.FACILITIES,
        small.DISTRICTS,
        1.0,
        indicators=["primary_visit_share"],
    )
    february = found[(found["year"] == 2016) & (found["month"] == 2) & (found["area"] == "all")]
    assert february["value"].tolist() == [0.75]
    assert len(found[found["area"] == "all"]) == 24
    assert list(found) == ["arm", "replication", "year", "month", "indicator", "area", "value"]
    assert found["year"].dtype == found["month"].dtype == "int64", "2016 and not 2016.0 in the file"


def test_a_month_grows_on_the_same_month_of_last_year() -> None:
    """Run-in is not shown, and what lies before the base year is no last year."""
    name, years = "tertiary_general_visit_growth", (2015, 2016, 2017)
    visits = [*small.every_month(years, kind="general"), small.visit("east", "peoples", 1, month=2, year=2017)]
    tables = small.frames({"visits": visits})
    found = timeseries(tables, small.FACILITIES, small.DISTRICTS, 1.0, indicators=[name], base_year=2016)
    found = found[found["area"] == "all"]
    assert list(zip(found["year"], found["month"], strict=True)) == [(y, m) for y in (2016, 2017) for m in range(1, 13)]
    assert found["value"].isna().tolist() == [True] * 12 + [False] * 12
    assert found["value"].tolist()[12:] == [0.0, 1.0] + [0.0] * 10


def test_a_series_of_nothing_is_an_empty_table() -> None:
    tables = small.frames({"visits": small.every_month()})
    found = timeseries(tables, small.FACILITIES, small.DISTRICTS, 1.0, indicators=[])
    assert found.empty
    assert list(found) == ["arm", "replication", "year", "month", "indicator", "area", "value"]


def test_only_what_is_asked_for() -> None:
    tables = small.frames({"visits": small.every_month()})
    some, every = (
        compute(tables, small.FACILITIES, small.DISTRICTS, 1.0, only=only) for only in (["up_referrals"], None)
    )
    pd.testing.assert_frame_equal(some, every[every["indicator"] == "up_referrals"].reset_index(drop=True))
    assert set(some["indicator"]) == {"up_referrals"}


def test_every_run_has_its_own_numbers() -> None:
    """What two runs give together is what each gives alone."""

    def alone(arm: str, replication: int, times: int) -> dict[str, small.Rows]:
        run: dict[str, object] = {"arm": arm, "replication": replication}
        return {
            name: [row | run | _more(row, times if n % 2 else 1) for n, row in enumerate(rows)]
            for name, rows in prefecture.ROWS.items()
        }

    def values_of(rows: dict[str, small.Rows]) -> pd.DataFrame:
        return compute(small.frames(rows), small.FACILITIES, small.DISTRICTS, 1.0, starts=[(2016, 11)])

    runs = [alone("baseline", 0, 1), alone("baseline", 1, 5), alone("reform", 0, 3)]
    together = values_of({name: [row for run in runs for row in run[name]] for name in prefecture.ROWS})
    order = ["arm", "replication", "indicator", "year", "area", "group"]
    apart = pd.concat([values_of(run) for run in runs])
    pd.testing.assert_frame_equal(
        together.sort_values(order, ignore_index=True), apart.sort_values(order, ignore_index=True)
    )
    shares = together.query("indicator == 'primary_visit_share' and year == '2016' and area == 'all'")["value"]
    assert shares.nunique() == 3


def _more(row: dict[str, object], times: int) -> dict[str, object]:
    """The counts of a row so many times."""
    keys = ("arm", "replication", "year", "month", "key_group")
    return {name: many * times for name, many in row.items() if isinstance(many, int) and name not in keys}
