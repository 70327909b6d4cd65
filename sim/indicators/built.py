"""What documents ask to be built or staffed, read from rules in force: compact county alliances, sub-centres, GPs."""

from __future__ import annotations

import numpy as np

from sim.indicators.counts import PeriodCounts
from sim.indicators.implementation import By, counted, covers, if_known, last_day, on_grid, share_in_force, standing
from sim.indicators.indicator import Domain, Fraction, Indicator
from sim.policy.levers.alliance import AllianceLever
from sim.policy.levers.primary_staff import PrimaryStaff
from sim.policy.levers.sub_centre import SubCentre

TEN_THOUSAND = 1e4


def _compact_counties(counts: PeriodCounts) -> Fraction:
    """Counties whose primary places belong to a compact alliance, 1 or 0 each / counties."""

    def compact(*, reform: bool) -> By:
        names = {name for a in counts.tables.alliances if a.compact for name in a.members}
        for rule in standing(counts, reform=reform):
            if isinstance(rule.lever, AllianceLever) and rule.lever.compact:
                names.update(rule.lever.members)
        inside = np.array([district in names for district in counts.tables.districts])
        return np.asarray(np.where(counts.tables.counties, inside, 0.0), dtype=np.float64)

    counties = counts.tables.counties.astype(np.float64)
    return on_grid(counts, compact(reform=False), compact(reform=True)), on_grid(counts, counties, counties)


def _sub_centres(counts: PeriodCounts) -> Fraction:
    """Sub-centres that are open as a whole, by district and in all."""

    def opened(*, reform: bool) -> By:
        found, day = np.zeros(len(counts.tables.districts)), last_day(counts)
        for rule in standing(counts, reform=reform):
            if isinstance(rule.lever, SubCentre):
                found += np.floor(rule.lever.places * share_in_force(rule, day)) * covers(rule, counts)
        return found

    return on_grid(counts, opened(reform=False), opened(reform=True)), None


def _gps(counts: PeriodCounts) -> Fraction | None:
    """GPs: those of the base year, and by rules in force those hired at centres or registered anew / residents.

    Nothing where the region does not say how many it had.
    """
    if counts.tables.gps is None:
        return None
    base, residents, day = counts.tables.gps, counts.tables.residents, last_day(counts)

    def gps(*, reform: bool) -> By:
        found = base.copy()
        for rule in standing(counts, reform=reform):
            if isinstance(rule.lever, PrimaryStaff) and rule.lever.kind == "centre":
                more = (rule.lever.doctors + rule.lever.retrained) * share_in_force(rule, day)
                there = residents * covers(rule, counts)
                found += more * there / max(1.0, float(there.sum()))
        return found

    return on_grid(counts, gps(reform=False), gps(reform=True)), on_grid(counts, residents, residents)


INDICATORS = (
    Indicator(
        "compact_county_share", "up", Domain.RESIDENTS, if_known(_compact_counties), "D",
    ),
    Indicator(
        "sub_centres", "up", Domain.PLACE, counted(_sub_centres), "D",
    ),
    Indicator(
        "gp_per_10k", "up", Domain.RESIDENTS, if_known(_gps), "D", scale=TEN_THOUSAND,
    ),
)  # fmt: skip
MEASURES = tuple(indicator.id for indicator in INDICATORS)
