"""Whom and what the benefit rules of a month tell apart: people under rules of their own, kinds of care paid apart.

Residents of one payer are one cover, and all care is of one kind, until a rule holds for some of them only. Then the
tables of the benefit get a row more, and no more than rules need: a month without such a rule costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.scenario.scenario import Scenario
from sim.vocabulary.names import AgeBand, Flag, Severity

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Apart:
    """``people`` [payer, home, retired, poor, age, signed] is the number of the cover, ``payer_of`` its payer;
    ``kinds`` [g, s] the number of the kind of care."""

    people: Ints
    payer_of: tuple[int, ...]
    kinds: Ints

    @property
    def nothing(self) -> bool:
        """Whether every payer is one cover and all care of one kind."""
        return len(self.payer_of) == self.people.shape[0] and self.kind_count == 1

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


def nobody_apart(scenario: Scenario) -> Apart:
    """Every payer one cover, all care of one kind."""
    payers, homes = len(scenario.region.payers) + 1, len(scenario.region.districts) + 1
    shape = (payers, homes, len(Flag), len(Flag), len(AgeBand), len(Flag))
    people = np.broadcast_to(np.arange(payers).reshape(-1, 1, 1, 1, 1, 1), shape)
    kinds = np.zeros((len(scenario.conditions), len(Severity)), dtype=np.int64)
    return Apart(np.array(people), tuple(range(payers)), kinds)
