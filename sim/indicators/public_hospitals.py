"""Beds, stays and visits of public hospitals, as documents score them: without psychiatric ones.

Their stays last for months: who sets days of stay or a share of beds in use does not mean them.
"""

from __future__ import annotations

import numpy as np

from sim.indicators.counts import Amount, Cells, Mask, PeriodCounts
from sim.indicators.indicator import Domain, Fraction, Indicator, divided, ratio
from sim.indicators.numbering import Columns
from sim.indicators.utilisation import residents
from sim.vocabulary.names import Encounter, Kind, Tier

DAYS = 365.0


def _acute(rows: Columns) -> Mask:
    """Rows of public hospitals that are not psychiatric."""
    return np.asarray((rows["public"] == 1) & (rows["facility_kind"] != Kind.PSYCHIATRIC))


def _stays(column: str) -> Amount:
    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.cases
        return counts.at_facilities(rows, column, _acute(rows) & (rows["kind"] >= Encounter.STAY), by_tier=True)

    return amount


def _beds(column: str) -> Amount:
    return lambda counts: counts.at_facilities(counts.beds, column, _acute(counts.beds), by_tier=True)


def _at_tertiary(column: str = "count", *, stays: bool) -> Amount:
    """Visits or discharges of public tertiary hospitals, psychiatric ones among them."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.cases
        there = (rows["public"] == 1) & (rows["tier"] == Tier.TERTIARY)
        return counts.at_facilities(rows, column, there & ((rows["kind"] >= Encounter.STAY) == stays))

    return amount


def _open_beds(counts: PeriodCounts) -> Cells:
    return counts.at_facilities(counts.beds, "open_bed_days") / DAYS


def _people(counts: PeriodCounts) -> Cells:
    """Residents by home; beds are nobody's age or scheme."""
    found = residents(counts)
    found[:, :, 1:] = np.nan
    return found


def _ratio_growth(counts: PeriodCounts) -> Fraction | None:
    """Visits of this year, if there had been last year's discharges, less last year's / last year's."""
    if counts.before is None:
        return None
    (visits, stays), (visits_last, stays_last) = (
        tuple(amount(when) for amount in VISITS_PER_STAY) for when in (counts, counts.before)
    )
    return divided(visits * stays_last, stays) - visits_last, visits_last


VISITS_PER_STAY = _at_tertiary(stays=False), _at_tertiary(stays=True)
INDICATORS = (
    Indicator(
        "alos_public", "down", Domain.PLACE, ratio(_stays("bed_days"), _stays("count")), "D",
    ),
    Indicator(
        "bed_occupancy_public", "neutral", Domain.PLACE,
        ratio(_beds("occupied_bed_days"), _beds("open_bed_days")), "D",
    ),
    Indicator(
        "op_ip_ratio_tertiary", "down", Domain.PLACE, ratio(*VISITS_PER_STAY), "D",
    ),
    Indicator(
        "op_ip_ratio_tertiary_growth", "down", Domain.PLACE, _ratio_growth, "D",
    ),
    Indicator(
        "mild_stay_share_tertiary", "down", Domain.PLACE, ratio(_at_tertiary("mild", stays=True), VISITS_PER_STAY[1]),
        "D",
    ),
    Indicator(
        "severe_stay_share_tertiary", "up", Domain.PLACE, ratio(_at_tertiary("severe", stays=True), VISITS_PER_STAY[1]),
        "D",
    ),
    Indicator(
        "beds_per_1000", "neutral", Domain.PLACE, ratio(_open_beds, _people), "D", scale=1000.0, yearly=True,
    ),
)  # fmt: skip
