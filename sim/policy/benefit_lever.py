"""What every lever on benefits says: whose, and of which care."""

from __future__ import annotations

from typing import ClassVar

from sim.policy.lever import Conditions, Groups, Hospitals, Lever, Schemes, Severities


class BenefitLever(Lever):
    """Base of the levers on what insurance pays. ``where`` names the districts whose residents it applies to."""

    group: ClassVar[str] = "payment"
    apart_by: ClassVar[str] = "schemes"
    narrowed_by: ClassVar[tuple[str, ...]] = ("groups",)

    schemes: Schemes = ("employee", "resident")
    groups: Groups = ()


class CareBenefitLever(BenefitLever):
    """Base of those that may apply to some care only."""

    narrowed_by: ClassVar[tuple[str, ...]] = ("groups", "conditions", "severities", "hospitals")

    conditions: Conditions = ()
    severities: Severities = ()
    hospitals: Hospitals = ()
