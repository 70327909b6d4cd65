"""What an indicator's value can be: its unit as files write it, what can be meant, what can be at all."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.vocabulary.labels import unit

ANY = math.inf


@dataclass(frozen=True, slots=True)
class Range:
    """The unit of the stored value as files write it (any of these words), and its ends.

    From ``low`` to ``high`` a number can be meant; from ``least`` to ``most`` a value can be at all.
    """

    words: tuple[str, ...]
    low: float
    high: float
    least: float = 0.0
    most: float = ANY


# A growth of more than half a year is a percentage written as a number; so is a share above 1.
_OF_UNIT = {
    "share": Range(("share",), 0, 1, most=1.0),
    "growth": Range(("growth", "per year"), -0.5, 0.5, least=-1.0),
    "per_year": Range(("per year", "visits per year"), 0, 366),
    "per_100": Range(("per 100 residents", "per 100"), 1, 200),
    "yuan": Range(("yuan",), 0, 1e6),
    "days": Range(("days",), 0, 365),
    "minutes": Range(("minutes",), 0, 1440),
    "count": Range(("persons", "cases", "count"), 0, 1e9),
    "ratio": Range(("ratio",), 0, 1000),
    "per_day": Range(("per day", "visits per day"), 0, 500),
    "number": Range(("number",), 0, 1e4),
    "index": Range(("index",), 0, 20),
}
# Where the unit alone does not say it: what may be negative, what may be more than all, what is at least 1.
_OWN = {
    "bed_occupancy": Range(("share",), 0, 2),  # extra beds count
    "severe_sent_on_share": Range(("share",), 0, 2),  # those sent on over those kept
    "bed_occupancy_public": Range(("share",), 0, 2),
    "postponed_share": Range(("share",), 0, 2),
    "package_surplus": Range(("share",), -2, 1, -ANY, 1.0),
    "hospital_margin_share": Range(("share",), -2, 1, -ANY, 1.0),
    "coding_drift": Range(("share",), -0.5, 1, -1.0),
    "cost_growth_volume": Range(("growth", "per year"), -0.5, 0.5, -ANY),  # parts of a growth
    "cost_growth_unit": Range(("growth", "per year"), -0.5, 0.5, -ANY),
    "down_referral_growth": Range(("growth", "per year"), -1, 1, -1.0),
    "fund_balance": Range(("yuan",), -1e12, 1e12, -ANY),
    "consumables_per_100": Range(("yuan", "yuan per 100 yuan"), 1, 100),
    "consumables_per_100_city": Range(("yuan", "yuan per 100 yuan"), 1, 100),
    "discharges_per_person": Range(("ratio",), 1, 50, 1.0),
    "down_referrals_per_100": Range(("per 100",), 0, 100),
    "telemedicine_counties": Range(("number",), 0, 200),
}


def range_of(indicator: str) -> Range:
    """Unit and ends of an indicator; KeyError for a word that is none."""
    return _OWN.get(indicator) or _OF_UNIT[unit(indicator)]
