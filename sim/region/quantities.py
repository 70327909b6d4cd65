"""Which numbers a region's files hold: name, unit, limits. Readers, templates and error texts are made from it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace

from sim.region.levels import USUAL, Level, Levels
from sim.vocabulary.names import CHRONIC, AgeBand, Area, Grade, Risk, Severity
from sim.vocabulary.services import PARTS


@dataclass(frozen=True, slots=True)
class Limits:
    """Unit and hard limits of one quantity; a value outside cannot be meant.

    ``whole`` marks what is counted one by one; ``also`` are other words for the unit.
    """

    unit: str
    low: float
    high: float
    required: bool = True
    whole: bool = False
    also: tuple[str, ...] = ()


SHARE = Limits("share", 0.0, 1.0)
YUAN = Limits("yuan", 0.0, 1e7)
RISKS = "who is liable: 0 anybody 1 hypertension 2 diabetes 3 other chronic 4 pregnant"
FLAG = Limits("flag", 0.0, 1.0, whole=True)
DEDUCTIBLE = Limits("yuan", 0.0, 1e6)

DISTRICTS: Mapping[str, Limits] = {
    "residents": Limits("persons", 1, 5e7, whole=True),
    "urban_share": SHARE,
    "primary_places": Limits("facilities", 1, 2000, whole=True),
    "community_share": SHARE,
    "primary_beds": Limits("beds", 0, 1e5, whole=True),
    "centre_doctors": Limits("doctors", 1, 1e5),
    "village_doctors": Limits("doctors", 0, 1e5),
    "private_doctors": Limits("doctors", 0, 1e5),
    "residents_growth": Limits("per year", -0.2, 0.3, required=False),
    "employees_apart_share": replace(SHARE, required=False),
    **{f"roads_{month}": Limits("factor", 0.2, 5, required=False) for month in range(1, 13)},
}
HOSPITALS: Mapping[str, Limits] = {
    "beds": Limits("beds", 0, 2e4, whole=True),
    "doctors": Limits("doctors", 0, 2e4),
    "drug_markup": Limits("share of purchase price", 0, 0.5),
    "extra_bed_share": Limits("share of beds", 0, 1, required=False),
    "inflow_stays": Limits("stays per year", 0, 1e7, required=False),
}
PEOPLE: Mapping[str, Limits] = {
    **{f"age_share_{band.id.removeprefix('age_')}": SHARE for band in AgeBand},
    "female_share": SHARE,
    "employee_share_urban_adult": SHARE,
    "employee_share_rural_adult": SHARE,
    "low_income_share": SHARE,
    "high_income_share": SHARE,
    **{f"{chronic.id}_{band.id.removeprefix('age_')}": SHARE for chronic in CHRONIC for band in AgeBand},
    "pregnant_share_women_18_44": SHARE,
    "disabled_share": SHARE,
    "severe_mental_share": SHARE,
    "usual_village_rural": SHARE,
    "usual_village_urban": SHARE,
    "usual_private_rural": SHARE,
    "usual_private_urban": SHARE,
    "contract_base_all": SHARE,
    "contract_base_key": SHARE,
    "public_health_yuan": Limits("yuan per resident and year", 0, 1000),
    "insured_elsewhere_urban": replace(SHARE, required=False),
    "insured_elsewhere_rural": replace(SHARE, required=False),
    "rural_scheme_urban": replace(SHARE, required=False),
    "contract_base_rural": replace(SHARE, required=False),
    "booked_base": replace(SHARE, required=False),
    "booked_base_tcm": replace(SHARE, required=False),
    "contract_base_fulfilment": replace(SHARE, required=False),
    "gps_per_10k": Limits("per ten thousand residents", 0, 50, required=False),
}
BENEFIT: Mapping[str, Limits] = {
    **{f"deductible_{grade.id}": DEDUCTIBLE for grade in Grade},
    **{f"reimbursement_{grade.id}": SHARE for grade in Grade},
    "reimbursement_outside_unreferred": SHARE,
    "repeat_deductible_share": SHARE,
    **{f"catalogue_{grade.id}": SHARE for grade in Grade},
    "ceiling": YUAN,
    **{f"outpatient_share_{grade.id}": SHARE for grade in Grade},
    "outpatient_deductible": YUAN,
    "outpatient_ceiling": YUAN,
    "carries_deductible": FLAG,
    "critical_threshold": YUAN,
    "critical_share": SHARE,
    "critical_ceiling": YUAN,
    "assistance_share": SHARE,
    "fund_income": Limits("yuan per insured and year", 0, 1e5),
}
# Nobody here collects premiums for who is insured elsewhere.
OUTSIDE_BENEFIT: Mapping[str, Limits] = {name: limit for name, limit in BENEFIT.items() if name != "fund_income"}
BENEFIT_LATER: Mapping[str, Limits] = {name: replace(limit, required=False) for name, limit in BENEFIT.items()}
TRAVEL = Limits("minutes", 0, 6000)
FARE = Limits("yuan", 0, 1e5)  # there and back
PACKETS: Mapping[str, Limits] = {
    "share": Limits("share of cases", 0, 1),
    "cost_ratio": Limits("ratio to the condition mean", 0.01, 100),
}
# What is fitted to a region as a whole, and of each of its levels of care (``{}`` stands for the level's id).
FITTED: Mapping[str, Limits] = {
    "inflow_residents_share": Limits("share of residents", 0.0, 1.0),
    "asc_other_district": Limits("utility", -20, 20),
    "habit_base_county_area": SHARE,
    "habit_base_urban": SHARE,
    "demand_scale": Limits("factor", 0.01, 100),
}
FITTED_BY_LEVEL: Mapping[str, Limits] = {
    "admission_scale_{}": Limits("factor", 0.01, 100),
    "cost_scale_visit_{}": Limits("factor", 0.01, 100),
    "cost_scale_stay_{}": Limits("factor", 0.01, 100),
    "stay_scale_{}": Limits("factor", 0.01, 100),
    **{f"asc_{{}}_{area.id}": Limits("utility", -20, 20) for area in Area},
    "minutes_{}": Limits("minutes per consultation", 0.5, 60),
}
# What parameter files say of the usual levels; a region may say it of its own ones.
PARAMETERS_BY_LEVEL = (
    "visit_yuan_{}",
    "stay_yuan_{}",
    "trend_beds_{}",
    "trend_unit_adm_{}",
    "trend_unit_visit_{}",
    "trend_stay_days_{}",
    "specialist_share_{}",
)
CAPABILITY_BY_LEVEL = tuple(f"capability_{{}}_{severity.id}" for severity in Severity)

PARAMETERS: Mapping[str, Limits] = {
    "tau_oop": Limits("yuan", 0.01, 1000),
    "b_price_urban": Limits("utility per log yuan", 0, 10),
    "b_price_rural_ratio": Limits("ratio", 0, 5),
    "e_seek": Limits("elasticity", 0, 5),
    "e_follow": Limits("elasticity", 0, 5),
    "e_admission": Limits("elasticity", -5, 0),
    "x_ip_op": Limits("elasticity", 0, 5),
    "ignore_price": Limits("share", 0, 1),
    **{f"retired_share_{band}": SHARE for band in ("45_64", "65_plus")},  # of insured employees
    "captive_primary_county_area_mild": Limits("share", 0, 1),
    "captive_primary_county_area_moderate": Limits("share", 0, 1),
    "captive_primary_county_area_severe": Limits("share", 0, 1),
    "captive_primary_urban_mild": Limits("share", 0, 1),
    "captive_primary_urban_moderate": Limits("share", 0, 1),
    "captive_primary_urban_severe": Limits("share", 0, 1),
    "accept_max": Limits("share", 0.01, 0.999),
    "accept_slope": Limits("log-odds per unit of gap", 0, 100),
    "perceived_gap_mild": Limits("index", 0, 5),
    "perceived_gap_moderate": Limits("index", 0, 5),
    "perceived_gap_severe": Limits("index", 0, 5),
    "b_wait_per_minute": Limits("utility per minute", 0, 1),
    "b_travel_per_minute": Limits("utility per minute", 0, 1),
    **{f"travel_factor_{severity}": Limits("ratio", 0, 2) for severity in ("moderate", "severe")},
    **{f"b_quality_{s.id}": Limits("utility per unit share solved", 0, 50) for s in Severity},
    "b_size": Limits("utility per log bed", 0, 3),
    "habit_year": Limits("share of the gap per year", 0, 1),
    "habit_gain": Limits("log-odds per unit share", 0, 20),
    "contract_shift": Limits("share", 0, 1),
    "gate_comply": Limits("share", 0, 1),
    "contract_fulfilment": Limits("share", 0, 1),
    "belief_gain_year": Limits("share of the gap per year", 0, 1),
    **{f"seek_{severity}": Limits("share of needs", 0, 1) for severity in ("mild", "moderate")},
    "seek_severe": Limits("share of needs", 0, 1),
    "seek_factor_max": Limits("ratio", 1, 10),
    "follow_factor_max": Limits("ratio", 1, 10),
    "refer_up_share": Limits("share of cases not solved", 0, 1),
    "go_on_share": Limits("share of cases not solved", 0, 1),
    "stepdown_base": Limits("share of tertiary inpatients", 0, 1),
    "stepdown_consent": Limits("share of eligible cases", 0, 1),
    "telemedicine_capability_gain": Limits("share solved", 0, 1),
    "drug_list_capability_gain": Limits("share solved", 0, 1),
    "repeated_tests_share": Limits("share of tests", 0, 1),
    "recognised_tests_share": Limits("share of repeated tests", 0, 1),
    "infusion_visit_share": Limits("share of repeat visits", 0, 1),
    "infusion_drug_share": Limits("share of drug charges", 0, 1),
    "infusion_at_primary": Limits("share of patients", 0, 1),
    "specialty_capability_gain": Limits("share solved", 0, 1),
    "ed_capability_min": Limits("share solved", 0, 1),
    "village_capability_ratio": Limits("ratio to the township centre", 0, 1.5),
    "private_capability_ratio": Limits("ratio to the township centre", 0, 1.5),
    "bed_wait_limit_days": Limits("days", 0, 365),
    "visit_yuan_centre": Limits("yuan per visit", 0, 100000.0),
    "visit_yuan_village": Limits("yuan per visit", 0, 100000.0),
    "visit_yuan_private": Limits("yuan per visit", 0, 100000.0),
    "visit_yuan_county": Limits("yuan per visit", 0, 100000.0),
    "visit_yuan_tertiary": Limits("yuan per visit", 0, 100000.0),
    "visit_yuan_outside": Limits("yuan per visit", 0, 100000.0),
    "stay_yuan_primary": Limits("yuan per stay", 0, 1000000.0),
    "stay_yuan_county": Limits("yuan per stay", 0, 1000000.0),
    "stay_yuan_tertiary": Limits("yuan per stay", 0, 1000000.0),
    "stay_yuan_outside": Limits("yuan per stay", 0, 1000000.0),
    **{
        f"{what}_{severity.id}": Limits("ratio to the condition mean", 0, 20)
        for what in ("visit_cost", "stay_cost", "stay_days")
        for severity in Severity
    },
    "emergency_visit_ratio": Limits("ratio to a clinic visit", 0, 10),
    "day_surgery_cost_ratio": Limits("ratio to a stay", 0, 2),
    **{
        f"share_{kind}_{setting}_{where}": Limits("share of revenue", 0, 1)
        for setting in ("visit", "stay")
        for where in ("primary", "hospital")
        for kind in ("drugs", "consumables", "tests")
    },
    **{name: Limits(unit, 0, 1) for name, unit in PARTS.items()},
    "income_yuan": Limits("yuan per head and year", 100, 1000000.0),
    "income_ratio_low": Limits("ratio", 0, 1),
    "income_ratio_high": Limits("ratio", 1, 20),
    "catastrophic_share": Limits("share of income", 0, 1),
    "patient_factor_sigma": Limits("sd of log cost", 0, 3),
    "visit_factor_sigma": Limits("sd of log cost", 0, 3),
    "trend_beds_tertiary": Limits("per year", -0.5, 2),
    "trend_beds_county": Limits("per year", -0.5, 2),
    "trend_income": Limits("nominal per year", -0.5, 2),
    "trend_ageing_admissions": Limits("per year", -0.5, 2),
    "roemer": Limits("elasticity", -0.5, 2),
    **{
        f"trend_unit_{what}_{level}": Limits("nominal per year", -0.5, 2)
        for what in ("adm", "visit")
        for level in ("tertiary", "county", "township")
    },
    "trend_stay_days_tertiary": Limits("per year", -0.5, 0.5),
    "trend_stay_days_county": Limits("per year", -0.5, 0.5),
    "trend_stay_days_township": Limits("per year", -0.5, 0.5),
    "trend_hospital_visits": Limits("per year", -0.5, 2),
    "trend_village_pull": Limits("log per year", -1, 1),
    "trend_mild_needs": Limits("per year", -0.5, 0.5),
    "trend_fund_income_employee": Limits("nominal per year", -0.5, 2),
    "trend_fund_income_resident": Limits("nominal per year", -0.5, 2),
    "trend_known_until": Limits("year", 1990, 2100, required=False),
    "desk_minutes_primary": Limits("minutes a visit", 0, 120),
    "holiday_clinic_share": Limits("share", 0, 0.95),
    "clinic_hours": Limits("hours a day", 1, 24),
    "am_peak_share": Limits("share of the day in the first three hours", 0.1, 1),
    "on_duty_share_primary": Limits("share of licensed doctors", 0, 1),
    "on_duty_share_hospital": Limits("share of licensed doctors", 0, 1),
    "service_cv": Limits("coefficient of variation", 0, 5),
    "reserved_share_base": Limits("share of doctors", 0, 1),
    "extra_bed_limit": Limits("share of beds", 0, 1),
    "opening_hour": Limits("hour of the day", 0, 23),
    "arrival_cv": Limits("coefficient of variation", 0, 5),
    "stay_sigma": Limits("sd of log stay", 0, 3),
    "wait_memory_days": Limits("open days", 1, 365),
    "long_wait_minutes": Limits("minutes", 1, 1000),
    "specialist_share_county": Limits("share of clinic visits", 0, 1),
    "specialist_share_tertiary": Limits("share of clinic visits", 0, 1),
    "specialist_capability_lead": Limits("share solved", 0, 1),
    "no_show_share": Limits("share", 0, 0.9),
    "admission_of_new": Limits("ratio to the usual share admitted", 0, 1),
    "door_price_habit": Limits("ratio to b_price", 0, 2),
    "door_price_slow": Limits("ratio to door_price_habit", 0, 1),
    "door_price_accept": Limits("ratio to b_price", 0, 2),
    "fee_weight": Limits("yuan of a bill felt like one yuan at the door", 1, 10),
    "next_visit_days": Limits("days", 0, 60),
    "inflow_tertiary_share": Limits("share of tertiary admissions", 0, 0.9),
    "weekend_clinic_share": Limits("flag", 0, 1),
    "own_primary_village": Limits("ratio of travel to the centre", 0, 2),
    "own_primary_private": Limits("ratio of travel to the centre", 0, 2),
    "hospital_weight_mild": Limits("share", 0, 1),
    "hospital_weight_moderate": Limits("share", 0, 1),
    "cost_ratio_consumables": Limits("yuan of cost per yuan charged", 0, 1.5),
    "cost_ratio_tests": Limits("yuan of cost per yuan charged", 0, 1.5),
    "cost_ratio_services": Limits("yuan of cost per yuan charged", 0, 1.5),
    "gamma_mild": Limits("relative level per unit of marginal profit", 0, 5),
    "gamma_moderate": Limits("relative level per unit of marginal profit", 0, 5),
    "gamma_severe": Limits("relative level per unit of marginal profit", 0, 5),
    "pass_case_price": Limits("share of the change the doctor sees", 0, 1),
    "pass_hospital_cap": Limits("share of the change the doctor sees", 0, 1),
    "pass_package_compact": Limits("share of the change the doctor sees", 0, 1),
    "pass_package_loose": Limits("share of the change the doctor sees", 0, 1),
    "mix_theta_price": Limits("log quantity per unit of marginal profit", 0, 50),
    "mix_theta_income": Limits("log quantity per unit of marginal profit and of lost margin", 0, 1000),
    "income_gain": Limits("relative level per unit of lost margin", 0, 20),
    "level_min": Limits("relative level", 0.1, 1),
    "level_max": Limits("relative level", 1, 5),
    "eta_case": Limits("relative elective volume per unit of case profit", 0, 50),
    "quota_plan": Limits("share of the projected gap cut from the first month", 0, 1),
    "quota_relative_cost": Limits("mean cost of a postponed case over the mean case", 0, 1),
    "nonelective_floor": Limits("share of admissions never postponed", 0, 1),
    "postponed_waits": Limits("share of postponed cases", 0, 1),
    "postponed_elsewhere": Limits("share of postponed cases", 0, 1),
    "postponed_days": Limits("days", 1, 365),
    "phi_los": Limits("elasticity of stay to level of care", 0, 5),
    "coding_drift": Limits("share of payment per year towards the ceiling", 0, 1),
    "coding_ceiling": Limits("share of payment", 0, 1),
    "response_share_per_month": Limits("share of the gap closed per month", 0, 1),
    "overspend_band": Limits("share of the budget", 0.001, 1),
    "budget_discount": Limits("worth of next year's budget", 0, 1),
    "eta_step_down": Limits("log consent per unit of marginal profit", 0, 50),
    "eta_refer": Limits("log referrals up per unit of marginal profit", 0, 50),
    "advance_cost": Limits("share of the fund's part", 0, 1),
    "pass_point_value": Limits("share of the change the doctor sees", 0, 1),
    "pass_prospective": Limits("share of the change the doctor sees", 0, 1),
    "eta_left_out": Limits("relative share per unit of marginal profit", 0, 5),
    "eta_contest": Limits("log referrals up per unit of case profit", 0, 50),
    "theta_item": Limits("log quantity per share of pay", 0, 5),
    "eta_day": Limits("relative stay per unit of the profit of a day", 0, 5),
    "late_day_cost": Limits("cost of one more day over the mean day", 0, 2),
    "eta_split": Limits("share of stays split per unit of case revenue", 0, 1),
    "split_part": Limits("share of the stay", 0.05, 0.95),
    "split_gap_days": Limits("days", 1, 60),
    "selected_share_base": Limits("share of a molecule's volume", 0, 1),
    "e_procured": Limits("log volume per log price of the basket", 0, 5),
    "procurement_offset": Limits("share of the saving", 0, 2),
    "move_up_share": Limits("share of stays that turn out beyond the place", 0, 1),
    "move_up_after": Limits("share of the stay", 0.05, 0.95),
}
CONDITIONS: Mapping[str, Limits] = {
    "rate_0_6": Limits("needs per year and person at risk", 0.0, 100.0),
    "rate_7_17": Limits("needs per year and person at risk", 0.0, 100.0),
    "rate_18_44": Limits("needs per year and person at risk", 0.0, 100.0),
    "rate_45_64": Limits("needs per year and person at risk", 0.0, 100.0),
    "rate_65_plus": Limits("needs per year and person at risk", 0.0, 100.0),
    **dict.fromkeys(("severity_mild", "severity_moderate"), SHARE),
    "emergency_moderate": Limits("share", 0.0, 1.0),
    "emergency_severe": Limits("share", 0.0, 1.0),
    "admit_mild": Limits("share", 0.0, 1.0),
    "admit_moderate": Limits("share", 0.0, 1.0),
    "admit_severe": Limits("share", 0.0, 1.0),
    "capability_primary_mild": Limits("share", 0.0, 1.0),
    "capability_primary_moderate": Limits("share", 0.0, 1.0),
    "capability_primary_severe": Limits("share", 0.0, 1.0),
    "capability_county_mild": Limits("share", 0.0, 1.0),
    "capability_county_moderate": Limits("share", 0.0, 1.0),
    "capability_county_severe": Limits("share", 0.0, 1.0),
    "capability_tertiary_mild": Limits("share", 0.0, 1.0),
    "capability_tertiary_moderate": Limits("share", 0.0, 1.0),
    "capability_tertiary_severe": Limits("share", 0.0, 1.0),
    "follow_ups": Limits("visits per solved consultation", 0.0, 365.0),
    "follow_up_days": Limits("days", 0.0, 365.0),
    "los_days": Limits("days at a tertiary hospital", 0.0, 365.0),
    "visit_cost": Limits("ratio to the mean visit", 0.0, 365.0),
    "stay_cost": Limits("ratio to the mean stay", 0.0, 365.0),
    "drug_ratio": Limits("ratio to the mean drug share", 0.0, 365.0),
    "consumable_ratio": Limits("ratio to the mean consumables share", 0.0, 365.0),
    "relative_weight": Limits("relative weight", 0.0, 365.0),
    "day_surgery_share": Limits("share", 0.0, 1.0),
    "step_down_share": Limits("share", 0.0, 1.0),
    "step_down_part": Limits("share", 0.0, 1.0),
    "season_amplitude": Limits("share", 0.0, 1.0),
    "season_peak_month": Limits("month", 1.0, 12.0),
    "doctor_pool": Limits("pool: 0 medicine 1 surgery 2 women and children 3 other", 0.0, 3.0, whole=True),
    "taken_by_tcm": FLAG,
    "taken_by_maternal_child": FLAG,
    "taken_by_psychiatric": FLAG,
    "taken_by_rehabilitation": FLAG,
    "gate_exempt": FLAG,
    "risk": Limits(RISKS, 0.0, float(max(Risk)), whole=True),
    "from_beyond": FLAG,
}


def needed(limits: Mapping[str, Limits]) -> Mapping[str, Limits]:
    """Those of these quantities that no region may do without."""
    return {name: limit for name, limit in limits.items() if limit.required}


def _has(name: str, level: Level) -> bool:
    """Whether a level has a number of this name at all: nobody counts consultations beyond the region."""
    return not (name == "minutes_{}" and level.beyond)


def calibrated_of(levels: Levels, given: Container[str] = ()) -> Mapping[str, Limits]:
    """What ``calibrated.csv`` may hold of these levels.

    A number of a level must be there unless that of a level it is like is ``given``. What parameter files say of the
    usual levels may be said here of the region's own ones.
    """
    found = dict(FITTED)
    for name, limit in FITTED_BY_LEVEL.items():
        for level in levels:
            if _has(name, level):
                own, *others = (name.format(word) for word in levels.named(level))
                found[own] = replace(limit, required=not any(other in given for other in others))
                found |= {other: replace(limit, required=False) for other in others if other not in found}
    for own, limit in _own_numbers(levels, PARAMETERS, PARAMETERS_BY_LEVEL):
        found[own] = limit
    return found


def capability_of(levels: Levels) -> Mapping[str, Limits]:
    """What ``capability.csv`` may hold: shares solved by the levels that no parameters folder knows."""
    return dict(_own_numbers(levels, CONDITIONS, CAPABILITY_BY_LEVEL))


def _own_numbers(levels: Levels, known: Mapping[str, Limits], names: tuple[str, ...]) -> Iterator[tuple[str, Limits]]:
    """The numbers of a region's own levels, none of them required, with the limits of what they are like."""
    for level in levels:
        for name in names if level not in USUAL else ():
            limit = next((known[other] for word in levels.named(level) if (other := name.format(word)) in known), None)
            if limit is not None:
                yield name.format(level.id), replace(limit, required=False)


CALIBRATED: Mapping[str, Limits] = calibrated_of(Levels())
