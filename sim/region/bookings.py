"""Visits that are booked in the base year (预约诊疗): what the region says of its hospitals."""

from __future__ import annotations

from sim.region.description import Region
from sim.region.facilities import Facilities
from sim.vocabulary.names import Kind


def booked_base(region: Region, facilities: Facilities) -> list[float]:
    """[F] share of planned visits booked in the base year, of TCM hospitals their own; 0 where nothing is said."""
    said = region.people.get("booked_base")
    if said is None:
        return [0.0] * len(facilities.all)
    tcm = region.people.get("booked_base_tcm", said)
    return [0.0 if not f.level.hospital else tcm.value if f.kind == Kind.TCM else said.value for f in facilities.all]


def are_counted(region: Region) -> bool:
    """Whether bookings are counted: the region says how many there were in the base year."""
    return "booked_base" in region.people
