"""Choices of one case: made from its number alone, so that any case can be played again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sim.draws import chain, uniform

T = TypeVar("T")
STREAM = 99  # beyond those of the model


class Dice:
    """Draws of one case, one after another."""

    def __init__(self, seed: int, case: int) -> None:
        self._key = chain(seed, STREAM, case, 0)
        self._drawn = 0

    def share(self) -> float:
        """From 0 to 1, both never reached."""
        self._drawn += 1
        return uniform(self._key, self._drawn)

    def below(self, n: int) -> int:
        """A whole number from 0 to n - 1; 0 if there is none."""
        return int(self.share() * n)

    def one_of(self, items: Sequence[T]) -> T:
        """One of them."""
        return items[self.below(len(items))]

    def odds(self, share: float) -> bool:
        """True in this share of the cases."""
        return self.share() < share
