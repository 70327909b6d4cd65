"""Which trends are free, and which growth of the training years each answers to: one table, for any back-test.

A row names a growth as a product of series: visits to hospitals are visits per resident times the share that is not
primary care. Series that a back-test has not leave the trend as it is. Trends that only act together with others
(income, ageing, how admissions answer to beds) answer to nothing here: no series tells them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.experiments.fit.table import AnchorName, FitRow

WIDEST = (-1.0, 1.0)  # a year; what a trend may be is the range of its own row in trend.csv


@dataclass(frozen=True, slots=True)
class GrowthFactor:
    """A series in a product: its value, or with ``rest`` what is left to one, to a power."""

    indicator: str
    group: str = "all"
    power: int = 1
    rest: bool = False

    @property
    def series(self) -> str:
        """The name of the series."""
        return f"{self.indicator}/{self.group}"


@dataclass(frozen=True, slots=True)
class TrendRow:
    """A trend, the growth it answers to, and how.

    Parameters
    ----------
    trend : the parameter, in growth a year.
    growth : what the product is called (`sim.reporting.backtest.words`).
    factors : the product.
    sign : -1 where the growth falls as the trend rises.
    gain : step of the trend over the gap of the growth, both a year.
    """

    trend: str
    growth: str
    factors: tuple[GrowthFactor, ...]
    sign: int = 1
    gain: float = 0.8

    @property
    def fit_row(self) -> FitRow:
        """The same for the search of `sim.experiments.fit.search`."""
        answers = ((AnchorName(self.growth),),)
        return FitRow(
            self.trend, answers, "plain", *WIDEST, (0.0, 0.0), gain=self.gain, most=0.05, sign=self.sign
        )  # fmt: skip


VISITS, ADMISSIONS = GrowthFactor("visits_per_resident"), GrowthFactor("admissions_per_100")
OUT_OF_HOSPITAL = "primary_visit_share"
WITHOUT_VILLAGE = "primary_visit_share_no_village"
# Hospitals' share of all visits over their share of those outside village clinics: what is left without these.
NOT_VILLAGE = (GrowthFactor(OUT_OF_HOSPITAL, rest=True), GrowthFactor(WITHOUT_VILLAGE, power=-1, rest=True))

TABLE: tuple[TrendRow, ...] = (
    TrendRow("trend_unit_visit_township", "charge_visit_primary", (GrowthFactor("cost_per_visit", "primary"),)),
    TrendRow("trend_unit_visit_county", "charge_visit_county", (GrowthFactor("cost_per_visit", "county"),)),
    TrendRow("trend_unit_visit_tertiary", "charge_visit_tertiary", (GrowthFactor("cost_per_visit", "tertiary"),)),
    TrendRow("trend_unit_adm_township", "charge_stay_primary", (GrowthFactor("cost_per_discharge", "primary"),)),
    TrendRow("trend_unit_adm_county", "charge_stay_county", (GrowthFactor("cost_per_discharge", "county"),)),
    TrendRow("trend_unit_adm_tertiary", "charge_stay_tertiary", (GrowthFactor("cost_per_discharge", "tertiary"),)),
    TrendRow("trend_stay_days_township", "days_primary", (GrowthFactor("alos", "primary"),)),
    TrendRow("trend_stay_days_county", "days_county", (GrowthFactor("alos", "county"),)),
    TrendRow("trend_stay_days_tertiary", "days_tertiary", (GrowthFactor("alos", "tertiary"),)),
    TrendRow("trend_beds_county", "stays_county", (ADMISSIONS, GrowthFactor("discharge_share_county"))),
    TrendRow("trend_beds_tertiary", "stays_tertiary", (ADMISSIONS, GrowthFactor("discharge_share_tertiary"))),
    TrendRow("trend_hospital_visits", "visits_hospital", (VISITS, GrowthFactor(OUT_OF_HOSPITAL, rest=True))),
    TrendRow(
        "trend_mild_needs", "visits_primary_no_village", (VISITS, *NOT_VILLAGE, GrowthFactor(WITHOUT_VILLAGE))
    ),
    # Village clinics have about a quarter of visits: a change of theirs moves the share of the others a third as far.
    TrendRow("trend_village_pull", "visits_not_village_share", NOT_VILLAGE, sign=-1, gain=2.0),
)  # fmt: skip


def rows_for(series: Mapping[str, object], parameters: Mapping[str, object]) -> list[TrendRow]:
    """The rows whose trend the parameters have, and whose growth these series tell."""
    return [row for row in TABLE if row.trend in parameters and all(factor.series in series for factor in row.factors)]
