"""One indicator: what is divided by what, over whose events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np

from sim.indicators.counts import Amount, Cells, PeriodCounts
from sim.vocabulary.labels import words

Fraction = tuple[Cells, Cells | None]


class Domain(StrEnum):
    """Whose events are counted; mixing them is the commonest error."""

    PLACE = "place of care"
    RESIDENTS = "residents"
    INSURED = "insured"


@dataclass(frozen=True)
class Indicator:
    """An id, a numerator and a denominator over the same people; what they are in words stands in the vocabulary.

    ``fraction`` gives both sums; without a denominator the numerator is the value. ``scale`` multiplies
    the quotient (100 for "per 100"). ``yearly`` marks indicators that need the year-end count of persons and
    so exist for calendar years only. ``mark`` says where the definition comes from: D a document prints it, R official
    or published text, C formula in public code, K common usage, M the model's own.
    """

    id: str
    direction: Literal["up", "down", "neutral"]
    domain: Domain
    fraction: Callable[[PeriodCounts], Fraction | None]
    mark: Literal["D", "R", "C", "K", "M"]
    scale: float = 1.0
    yearly: bool = False
    version: int = 1

    @property
    def zh(self) -> str:
        """Chinese name."""
        return words(self.id).zh

    @property
    def en(self) -> str:
        """English name."""
        return words(self.id).en

    @property
    def unit(self) -> str:
        """Unit of the stored value."""
        return words(self.id).unit


def ratio(numerator: Amount, denominator: Amount) -> Callable[[PeriodCounts], Fraction]:
    """A ratio of sums."""
    return lambda counts: (numerator(counts), denominator(counts))


def count(amount: Amount) -> Callable[[PeriodCounts], Fraction]:
    """A plain number of events."""
    return lambda counts: (amount(counts), None)


def growth(amount: Amount) -> Callable[[PeriodCounts], Fraction | None]:
    """This year less last year, over last year; None (empty, never 0) where there is no last year."""

    def fraction(counts: PeriodCounts) -> Fraction | None:
        if counts.before is None:
            return None
        last = amount(counts.before)
        return amount(counts) - last, last

    return fraction


def quotient(numerator: Amount, denominator: Amount) -> Amount:
    """A mean (yuan a visit) as an amount whose growth can be taken."""
    return lambda counts: divided(numerator(counts), denominator(counts))


def divided(above: Cells, below: Cells) -> Cells:
    """Cell by cell; nan where there is nothing below."""
    return above / np.where(below == 0, np.nan, below)
