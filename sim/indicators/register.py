"""All indicators, in the order in which they are printed, and those the model cannot compute."""

from __future__ import annotations

from functools import cache

from sim.indicators import contracts, cost, efficiency, implementation, payment, retention, utilisation
from sim.indicators.indicator import Indicator

HEADLINE = (
    "primary_visit_share",
    "primary_visit_share_no_village",
    "primary_visit_share_listed",
    "county_visit_rate",
    "county_inpatient_share",
    "cost_growth",
    "cost_growth_volume",
    "cost_growth_unit",
)

# Targets about these are about measures, not about what they bring.
IMPLEMENTATION = implementation.MEASURES

# Ids of the vocabulary without a mechanism behind them yet: listed with the reason, never faked.
NOT_COMPUTED = {
    "renewal_rate": "contracts are renewed as a whole; single renewals are not simulated",
    "chronic_managed": "chronic-disease management to standard is not simulated",
    "chronic_admission_rate": "the managed are counted, their admissions are not counted apart",
    "booking_rate": "booking is not simulated",
    "wait_minutes_outside": "care beyond the prefecture has no queue",
    "bed_wait_days_outside": "care beyond the prefecture has no queue",
    "ess_drug_use": "single drugs are not simulated",
    "inpatient_cost_per_person": "persons admitted inside the county are not counted apart",
}


@cache
def register() -> dict[str, Indicator]:
    """Indicators by id, the headline ones first."""
    rooms = (utilisation, retention, cost, contracts, efficiency, payment, implementation)
    found = {indicator.id: indicator for room in rooms for indicator in room.INDICATORS}
    order = [*HEADLINE, *(name for name in found if name not in HEADLINE)]
    return {name: found[name] for name in order}
