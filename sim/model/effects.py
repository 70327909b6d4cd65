"""What the rules in force do in one month, as numbers by home and facility; nothing here is an effect on care."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.policy.contract_lever import ContractLever
from sim.policy.lever import Lever
from sim.policy.levers.budget import Budget
from sim.policy.levers.capitation import Capitation
from sim.policy.rule import Rule
from sim.region.facilities import Facilities
from sim.rules.period.contract import coverage_of_others
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Category, Owner

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def cells(*index: Sequence[int] | Ints) -> tuple[NDArray[np.intp], ...]:
    """The cells of an array at the crossings of these rows, columns, ..."""
    return np.ix_(*(np.asarray(i, dtype=np.int64) for i in index))


@dataclass(frozen=True, slots=True)
class AllianceNow:
    """An alliance in force: facilities as indices; ``members`` without the lead."""

    id: str
    lead: int
    members: tuple[int, ...]
    compact: bool


@dataclass(frozen=True, slots=True)
class BudgetNow:
    """A budget in force over the fund's spending for residents of ``homes`` (all if empty) at ``at``.

    ``providers`` hold it and share its surplus, the first of them receives it; ``settings`` is the care it covers.
    """

    id: str
    lever: Budget
    account: str
    homes: tuple[int, ...]
    at: tuple[int, ...]
    providers: tuple[int, ...]
    compact: bool
    until: tuple[int, int] | None
    settings: tuple[int, ...] = (0, 1)

    def ends(self, year: int, month: int) -> bool:
        """Whether its year, or the budget itself, ends with this month."""
        after = (year + 1, 1) if month == 12 else (year, month + 1)
        return month == 12 or (self.until is not None and after >= self.until)


@dataclass(frozen=True, slots=True)
class ContractNow:
    """A pricing of stays in force: ``at`` facilities, schemes and condition groups as numbers.

    ``share`` of those stays it pays this month, ``start`` in years from the middle of the base year.
    """

    id: str
    lever: ContractLever
    at: tuple[int, ...]
    schemes: tuple[int, ...]
    conditions: tuple[int, ...]
    share: float
    start: float


@dataclass(frozen=True, slots=True)
class CapitationNow:
    """Payment per head in force at the centres ``at`` for the contracted of these schemes."""

    id: str
    lever: Capitation
    at: tuple[int, ...]
    schemes: tuple[int, ...]


@dataclass(slots=True)
class Effects:
    """Levers turned into numbers; arrays by home (districts, then those from beyond) or facility [F]."""

    coverage_key: Floats
    coverage_other: Floats
    fulfilment: Floats
    gate: Floats
    gate_all: Ints
    penalty: Floats
    claim_saving: Floats  # [2] unreferred, referred
    capability_gain: Floats  # [F, G, 3]
    refer_factor: Floats  # [F, G, 3]
    partner: Ints
    step_consent: Floats  # nan where no chain exists
    day_surgery: Ints
    doctors_extra: Floats
    bed_factor: Floats
    markup_left: Floats  # [F, category] share of the base year's mark-up still added
    subsidy_share: Floats  # of the lost mark-up margin
    drug_cut: Floats  # purchase price of drugs relative to the base year
    basket_share: Floats  # of drug spending under procurement
    basket_cut: Floats  # price cut of the selected product
    basket_agreed: NDArray[np.bool_]  # an agreed volume: not the whole basket gets cheaper, and volume moves
    basket_selected: Floats  # share of the basket's volume that is the selected product, where a volume is agreed
    saving_kept: Floats  # share of what the funds save by procurement that they give the hospital
    consumables_cut: Floats
    tests_cut: Floats
    savings_share: Floats  # of savings given back as service prices
    service_total: Floats  # extra charges by service prices, share of the base year's revenue
    service_factor: Floats  # service prices by level relative to the base year
    price_list: Ints  # facilities with one number share one rise of service prices; -1 for none
    audit: Floats
    public_health_yuan: Floats  # by home
    fund_rise_yuan: float  # more income a head of the residents' scheme
    alliances: list[AllianceNow] = field(default_factory=list)
    budgets: list[BudgetNow] = field(default_factory=list)
    contracts: list[ContractNow] = field(default_factory=list)  # in the order of the file
    benefits: list[tuple[Lever, float]] = field(default_factory=list)  # rules on benefit with their strength
    capitations: list[CapitationNow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """One rule in one month: how far it is in force and where; ``homes[home]`` and ``at[F]`` are True there."""

    rule: Rule
    strength: float
    year: int
    month: int
    homes: Flags
    at: Flags
    scenario: Scenario
    facilities: Facilities
    key_share: Floats

    def hospitals(self, owners: Sequence[str]) -> Flags:
        """Public hospitals of these owners where the rule is in force."""
        found = [f.level.hospital and f.owner != Owner.PRIVATE and f.owner.id in owners for f in self.facilities.all]
        return np.array(found) & self.at

    def covered(self, lever: ContractLever) -> tuple[int, ...]:
        """Facilities whose stays a contract pays where the rule is in force; private ones are left out."""
        return tuple(
            n
            for n, f in enumerate(self.facilities.all)
            if self.at[n]
            and f.tier.id in lever.levels
            and f.owner != Owner.PRIVATE
            and (f.level.primary or f.owner.id in lever.owners)
            and (not lever.hospitals or f.id in lever.hospitals)
        )


def no_effects(scenario: Scenario, facilities: Facilities, key_share: Floats) -> Effects:
    """The baseline: nothing but what the region has already."""
    people, count, groups = scenario.region.people, len(facilities.all), len(scenario.conditions)
    homes = len(scenario.region.districts) + 1
    all_, key = people["contract_base_all"].value, people["contract_base_key"].value
    effects = Effects(
        coverage_key=np.full(homes, key),
        coverage_other=coverage_of_others(all_, key, key_share),
        fulfilment=np.full(homes, scenario.parameters["contract_fulfilment"].value),
        gate=np.zeros(homes),
        gate_all=np.zeros(homes, dtype=np.int64),
        penalty=np.zeros(homes),
        claim_saving=np.zeros(2),
        capability_gain=np.zeros((count, groups, 3)),
        refer_factor=np.ones((count, groups, 3)),
        partner=np.full(count, -1, dtype=np.int64),
        step_consent=np.full(count, np.nan),
        day_surgery=np.zeros(count, dtype=np.int64),
        doctors_extra=np.zeros(count),
        bed_factor=np.ones(count),
        markup_left=np.ones((count, len(Category))),
        subsidy_share=np.zeros(count),
        drug_cut=np.ones(count),
        basket_share=np.zeros(count),
        basket_cut=np.zeros(count),
        basket_agreed=np.zeros(count, dtype=np.bool_),
        basket_selected=np.full(count, scenario.parameters["selected_share_base"].value),
        saving_kept=np.zeros(count),
        consumables_cut=np.ones(count),
        tests_cut=np.ones(count),
        savings_share=np.zeros(count),
        service_total=np.zeros(count),
        service_factor=np.ones(count),
        price_list=np.full(count, -1, dtype=np.int64),
        audit=np.zeros(count),
        public_health_yuan=np.full(homes, people["public_health_yuan"].value),
        fund_rise_yuan=0.0,
    )
    for alliance in scenario.region.alliances:
        ally(effects, facilities, scenario, alliance.id, alliance.lead, alliance.members, alliance.compact)
    return effects


def ally(
    effects: Effects,
    facilities: Facilities,
    scenario: Scenario,
    name: str,
    lead: str,
    members: Sequence[str],
    compact: bool,
) -> None:
    """Add an alliance; a member refers up to the nearest member above it, at last to the lead.

    A centre's partner is a county hospital of its own district that is a member; next come members between the own
    level and the lead's that serve all districts.
    """
    districts = [d.id for d in scenario.region.districts]
    head = facilities.index(lead)
    found: list[int] = []
    for member in members:
        if member in districts:
            found += [f for f in range(facilities.hospitals) if facilities.all[f].district == districts.index(member)]
        else:
            found.append(facilities.index(member))
    now = AllianceNow(name, head, tuple(f for f in dict.fromkeys(found) if f != head), compact)
    effects.alliances.append(now)
    for f in now.members:
        partner = _partner(f, now, facilities)
        if partner >= 0:
            effects.partner[f] = partner


def _partner(f: int, alliance: AllianceNow, facilities: Facilities) -> int:
    """Where a member refers up, -1 for nowhere."""
    own, top = facilities.all[f], facilities.all[alliance.lead].level

    def order(h: int) -> int:
        return facilities.all[h].level.order

    def beds(h: int) -> int:
        return facilities.all[h].beds

    hospitals = [h for h in (*alliance.members, alliance.lead) if facilities.all[h].level.hospital]
    county = [h for h in hospitals if facilities.all[h].level.in_county and facilities.all[h].district == own.district]
    if own.level.primary and county:
        return max(county, key=beds)
    between = [h for h in hospitals if own.level.order < order(h) < top.order and not facilities.all[h].level.in_county]
    if between and not top.beyond:
        return max(between, key=lambda h: (-order(h), beds(h)))
    return alliance.lead if own.level.order < top.order else -1
