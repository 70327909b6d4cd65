"""How many simulated events stand behind a value, and how many it takes to judge it."""

from __future__ import annotations

import math
from collections.abc import Collection

import pandas as pd

from sim.indicators.register import IMPLEMENTATION
from sim.vocabulary.labels import unit

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
            "service_revenue_share", "income_by_payer", "reimb_in_policy", "reimb_actual", "self_paid_share",
            "fund_in_county_share", "fund_primary_share", "fund_balance", "hospital_margin_share", "package_surplus",
        ),
        "cost_per_discharge",
    ),
}  # fmt: skip


def counted_by(indicator: str) -> str | None:
    """The indicator whose denominator counts the events behind this one; None for a measure, which no luck decides."""
    if indicator in IMPLEMENTATION or unit(indicator) == "number":
        return None
    return BEHIND.get(indicator, indicator)


def events(
    values: pd.DataFrame, indicator: str, arm: str, periods: Collection[str], areas: Collection[str], weight: float
) -> float:
    """The fewest simulated events behind a value in any of some periods and areas, all replications together.

    Parameters
    ----------
    values : as `compute` gives them, in real persons.
    weight : real persons a simulated one stands for.

    Returns
    -------
    Infinity where the value rests on no events, or on such that are not among the values.
    """
    name = counted_by(indicator)
    rows = values[(values["indicator"] == name) & (values["arm"] == arm) & (values["group"] == "all")]
    rows = rows[rows["year"].isin(periods) & rows["area"].isin(areas)]
    if rows.empty:
        return math.inf
    counted = rows["denominator"].fillna(rows["numerator"]) / weight
    return float(counted.groupby([rows["year"], rows["area"]]).sum().min())
