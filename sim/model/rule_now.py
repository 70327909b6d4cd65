"""One rule in one month: how far it is in force, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.model.effects import AllianceNow
from sim.policy.contract_lever import ContractLever
from sim.policy.rule import Rule
from sim.region.facilities import PER_PLACE, Facilities
from sim.region.pools import FUNDED, payers_under
from sim.scenario.scenario import Scenario
from sim.vocabulary.measures import MONTHS, stamp
from sim.vocabulary.names import Owner

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class RuleNow:
    """``homes[home]`` and ``at[F]`` are True where the rule is in force; ``alliances`` are all of this month."""

    rule: Rule
    strength: float
    year: int
    month: int
    homes: Flags
    at: Flags
    scenario: Scenario
    facilities: Facilities
    key_share: Floats
    alliances: tuple[AllianceNow, ...]

    @property
    def years(self) -> float:
        """Since the rule came into force."""
        return (stamp(self.year, self.month) - stamp(*self.rule.first_month)) / MONTHS

    def insured(self, schemes: Sequence[str] = FUNDED) -> tuple[int, ...]:
        """Numbers of the payers of these schemes in the rule's pools, scheme by scheme."""
        return payers_under(self.scenario.region, schemes, self.rule.pools)

    def value(self, given: float | None, name: str) -> float:
        """What the rule gives, else the parameter that stands in for it."""
        return self.scenario.parameters[name].value if given is None else given

    def primary_places(self, kind: int) -> list[int]:
        """Primary facilities of a kind where the rule is in force, those with most doctors first."""
        found = [f for f in range(kind, self.facilities.hospitals, PER_PLACE) if self.at[f]]
        return sorted(found, key=lambda f: (-self.facilities.all[f].doctors, f))

    def hospitals(self, owners: Sequence[str]) -> Flags:
        """Public hospitals of these owners where the rule is in force."""
        found = [f.level.hospital and f.owner != Owner.PRIVATE and f.owner.id in owners for f in self.facilities.all]
        return np.array(found) & self.at

    def public_places(self, tiers: Sequence[str], owners: Sequence[str]) -> tuple[int, ...]:
        """Facilities of these tiers where the rule is in force, hospitals by owner; private ones are left out."""
        return tuple(
            n
            for n, f in enumerate(self.facilities.all)
            if self.at[n]
            and f.tier.id in tiers
            and f.owner != Owner.PRIVATE
            and (f.level.primary or f.owner.id in owners)
        )

    def covered(self, lever: ContractLever) -> tuple[int, ...]:
        """Facilities whose stays a contract pays where the rule is in force."""
        places, names = self.facilities.all, lever.hospitals
        found = self.public_places(lever.levels, lever.owners)
        return tuple(n for n in found if not names or places[n].id in names)

    def conditions(self, names: Sequence[str]) -> list[int]:
        """Numbers of condition groups."""
        known = list(self.scenario.conditions)
        return [known.index(name) for name in names]
