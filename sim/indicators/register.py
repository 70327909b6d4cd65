"""All indicators, in the order in which they are printed, and those the model cannot compute."""

from __future__ import annotations

from functools import cache

from sim.indicators import (
    built,
    contracts,
    cost,
    efficiency,
    implementation,
    payment,
    public_hospitals,
    retention,
    utilisation,
)
from sim.indicators.indicator import Indicator
from sim.vocabulary.phrase import Bilingual

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
IMPLEMENTATION = (*built.MEASURES, *implementation.MEASURES)

# Ids of the vocabulary without a mechanism behind them yet: listed with the reason, never faked.
_QUEUE = Bilingual("care beyond the prefecture has no queue", "市外就医不模拟排队")
NOT_COMPUTED = {
    "renewal_rate": Bilingual(
        "contracts are renewed as a whole; single renewals are not simulated", "签约整体续签，不模拟单个续约"
    ),
    "chronic_admission_rate": Bilingual(
        "the managed are counted, their admissions are not counted apart", "统计了管理人数，未单独统计其住院"
    ),
    "wait_minutes_outside": _QUEUE,
    "bed_wait_days_outside": _QUEUE,
    "ess_drug_use": Bilingual("single drugs are not simulated", "未模拟到单个药品"),
    "inpatient_cost_per_person": Bilingual(
        "persons admitted inside the county are not counted apart", "未单独统计在县域内住院的人数"
    ),
}


@cache
def register() -> dict[str, Indicator]:
    """Indicators by id, the headline ones first."""
    rooms = (utilisation, retention, cost, contracts, efficiency, public_hospitals, payment, built, implementation)
    found = {indicator.id: indicator for room in rooms for indicator in room.INDICATORS}
    order = [*HEADLINE, *(name for name in found if name not in HEADLINE)]
    return {name: found[name] for name in order}
