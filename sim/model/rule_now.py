"""One rule in one month: how far it is in force, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.model.apart import Apart
from sim.model.effects import AllianceNow
from sim.model.packets import packets_in
from sim.policy.contract_lever import ContractLever
from sim.policy.levers.service_fees import ServiceFees
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
    """``homes[home]`` and ``at[F]`` are True where the rule is in force; ``alliances`` are all of this month.

    ``apart`` is whom and what the benefit rules of this month tell apart; None where it is nobody and nothing.
    """

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
    apart: Apart | None = None

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

    def covered(self, lever: ContractLever | ServiceFees) -> tuple[int, ...]:
        """Facilities that a contract pays or a price list binds where the rule is in force."""
        places, names = self.facilities.all, lever.hospitals
        found = self.public_places(lever.levels, lever.owners)
        return tuple(n for n in found if not names or places[n].id in names)

    def packets(self, names: Sequence[str]) -> tuple[int, ...]:
        """Numbers of the packets named, and of all of the condition groups named; of everything if none is."""
        known, packets = list(self.scenario.conditions), packets_in(self.scenario)
        if not names:
            return tuple(range(len(packets.of)))
        chosen: list[int] = []
        for name in names:
            g = known.index(name) if name in known else -1
            chosen += range(packets.first[g], packets.first[g + 1]) if g >= 0 else [packets.names.index(name)]
        return tuple(dict.fromkeys(chosen))

    def conditions(self, names: Sequence[str]) -> tuple[list[int], Floats]:
        """Numbers of the condition groups that names stand for, and which share of their cases these are.

        A group is all of its cases, a packet its share of them.
        """
        packets = packets_in(self.scenario)
        share: dict[int, float] = {}
        for k in self.packets(names):
            g = int(packets.of[k])
            share[g] = share.get(g, 0.0) + float(packets.share[k])
        known = list(self.scenario.conditions)
        whole = {known.index(name) for name in names if name in known}
        return list(share), np.array([1.0 if g in whole else min(1.0, part) for g, part in share.items()])
