"""Whom and what the benefit rules of a month tell apart: people, kinds of care and hospitals under rules of their own.

Residents of one payer are one cover, all care is of one kind and hospitals differ by grade, until a rule holds for some
of them only. Then the tables of the benefit get a row more, and no more than rules need: a month without such a rule
costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import AgeBand, Flag, Grade, Severity

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Apart:
    """``people`` [payer, home, retired, poor, age, signed] is the number of the cover, ``payer_of`` its payer;
    ``kinds`` [g, s] the number of the kind of care; ``seats`` [F] that of the seat, ``grade_of`` its licence grade: the
    grades in their order, then hospitals that rules name."""

    people: Ints
    payer_of: tuple[int, ...]
    kinds: Ints
    seats: Ints
    grade_of: tuple[int, ...]

    @property
    def nothing(self) -> bool:
        """Whether every payer is one cover, all care of one kind, every grade one seat."""
        counts = len(self.payer_of), self.kind_count, len(self.grade_of)
        return counts == (self.people.shape[0], 1, len(Grade))

    @property
    def kind_count(self) -> int:
        """How many kinds of care there are."""
        return int(self.kinds.max()) + 1

    def covers(self, of: Flags) -> list[int]:
        """The covers of these people, which rules have set apart from all others."""
        return sorted({int(n) for n in self.people[of]})

    def care(self, of: Flags) -> list[int]:
        """The kinds of this care."""
        return sorted({int(n) for n in self.kinds[of]})

    def at(self, facilities: Flags, grades: Sequence[int]) -> list[int]:
        """The seats of these facilities that are of these grades; a grade's own wherever all of them are meant."""
        named = set(range(len(Grade))) if facilities.all() else set()
        named |= {int(n) for n in self.seats[facilities]}
        return sorted(n for n in named if self.grade_of[n] in grades)


def nobody_apart(scenario: Scenario, facilities: Facilities) -> Apart:
    """Every payer one cover, all care of one kind, every grade one seat."""
    payers, homes = len(scenario.region.payers) + 1, len(scenario.region.districts) + 1
    shape = (payers, homes, len(Flag), len(Flag), len(AgeBand), len(Flag))
    people = np.broadcast_to(np.arange(payers).reshape(-1, 1, 1, 1, 1, 1), shape)
    kinds = np.zeros((len(scenario.conditions), len(Severity)), dtype=np.int64)
    seats = np.array([f.grade for f in facilities.all], dtype=np.int64)
    return Apart(np.array(people), tuple(range(payers)), kinds, seats, tuple(range(len(Grade))))
