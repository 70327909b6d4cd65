"""Whether counties keep their patients, and the money that follows them."""

from __future__ import annotations

import pandas as pd

from sim.indicators.counts import Amount, Counts
from sim.indicators.indicator import Domain, Indicator, ratio
from sim.indicators.utilisation import residents
from sim.vocabulary.names import Place, Referral

IN_COUNTY = (Place.PRIMARY.id, Place.HOME_COUNTY.id)


def _visits(*, inside: bool | None, referred: bool = False) -> Amount:
    """Visits of county residents inside or outside their county, or anywhere."""

    def amount(counts: Counts) -> pd.Series:
        frame = counts.visits
        at_home = frame["district"] == frame["home"]
        where = pd.Series(True, index=frame.index)
        if inside is not None:
            where = at_home if inside else ~at_home
        if referred:
            where &= frame["referral"] != Referral.NONE.id
        return counts.of_residents("visits", "count", where, counties=True)

    return amount


def _people(column: str, places: tuple[str, ...] | None) -> Amount:
    """Stays or fund money of county residents, at some places or anywhere.

    The people table knows no facility, so a tertiary hospital standing in a county counts as outside it.
    """

    def amount(counts: Counts) -> pd.Series:
        where = None if places is None else counts.people["place"].isin(places)
        return counts.of_residents("people", column, where, counties=True)

    return amount


def _fund(counts: Counts) -> pd.Series:
    return counts.of_residents("people", "fund_fen") / 100.0


INDICATORS = (
    Indicator(
        "county_visit_rate", "up", Domain.RESIDENTS, ratio(_visits(inside=True), _visits(inside=None)),
        "visits of county residents inside their county / all their visits", "D",
    ),
    Indicator(
        "county_inpatient_share", "up", Domain.INSURED,
        ratio(_people("stays", IN_COUNTY), _people("stays", None)),
        "discharges of county residents in their county / all their discharges", "R",
    ),
    Indicator(
        "outflow", "down", Domain.RESIDENTS, ratio(_visits(inside=False), _visits(inside=None)),
        "visits of county residents outside their county / all their visits", "C",
    ),
    Indicator(
        "ordered_referral_share", "up", Domain.RESIDENTS,
        ratio(_visits(inside=False, referred=True), _visits(inside=False)),
        "out-of-county visits with a referral / out-of-county visits", "C",
    ),
    Indicator(
        "fund_in_county_share", "up", Domain.INSURED,
        ratio(_people("fund_fen", IN_COUNTY), _people("fund_fen", None)),
        "public insurance money paid in the county for its residents / paid for them anywhere (no pharmacy)",
        "K",
    ),
    Indicator(
        "fund_primary_share", "up", Domain.INSURED,
        ratio(_people("fund_fen", (Place.PRIMARY.id,)), _people("fund_fen", IN_COUNTY)),
        "public insurance money paid to primary facilities / paid in the county", "K",
    ),
    Indicator(
        "fund_spending_per_resident", "down", Domain.INSURED, ratio(_fund, residents),
        "fund, critical-illness and assistance payments for residents / residents", "M",
    ),
)  # fmt: skip
