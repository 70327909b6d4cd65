"""What the pricings by weight or points share: how weights are derived and moved, outliers, special review."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.model.pricing.stay_pricing import ContractRow, Floats, Ints, StayPricing
from sim.model.tariffs import Covered, Listed, Tariff
from sim.policy.contract_lever import WeightedLever
from sim.rules.period.tariff import base_rate, coefficients, means, rebased, relative_weights, tail
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
        return Tariff(rate, np.repeat(weight[None], len(own), axis=0), own, given is not None, year)

    def in_january(self, tariff: Tariff, cases: Floats, charges: Floats, year: int) -> Tariff:
        """Weights follow what last year's cases cost, as far as the contract says."""
        lever = self.settings
        weight = rebased(tariff.weight[0], cases, charges, lever.severity_recognised, lever.rebase_weight)
        return replace(tariff, weight=np.repeat(weight[None], len(tariff.coefficient), axis=0), year=year)

    def priced_from(self, start: float, january: float) -> float:
        """An updated rate follows the trend every January."""
        return max(start, january) if self.settings.updated else start

    def row(self) -> ContractRow:
        """Low and high outliers."""
        lever = self.settings
        return ContractRow(optional=lever.optional, low=lever.low_outlier, high=lever.high_outlier)

    def next_year(self, discount: float) -> float:
        """The weight of this year's charges in next year's tariff."""
        return self.settings.rebase_weight * discount

    def review(
        self, price: Floats, level: float, cases: Floats, charges: Floats, level_of: Ints, sigma: float
    ) -> Floats:
        """No more than the limit of a level's cases are reviewed, as far as the spread of patients foretells."""
        lever, found = self.settings, np.zeros(len(level_of))
        if lever.review_limit <= 0.0:
            return found
        bound = self.bound(price, level)
        for number in np.unique(level_of):
            at = level_of == number
            seen = cases[at].sum(axis=0)
            if seen.sum() <= 0:
                continue
            mean = charges[at].sum(axis=0) / np.maximum(seen, 1e-9)
            standard = (bound[at] * cases[at]).sum(axis=0) / np.maximum(seen, 1e-9)
            beyond = tail(lever.high_outlier * standard / np.maximum(mean, 1e-9), sigma)
            share = float((seen * np.where(seen > 0, beyond, 0.0)).sum() / seen.sum())
            found[at] = min(1.0, lever.review_limit / share) if share > 0 else 1.0
        return found

    def _classes(self, level_of: Ints) -> NDArray[np.int64]:
        """[F] which facilities share a coefficient."""
        classes = {"tier": level_of, "hospital": np.arange(len(level_of)), "none": np.zeros_like(level_of)}
        return classes[self.settings.coefficients]
