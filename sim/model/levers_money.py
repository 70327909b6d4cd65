"""Levers on prices, payment and flows of money: each turns one rule into moves of `Effects`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from sim.ledger import Account, AccountKind, fund_of
from sim.model.effects import BudgetNow, CapitationNow, ContractNow
from sim.model.lever_moves import Moves
from sim.model.moves import AddedRow, How, Move, crossing
from sim.model.need_rates import years_since_base
from sim.model.pricing import PRICINGS, pricing_of
from sim.model.rule_now import RuleNow
from sim.policy.brackets import SurplusPart
from sim.policy.contract_lever import ContractLever, WeightedLever
from sim.policy.lever import Lever
from sim.policy.levers.budget import Budget
from sim.policy.levers.capitation import Capitation
from sim.policy.levers.consumables_procurement import ConsumablesProcurement
from sim.policy.levers.drug_procurement import DrugProcurement
from sim.policy.levers.financing import Financing
from sim.policy.levers.pathways import Pathways
from sim.policy.levers.price_gap import PriceGap
from sim.policy.levers.public_health import PublicHealth
from sim.policy.levers.referral_settlement import ReferralSettlement
from sim.policy.levers.service_fees import ServiceFees
from sim.policy.levers.service_prices import ServicePrices
from sim.policy.levers.staff_pay import StaffPay
from sim.policy.levers.supervision import Supervision
from sim.policy.levers.two_invoice import TwoInvoice
from sim.policy.levers.zero_markup import ZeroMarkup
from sim.policy.rule import first_month_on_or_after
from sim.region.facilities import CENTRE, PER_PLACE, VILLAGE
from sim.vocabulary.names import AgeBand, Category, Kind, Owner, PayBasis, Scheme, Setting
from sim.vocabulary.services import Service

Places = tuple[int, ...]
COVERED = {
    "all": (Setting.VISITS, Setting.STAYS),
    "outpatient": (Setting.VISITS,),
    "inpatient": (Setting.STAYS,),
}


def zero_markup(lever: ZeroMarkup, now: RuleNow) -> Iterator[Move]:
    """The mark-up goes; a subsidy may give back part of the margin."""
    at = now.hospitals(lever.owners)
    yield Move("markup_left", How.SET, 1.0 - now.strength, (at, Category.DRUGS))
    if lever.consumables:
        yield Move("markup_left", How.SET, 1.0 - now.strength, (at, Category.CONSUMABLES))
    yield Move("subsidy_share", How.SET, lever.subsidy_share, at)


def drug_procurement(lever: DrugProcurement, now: RuleNow) -> Iterator[Move]:
    """Purchase prices of drugs bought together fall: of all, or of the product selected for an agreed volume."""
    at = now.hospitals(lever.owners)
    yield Move("basket_share", How.SET, lever.spending_share, at)
    yield Move("basket_cut", How.SET, lever.price_cut * now.strength, at)
    yield Move("saving_kept", How.SET, lever.surplus_kept_share, at)
    if lever.agreed_volume is None:
        yield Move("drug_cut", How.MULTIPLY, 1.0 - lever.price_cut * lever.spending_share * now.strength, at)
        return
    before = now.scenario.parameters["selected_share_base"].value
    yield Move("basket_agreed", How.SET, True, at)
    yield Move("basket_selected", How.SET, before + now.strength * max(0.0, lever.agreed_volume - before), at)


def two_invoice(lever: TwoInvoice, now: RuleNow) -> Iterator[Move]:
    """Purchase prices of all drugs fall."""
    yield Move("drug_cut", How.MULTIPLY, 1.0 - lever.price_cut * now.strength, now.hospitals(lever.owners))


def consumables_procurement(lever: ConsumablesProcurement, now: RuleNow) -> Iterator[Move]:
    """Purchase prices of consumables bought together fall."""
    left = 1.0 - lever.price_cut * lever.spending_share * now.strength
    yield Move("consumables_cut", How.MULTIPLY, left, now.hospitals(lever.owners))


def service_prices(lever: ServicePrices, now: RuleNow) -> Iterator[Move]:
    """Savings given back as service prices: one price list, and so one rise, for the hospitals of one owner.

    Hospitals of different owners lost their mark-ups at different times; a common list would pay one for the other.
    """
    first = now.scenario.rules.index(now.rule) * len(Owner)
    for owner in lever.owners:
        at = now.hospitals((owner,))
        yield Move("savings_share", How.SET, lever.savings_share * now.strength, at)
        yield Move("service_total", How.SET, lever.total_growth * now.strength, at)
        yield Move("tests_cut", How.SET, 1.0 - lever.tests_cut * now.strength, at)
        yield Move("price_list", How.SET, first + Owner.of(owner), at)
        if lever.services:
            yield Move("rising", How.SET, np.isin(Service.ids(), lever.services), at)


def service_fees(lever: ServiceFees, now: RuleNow) -> Iterator[Move]:
    """Prices of some kinds of item at some levels for some ages, each rule on top of the others."""
    full = 1.0 + lever.change if lever.change is not None else (lever.yuan or 0.0) / (lever.yuan_before or 1.0)
    at, services = now.covered(lever), [Service.of(word) for word in lever.services]
    ages = [AgeBand.of(word) for word in lever.ages or AgeBand.ids()]
    if at:
        yield Move("item_price", How.MULTIPLY, 1.0 + (full - 1.0) * now.strength, crossing(at, services, ages))


def price_gap(lever: PriceGap, now: RuleNow) -> Iterator[Move]:
    """Service prices by the national class of the level; those beyond are not set here."""
    for f, facility in enumerate(now.facilities.all):
        if now.at[f] and not facility.level.beyond:
            change = getattr(lever, facility.tier.id)
            yield Move("service_factor", How.MULTIPLY, 1.0 + change * now.strength, f)


def contract(lever: ContractLever, now: RuleNow) -> Iterator[AddedRow]:
    """A pricing of stays: who, where, from when."""
    out = now.packets(lever.excluded) if lever.excluded else ()
    packets = tuple(k for k in now.packets(lever.conditions) if k not in out)
    payers = now.insured(lever.schemes)
    known = now.rule.start.year >= now.scenario.years.base
    # Who has paid so since before the base year derives the tariff from that year, at its prices.
    start = years_since_base(now.scenario, *now.rule.first_month) if known else 0.0
    share = lever.case_share * now.strength
    pricing = pricing_of(lever, _review_limits(lever, now))
    row = ContractNow(now.rule.id, pricing, now.covered(lever), payers, packets, share, start)
    yield AddedRow("contracts", row)


def _review_limits(lever: ContractLever, now: RuleNow) -> tuple[float, ...]:
    """[F] share of cases that special review pays at most: of TCM hospitals, else of the level, else of all."""
    if not isinstance(lever, WeightedLever):
        return ()
    of = {tier: getattr(lever, f"review_limit_{tier}") for tier in ("primary", "county", "tertiary", "tcm")}
    if all(limit is None for limit in of.values()):
        return ()
    named = [(of["tcm"] if f.kind == Kind.TCM else None, of.get(f.tier.id)) for f in now.facilities.all]
    return tuple(next((limit for limit in both if limit is not None), lever.review_limit) for both in named)


def capitation(lever: Capitation, now: RuleNow) -> Iterator[AddedRow]:
    """Visits of the contracted to their centre and its village clinics are paid per head."""
    centres = tuple(f for f in range(0, now.facilities.hospitals, PER_PLACE) if now.at[f])
    row = CapitationNow(now.rule.id, lever, centres, now.insured(lever.schemes), now.insured())
    yield AddedRow("capitations", row)


def budget(lever: Budget, now: RuleNow) -> Iterator[AddedRow]:
    """A package of an alliance for its residents, a cap on each of some hospitals, or one total for the region."""
    districts = [d.id for d in now.scenario.region.districts]
    until = None if now.rule.until is None else first_month_on_or_after(now.rule.until)
    settings, rule = COVERED[lever.covers], now.rule.id
    homes = tuple(districts.index(d) for d in lever.residents)

    payers = now.insured(lever.schemes)
    funds = tuple(fund_of(now.scenario.region.payers[payer].id) for payer in payers)

    def of_levels(places: Places) -> Places:
        return tuple(f for f in places if not lever.levels or now.facilities.all[f].tier.id in lever.levels)

    def row(name: str, account: Account, homes: Places, at: Places, held: Places, *, compact: bool) -> AddedRow:
        at, held = of_levels(at), of_levels(held)
        groups = tuple((part.ratio, _those_of(part, held, now)) for part in lever.surplus_split)
        one = BudgetNow(name, lever, account, payers, funds, homes, at, held, compact, until, settings, groups)
        return AddedRow("budgets", one)

    if lever.kind == "hospital_cap":
        for name in lever.hospitals:
            f = (now.facilities.index(name),)
            yield row(f"{rule}:{name}", Account(AccountKind.BUDGET, name), (), f, f, compact=True)
        return
    if lever.kind == "regional":
        inside = tuple(np.flatnonzero(now.at).tolist())
        yield row(rule, Account(AccountKind.BUDGET, rule), homes, inside, inside, compact=True)
        return
    alliance = next((found for found in now.alliances if found.id == lever.alliance), None)
    if alliance is not None:  # it may not be there yet, or no longer
        held = (alliance.lead, *alliance.members)
        at = tuple(range(len(now.facilities.all))) if lever.covers_outside_care else held
        yield row(rule, Account(AccountKind.ALLIANCE, alliance.id), homes, at, held, compact=alliance.compact)


def _those_of(part: SurplusPart, held: Places, now: RuleNow) -> Places:
    """The providers that a part of a surplus goes to: of its levels, or named."""

    def level(f: int) -> str:
        own = {CENTRE: "centre", VILLAGE: "village"}
        return own.get(f % PER_PLACE, "") if f < now.facilities.hospitals else now.facilities.all[f].tier.id

    return tuple(f for f in held if level(f) in part.levels or now.facilities.all[f].id in part.hospitals)


def referral_settlement(lever: ReferralSettlement, now: RuleNow) -> Iterator[Move]:
    """Settled on the spot out of the pool: the referred, or everybody."""
    worth = now.scenario.parameters["advance_cost"].value * now.strength
    payers = list(now.insured())
    yield Move("claim_saving", How.SET, worth if lever.unreferred else 0.0, (payers, 0))
    yield Move("claim_saving", How.SET, worth, (payers, 1))


def staff_pay(lever: StaffPay, now: RuleNow) -> Iterator[Move]:
    """How much of what care earns reaches the doctor, by what, and what appraisal and named items take of it."""
    at = list(now.public_places(lever.tiers, lever.owners))
    yield Move("pay_share", How.TOWARD, lever.revenue_share, at, now.strength)
    yield Move("pay_basis", How.SET, int(PayBasis.of(lever.basis)), at)
    if lever.appraisal != "none":
        yield Move(f"pay_{lever.appraisal}", How.SET, lever.appraisal_share * now.strength, at)
    for item in lever.items:
        yield Move("pay_items", How.SET, lever.item_share * now.strength, (at, Category.of(item)))


def supervision(lever: Supervision, now: RuleNow) -> Iterator[Move]:
    """Audit lowers how far coding can drift."""
    yield Move("audit", How.SET, lever.audit_share * now.strength, now.at)


def public_health(lever: PublicHealth, now: RuleNow) -> Iterator[Move]:
    """Money of the treasury for primary facilities, by residents."""
    yield Move("public_health_yuan", How.TOWARD, lever.yuan_per_resident, now.homes, now.strength)


def financing(lever: Financing, now: RuleNow) -> Iterator[Move]:
    """More income of the residents' funds."""
    rise = (lever.subsidy_rise + lever.premium_rise) * now.strength
    yield Move("fund_rise_yuan", How.ADD, rise, list(now.insured((Scheme.RESIDENT.id,))))


def pathways(_lever: Pathways, _now: RuleNow) -> tuple[Move, ...]:
    """Counted by the indicators; no effect on care is known apart from that of payment."""
    return ()


MOVES: Mapping[type[Lever], Moves] = {
    **dict.fromkeys(PRICINGS, contract),
    Budget: budget,
    Capitation: capitation,
    ConsumablesProcurement: consumables_procurement,
    DrugProcurement: drug_procurement,
    Financing: financing,
    Pathways: pathways,
    PriceGap: price_gap,
    PublicHealth: public_health,
    ReferralSettlement: referral_settlement,
    ServiceFees: service_fees,
    ServicePrices: service_prices,
    StaffPay: staff_pay,
    Supervision: supervision,
    TwoInvoice: two_invoice,
    ZeroMarkup: zero_markup,
}
