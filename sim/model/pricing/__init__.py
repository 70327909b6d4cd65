"""The pricings of stays, one file each, registered once by the lever that sets them.

Payment per head is of visits and lies in `sim.model.capitation`; what a provider is owed for one case under a pricing
is `owed` of `sim.rules.event.pricing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.model.pricing.by_dip import ByDip
from sim.model.pricing.by_drg import ByDrg
from sim.model.pricing.per_case import PerCase
from sim.model.pricing.per_diem import PerBedDay
from sim.model.pricing.stay_pricing import StayPricing
from sim.policy.contract_lever import ContractLever
from sim.policy.levers.case_payment import CasePayment
from sim.policy.levers.dip import Dip
from sim.policy.levers.drg import Drg
from sim.policy.levers.per_diem import PerDiem

PRICINGS: Mapping[type[ContractLever], type[StayPricing[Any]]] = {
    CasePayment: PerCase,
    Drg: ByDrg,
    Dip: ByDip,
    PerDiem: PerBedDay,
}


def pricing_of(lever: ContractLever, limits: tuple[float, ...] = ()) -> StayPricing[ContractLever]:
    """The pricing that a lever sets; ``limits`` of special review by facility, where they differ."""
    return PRICINGS[type(lever)](lever, limits)
