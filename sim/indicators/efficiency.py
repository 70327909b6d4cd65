"""Beds, doctors, waits, and the warnings of payment reform."""

from __future__ import annotations

import numpy as np

from sim.indicators.counts import ALL, FIRST_DISTRICT, FIRST_SCHEME, FIRST_TIER, Amount, Cells, PeriodCounts
from sim.indicators.indicator import Domain, Indicator, ratio
from sim.vocabulary.measures import MONTHS
from sim.vocabulary.names import CENTRES, HOSPITAL_TIERS, TIERS_WITHIN, Encounter, Tier
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_MINUTE

# Clinics open on 251 days of the year (weekdays less holidays): the divisor hospital statistics use.
WORKING_DAYS = 251


def _stays(column: str, *, hospitals: bool = False) -> Amount:
    return _cases(column, stays=True, hospitals=hospitals)


def _cases(column: str, *, stays: bool, hospitals: bool) -> Amount:
    """Stays or visits by place of care and tier, of all facilities or of hospitals only."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.cases
        where = (rows["kind"] >= Encounter.STAY) == stays
        if hospitals:
            where &= np.isin(rows["tier"], HOSPITAL_TIERS)
        return counts.at_facilities(rows, column, where, by_tier=True)

    return amount


def _beds(column: str) -> Amount:
    return lambda counts: counts.at_facilities(counts.beds, column, by_tier=True)


def _mean_open_beds(counts: PeriodCounts) -> Cells:
    return _beds("open_bed_days")(counts) / 365.0


def _waits(tier: Tier, column: str, per: float) -> Amount:
    """Waits of visits to one tier; emergencies do not queue, village and private clinics have no queue."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.visits
        where = (rows["tier"] == tier) & (rows["kind"] != Encounter.EMERGENCY)
        if tier is Tier.PRIMARY:
            where &= np.isin(rows["facility_kind"], CENTRES)
        return counts.at_facilities(rows, column, where) / per

    return amount


def _bed_waits(tier: Tier, column: str, per: float) -> Amount:
    return lambda counts: counts.at_facilities(counts.beds, column, counts.beds["tier"] == tier) / per


def _all_visits(counts: PeriodCounts) -> Cells:
    return counts.at_facilities(counts.visits, "count", by_tier=True)


def _doctor_days(counts: PeriodCounts) -> Cells:
    """Licensed doctors x working days, the same in every run."""
    doctors = counts.tables.doctors * WORKING_DAYS * counts.period.length / MONTHS
    found = counts.empty()
    found[:, FIRST_DISTRICT:, 0] = doctors.sum(axis=1)
    found[:, FIRST_DISTRICT:, FIRST_TIER:FIRST_SCHEME] = doctors
    found[:, ALL, 0] = doctors.sum()
    found[:, ALL, FIRST_TIER:FIRST_SCHEME] = doctors.sum(axis=0)
    return found


def _persons(column: str) -> Amount:
    return lambda counts: counts.of_residents(counts.persons, column)


def _people(column: str) -> Amount:
    return lambda counts: counts.of_residents(counts.people, column)


def _tier_waits() -> list[Indicator]:
    found = []
    for tier in TIERS_WITHIN:
        found.append(
            Indicator(
                f"wait_minutes_{tier.id}", "down", Domain.PLACE,
                ratio(_waits(tier, "wait_ticks", TICKS_PER_MINUTE), _waits(tier, "count", 1.0)), "M",
            )
        )  # fmt: skip
    for tier in TIERS_WITHIN:
        found.append(
            Indicator(
                f"bed_wait_days_{tier.id}", "down", Domain.PLACE,
                ratio(_bed_waits(tier, "bed_wait_ticks", TICKS_PER_DAY), _bed_waits(tier, "bed_waits", 1.0)), "M",
            )
        )  # fmt: skip
    return found


INDICATORS = (
    Indicator(
        "alos", "down", Domain.PLACE, ratio(_stays("bed_days"), _stays("count")), "R",
    ),
    Indicator(
        "bed_occupancy", "neutral", Domain.PLACE, ratio(_beds("occupied_bed_days"), _beds("open_bed_days")), "R",
    ),
    Indicator(
        "bed_turnover", "neutral", Domain.PLACE, ratio(_stays("count"), _mean_open_beds), "R", yearly=True,
    ),
    Indicator(
        "doctor_load", "neutral", Domain.PLACE, ratio(_all_visits, _doctor_days), "C",
    ),
    *_tier_waits(),
    Indicator(
        "op_ip_ratio", "down", Domain.PLACE,
        ratio(_cases("count", stays=False, hospitals=True), _stays("count", hospitals=True)), "D",
    ),
    Indicator(
        "discharges_per_person", "down", Domain.RESIDENTS, ratio(_people("stays"), _persons("with_stay")),
        "R", yearly=True,
    ),
    Indicator(
        "readmission_15d_share", "down", Domain.RESIDENTS,
        ratio(_persons("readmitted_15d"), _persons("with_stay")), "R", yearly=True,
    ),
    Indicator(
        "readmission_30d_share", "down", Domain.RESIDENTS,
        ratio(_persons("readmitted_30d"), _persons("with_stay")), "K", yearly=True,
    ),
    Indicator(
        "case_mix_index", "neutral", Domain.PLACE, ratio(_stays("weight_milli"), _stays("count")), "R", scale=0.001,
    ),
)  # fmt: skip
