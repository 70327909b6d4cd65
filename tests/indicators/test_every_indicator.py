"""Every indicator of the register by hand, in the prefecture, in a district, at a tier."""

from __future__ import annotations

import pytest

from sim.indicators import register
from sim.indicators.indicator import Domain

from . import small
from .prefecture import values

YEAR = 251  # working days
BY_HAND = [
    # indicator, area, group, value
    ("primary_visit_share", "all", "all", 145 / 275),
    ("primary_visit_share", "east", "all", 95 / 135),
    ("primary_visit_share", "west", "all", 1.0),
    ("primary_visit_share", "city", "all", 0.0),
    ("primary_visit_share_no_village", "all", "all", 125 / 255),
    ("primary_visit_share_listed", "all", "all", 115 / 245),
    ("primary_visit_share_no_province", "all", "all", 145 / 275),  # the city runs its only tertiary hospital
    ("primary_visit_share_no_village_no_province", "all", "all", 125 / 255),
    ("visits_per_resident", "all", "all", 0.255),
    ("visits_per_resident", "east", "all", 145 / 300),
    ("visits_per_resident", "all", "age_65_plus", 50 / 80),
    ("visits_per_resident", "all", "employee", 0.1),
    ("admissions_per_100", "all", "all", 4.5),
    ("admissions_per_100", "east", "all", 25 / 3),
    ("visit_share_primary", "all", "all", 145 / 255),
    ("visit_share_primary", "east", "all", 95 / 145),
    ("visit_share_county", "all", "all", 40 / 255),
    ("visit_share_tertiary", "all", "all", 60 / 255),
    ("visit_share_outside", "all", "all", 10 / 255),
    ("discharge_share_primary", "all", "all", 5 / 45),
    ("discharge_share_county", "all", "all", 20 / 45),
    ("discharge_share_tertiary", "all", "all", 15 / 45),
    ("discharge_share_outside", "all", "all", 5 / 45),
    ("primary_share_of_residents_visits", "all", "all", 145 / 255),
    ("primary_share_of_residents_visits", "west", "all", 50 / 70),
    ("inflow_visit_share", "all", "all", 20 / 275),
    ("inflow_visit_share", "all", "tertiary", 20 / 80),
    ("inflow_stay_share", "all", "all", 5 / 45),
    ("inflow_stay_share", "all", "tertiary", 5 / 20),
    ("down_referrals_per_100", "all", "all", 500 / 45),
    ("fee_for_service_share", "all", "all", 41 / 55),
    ("fee_for_service_share", "all", "tertiary", 12 / 20),
    ("chronic_managed", "all", "all", 30 / 80),
    ("contract_rate_urban", "all", "all", 0.2),
    ("contract_rate_rural", "all", "all", 0.3),
    ("down_referrals", "all", "all", 5.0),
    ("down_referrals", "east", "all", 5.0),
    ("up_referrals", "all", "all", 20.0),
    ("up_referrals", "city", "all", 20.0),
    ("county_visit_rate", "counties", "all", 175 / 215),
    ("county_visit_rate", "east", "all", 125 / 145),
    ("county_visit_rate", "west", "all", 50 / 70),
    ("county_inpatient_share", "counties", "all", 20 / 35),
    ("county_inpatient_share", "east", "all", 0.8),
    ("county_inpatient_share", "west", "all", 0.0),
    ("outflow", "counties", "all", 40 / 215),
    ("outflow", "east", "all", 20 / 145),
    ("ordered_referral_share", "counties", "all", 0.1),
    ("ordered_referral_share", "east", "all", 0.2),
    ("fund_in_county_share", "counties", "all", 0.55),
    ("fund_in_county_share", "west", "all", 0.25),
    ("fund_primary_share", "counties", "all", 15 / 55),
    ("fund_primary_share", "east", "all", 0.2),
    ("fund_spending_per_resident", "all", "all", 1.5),
    ("fund_spending_per_resident", "east", "all", 800 / 300),
    ("cost_per_visit", "all", "all", 310 / 220),
    ("cost_per_visit", "all", "tertiary", 200 / 60),
    ("cost_per_visit", "all", "primary", 0.5),
    ("cost_per_discharge", "all", "all", 2350 / 55),
    ("cost_per_discharge", "all", "tertiary", 75.0),
    ("cost_per_discharge", "all", "county", 800 / 30),
    ("cost_per_discharge", "all", "outside", 200.0),
    ("cost_per_discharge", "east", "all", 26.0),
    ("medical_cost_per_resident", "all", "all", 2.5),
    ("medical_cost_per_resident", "east", "all", 4.5),
    ("oop_share", "all", "all", 0.4),
    ("oop_share", "east", "all", 55 / 135),
    ("oop_share", "all", "employee", 2 / 7),
    ("drug_share", "all", "all", 800 / 2360),
    ("drug_share", "all", "tertiary", 440 / 1700),
    ("drug_share", "east", "all", 360 / 660),
    ("consumables_per_100", "all", "all", 100 * 150 / 1560),
    ("consumables_per_100", "all", "tertiary", 100 * 100 / 1260),
    ("service_revenue_share", "all", "all", 1040 / 2360),
    ("income_by_payer", "all", "all", 1160 / 2360),
    ("income_by_payer", "east", "all", 430 / 660),
    ("income_by_payer", "all", "tertiary", 730 / 1700),
    ("reimb_in_policy", "all", "all", 1490 / 2770),
    ("reimb_in_policy", "all", "employee", 550 / 740),
    ("reimb_in_policy", "all", "resident", 940 / 2030),
    ("reimb_actual", "all", "all", 1640 / 3050),
    ("reimb_actual", "all", "resident", 1090 / 2250),
    ("self_paid_share", "all", "all", 280 / 3050),
    ("self_paid_share", "all", "employee", 60 / 800),
    ("contract_rate", "all", "all", 0.25),
    ("contract_rate", "east", "all", 0.5),
    ("contract_rate", "all", "age_65_plus", 50 / 80),
    ("contract_rate_priority", "all", "all", 150 / 180),
    ("contract_rate_priority", "east", "all", 50 / 80),
    ("contract_fulfilment", "all", "all", 0.6),
    ("contract_fulfilment", "east", "all", 1 / 3),
    ("first_contact_rate", "all", "all", 0.5),
    ("first_contact_rate", "east", "all", 0.5),
    ("alos", "all", "all", 305 / 55),
    ("alos", "all", "tertiary", 115 / 20),
    ("alos", "all", "county", 140 / 30),
    ("alos", "all", "outside", 10.0),
    ("bed_occupancy", "all", "all", 0.825),
    ("bed_occupancy", "all", "tertiary", 0.9),
    ("bed_occupancy", "all", "county", 0.8),
    ("bed_occupancy", "all", "primary", 0.2),
    # Those of the private hospital are not among them.
    ("alos_public", "all", "all", 215 / 40),
    ("alos_public", "all", "county", 100 / 20),
    ("bed_occupancy_public", "all", "all", 4745 / 5475),
    ("bed_occupancy_public", "east", "all", 0.8),
    ("op_ip_ratio_tertiary", "all", "all", 60 / 20),
    ("mild_stay_share_tertiary", "all", "all", 10 / 20),
    ("severe_stay_share_tertiary", "all", "all", 0.0),
    ("beds_per_1000", "all", "all", 16.0),
    ("beds_per_1000", "east", "all", 20.0),
    ("bed_turnover", "all", "all", 55 / 16),
    ("bed_turnover", "all", "tertiary", 2.0),
    ("doctor_load", "all", "all", 275 / (95 * YEAR)),
    ("doctor_load", "all", "primary", 145 / (10 * YEAR)),
    ("doctor_load", "all", "county", 50 / (35 * YEAR)),
    ("doctor_load", "east", "all", 135 / (28 * YEAR)),
    ("doctor_load", "east", "primary", 95 / (8 * YEAR)),
    ("wait_minutes_primary", "all", "all", 340 / 110),
    ("wait_minutes_primary", "east", "all", 4.0),
    ("wait_minutes_county", "all", "all", 8.0),
    ("wait_minutes_county", "east", "all", 10.0),
    ("wait_minutes_tertiary", "all", "all", 30.0),
    ("bed_wait_days_primary", "all", "all", 2.0),
    ("bed_wait_days_county", "all", "all", 0.5),
    ("bed_wait_days_tertiary", "all", "all", 3.0),
    ("op_ip_ratio", "all", "all", 2.4),
    ("op_ip_ratio", "all", "county", 2.0),
    ("op_ip_ratio", "city", "tertiary", 3.0),
    ("discharges_per_person", "all", "all", 1.25),
    ("readmission_15d_share", "all", "all", 0.25),
    ("readmission_30d_share", "all", "all", 0.5),
    ("readmission_30d_share", "all", "employee", 0.5),
    ("case_mix_index", "all", "all", 0.7),
    ("case_mix_index", "all", "tertiary", 0.975),
    ("drug_share_city", "all", "all", 440 / 1700),
    ("consumables_per_100_city", "all", "all", 100 * 100 / 1260),
    ("drg_coverage", "all", "all", 0.4),
    ("drg_coverage", "all", "tertiary", 8 / 15),
    ("low_weight_share", "all", "all", 15 / 55),
    ("low_weight_share", "all", "tertiary", 0.0),
    ("coding_drift", "all", "all", 1 / 37.5),
    ("coding_drift", "all", "tertiary", 1 / 18.5),
    ("kept_out_share", "all", "all", 2 / 16),
    ("kept_out_share", "all", "county", 2 / 8),
    ("split_share", "all", "all", 2 / 50),
    ("split_share", "all", "tertiary", 0.1),
    ("visits_around_admission", "all", "all", 0.1),
    ("visits_around_admission", "all", "county", 5 / 30),
    ("over_3x_share", "all", "all", 2 / 55),
    ("over_3x_share", "all", "county", 1 / 30),
    ("severe_sent_on_share", "all", "all", 0.25),
    ("postponed_share", "all", "all", 0.2),
    ("postponed_share", "all", "tertiary", 0.5),
]
GROWN = [
    ("tertiary_general_visit_growth", "all", "all", 84 / 56 - 1),
    ("tertiary_general_visit_growth", "city", "all", 0.5),
    ("down_referral_growth", "all", "all", 0.6),
    ("cost_per_visit_growth", "all", "county", 0.5),
    ("cost_per_discharge_growth", "all", "county", 0.35),
    ("cost_growth", "east", "all", 735 / 660 - 1),
    # A sixth of the visits at last year's yuan, and as many stays at last year's 30.
    ("cost_growth_volume", "east", "all", (10 + 600) / 660 - 1),
    ("cost_growth_unit", "east", "all", (735 - 610) / 660),
]
ELSEWHERE = {  # by hand in the tests of rules in force, of money and of bookings
    "alliance_share_tertiary", "alliance_share_primary", "effective_alliances", "telemedicine_counties",
    "case_payment_diseases", "compact_county_share", "sub_centres", "gp_per_10k", "op_ip_ratio_tertiary_growth",
    "payment_reform_share", "pathway_share", "pathway_share_city", "pathway_share_county", "direct_settlement",
    "two_invoice_share", "smart_audit", "fund_balance", "package_surplus", "hospital_margin_share",
    "fund_income_per_insured", "fund_spending_per_insured", "booking_rate", "booking_rate_general", "booking_rate_tcm",
    "labour_revenue_share", "imaging_revenue_share", "laboratory_revenue_share",
}  # fmt: skip
# Those that need persons at the end of a year, or a year's budget.
YEARLY = {
    "contract_rate", "contract_rate_priority", "contract_rate_urban", "contract_rate_rural", "chronic_managed",
    "contract_fulfilment", "bed_turnover", "beds_per_1000", "discharges_per_person", "readmission_15d_share",
    "readmission_30d_share",
    "package_surplus", "fund_income_per_insured",
    "fund_spending_per_insured",
}  # fmt: skip


@pytest.mark.parametrize(("indicator", "area", "group", "found"), BY_HAND)
def test_by_hand(indicator: str, area: str, group: str, found: float) -> None:
    assert small.value(values(), indicator, area, group=group) == pytest.approx(found)


@pytest.mark.parametrize(("indicator", "area", "group", "found"), GROWN)
def test_growth_by_hand(indicator: str, area: str, group: str, found: float) -> None:
    assert small.value(values(), indicator, area, group=group, year="2017") == pytest.approx(found)
    growth = values()[values()["indicator"] == indicator]
    assert growth.loc[growth["year"] == "2016", "value"].isna().all(), "there is no year before the first"
    assert set(growth.loc[growth["year"] == "2016", "area"]) == {"all", "city", "east", "west"}


def test_none_is_left_out() -> None:
    assert {name for name, *_ in (*BY_HAND, *GROWN)} == set(register()) - ELSEWHERE


@pytest.mark.parametrize("name", list(register()))
def test_a_definition_uses_the_words_there_are(name: str) -> None:
    indicator = register()[name]
    assert indicator.id == name
    assert indicator.direction in {"up", "down", "neutral"}
    assert indicator.mark in {"D", "R", "C", "K", "M"}
    assert isinstance(indicator.domain, Domain)
    assert indicator.zh
    assert indicator.en
    assert indicator.unit
    assert indicator.version == 1
    assert indicator.yearly is (name in YEARLY)


def test_whose_events_an_indicator_counts_is_said_in_words_that_files_hold() -> None:
    whose = {str(one.domain) for one in register().values()}
    assert whose == {"place of care", "residents", "insured"}


def test_a_window_has_no_year_end() -> None:
    window = "2016-11..2017-10"
    assert set(values()["year"]) == {"2016", "2017", window}, "a start in January is the calendar year"
    shown = set(values().loc[values()["year"] == window, "indicator"])
    assert not shown & YEARLY
    assert {"primary_visit_share", "cost_per_discharge"} <= shown
    assert small.value(values(), "cost_per_discharge", year=window) == pytest.approx(720 / 28)


@pytest.mark.parametrize(
    ("indicator", "numerator", "denominator"),
    [("drug_share", 800, 2360), ("cost_per_discharge", 2350, 55), ("reimb_actual", 1640, 3050),
     ("fund_spending_per_resident", 1500, 1000), ("admissions_per_100", 45, 1000), ("doctor_load", 275, 95 * YEAR),
     ("drug_share_city", 440, 1700)],
)  # fmt: skip
def test_sums_behind_a_value_are_in_persons_and_yuan(indicator: str, numerator: float, denominator: float) -> None:
    rows = values().query("year == '2016' and area == 'all' and group == 'all'")
    row = rows.set_index("indicator").loc[indicator]
    assert (row["numerator"], row["denominator"]) == pytest.approx((numerator, denominator))


def test_areas_and_groups_have_their_own_rows() -> None:
    rows = values()[values()["year"] == "2016"]
    at = {name: set(map(tuple, part[["area", "group"]].to_numpy())) for name, part in rows.groupby("indicator")}
    everywhere = {(area, "all") for area in ("all", "city", "east", "west")}
    assert at["primary_visit_share"] == everywhere
    assert at["county_visit_rate"] == {(area, "all") for area in ("all", "counties", "east", "west")}
    assert {group for area, group in at["cost_per_visit"] if area == "all"} == {"all", "primary", "county", "tertiary"}
    assert {group for area, group in at["alos"] if area == "all"} == {"all", "primary", "county", "tertiary", "outside"}
    assert ("east", "outside") not in at["alos"], "care beyond belongs to no area"
    schemes, ages = {"employee", "resident"}, {"age_18_44", "age_65_plus"}
    assert at["reimb_actual"] == {("all", group) for group in ("all", *schemes)}
    assert at["oop_share"] == everywhere | {("all", group) for group in schemes | ages}
    assert at["down_referrals"] == everywhere
