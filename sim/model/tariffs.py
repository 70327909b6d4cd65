"""What tariffs are derived from, and what they are; each pricing of `sim.model.pricing` derives its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.model.facts import Structure
from sim.vocabulary.names import Severity

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tariff:
    """``rate`` fen of a weight of 1 at base-year prices, or as given; ``weight`` [F, g, s], ``coefficient`` [F].

    ``given`` marks a rate from the scenario, which does not follow the price trend; ``year`` the last January that
    moved the weights.
    """

    rate: float
    weight: Floats
    coefficient: Floats
    given: bool
    year: int

    def price(self) -> Floats:
        """Fen of a case (or a day) before trend and price ratio; [F, g, s]."""
        return self.rate * self.weight * self.coefficient[:, None, None]


@dataclass(frozen=True, slots=True)
class CellSpread:
    """Standard deviations of logarithms within a cell: of what patients cost, and of how long they stay."""

    cost: float
    days: float


@dataclass(frozen=True, slots=True)
class Listed:
    """The price list of the base year: ``charges`` mean stay [F, g, s] fen, ``days`` its length, ``table`` [g, s].

    ``table`` holds the relative weights of the conditions, ``level_of[F]`` the levels of care, ``spread``
    that of patients around the mean of their cell.
    """

    charges: Floats
    days: Floats
    table: Floats
    level_of: NDArray[np.int64]
    spread: CellSpread


@dataclass(frozen=True, slots=True)
class Covered:
    """The insured stays of a year that a contract covers, [F, g, s]: how many, their charges in fen, their days."""

    cases: Floats
    charges: Floats
    days: Floats


def covered_by(structure: Structure, share: Floats) -> Covered:
    """The stays of the base year times ``share[F, payer, g]``, the part of them that a contract pays."""
    part = share[..., None]
    return Covered(
        (structure.stays * part).sum(axis=1),
        (structure.stay_charges * part).sum(axis=1),
        (structure.stay_days * part).sum(axis=1),
    )


def covered_at(structure: Structure, at: Sequence[int], payers: Sequence[int], conditions: Sequence[int]) -> Covered:
    """The stays of the base year at these facilities, of these payers and condition groups, all of them."""
    chosen = np.zeros((structure.stays.shape[0], len(payers), structure.stays.shape[2], len(Severity)))
    chosen[np.ix_(at, range(len(payers)), conditions, range(len(Severity)))] = 1.0
    stays = (structure.stays, structure.stay_charges, structure.stay_days)
    return Covered(*((table[:, list(payers)] * chosen).sum(axis=1) for table in stays))
