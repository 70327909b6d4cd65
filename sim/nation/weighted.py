"""What pools can be added up to: sums of counts with weights, and ratios of such sums; and what cannot.

Waits and patients turned away at a sample are no sum of small copies. Rows that stand for several hospitals or centres
say nothing of single ones, nor of shares of them. Growth of a mean is no ratio of sums.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sim.indicators.register import register

ADDED = (
    "primary_visit_share",
    "primary_visit_share_no_village",
    "primary_visit_share_listed",
    "county_visit_rate",
    "county_inpatient_share",
    "outflow",
    "visits_per_resident",
    "admissions_per_100",
    *(f"visit_share_{tier}" for tier in ("primary", "county", "tertiary", "outside")),
    *(f"discharge_share_{tier}" for tier in ("primary", "county", "tertiary", "outside")),
    "cost_growth",
    "cost_per_visit",
    "cost_per_discharge",
    "medical_cost_per_resident",
    "drug_share",
    "consumables_per_100",
    "service_revenue_share",
    "oop_share",
    "reimb_in_policy",
    "reimb_actual",
    "fund_spending_per_insured",
    "fund_income_per_insured",
    "fund_balance",
    "alos",
    "bed_occupancy",
    "op_ip_ratio",
    "readmission_15d_share",
    "drg_coverage",
    "low_weight_share",
    "split_share",
    "postponed_share",
    "severe_sent_on_share",
    "hospital_margin_share",
)
AREAS = ("all", "counties")
KEYS = ["indicator", "arm", "replication", "year", "area", "group"]


def added(parts: pd.DataFrame, weights: Mapping[str, float]) -> pd.DataFrame:
    """Values of several pools together.

    Parameters
    ----------
    parts : rows of `sim.indicators.compute` with a column ``pool``; numerator and denominator in the pool's own persons
        and yuan.
    weights : pools that each stands for.

    Returns
    -------
    The same columns without ``pool``; the numbers are those of all that the pools stand for.
    """
    weight = parts["pool"].map(dict(weights)).to_numpy(dtype=np.float64)
    weighted = parts[KEYS].assign(
        numerator=parts["numerator"].to_numpy() * weight, denominator=parts["denominator"].to_numpy() * weight
    )
    sums = (
        weighted.groupby(KEYS, sort=False, observed=True)[["numerator", "denominator"]].sum(min_count=1).reset_index()
    )
    scale = sums["indicator"].map({name: register()[name].scale for name in sums["indicator"].unique()})
    below = sums["denominator"].where(sums["denominator"] != 0)
    # What has no denominator is a plain sum.
    value = (scale * sums["numerator"] / below).where(sums["denominator"].notna(), sums["numerator"])
    return sums.assign(value=value)
