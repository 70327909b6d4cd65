"""Levers on prices, payment and flows of money: each turns one rule into numbers of `Effects`."""

from __future__ import annotations

import numpy as np

from sim.model.effects import BudgetNow, Effects, Place, cells
from sim.model.need_rates import years_since_base
from sim.policy.levers.budget import Budget
from sim.policy.levers.case_payment import CasePayment
from sim.policy.levers.consumables_procurement import ConsumablesProcurement
from sim.policy.levers.drug_procurement import DrugProcurement
from sim.policy.levers.financing import Financing
from sim.policy.levers.pathways import Pathways
from sim.policy.levers.public_health import PublicHealth
from sim.policy.levers.referral_settlement import ReferralSettlement
from sim.policy.levers.service_prices import ServicePrices
from sim.policy.levers.supervision import Supervision
from sim.policy.levers.two_invoice import TwoInvoice
from sim.policy.levers.zero_markup import ZeroMarkup
from sim.policy.rule import first_month_on_or_after
from sim.vocabulary.names import Owner


def zero_markup(effects: Effects, lever: ZeroMarkup, p: Place) -> None:
    """The mark-up goes; a subsidy may give back part of the margin."""
    at = p.hospitals(lever.owners)
    effects.markup_left[at] = 1.0 - p.strength
    effects.subsidy_share[at] = lever.subsidy_share


def drug_procurement(effects: Effects, lever: DrugProcurement, p: Place) -> None:
    """Purchase prices of drugs bought together fall."""
    effects.drug_cut[p.hospitals(lever.owners)] *= 1.0 - lever.price_cut * lever.spending_share * p.strength


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
        effects.price_list[at] = first + Owner.of(owner)


def case_payment(effects: Effects, lever: CasePayment, p: Place) -> None:
    """Stays of listed diseases are paid per case."""
    at = p.hospitals(lever.owners)
    names = list(p.scenario.conditions)
    columns = [names.index(g) for g in lever.conditions]
    effects.case_share[cells(np.flatnonzero(at), columns)] = lever.case_share * p.strength
    effects.price_ratio[at] = lever.price_ratio
    effects.case_inside[at] = int(lever.patient_share == "inside")
    effects.case_start[at] = years_since_base(p.scenario, *p.rule.first_month)


def budget(effects: Effects, lever: Budget, p: Place) -> None:
    """A package of an alliance for its residents, or a cap on each of some hospitals."""
    districts = [d.id for d in p.scenario.region.districts]
    until = None if p.rule.until is None else first_month_on_or_after(p.rule.until)
    if lever.kind == "hospital_cap":
        for name in lever.hospitals:
            f, account = p.facilities.index(name), f"budget:{name}"
            effects.budgets.append(BudgetNow(f"{p.rule.id}:{name}", lever, account, (), (f,), (f,), True, until))
        return
    held = [a for a in effects.alliances if a.id == lever.alliance]
    if not held:  # the alliance is not there yet, or no longer
        return
    providers = (held[0].lead, *held[0].members)
    at = tuple(range(len(p.facilities.all))) if lever.covers_outside_care else providers
    homes = tuple(districts.index(d) for d in lever.residents)
    account = f"alliance:{lever.alliance}"
    effects.budgets.append(BudgetNow(p.rule.id, lever, account, homes, at, providers, held[0].compact, until))


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


def financing(effects: Effects, lever: Financing, p: Place) -> None:
    """More income of the residents' fund."""
    effects.fund_rise_yuan += (lever.subsidy_rise + lever.premium_rise) * p.strength


def pathways(_effects: Effects, _lever: Pathways, _p: Place) -> None:
    """Counted by the indicators; no effect on care is known apart from that of payment."""
