"""What the rules in force make of one month, as numbers by home and facility; nothing here is an effect on care."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.engine.cells import CLAIMS
from sim.engine.tables import Benefit
from sim.ledger import Account
from sim.model.apart import Apart
from sim.model.benefit import SHARES, benefit_from, benefit_of, benefit_tables
from sim.model.moves import AddedRow, Move, folded
from sim.model.packets import packets_in
from sim.model.pricing.stay_pricing import StayPricing
from sim.policy.contract_lever import ContractLever
from sim.policy.levers.budget import Budget
from sim.policy.levers.capitation import Capitation
from sim.region.bookings import booked_base
from sim.region.facilities import Facilities
from sim.rules.period.contract import coverage_of_others
from sim.scenario.scenario import Scenario
from sim.vocabulary.measures import MONTHS
from sim.vocabulary.names import AgeBand, Category, Settlement, Severity
from sim.vocabulary.services import Service

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class AllianceNow:
    """An alliance in force: facilities as indices; ``members`` without the lead."""

    id: str
    lead: int
    members: tuple[int, ...]
    compact: bool


@dataclass(frozen=True, slots=True)
class BudgetNow:
    """A budget in force over what ``payers`` spend on residents of ``homes`` (all if empty) at ``at``.

    ``funds`` are the payers' accounts, in their order. ``providers`` hold the budget and share its surplus, the first
    of them receives it; ``settings`` is the care it covers. ``groups`` are the parts of what is kept, each with the
    providers that it goes to; none where it goes by what each was paid.
    """

    id: str
    lever: Budget
    account: Account
    payers: tuple[int, ...]
    funds: tuple[Account, ...]
    homes: tuple[int, ...]
    at: tuple[int, ...]
    providers: tuple[int, ...]
    compact: bool
    until: tuple[int, int] | None
    settings: tuple[int, ...] = (0, 1)
    groups: tuple[tuple[float, tuple[int, ...]], ...] = ()

    def ends(self, year: int, month: int) -> bool:
        """Whether its year, or the budget itself, ends with this month."""
        after = (year + 1, 1) if month == MONTHS else (year, month + 1)
        return month == MONTHS or (self.until is not None and after >= self.until)


@dataclass(frozen=True, slots=True)
class ContractNow:
    """A pricing of stays in force: ``at`` facilities, payers and packets as numbers.

    ``share`` of those stays it pays this month, ``start`` in years from the middle of the base year.
    """

    id: str
    pricing: StayPricing[ContractLever]
    at: tuple[int, ...]
    payers: tuple[int, ...]
    packets: tuple[int, ...]
    share: float
    start: float


@dataclass(frozen=True, slots=True)
class CapitationNow:
    """Payment per head in force at the centres ``at`` for the contracted of these payers; ``pool`` all of its pools."""

    id: str
    lever: Capitation
    at: tuple[int, ...]
    payers: tuple[int, ...]
    pool: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Effects:
    """Levers turned into numbers, folded from moves; arrays by home (districts, then those from beyond) or [F].

    Nothing may be written to; `sim.model.moves` says in which order rules count.
    """

    coverage_key: Floats  # [home, settlement]
    coverage_other: Floats
    fulfilment: Floats
    gate: Floats
    gate_all: Ints
    penalty: Floats
    claim_saving: Floats  # [payer, (unreferred, referred)], the outside payer last
    capability_gain: Floats  # [F, G, 3]
    refer_factor: Floats  # [F, G, 3]
    tests_known: Floats  # [F, level before, G] share of the tests not made again of who comes from there
    drips_stopped: Floats  # [F, G] share of acute cases of adults that would have drips at this clinic, and have none
    partner: Ints
    sideways: Ints  # codes of `names.Sideways`
    step_consent: Floats  # nan where no chain exists
    day_surgery: Ints  # [F, packet] 1 where it is offered
    doctors_extra: Floats
    bed_factor: Floats
    beds_kept: Floats  # share of open beds for elective patients with a referral
    beds_added: Floats  # without doctors, as of the base year
    general_clinics: Floats  # doctors at general clinics relative to the trend
    general_to_referred: Floats  # share of those taken away who see the referred
    reserved_slots: Floats  # doctors kept for the referred relative to the base year's share
    booked: Floats  # share of planned visits booked
    repeat_visits: Floats  # [F, G] repeat visits relative to the habit of the base year; each with as much more drugs
    visit_fee: Ints  # fee that rules add to every visit, fen
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
    item_price: Floats  # [F, service, age] prices of items relative to the base year
    rising: NDArray[np.bool_]  # [F, service] whose prices rise where savings are given back
    price_list: Ints  # facilities with one number share one rise of service prices; -1 for none
    audit: Floats
    pay_share: Floats  # pay that follows revenue, relative to the base year
    pay_basis: Ints  # codes of `names.PayBasis`
    pay_quality: Floats  # share of pay by appraisal of quality
    pay_cost: Floats  # share of pay by appraisal of cost
    pay_items: Floats  # [F, category] share of pay that rewards to use less of it
    public_health_yuan: Floats  # by home
    fund_rise_yuan: Floats  # [payer] more income a head
    benefit: Benefit
    alliances: tuple[AllianceNow, ...] = ()
    budgets: tuple[BudgetNow, ...] = ()
    contracts: tuple[ContractNow, ...] = ()  # in the order of the file
    usual_contracts: tuple[ContractNow, ...] = ()  # those older than the base year, whole, even where replaced
    capitations: tuple[CapitationNow, ...] = ()


# One part of what the rules of a month make of it.
Change: TypeAlias = Move | AddedRow | Apart


def baseline_of(scenario: Scenario, facilities: Facilities, key_share: Floats, day: date | None = None) -> Effects:
    """No rule: nothing but what the region has already, its alliances apart; those from beyond sign no contract.

    ``key_share`` is the share of key-group residents by home, ``day`` that of the region's own rules of benefit, the
    base year's without one.
    """
    people, count, groups = scenario.region.people, len(facilities.all), len(scenario.conditions)
    homes, payers = len(scenario.region.districts) + 1, len(scenario.region.payers)
    inside = np.arange(homes) < homes - 1
    key = people["contract_base_key"].value
    others = [coverage_of_others(whole, key, key_share) for whole in _base_coverage(scenario)]
    return Effects(
        coverage_key=np.repeat(np.where(inside, key, 0.0)[:, None], len(Settlement), axis=1),
        coverage_other=np.where(inside[:, None], np.stack(others, axis=1), 0.0),
        fulfilment=np.full(
            homes, people.get("contract_base_fulfilment", scenario.parameters["contract_fulfilment"]).value
        ),
        gate=np.zeros(homes),
        gate_all=np.zeros(homes, dtype=np.int64),
        penalty=np.zeros(homes),
        claim_saving=np.zeros((payers + 1, CLAIMS)),
        capability_gain=np.zeros((count, groups, len(Severity))),
        refer_factor=np.ones((count, groups, len(Severity))),
        tests_known=np.zeros((count, len(scenario.region.levels), groups)),
        drips_stopped=np.zeros((count, groups)),
        partner=np.full(count, -1, dtype=np.int64),
        sideways=np.zeros(count, dtype=np.int64),
        step_consent=np.full(count, np.nan),
        day_surgery=np.zeros((count, len(packets_in(scenario).of)), dtype=np.int64),
        doctors_extra=np.zeros(count),
        bed_factor=np.ones(count),
        beds_kept=np.zeros(count),
        beds_added=np.zeros(count),
        general_clinics=np.ones(count),
        general_to_referred=np.zeros(count),
        reserved_slots=np.ones(count),
        booked=np.array(booked_base(scenario.region, facilities)),
        repeat_visits=np.ones((count, groups)),
        visit_fee=np.zeros(count, dtype=np.int64),
        **_usual_prices(scenario, count),
        audit=np.zeros(count),
        **_usual_pay(count),
        public_health_yuan=np.full(homes, people["public_health_yuan"].value),
        fund_rise_yuan=np.zeros(payers),
        benefit=benefit_of(scenario, day),
    )


def _usual_pay(count: int) -> dict[str, Any]:
    """Doctors paid as in the base year."""
    return {
        "pay_share": np.ones(count),
        "pay_basis": np.zeros(count, dtype=np.int64),
        "pay_quality": np.zeros(count),
        "pay_cost": np.zeros(count),
        "pay_items": np.zeros((count, len(Category))),
    }


def _usual_prices(scenario: Scenario, count: int) -> dict[str, Any]:
    """Prices, mark-ups and what is bought together as in the base year."""
    return {
        "markup_left": np.ones((count, len(Category))),
        "subsidy_share": np.zeros(count),
        "drug_cut": np.ones(count),
        "basket_share": np.zeros(count),
        "basket_cut": np.zeros(count),
        "basket_agreed": np.zeros(count, dtype=np.bool_),
        "basket_selected": np.full(count, scenario.parameters["selected_share_base"].value),
        "saving_kept": np.zeros(count),
        "consumables_cut": np.ones(count),
        "tests_cut": np.ones(count),
        "savings_share": np.zeros(count),
        "service_total": np.zeros(count),
        "service_factor": np.ones(count),
        "item_price": np.ones((count, len(Service), len(AgeBand))),
        "rising": np.ones((count, len(Service)), dtype=np.bool_),
        "price_list": np.full(count, -1, dtype=np.int64),
    }


def _base_coverage(scenario: Scenario) -> tuple[float, float]:
    """Contract coverage of rural and of urban residents in the base year; the same where nobody tells them apart."""
    people, districts = scenario.region.people, scenario.region.districts
    whole, rural = people["contract_base_all"].value, people.get("contract_base_rural")
    if rural is None:
        return whole, whole
    residents = sum(d.value("residents") for d in districts)
    urban = sum(d.value("residents") * d.value("urban_share") for d in districts) / residents
    rest = (whole - (1.0 - urban) * rural.value) / urban if urban > 0 else whole
    return rural.value, min(1.0, max(0.0, rest))


def with_moves(baseline: Effects, changes: Sequence[Change]) -> Effects:
    """The baseline after every move and with every row, in the order that `sim.model.moves` states."""
    arrays = _arrays(baseline)
    moves = [change for change in changes if isinstance(change, Move)]
    apart = next((change for change in changes if isinstance(change, Apart)), None)
    found = folded({**arrays, **benefit_tables(baseline.benefit, apart)}, moves, SHARES)
    parts: dict[str, Any] = {name: found[name] for name in arrays}
    for change in changes:
        if isinstance(change, AddedRow):
            parts[change.table] = (*parts.get(change.table, getattr(baseline, change.table)), change.value)
    return replace(baseline, **parts, benefit=benefit_from(found, apart))


def _arrays(effects: Effects) -> Mapping[str, NDArray[Any]]:
    """The tables of numbers, by name."""
    tables = {field.name: getattr(effects, field.name) for field in fields(effects)}
    return {name: table for name, table in tables.items() if isinstance(table, np.ndarray)}
