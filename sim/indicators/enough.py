"""How many simulated events stand behind a value, and how many it takes to judge it."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

import pandas as pd

from sim.indicators.register import IMPLEMENTATION
from sim.vocabulary.labels import unit

Key = tuple[str, str, str, str]

# A share of so many events lies within 3 points of the truth 19 times of 20, whatever the share is.
ENOUGH = 1000
# Where the denominator is money, beds or doctors: the indicator whose denominator counts who brought it about.
BEHIND = {
    **dict.fromkeys(("cost_per_visit_growth", "doctor_load"), "cost_per_visit"),
    **dict.fromkeys(("bed_occupancy", "bed_turnover", "coding_drift"), "alos"),
    **dict.fromkeys(
        (
            "cost_growth", "cost_growth_volume", "cost_growth_unit", "cost_per_discharge_growth", "oop_share",
            "drug_share", "drug_share_city", "consumables_per_100", "consumables_per_100_city",
            "service_revenue_share", "labour_revenue_share", "imaging_revenue_share", "laboratory_revenue_share",
            "income_by_payer", "reimb_in_policy", "reimb_actual", "self_paid_share",
            "fund_in_county_share", "fund_primary_share", "fund_balance", "fund_spending_per_insured",
            "hospital_margin_share", "package_surplus",
        ),
        "cost_per_discharge",
    ),
}  # fmt: skip


def counted_by(indicator: str) -> str | None:
    """The indicator whose denominator counts the events behind this one; None for a measure, which no luck decides."""
    if indicator in IMPLEMENTATION or unit(indicator) == "number":
        return None
    return BEHIND.get(indicator, indicator)


def events_behind(values: pd.DataFrame) -> dict[Key, float]:
    """Events behind every value by indicator, arm, year and area, all replications together.

    Parameters
    ----------
    values : rows of `compute` for everybody (group ``all``), in real persons.
    """
    counted = values["denominator"].fillna(values["numerator"])
    keys = zip(*(values[name] for name in ("indicator", "arm", "year", "area")), strict=True)
    found: dict[Key, float] = {}
    for key, number in zip(keys, counted, strict=True):
        found[key] = found.get(key, 0.0) + (0.0 if math.isnan(number) else number)
    return found


def fewest(
    behind: Mapping[Key, float], indicator: str, arm: str, periods: Collection[str], areas: Collection[str]
) -> float:
    """The fewest events behind a value in any of some periods and areas.

    Returns
    -------
    Infinity where the value rests on no events, or on such that are not among the values.
    """
    name = counted_by(indicator)
    if name is None:
        return math.inf
    keys = [(name, arm, period, area) for period in periods for area in areas]
    return min((behind[key] for key in keys if key in behind), default=math.inf)
