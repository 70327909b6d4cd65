"""One file per lever; the register of all of them."""

from __future__ import annotations

from sim.policy.lever import Lever
from sim.policy.levers.family_doctor import FamilyDoctor
from sim.policy.levers.gatekeeping import Gatekeeping
from sim.policy.levers.specialty import Specialty
from sim.policy.levers.telemedicine import Telemedicine

LEVERS: dict[str, type[Lever]] = {lever.id: lever for lever in (FamilyDoctor, Gatekeeping, Specialty, Telemedicine)}
