"""Which parameters say how people, providers and years behave: what is not known of them is a doubt of every answer.

Three blocks, as a calibration looks at them: residents (their choice is fitted to shares of visits), providers (to
experiments with payment, demand being fixed), trends (to series of years). All other parameters are prices, quantities
and hours of the base year, which scales of a region's ``calibrated.csv`` bring to its statistics; definitions of what
is reported; and guards of the engine. Those are not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sim.vocabulary.names import Confidence
from sim.vocabulary.quantity import Quantity

# How residents answer to prices, and to levers on care.
ELASTICITIES = (
    "b_price_urban", "b_price_rural_ratio", "e_seek", "e_follow", "e_admission", "x_ip_op", "ignore_price",
    "door_price_habit", "door_price_slow", "door_price_accept", "fee_weight",
)  # fmt: skip
ANSWERS = (
    "contract_shift", "contract_fulfilment", "gate_comply", "belief_gain_year", "stepdown_consent",
    "telemedicine_capability_gain", "specialty_capability_gain", "drug_list_capability_gain",
    "repeated_tests_share", "recognised_tests_share", "infusion_visit_share", "infusion_drug_share",
    "infusion_at_primary", "no_show_share", "admission_of_new", "specialist_capability_lead",
)  # fmt: skip
# The rest of their choice: a draw of it leaves a base year that was fitted with other values.
CHOICE = (
    "tau_oop", "captive_primary_county_area_mild", "captive_primary_county_area_moderate",
    "captive_primary_county_area_severe", "captive_primary_urban_mild", "captive_primary_urban_moderate",
    "captive_primary_urban_severe", "accept_max", "accept_slope", "perceived_gap_mild", "perceived_gap_moderate",
    "perceived_gap_severe", "b_wait_per_minute", "b_travel_per_minute", "travel_factor_moderate",
    "travel_factor_severe", "b_quality_mild", "b_quality_moderate", "b_quality_severe", "b_size", "habit_year",
    "habit_gain", "seek_mild", "seek_moderate", "seek_severe", "refer_up_share", "go_on_share", "stepdown_base",
    "ed_capability_min", "village_capability_ratio", "private_capability_ratio", "bed_wait_limit_days",
)  # fmt: skip
PROVIDERS = (
    "cost_ratio_consumables", "cost_ratio_tests", "cost_ratio_services", "gamma_mild", "gamma_moderate", "gamma_severe",
    "pass_case_price", "pass_hospital_cap", "pass_package_compact", "pass_package_loose", "mix_theta_price",
    "mix_theta_income", "income_gain", "eta_case", "quota_plan", "quota_relative_cost", "nonelective_floor",
    "postponed_waits", "postponed_elsewhere", "postponed_days", "phi_los", "coding_drift", "coding_ceiling",
    "response_share_per_month", "overspend_band", "budget_discount", "eta_step_down", "eta_refer", "advance_cost",
    "pass_point_value", "eta_day", "late_day_cost", "eta_split", "split_part", "split_gap_days", "move_up_share",
    "move_up_after", "selected_share_base", "e_procured", "procurement_offset",
    "pass_prospective", "theta_item", "eta_left_out", "eta_contest",
)  # fmt: skip
TREND, NO_TREND = "trend_", ("trend_known_until",)
TRENDS_TOO = ("roemer",)
# Guards against a run that has left its mechanism, and bounds of the engine: not beliefs about anything.
GUARDS = ("level_min", "level_max", "seek_factor_max", "follow_factor_max")


def behaviour_of(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the three blocks among some parameters, sorted; levels of a region's own have more trends."""
    known, given = {*ELASTICITIES, *ANSWERS, *CHOICE, *PROVIDERS}, tuple(names)
    return tuple(sorted({*(n for n in given if n in known), *trends_of(given)}))


def trends_of(names: Iterable[str]) -> tuple[str, ...]:
    """The block of trends among some parameters, sorted."""
    return tuple(sorted(n for n in names if n in TRENDS_TOO or (n.startswith(TREND) and n not in NO_TREND)))


def answers_of(names: Iterable[str]) -> tuple[str, ...]:
    """Those that can be drawn in a region whose fit stays: answers of residents to prices and levers, and providers."""
    known = {*ELASTICITIES, *ANSWERS, *PROVIDERS}
    return tuple(sorted(name for name in names if name in known))


def open_numbers(names: Iterable[str], numbers: Mapping[str, Quantity]) -> tuple[str, ...]:
    """Those with a range that no document fixes."""
    return tuple(name for name in names if name in numbers and _open(numbers[name]))


def _open(number: Quantity) -> bool:
    known = number.low is not None and number.high is not None and number.low < number.high
    return known and number.confidence is not Confidence.DOCUMENT
