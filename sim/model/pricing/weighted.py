"""What the pricings by weight or points share: how weights are derived and moved, outliers, special review."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.model.pricing.averages import Bounds, by_level, owed_on_average
from sim.model.pricing.stay_pricing import NO_DAYS, ContractRow, Floats, Ints, StayPricing, case_row
from sim.model.tariffs import CellSpread, Covered, Listed, Tariff
from sim.policy.contract_lever import WeightedLever
from sim.rules.period.tariff import (
    base_rate,
    coefficients,
    means,
    neutral_factor,
    rebased,
    relative_weights,
    tail,
)
from sim.vocabulary.measures import FEN

Weighted_co = TypeVar("Weighted_co", bound=WeightedLever, covariant=True)


class Weighted(StayPricing[Weighted_co]):
    """A case is paid weight x rate x coefficient; its charges return in next year's weights, in part."""

    coded: ClassVar[bool] = True

    @abstractmethod
    def rate_yuan(self) -> float | None:
        """Yuan of a weight of 1, if the scenario gives it."""

    def bound(self, price: Floats, _level: float) -> Floats:
        """What the multiples of outliers are of; fen, [F, g, s]."""
        return price

    @abstractmethod
    def slopes(self, level: float) -> tuple[float, float]:
        """Paid of a yuan of charges below the low bound, and of one beyond the high bound."""

    def tariff(self, covered: Covered, at: Sequence[int], listed: Listed, year: int) -> Tariff:
        """Weights from the base year's charges or the conditions' table; the rate makes the change cost nothing."""
        lever, (count, charges) = self.settings, (covered.cases, covered.charges)
        plain = listed.charges[list(at)].mean(axis=0) if at else listed.charges.mean(axis=0)
        if lever.weights == "table":
            weight = listed.table
        else:
            weight = relative_weights(means(count, charges, plain), count.sum(axis=0), lever.severity_recognised)
        own = coefficients(count, charges, weight, self._classes(listed.level_of))
        given = self.rate_yuan()
        rate = given * FEN if given is not None else base_rate(count, charges, weight, own, float(plain.mean()))
        found = Tariff(rate, np.repeat(weight[None], len(own), axis=0), own, given is not None, year)
        return found if found.given else replace(found, rate=rate * self._neutral(found.price(), covered, listed))

    def _neutral(self, price: Floats, covered: Covered, listed: Listed) -> float:
        """What outliers and review make of the rate: the same stays are still owed what they were charged."""

        def owed(factor: float) -> float:
            at, level_of, spread = factor * price, listed.level_of, listed.spread
            review = self.review(at, factor, covered, level_of, spread)
            return float(self.owed(at, factor, covered, level_of, review, spread).sum())

        return neutral_factor(owed, float(covered.charges.sum()))

    def in_january(self, tariff: Tariff, cases: Floats, charges: Floats, year: int) -> Tariff:
        """Weights follow what last year's cases cost, as far as the contract says."""
        lever = self.settings
        weight = rebased(tariff.weight[0], cases, charges, lever.severity_recognised, lever.rebase_weight)
        return replace(tariff, weight=np.repeat(weight[None], len(tariff.coefficient), axis=0), year=year)

    def priced_from(self, start: float, january: float) -> float:
        """An updated rate follows the trend every January."""
        return max(start, january) if self.settings.updated else start

    def row(self) -> ContractRow:
        """Low and high outliers, and who may be reviewed."""
        lever = self.settings
        return case_row(
            lever,
            low=lever.low_outlier,
            high=lever.high_outlier,
            review_from=lever.review_from or lever.high_outlier,
            review_below=lever.review_below,
            review_days=lever.review_days or NO_DAYS,
        )

    def next_year(self, discount: float) -> float:
        """The weight of this year's charges in next year's tariff."""
        return self.settings.rebase_weight * discount

    def review(self, price: Floats, level: float, covered: Covered, level_of: Ints, spread: CellSpread) -> Floats:
        """No more than the limit of a level's cases are reviewed, as far as the spread of patients foretells."""
        found, limit = np.zeros(len(level_of)), self._limits(len(level_of))
        if limit.max() <= 0.0:
            return found
        row, multiple = self.row(), self.bound(np.ones(1), level)
        for at, seen, _, full in by_level(price, covered.cases, covered.charges, level_of):
            bound = multiple * full
            days = covered.days[at].sum(axis=0) / np.maximum(seen, 1e-9)
            other = tail(row.review_from * bound, spread.cost) + 1.0 - tail(row.review_below * bound, spread.cost)
            long = tail(row.review_days / np.maximum(days, 1e-9), spread.days)
            beyond = other + long - other * long
            share = float((seen * np.where(seen > 0, beyond, 0.0)).sum() / seen.sum())
            found[at] = np.minimum(1.0, limit[at] / share) if share > 0 else np.sign(limit[at])
        return found

    def _limits(self, facilities: int) -> Floats:
        """[F] share of cases reviewed at most."""
        return np.array(self.limits) if self.limits else np.full(facilities, self.settings.review_limit)

    def owed(
        self, price: Floats, level: float, covered: Covered, level_of: Ints, review: Floats, spread: CellSpread
    ) -> Floats:
        """With outliers, and review of dear cases."""
        row = self.row()
        bounds = Bounds(row.low, row.high, self.slopes(level), float(self.bound(np.ones(1), level)[0]))
        return owed_on_average(price, covered, level_of, review, bounds, spread.cost)

    def _classes(self, level_of: Ints) -> NDArray[np.int64]:
        """[F] which facilities share a coefficient."""
        classes = {"tier": level_of, "hospital": np.arange(len(level_of)), "none": np.zeros_like(level_of)}
        return classes[self.settings.coefficients]
