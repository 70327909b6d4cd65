"""How much care there is and at which tier."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.indicators.counts import ALL, FIRST_TIER, Amount, Cells, PeriodCounts
from sim.indicators.indicator import Domain, Fraction, Indicator, count, growth, ratio
from sim.vocabulary.names import HOSPITAL_TIERS, Encounter, Kind, Owner, Place, Referral, Tier

# Places of care seen from home, by the tier they belong to.
PLACES = {
    Tier.PRIMARY: (Place.PRIMARY,),
    Tier.COUNTY: (Place.HOME_COUNTY, Place.OTHER_DISTRICT),
    Tier.TERTIARY: (Place.TERTIARY,),
    Tier.OUTSIDE: (Place.OUTSIDE,),
}


def visits_at(
    counts: PeriodCounts, without: tuple[Kind, ...] = (), *, primary: bool = False, provincial: bool = True
) -> Cells:
    """Visits by place of care, without some kinds of facility; ``primary`` keeps the primary tier only.

    ``provincial`` counts the hospitals that the province runs.
    """
    rows = counts.visits
    where = ~np.isin(rows["facility_kind"], without)
    if not provincial:
        where &= rows["owner"] != Owner.PROVINCE
    if primary:
        where &= rows["tier"] == Tier.PRIMARY
    return counts.at_facilities(rows, "count", where)


def residents(counts: PeriodCounts) -> Cells:
    """Residents by home."""
    return counts.of_residents(counts.persons, "residents")


def _primary_share(suffix: str, without: tuple[Kind, ...], *, provincial: bool = True) -> Indicator:
    return Indicator(
        f"primary_visit_share{suffix}",
        "up",
        Domain.PLACE,
        ratio(
            lambda c: visits_at(c, without, primary=True, provincial=provincial),
            lambda c: visits_at(c, without, provincial=provincial),
        ),
        "D",
    )


def _inflow_visits(*, beyond: bool) -> Amount:
    """Visits of patients from beyond the prefecture at its facilities, or of everybody."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.visits
        where = rows["home"] == len(counts.tables.districts) if beyond else None
        return counts.at_facilities(rows, "count", where, by_tier=True)

    return amount


def _inflow_stays(*, beyond: bool) -> Amount:
    """Stays of patients from beyond the prefecture by class of hospital, or of everybody."""

    def amount(counts: PeriodCounts) -> Cells:
        rows, districts = counts.people, len(counts.tables.districts)
        stays = counts.total(rows, "stays", None, ("home", districts + 1), ("place", len(Place)))
        there = stays[:, districts:] if beyond else stays
        found = counts.empty()
        for group, (tier, places) in enumerate(PLACES.items(), FIRST_TIER):
            if tier != Tier.OUTSIDE:
                found[:, ALL, group] = there[:, :, list(places)].sum(axis=(1, 2))
        within = [int(place) for tier, places in PLACES.items() if tier != Tier.OUTSIDE for place in places]
        found[:, ALL, 0] = there[:, :, within].sum(axis=(1, 2))
        return found

    return amount


def _of_people(column: str, tier: Tier | None) -> Amount:
    """Residents' visits or stays, all or at one tier."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.people
        where = None if tier is None else np.isin(rows["place"], PLACES[tier])
        return counts.of_residents(rows, column, where)

    return amount


def _tier_shares(word: str, column: str) -> list[Indicator]:
    return [
        Indicator(
            f"{word}_share_{tier.id}",
            "neutral",
            Domain.RESIDENTS,
            ratio(_of_people(column, tier), _of_people(column, None)),
            "R",
        )
        for tier in Tier
    ]


def _general_at_tertiary(counts: PeriodCounts) -> Cells:
    rows = counts.visits
    where = (rows["tier"] == Tier.TERTIARY) & (rows["kind"] == Encounter.GENERAL)
    return counts.at_facilities(rows, "count", where)


def _booked(*kinds: Kind) -> Callable[[PeriodCounts], Fraction]:
    """Booked visits / planned visits of tertiary hospitals of these kinds; empty where bookings are not counted."""

    def fraction(counts: PeriodCounts) -> Fraction:
        rows = counts.bookings
        if rows is None:
            return counts.empty(), counts.empty()
        there = (rows["tier"] == Tier.TERTIARY) & np.isin(rows["facility_kind"], kinds)
        return counts.at_facilities(rows, "booked", there), counts.at_facilities(rows, "planned", there)

    return fraction


def _hospital_stays(counts: PeriodCounts) -> Cells:
    """Discharges of hospitals."""
    rows = counts.cases
    where = (rows["kind"] == Encounter.STAY) & np.isin(rows["tier"], HOSPITAL_TIERS)
    return counts.at_facilities(rows, "count", where)


def referred(direction: Referral) -> Amount:
    """Hand-overs, counted where the patient arrives: visits, and stays that continue at a lower tier.

    The stay that follows a referred visit carries its referral too; counting visits and step-down stays only
    keeps each hand-over single.
    """

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.cases
        arrives = (rows["kind"] < Encounter.STAY) | (rows["kind"] == Encounter.STEP_DOWN)
        return counts.at_facilities(rows, "count", arrives & (rows["referral"] == direction))

    return amount


INDICATORS = (
    _primary_share("", ()),
    _primary_share("_no_village", (Kind.VILLAGE_CLINICS,)),
    _primary_share("_listed", (Kind.VILLAGE_CLINICS, Kind.PRIVATE_CLINICS)),
    _primary_share("_no_province", (), provincial=False),
    _primary_share("_no_village_no_province", (Kind.VILLAGE_CLINICS,), provincial=False),
    Indicator(
        "visits_per_resident", "neutral", Domain.RESIDENTS, ratio(_of_people("visits", None), residents), "R",
    ),
    Indicator(
        "admissions_per_100", "neutral", Domain.RESIDENTS, ratio(_of_people("stays", None), residents),
        "R", scale=100.0,
    ),
    *_tier_shares("visit", "visits"),
    *_tier_shares("discharge", "stays"),
    Indicator(
        "primary_share_of_residents_visits", "up", Domain.RESIDENTS,
        ratio(_of_people("visits", Tier.PRIMARY), _of_people("visits", None)), "M",
    ),
    Indicator(
        "inflow_visit_share", "neutral", Domain.PLACE,
        ratio(_inflow_visits(beyond=True), _inflow_visits(beyond=False)), "M",
    ),
    Indicator(
        "inflow_stay_share", "neutral", Domain.PLACE,
        ratio(_inflow_stays(beyond=True), _inflow_stays(beyond=False)), "M",
    ),
    Indicator(
        "tertiary_general_visit_growth", "down", Domain.PLACE, growth(_general_at_tertiary), "D",
    ),
    Indicator(
        "booking_rate", "up", Domain.PLACE, _booked(*Kind), "D",
    ),
    Indicator(
        "booking_rate_general", "up", Domain.PLACE, _booked(*(kind for kind in Kind if kind is not Kind.TCM)), "D",
    ),
    Indicator(
        "booking_rate_tcm", "up", Domain.PLACE, _booked(Kind.TCM), "D",
    ),
    Indicator(
        "down_referrals", "up", Domain.PLACE, count(referred(Referral.DOWN)), "D",
    ),
    Indicator(
        "down_referrals_per_100", "up", Domain.PLACE, ratio(referred(Referral.DOWN), _hospital_stays), "M", scale=100.0,
    ),
    Indicator(
        "down_referral_growth", "up", Domain.PLACE, growth(referred(Referral.DOWN)), "D",
    ),
    Indicator(
        "up_referrals", "neutral", Domain.PLACE, count(referred(Referral.UP)), "C",
    ),
)  # fmt: skip
