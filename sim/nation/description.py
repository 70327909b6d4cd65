"""A nation as its files describe it: types of prefecture, and the run pools that stand for all others of their type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sim.region.description import Numbers
from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Archetype:
    """A type of prefecture: its numbers, benefit rules by payer, and what of these changes from when on.

    ``benefit`` goes by (payer, quantity), ``changes`` by (payer, first day, quantity).
    """

    id: str
    label: Bilingual
    numbers: Numbers
    benefit: Mapping[tuple[str, str], Quantity]
    changes: Mapping[tuple[str, str, str], Quantity]


@dataclass(frozen=True, slots=True)
class RunPool:
    """A pool that is simulated, in place of ``weight`` pools of its type.

    ``starts`` has the day on which stays begin to be paid by ``payment`` under each reading that has one.
    """

    id: str
    archetype: Archetype
    payment: str
    starts: Mapping[str, date]
    numbers: Numbers
    calibrated: Numbers

    @property
    def weight(self) -> float:
        """Pools of the nation it stands for."""
        return self.numbers["pools_represented"].value

    @property
    def residents(self) -> float:
        """Its own residents in the base year, persons."""
        return self.numbers["residents"].value

    @property
    def label(self) -> Bilingual:
        """A name that says that it is a type, not a place."""
        number = self.id.lstrip("abcdefghijklmnopqrstuvwxyz")
        return self.archetype.label + Bilingual(f", type pool {number}", f"·样本{number}")

    def pays(self, reading: str, day: date) -> bool:
        """Whether stays are paid by DRG or DIP on a day, by a reading."""
        return reading in self.starts and self.starts[reading] <= day


@dataclass(frozen=True, slots=True)
class Nation:
    """The whole of it.

    ``normal`` is reported over undisturbed of the base year; ``layout`` says how many districts, hospitals and
    centres a pool is made of; ``facts`` is what the sum is checked by, by (indicator, area, group) as anchors are.
    ``folder`` is where the files lie.
    """

    id: str
    label: Bilingual
    base_year: int
    pools: tuple[RunPool, ...]
    normal: Numbers
    layout: Numbers
    facts: Mapping[tuple[str, str, str], Quantity]
    folder: Path

    @property
    def archetypes(self) -> tuple[Archetype, ...]:
        """The types, in the order of the file."""
        return tuple({pool.archetype.id: pool.archetype for pool in self.pools}.values())

    @property
    def residents(self) -> float:
        """Persons of the whole nation."""
        return sum(pool.weight * pool.residents for pool in self.pools)

    def share_paying(self, reading: str, day: date, *, of_residents: bool = False) -> float:
        """Share of all pools, or of all residents, where stays are paid by DRG or DIP on a day."""
        weights = [pool.weight * (pool.residents if of_residents else 1.0) for pool in self.pools]
        paying = [weight for weight, pool in zip(weights, self.pools, strict=True) if pool.pays(reading, day)]
        return sum(paying) / sum(weights)
