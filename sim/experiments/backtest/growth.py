"""The growths of the training years, published and of a run: what trends are fitted to, and what rules sets out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sim.experiments.backtest.series import Line, PublishedSeries, slope, slope_error, weights
from sim.experiments.backtest.table import GrowthFactor, TrendRow, rows_for
from sim.experiments.fit.numbers import Aim, Free, Key, Numbers
from sim.experiments.implausible import NINE_TENTHS
from sim.region.blocks import trends_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.phrase import telling

Measured = Mapping[str, Line]  # the values of a run: year -> value by name of a series
PHRASES = {
    "no_series": ("没有序列能单独说明它", "no series tells it apart"),
    "no_range": ("没有范围，不作拟合", "it has no range and is not fitted"),
}
tell = telling(PHRASES)


def aims_of(series: Sequence[PublishedSeries]) -> tuple[Aim, ...]:
    """The growth of each series over its training years, as a factor a year, with its range."""
    found = []
    for one in series:
        trend, error = slope(one.published, one.trained), slope_error(one, one.trained)
        found.append(_aim((one.indicator, "all", one.group), trend, error))
    return tuple(found)


def grown(series: Sequence[PublishedSeries], values: Measured) -> dict[Key, float]:
    """The same of a run: only its training years are read."""
    return {
        (one.indicator, "all", one.group): math.exp(slope(_trained(one, values[one.name]), one.trained))
        for one in series
    }


def _trained(one: PublishedSeries, values: Line) -> dict[int, float]:
    """A run's places up to the last training year."""
    return one.placed({year: value for year, value in values.items() if year <= one.trained[-1]})


def free_trends(scenario: Scenario, series: Sequence[PublishedSeries]) -> Numbers:
    """The free trends of a back-test with the growths they answer to, each within its range in ``trend.csv``."""
    by_name = {one.name: one for one in series}
    free, left = [], {}
    rows = {row.trend: row for row in rows_for(by_name, scenario.parameters)}
    for name in trends_of(scenario.parameters):
        number = scenario.parameters[name]
        row, low, high = rows.get(name), number.low, number.high
        if low is None or high is None:
            left[name] = tell("no_range")
        elif row is None:
            left[name] = tell("no_series")
        else:
            free.append(Free(name, row.fit_row, (_growth_aim(row, by_name),), number.value, low, high, mean=False))
    return Numbers(tuple(free), left)


def product_growths(rows: Sequence[TrendRow], series: Sequence[PublishedSeries], values: Measured) -> dict[Key, float]:
    """The growths that trends answer to, of a run; nothing for one whose series has no value in a training year."""
    by_name = {one.name: one for one in series}
    found = {}
    for row in rows:
        years = _years(row, by_name)
        found[row.growth, "all", "all"] = math.exp(slope(_product(row, years, values), years))
    return found


def _growth_aim(row: TrendRow, series: Mapping[str, PublishedSeries]) -> Aim:
    years = _years(row, series)
    published = {name: {year: figure.value for year, figure in one.figures.items()} for name, one in series.items()}
    trend = slope(_product(row, years, published), years)
    by_year = weights(years)
    variance = sum(
        (by_year[n] * _error(factor, series[factor.series], year)) ** 2
        for factor in row.factors
        for n, year in enumerate(years)
    )
    return _aim((row.growth, "all", "all"), trend, math.sqrt(variance))


def _years(row: TrendRow, series: Mapping[str, PublishedSeries]) -> tuple[int, ...]:
    """The training years in which every series of a product has a figure."""
    common = set.intersection(*(set(series[factor.series].trained) for factor in row.factors))
    return tuple(sorted(common))


def _product(row: TrendRow, years: Sequence[int], values: Measured) -> dict[int, float]:
    """The logarithm of the product by year."""
    return {year: sum(_part(factor, values[factor.series][year]) for factor in row.factors) for year in years}


def _part(factor: GrowthFactor, value: float) -> float:
    return factor.power * math.log(max(1.0 - value if factor.rest else value, 1e-12))


def _error(factor: GrowthFactor, series: PublishedSeries, year: int) -> float:
    """What is not known of a factor's logarithm."""
    figure = series.figures[year]
    if figure.low is None or figure.high is None:
        return 0.0
    return abs(_part(factor, figure.high) - _part(factor, figure.low)) / (2 * NINE_TENTHS)


def _aim(key: Key, trend: float, error: float) -> Aim:
    half = NINE_TENTHS * error
    return Aim(key, math.exp(trend), math.exp(trend - half), math.exp(trend + half), share=False)
