"""Beds, doctors, waits, and the warnings of payment reform."""

from __future__ import annotations

import pandas as pd

from sim.indicators.counts import INDEX, Amount, Counts
from sim.indicators.indicator import Domain, Indicator, ratio
from sim.indicators.tables import CENTRES
from sim.vocabulary.names import Encounter, Tier
from sim.vocabulary.tables import TICKS_PER_DAY, TICKS_PER_SECOND

# Clinics open on 251 days of the year (weekdays less holidays): the divisor hospital statistics use.
WORKING_DAYS = 251
TICKS_PER_MINUTE = 60 * TICKS_PER_SECOND


def _stays(column: str) -> Amount:
    return lambda counts: counts.at_facilities("cases", column, counts.cases["stay"], "tier")


def _beds(column: str) -> Amount:
    return lambda counts: counts.at_facilities("beds", column, None, "tier")


def _mean_open_beds(counts: Counts) -> pd.Series:
    return _beds("open_bed_days")(counts) / 365.0


def _waits(tier: Tier, column: str, per: float) -> Amount:
    """Waits of visits to one tier; emergencies do not queue, village and private clinics have no queue."""

    def amount(counts: Counts) -> pd.Series:
        frame = counts.visits
        where = (frame["tier"] == tier.id) & (frame["kind"] != Encounter.EMERGENCY.id)
        if tier is Tier.PRIMARY:
            where &= frame["facility_kind"].isin(CENTRES)
        return counts.at_facilities("visits", column, where) / per

    return amount


def _bed_waits(tier: Tier, column: str, per: float) -> Amount:
    return lambda counts: counts.at_facilities("beds", column, counts.beds["tier"] == tier.id) / per


def _hospital_visits(counts: Counts) -> pd.Series:
    return counts.at_facilities("cases", "count", ~counts.cases["stay"] & counts.cases["hospital"], "tier")


def _hospital_stays(counts: Counts) -> pd.Series:
    return counts.at_facilities("cases", "count", counts.cases["stay"] & counts.cases["hospital"], "tier")


def _all_visits(counts: Counts) -> pd.Series:
    return counts.at_facilities("visits", "count", None, "tier")


def _doctor_days(counts: Counts) -> pd.Series:
    """Licensed doctors x working days, the same in every run."""
    places = counts.tables.facilities.reset_index()
    inside = places[places["tier"] != Tier.OUTSIDE.id]
    parts = [
        inside.assign(area=area, group=group)
        for area in ("all", inside["district"])
        for group in ("all", inside["tier"])
    ]
    days = WORKING_DAYS * counts.period.length / 12.0
    doctors = pd.concat(parts).groupby(["area", "group"], as_index=False)["doctors"].sum()
    found = counts.tables.runs.merge(doctors, how="cross").set_index(INDEX)["doctors"] * days
    return found[found > 0]


def _persons(column: str) -> Amount:
    return lambda counts: counts.of_residents("persons", column)


def _people(column: str) -> Amount:
    return lambda counts: counts.of_residents("people", column)


def _tier_waits() -> list[Indicator]:
    found = []
    for tier in (Tier.PRIMARY, Tier.COUNTY, Tier.TERTIARY):
        found.append(
            Indicator(
                f"wait_minutes_{tier.id}", "down", Domain.PLACE,
                ratio(_waits(tier, "wait_ticks", TICKS_PER_MINUTE), _waits(tier, "count", 1.0)),
                "minutes waited / visits that are no emergency, at facilities with a queue", "M",
            )
        )  # fmt: skip
    for tier in (Tier.PRIMARY, Tier.COUNTY, Tier.TERTIARY):
        found.append(
            Indicator(
                f"bed_wait_days_{tier.id}", "down", Domain.PLACE,
                ratio(_bed_waits(tier, "bed_wait_ticks", TICKS_PER_DAY), _bed_waits(tier, "bed_waits", 1.0)),
                "days waited for a bed / elective patients who got one", "M",
            )
        )  # fmt: skip
    return found


INDICATORS = (
    Indicator(
        "alos", "down", Domain.PLACE, ratio(_stays("bed_days"), _stays("count")),
        "bed-days of discharged patients / discharges", "R",
    ),
    Indicator(
        "bed_occupancy", "neutral", Domain.PLACE, ratio(_beds("occupied_bed_days"), _beds("open_bed_days")),
        "occupied bed-days (daily census) / open bed-days", "R",
    ),
    Indicator(
        "bed_turnover", "neutral", Domain.PLACE, ratio(_stays("count"), _mean_open_beds),
        "discharges / mean open beds", "R", yearly=True,
    ),
    Indicator(
        "doctor_load", "neutral", Domain.PLACE, ratio(_all_visits, _doctor_days),
        "visits / licensed doctors / working days (251 a year)", "C",
    ),
    *_tier_waits(),
    Indicator(
        "op_ip_ratio", "down", Domain.PLACE, ratio(_hospital_visits, _hospital_stays),
        "visits / discharges of county and tertiary hospitals", "D",
    ),
    Indicator(
        "discharges_per_person", "down", Domain.RESIDENTS, ratio(_people("stays"), _persons("with_stay")),
        "discharges / persons with a stay in the year (not its inverse)", "R", yearly=True,
    ),
    Indicator(
        "readmission_15d_share", "down", Domain.RESIDENTS,
        ratio(_persons("readmitted_15d"), _persons("with_stay")),
        "persons admitted again within 15 days of a discharge / persons with a stay", "R", yearly=True,
    ),
    Indicator(
        "readmission_30d_share", "down", Domain.RESIDENTS,
        ratio(_persons("readmitted_30d"), _persons("with_stay")),
        "persons admitted again within 30 days of a discharge / persons with a stay", "K", yearly=True,
    ),
    Indicator(
        "case_mix_index", "neutral", Domain.PLACE, ratio(_stays("weight_milli"), _stays("count")),
        "sum of relative weights / discharges", "R", scale=0.001,
    ),
)  # fmt: skip
