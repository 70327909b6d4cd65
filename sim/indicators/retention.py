"""Whether counties keep their patients, and the money that follows them."""

from __future__ import annotations

import numpy as np

from sim.indicators.counts import Amount, Cells, PeriodCounts
from sim.indicators.indicator import Domain, Indicator, ratio
from sim.indicators.utilisation import residents
from sim.vocabulary.measures import FEN
from sim.vocabulary.names import Place, Referral

IN_COUNTY = (Place.PRIMARY, Place.HOME_COUNTY)


def _visits(*, inside: bool | None, referred: bool = False) -> Amount:
    """Visits of county residents inside or outside their county, or anywhere."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.visits
        at_home = rows["district"] == rows["home"]
        where = np.ones_like(at_home) if inside is None else at_home == inside
        if referred:
            where &= rows["referral"] != Referral.NONE
        return counts.of_residents(rows, "count", where, counties=True)

    return amount


def _people(column: str, places: tuple[Place, ...] | None) -> Amount:
    """Stays or fund money of county residents, at some places or anywhere.

    The people table knows no facility, so a tertiary hospital standing in a county counts as outside it.
    """

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.people
        where = None if places is None else np.isin(rows["place"], places)
        return counts.of_residents(rows, column, where, counties=True)

    return amount


def county_stays(*, inside: bool) -> Amount:
    """Stays of county residents in their county, or anywhere."""
    return _people("stays", IN_COUNTY if inside else None)


def _fund(counts: PeriodCounts) -> Cells:
    return counts.of_residents(counts.people, "fund_fen") / FEN


INDICATORS = (
    Indicator(
        "county_visit_rate", "up", Domain.RESIDENTS, ratio(_visits(inside=True), _visits(inside=None)), "D",
    ),
    Indicator(
        "county_inpatient_share", "up", Domain.INSURED,
        ratio(county_stays(inside=True), county_stays(inside=False)), "R",
    ),
    Indicator(
        "outflow", "down", Domain.RESIDENTS, ratio(_visits(inside=False), _visits(inside=None)), "C",
    ),
    Indicator(
        "ordered_referral_share", "up", Domain.RESIDENTS,
        ratio(_visits(inside=False, referred=True), _visits(inside=False)), "C",
    ),
    Indicator(
        "fund_in_county_share", "up", Domain.INSURED,
        ratio(_people("fund_fen", IN_COUNTY), _people("fund_fen", None)), "K",
    ),
    Indicator(
        "fund_primary_share", "up", Domain.INSURED,
        ratio(_people("fund_fen", (Place.PRIMARY,)), _people("fund_fen", IN_COUNTY)), "K",
    ),
    Indicator(
        "fund_spending_per_resident", "down", Domain.INSURED, ratio(_fund, residents), "M",
    ),
)  # fmt: skip
