"""Levers on prices, payment and flows of money: each turns one rule into numbers of `Effects`."""

from __future__ import annotations

import numpy as np

from sim.model.effects import BudgetNow, CapitationNow, ContractNow, Effects, Place
from sim.model.need_rates import years_since_base
from sim.policy.contract_lever import ContractLever
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
from sim.policy.levers.service_prices import ServicePrices
from sim.policy.levers.supervision import Supervision
from sim.policy.levers.two_invoice import TwoInvoice
from sim.policy.levers.zero_markup import ZeroMarkup
from sim.policy.rule import first_month_on_or_after
from sim.region.facilities import PER_PLACE
from sim.vocabulary.names import Category, Owner, Scheme


def zero_markup(effects: Effects, lever: ZeroMarkup, p: Place) -> None:
    """The mark-up goes; a subsidy may give back part of the margin."""
    at = p.hospitals(lever.owners)
    effects.markup_left[at, Category.DRUGS] = 1.0 - p.strength
    if lever.consumables:
        effects.markup_left[at, Category.CONSUMABLES] = 1.0 - p.strength
    effects.subsidy_share[at] = lever.subsidy_share


def drug_procurement(effects: Effects, lever: DrugProcurement, p: Place) -> None:
    """Purchase prices of drugs bought together fall: of all, or of the product selected for an agreed volume."""
    at = p.hospitals(lever.owners)
    effects.basket_share[at] = lever.spending_share
    effects.basket_cut[at] = lever.price_cut * p.strength
    effects.saving_kept[at] = lever.surplus_kept_share
    if lever.agreed_volume is None:
        effects.drug_cut[at] *= 1.0 - lever.price_cut * lever.spending_share * p.strength
        return
    before = p.scenario.parameters["selected_share_base"].value
    effects.basket_agreed[at] = True
    effects.basket_selected[at] = before + p.strength * max(0.0, lever.agreed_volume - before)


def two_invoice(effects: Effects, lever: TwoInvoice, p: Place) -> None:
    """Purchase prices of all drugs fall."""
    effects.drug_cut[p.hospitals(lever.owners)] *= 1.0 - lever.price_cut * p.strength


def consumables_procurement(effects: Effects, lever: ConsumablesProcurement, p: Place) -> None:
    """Purchase prices of consumables bought together fall."""
    effects.consumables_cut[p.hospitals(lever.owners)] *= 1.0 - lever.price_cut * lever.spending_share * p.strength


def service_prices(effects: Effects, lever: ServicePrices, p: Place) -> None:
    """Savings given back as service prices: one price list, and so one rise, for the hospitals of one owner.

    Hospitals of different owners lost their mark-ups at different times; a common list would pay one for the other.
    """
    first = p.scenario.rules.index(p.rule) * len(Owner)
    for owner in lever.owners:
        at = p.hospitals((owner,))
        effects.savings_share[at] = lever.savings_share * p.strength
        effects.service_total[at] = lever.total_growth * p.strength
        effects.tests_cut[at] = 1.0 - lever.tests_cut * p.strength
        effects.price_list[at] = first + Owner.of(owner)


def price_gap(effects: Effects, lever: PriceGap, p: Place) -> None:
    """Service prices by the national class of the level; those beyond are not set here."""
    for f, facility in enumerate(p.facilities.all):
        if p.at[f] and not facility.level.beyond:
            effects.service_factor[f] *= 1.0 + getattr(lever, facility.tier.id) * p.strength


def _contract(effects: Effects, lever: ContractLever, p: Place) -> None:
    """A pricing of stays: who, where, from when."""
    names = list(p.scenario.conditions)
    groups = tuple(names.index(g) for g in lever.conditions or names)
    schemes = tuple(int(Scheme.of(word)) for word in lever.schemes)
    start = years_since_base(p.scenario, *p.rule.first_month)
    share = lever.case_share * p.strength
    effects.contracts.append(ContractNow(p.rule.id, lever, p.covered(lever), schemes, groups, share, start))


case_payment = drg = dip = per_diem = _contract


def capitation(effects: Effects, lever: Capitation, p: Place) -> None:
    """Visits of the contracted to their centre and its village clinics are paid per head."""
    centres = tuple(f for f in range(0, p.facilities.hospitals, PER_PLACE) if p.at[f])
    schemes = tuple(int(Scheme.of(word)) for word in lever.schemes)
    effects.capitations.append(CapitationNow(p.rule.id, lever, centres, schemes))


def budget(effects: Effects, lever: Budget, p: Place) -> None:
    """A package of an alliance for its residents, a cap on each of some hospitals, or one total for the region."""
    districts = [d.id for d in p.scenario.region.districts]
    until = None if p.rule.until is None else first_month_on_or_after(p.rule.until)
    settings = {"all": (0, 1), "outpatient": (0,), "inpatient": (1,)}[lever.covers]
    homes = tuple(districts.index(d) for d in lever.residents)
    if lever.kind == "hospital_cap":
        for name in lever.hospitals:
            f, account = p.facilities.index(name), f"budget:{name}"
            effects.budgets.append(
                BudgetNow(f"{p.rule.id}:{name}", lever, account, (), (f,), (f,), True, until, settings)
            )
        return
    if lever.kind == "regional":
        inside = tuple(f for f, facility in enumerate(p.facilities.all) if facility.district >= 0)
        account = f"budget:{p.rule.id}"
        effects.budgets.append(BudgetNow(p.rule.id, lever, account, homes, inside, inside, True, until, settings))
        return
    held = [a for a in effects.alliances if a.id == lever.alliance]
    if not held:  # the alliance is not there yet, or no longer
        return
    providers = (held[0].lead, *held[0].members)
    at = tuple(range(len(p.facilities.all))) if lever.covers_outside_care else providers
    account = f"alliance:{lever.alliance}"
    effects.budgets.append(BudgetNow(p.rule.id, lever, account, homes, at, providers, held[0].compact, until, settings))


def referral_settlement(effects: Effects, lever: ReferralSettlement, p: Place) -> None:
    """Settled on the spot beyond the prefecture: the referred, or everybody."""
    worth = p.scenario.parameters["advance_cost"].value * p.strength
    effects.claim_saving = np.array([worth if lever.unreferred else 0.0, worth])


def supervision(effects: Effects, lever: Supervision, p: Place) -> None:
    """Audit lowers how far coding can drift."""
    effects.audit[p.at] = lever.audit_share * p.strength


def public_health(effects: Effects, lever: PublicHealth, p: Place) -> None:
    """Money of the treasury for primary facilities, by residents."""
    now = effects.public_health_yuan
    effects.public_health_yuan = np.where(p.homes, now + p.strength * (lever.yuan_per_resident - now), now)


def _benefit(effects: Effects, lever: Lever, p: Place) -> None:
    """What patients and fund share, for the whole pool; `sim.model.benefit` reads it."""
    effects.benefits.append((lever, p.strength))


benefit_tilt = deductibles = outpatient_pooling = protection = _benefit


def financing(effects: Effects, lever: Financing, p: Place) -> None:
    """More income of the residents' fund."""
    effects.fund_rise_yuan += (lever.subsidy_rise + lever.premium_rise) * p.strength


def pathways(_effects: Effects, _lever: Pathways, _p: Place) -> None:
    """Counted by the indicators; no effect on care is known apart from that of payment."""
