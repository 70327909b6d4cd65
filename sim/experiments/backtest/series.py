"""A published series and the model's beside it: on which scale they are compared, and what is held back.

Levels of a made-up region are not those of the nation. So both are put on a scale on which growth is a straight line
(logarithms; log-odds of a share; for a yearly growth the sum of the logarithms, that is the index it leads to), and the
model's line is moved up or down until the means of the training years agree. What is compared is growth.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.experiments.implausible import NINE_TENTHS
from sim.vocabulary.indicator_range import range_of
from sim.vocabulary.labels import unit
from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.quantity import Quantity

Line = Mapping[int, float]  # year -> value
JOIN = "+"  # between groups whose sums are taken together
THIRD = 3
LEAST_TRAINED = 3  # figures: two make a line whatever they are
SERIES_KEYS = ("indicator", "group", "year")


def held_years(first: int, last: int) -> tuple[int, ...]:
    """The last third of the years of a back-test, rounded: none of them is read by its fit."""
    count = max(1, round((last - first + 1) / THIRD))
    return tuple(range(last - count + 1, last + 1))


def odds_of(indicator: str) -> bool:
    """Whether an indicator is a share that cannot pass 1; bed occupancy can."""
    return unit(indicator) == "share" and range_of(indicator).high <= 1


@dataclass(frozen=True, slots=True)
class PublishedSeries:
    """The figures of an indicator and group by year.

    ``trained`` and ``held`` are the years with a figure before and in the last third.
    """

    indicator: str
    group: str
    figures: Mapping[int, Quantity]
    trained: tuple[int, ...]
    held: tuple[int, ...]
    in_sample: tuple[str, ...] = ()
    note: Bilingual | None = None

    @property
    def name(self) -> str:
        """``cost_per_visit/county``."""
        return f"{self.indicator}/{self.group}"

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups whose sums are taken together."""
        return tuple(self.group.split(JOIN))

    @property
    def grows(self) -> bool:
        """Whether the values are growths on the year before, compared as the index they lead to."""
        return unit(self.indicator) == "growth"

    @property
    def odds(self) -> bool:
        """Whether the values are shares that cannot pass 1."""
        return odds_of(self.indicator)

    @property
    def years(self) -> tuple[int, ...]:
        """All years with a figure."""
        return (*self.trained, *self.held)

    def placed(self, values: Line) -> dict[int, float]:
        """Values by year on the scale of the comparison; of growths the index, on a path without gaps."""
        found, index = {}, 0.0
        for year in sorted(values):
            if self.grows:
                index += math.log1p(values[year])
                found[year] = index
            else:
                found[year] = self._place(values[year])
        return found

    def shown(self, place: float) -> float:
        """A place on the scale as a value, of growths as the index."""
        return 1.0 / (1.0 + math.exp(-place)) if self.odds else math.exp(place)

    @property
    def published(self) -> dict[int, float]:
        """The figures on the scale."""
        return self.placed({year: self.figures[year].value for year in self.years})

    def error(self, year: int) -> float:
        """What is not known of a figure, on the scale: its range read as the middle nine tenths of a normal one.

        Of a growth it is that of its own year: what is not known of a level does not add up over years.
        """
        figure = self.figures[year]
        low, high = figure.low, figure.high
        if low is None or high is None:
            return 0.0
        if self.grows:
            return (math.log1p(high) - math.log1p(low)) / (2 * NINE_TENTHS)
        return (self._place(high) - self._place(low)) / (2 * NINE_TENTHS)

    def moved(self, model: Line) -> dict[int, float]:
        """The model's places with the mean of the training years made that of the figures'."""
        published, placed = self.published, self.placed(model)
        shift = sum(published[year] - placed[year] for year in self.trained) / len(self.trained)
        return {year: place + shift for year, place in placed.items()}

    def _place(self, value: float) -> float:
        if self.odds:
            value = min(max(value, 1e-6), 1 - 1e-6)
            return math.log(value / (1 - value))
        return math.log(max(value, 1e-12))


def slope(places: Line, years: Sequence[int]) -> float:
    """Growth a year by least squares over some years."""
    x = np.array(years, dtype=float)
    y = np.array([places[year] for year in years])
    return float(weights(years) @ y) if len(x) > 1 else math.nan


def weights(years: Sequence[int]) -> np.ndarray:
    """By how much each year's place enters the growth: places that are off by one there move it by so much."""
    centred = np.array(years, dtype=float) - np.mean(years)
    found: np.ndarray = centred / np.sum(centred**2)
    return found


def slope_error(series: PublishedSeries, years: Sequence[int]) -> float:
    """What is not known of the figures' growth over some years, as a standard deviation."""
    errors = np.array([series.error(year) for year in years])
    return float(np.sqrt(np.sum((weights(years) * errors) ** 2)))


def extrapolated(series: PublishedSeries) -> dict[int, float]:
    """The naive answer: a straight line through the training years, on the scale."""
    published = series.published
    trend = slope(published, series.trained)
    centre = float(np.mean(series.trained))
    level = sum(published[year] for year in series.trained) / len(series.trained)
    return {year: level + trend * (year - centre) for year in series.years}
