"""What the back-test says of each series: its growth, the held-back years with their band, and the naive answer.

A set of trends is ruled out by the growths of the training years as ``sim calibrate`` rules sets out by figures of a
base year: a growth's distance over what is not known of it (its range), of the model's form (how far the fitted trends
miss that range) and of luck. The band holds the sets that are left, each on luck of its own, what is not known of the
figure itself, and of the mean of the training years that the model's line was moved to.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.experiments.backtest.growth import Measured, aims_of, grown
from sim.experiments.backtest.series import (
    Line,
    PublishedSeries,
    extrapolated,
    slope,
    slope_error,
)
from sim.experiments.calibrate.candidate import FittedCandidate
from sim.experiments.calibrate.judge import Judged, discrepancy, judged
from sim.experiments.fit.numbers import Key
from sim.experiments.fit.search import Values
from sim.experiments.implausible import NINE_TENTHS
from sim.indicators.summary import half_width
from sim.vocabulary.doubt import Doubt
from sim.vocabulary.labels import unit

TRAINED, HELD = "trained", "held"
AS, FASTER, SLOWER = "as", "faster", "slower"
YEAR_COLUMNS = [
    "indicator", "group", "year", "part", "unit", "published", "published_low", "published_high", "predicted",
    "low", "high", "inside", "as_it_stands", "naive",
]  # fmt: skip
SERIES_COLUMNS = [
    "indicator", "group", "unit", "in_sample", "trained", "held", "inside", "nation", "nation_trained", "nation_held",
    "as_it_stands", "as_it_stands_held", "fitted", "tolerance", "verdict", "verdict_held", "verdict_fitted",
    "error_model", "error_naive", "band",
]  # fmt: skip
Runs = Sequence[Measured]


@dataclass(frozen=True, slots=True)
class JudgedBacktest:
    """A row a series and year, a row a series, and every set judged."""

    years: pd.DataFrame
    series: pd.DataFrame
    sets: tuple[Judged, ...]


def off_of(series: Sequence[PublishedSeries], fitted: Runs) -> dict[Key, float]:
    """What is not known of the model at each growth: how far the fitted trends miss its range, and luck.

    Luck is that of one run, from the replications of the fit: a rough number.
    """
    growths = [grown(series, run) for run in fitted]
    missed = discrepancy(aims_of(series), {key: float(np.mean([one[key] for one in growths])) for key in growths[0]})
    return {key: math.hypot(missed.get(key, 0.0), _spread([one[key] for one in growths])) for key in growths[0]}


def judged_sets(
    series: Sequence[PublishedSeries], sets: Sequence[Values], runs: Runs, off: Mapping[Key, float]
) -> tuple[Judged, ...]:
    """Which sets of trends the training years rule out."""
    aims = aims_of(series)
    return tuple(
        judged(FittedCandidate(n, dict(values), grown(series, run), 1), aims, off)
        for n, (values, run) in enumerate(zip(sets, runs, strict=True))
    )


def judged_backtest(
    series: Sequence[PublishedSeries], start: Runs, fitted: Runs, sets: tuple[Judged, ...], runs: Runs
) -> JudgedBacktest:
    """All that is said of the series, from runs of the trends as they stand, as they were fitted, and of the sets."""
    left = [run for one, run in zip(sets, runs, strict=True) if one.kept]
    years, rows = [], []
    for one in series:
        paths = _OfSeries(one, start, fitted, left)
        of_years = paths.years()
        years.append(of_years)
        rows.append(paths.row(of_years))
    table = pd.concat(years, ignore_index=True)
    return JudgedBacktest(table[YEAR_COLUMNS], pd.DataFrame(rows, columns=SERIES_COLUMNS), sets)


@dataclass(frozen=True)
class _OfSeries:
    """One series with the runs beside it; ``left`` are those of the sets that are not ruled out."""

    one: PublishedSeries
    start: Runs
    fitted: Runs
    left: Runs

    def years(self) -> pd.DataFrame:
        """A row a year: published, predicted, band, and the naive answer, in values (of growths the index)."""
        one, published, naive = self.one, self.one.published, extrapolated(self.one)
        stands = self._mean(self.start)
        lines = [one.moved(run[one.name]) for run in self.left]
        rows = []
        for year in one.years:
            found = np.array([line[year] for line in lines])
            centre, half = float(np.mean(found)), self._half(found, year)
            error = NINE_TENTHS * one.error(year)
            low, high = centre - half, centre + half
            rows.append(
                {
                    "year": year,
                    "part": HELD if year in one.held else TRAINED,
                    "published": one.shown(published[year]),
                    "published_low": one.shown(published[year] - error),
                    "published_high": one.shown(published[year] + error),
                    "predicted": one.shown(centre),
                    "low": one.shown(low),
                    "high": one.shown(high),
                    "inside": bool(low <= published[year] <= high),
                    "as_it_stands": one.shown(stands[year]),
                    "naive": one.shown(naive[year]),
                }
            )
        return pd.DataFrame(rows).assign(indicator=one.indicator, group=one.group, unit=self._unit)

    @property
    def _unit(self) -> str:
        return "index" if self.one.grows else unit(self.one.indicator)

    def _half(self, found: np.ndarray, year: int) -> float:
        """Half of the band: one more set, what is not known of the figure, and of the mean of the training years."""
        errors = np.array([self.one.error(trained) for trained in self.one.trained])
        of_mean = math.sqrt(float(np.sum(errors**2))) / len(errors)
        spread = math.hypot(_spread(found), self.one.error(year), of_mean)
        return float(half_width(pd.Series([spread]), pd.Series([len(found)]), Doubt.BOTH).iloc[0])

    def _mean(self, runs: Runs) -> dict[int, float]:
        """The mean line of some runs, moved to the figures."""
        lines = [self.one.moved(run[self.one.name]) for run in runs]
        return {year: float(np.mean([line[year] for line in lines])) for year in lines[0]}

    def row(self, years: pd.DataFrame) -> dict[str, object]:
        """What is said of the series as a whole; growths a year, of shares in points."""
        one, held = self.one, years[years["part"] == HELD]
        published, stands, fitted = one.published, self._mean(self.start), self._mean(self.fitted)
        late = (one.trained[-1], *one.held)
        return {
            "indicator": one.indicator,
            "group": one.group,
            "unit": self._unit,
            "in_sample": " ".join(one.in_sample),
            "trained": len(one.trained),
            "held": len(one.held),
            "inside": int(held["inside"].sum()),
            "nation": self._growth(published, one.years),
            "nation_trained": self._growth(published, one.trained),
            "nation_held": self._growth(published, late),
            "as_it_stands": self._growth(stands, one.years),
            "as_it_stands_held": self._growth(stands, late),
            "fitted": self._growth(fitted, one.years),
            "tolerance": self._tolerance(),
            "verdict": self._verdict(published, stands, self.start, one.years),
            "verdict_held": self._verdict(published, stands, self.start, late),
            "verdict_fitted": self._verdict(published, fitted, self.fitted, one.years),
            "error_model": self._error(held, "predicted"),
            "error_naive": self._error(held, "naive"),
            "band": self._width(held),
        }

    def _growth(self, line: Line, years: Sequence[int]) -> float:
        """Growth a year in points of a share, else relative."""
        if self.one.odds:
            return slope({year: self.one.shown(line[year]) for year in years}, years)
        return math.expm1(slope(line, years))

    def _doubt(self, runs: Runs, years: Sequence[int]) -> float:
        """How far growths may differ by what is not known of the figures, and by luck: nine times of ten."""
        one = self.one
        luck = _spread([slope(one.placed(run[one.name]), years) for run in runs]) / math.sqrt(len(runs))
        return NINE_TENTHS * math.hypot(slope_error(one, years), luck)

    def _tolerance(self) -> float:
        """The same over all years, in the unit of the growths."""
        doubt = self._doubt(self.start, self.one.years)
        if not self.one.odds:
            return math.expm1(doubt)
        middle = float(np.mean([figure.value for figure in self.one.figures.values()]))
        return doubt * middle * (1.0 - middle)

    def _verdict(self, published: Line, model: Line, runs: Runs, years: Sequence[int]) -> str:
        gap = slope(model, years) - slope(published, years)
        return AS if abs(gap) <= self._doubt(runs, years) else FASTER if gap > 0 else SLOWER

    def _error(self, held: pd.DataFrame, column: str) -> float:
        """Mean distance from the held-back figures: points of a share, else relative."""
        gap = held[column] - held["published"] if self.one.odds else held[column] / held["published"] - 1.0
        return float(gap.abs().mean())

    def _width(self, held: pd.DataFrame) -> float:
        """Mean half-width of the band in the held-back years."""
        half = (held["high"] - held["low"]) / 2
        return float((half if self.one.odds else half / held["predicted"]).mean())


def _spread(values: Sequence[float] | np.ndarray) -> float:
    return float(np.std(values, ddof=1)) if len(values) > 1 else 0.0
