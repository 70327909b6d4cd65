"""How much care there is and at which tier."""

from __future__ import annotations

import pandas as pd

from sim.indicators.counts import Amount, Counts
from sim.indicators.indicator import Domain, Indicator, count, growth, ratio
from sim.vocabulary.names import Encounter, Kind, Place, Tier

# Places of care seen from home, by the tier they belong to.
PLACES = {
    Tier.PRIMARY: (Place.PRIMARY,),
    Tier.COUNTY: (Place.HOME_COUNTY, Place.OTHER_DISTRICT),
    Tier.TERTIARY: (Place.TERTIARY,),
    Tier.OUTSIDE: (Place.OUTSIDE,),
}


def visits_at(counts: Counts, without: tuple[str, ...] = (), *, primary: bool = False) -> pd.Series:
    """Visits by place of care, without some kinds of facility; ``primary`` keeps the primary tier only."""
    frame = counts.visits
    where = ~frame["facility_kind"].isin(without)
    if primary:
        where &= frame["tier"] == Tier.PRIMARY.id
    return counts.at_facilities("visits", "count", where)


def residents(counts: Counts) -> pd.Series:
    """Residents by home."""
    return counts.of_residents("persons", "residents")


def _primary_share(suffix: str, without: tuple[str, ...], definition: str) -> Indicator:
    return Indicator(
        f"primary_visit_share{suffix}",
        "up",
        Domain.PLACE,
        ratio(lambda c: visits_at(c, without, primary=True), lambda c: visits_at(c, without)),
        definition,
        "D",
    )


def _of_people(column: str, tier: Tier | None) -> Amount:
    """Residents' visits or stays, all or at one tier."""

    def amount(counts: Counts) -> pd.Series:
        if tier is None:
            return counts.of_residents("people", column)
        places = [place.id for place in PLACES[tier]]
        return counts.of_residents("people", column, counts.people["place"].isin(places))

    return amount


def _tier_shares(word: str, column: str) -> list[Indicator]:
    return [
        Indicator(
            f"{word}_share_{tier.id}",
            "neutral",
            Domain.RESIDENTS,
            ratio(_of_people(column, tier), _of_people(column, None)),
            f"residents' {word}s at the tier / residents' {word}s anywhere",
            "R",
        )
        for tier in Tier
    ]


def _general_at_tertiary(counts: Counts) -> pd.Series:
    frame = counts.visits
    where = (frame["tier"] == Tier.TERTIARY.id) & (frame["kind"] == Encounter.GENERAL.id)
    return counts.at_facilities("visits", "count", where)


def referred(direction: str) -> Amount:
    """Hand-overs, counted where the patient arrives: visits, and stays that continue at a lower tier.

    The stay that follows a referred visit carries its referral too; counting visits and step-down stays only
    keeps each hand-over single.
    """

    def amount(counts: Counts) -> pd.Series:
        frame = counts.cases
        arrives = ~frame["stay"] | (frame["kind"] == Encounter.STEP_DOWN.id)
        return counts.at_facilities("cases", "count", arrives & (frame["referral"] == direction))

    return amount


INDICATORS = (
    _primary_share("", (), "visits at primary facilities / visits at all facilities in the area"),
    _primary_share(
        "_no_village", (Kind.VILLAGE_CLINICS.id,), "the same, village clinics left out above and below"
    ),
    _primary_share(
        "_listed",
        (Kind.VILLAGE_CLINICS.id, Kind.PRIVATE_CLINICS.id),
        "the same with community and township centres only (clause 11), clinics left out above and below",
    ),
    Indicator(
        "visits_per_resident", "neutral", Domain.RESIDENTS, ratio(_of_people("visits", None), residents),
        "residents' visits anywhere / residents", "R",
    ),
    Indicator(
        "admissions_per_100", "neutral", Domain.RESIDENTS, ratio(_of_people("stays", None), residents),
        "residents' discharges anywhere x 100 / residents", "R", scale=100.0,
    ),
    *_tier_shares("visit", "visits"),
    *_tier_shares("discharge", "stays"),
    Indicator(
        "primary_share_of_residents_visits", "up", Domain.RESIDENTS,
        ratio(_of_people("visits", Tier.PRIMARY), _of_people("visits", None)),
        "residents' visits at primary facilities / residents' visits anywhere", "M",
    ),
    Indicator(
        "tertiary_general_visit_growth", "down", Domain.PLACE, growth(_general_at_tertiary),
        "general visits at tertiary hospitals this year - last year / last year", "D",
    ),
    Indicator(
        "down_referrals", "up", Domain.PLACE, count(referred("down")),
        "patients referred down, counted at the receiving facility", "D",
    ),
    Indicator(
        "down_referral_growth", "up", Domain.PLACE, growth(referred("down")),
        "down-referrals this year - last year / last year", "D",
    ),
    Indicator(
        "up_referrals", "neutral", Domain.PLACE, count(referred("up")),
        "visits referred up, counted at the receiving facility", "C",
    ),
)  # fmt: skip
