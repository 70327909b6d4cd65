"""The facilities of a region as one table: three per primary place, then the hospitals, then beyond."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.region.description import District, Hospital, Region
from sim.region.levels import Level
from sim.vocabulary.names import Grade, Kind, Owner, Tier
from sim.vocabulary.phrase import Bilingual

CENTRE, VILLAGE, PRIVATE = 0, 1, 2
PER_PLACE = 3


@dataclass(frozen=True, slots=True)
class Facility:
    """One facility; ``district`` is an index (-1 beyond the prefecture), ``doctors`` are licensed ones.

    ``takes`` are the condition groups it treats, empty for those of its kind; ``extra_beds`` are put up beside the open
    ones (加床) and lain on by anybody, as a share of these; ``inflow_stays`` its stays of patients from beyond the
    prefecture in the base year, None where nobody counts them by hospital.
    """

    id: str
    label: Bilingual
    district: int
    level: Level
    kind: Kind
    grade: Grade
    owner: Owner
    beds: int
    doctors: float
    takes: tuple[str, ...] = ()
    extra_beds: float = 0.0
    inflow_stays: float | None = None

    @property
    def tier(self) -> Tier:
        """The national class of its level."""
        return self.level.tier

    @property
    def all_beds(self) -> float:
        """The open beds and those put up beside them."""
        return self.beds * (1.0 + self.extra_beds)


@dataclass(frozen=True, slots=True)
class Facilities:
    """All facilities in order; ``places[d]`` is the range of primary places of district ``d``.

    Facility ``PER_PLACE * place`` is the centre, the next its village clinics, the next the private clinics
    near it. ``hospitals`` is the index of the first facility above primary care.
    """

    all: tuple[Facility, ...]
    places: tuple[range, ...]
    hospitals: int

    def index(self, facility_id: str) -> int:
        """Position of a facility; KeyError if there is none."""
        for i, facility in enumerate(self.all):
            if facility.id == facility_id:
                return i
        raise KeyError(facility_id)


def facilities_of(region: Region) -> Facilities:
    """Spread each district's primary numbers over its places and append the hospitals as they are named."""
    found: list[Facility] = []
    places: list[range] = []
    for d, district in enumerate(region.districts):
        first = len(found) // PER_PLACE
        count = round(district.value("primary_places"))
        places.append(range(first, first + count))
        for n in range(count):
            found.extend(_place(region.levels.primary, d, district, n, count))
    hospitals = len(found)
    order = {district.id: d for d, district in enumerate(region.districts)}
    for hospital in region.hospitals:
        found.append(
            Facility(
                hospital.id,
                hospital.label,
                -1 if hospital.district is None else order[hospital.district],
                hospital.level,
                hospital.kind,
                hospital.grade,
                hospital.owner,
                round(hospital.value("beds")),
                hospital.value("doctors"),
                hospital.takes,
                _said(hospital, "extra_bed_share") or 0.0,
                _said(hospital, "inflow_stays"),
            )
        )
    return Facilities(tuple(found), tuple(places), hospitals)


def _said(hospital: Hospital, quantity: str) -> float | None:
    """A number that a hospital may do without."""
    said = hospital.numbers.get(quantity)
    return None if said is None else said.value


def place_ids(district: str, n: int) -> tuple[str, str, str]:
    """Ids of the centre, the village clinics and the private clinics of the n-th primary place of a district."""
    centre, village, private = (f"{district}_{word}_{n + 1:02d}" for word in ("centre", "village", "private"))
    return centre, village, private


def _place(level: Level, d: int, district: District, n: int, count: int) -> list[Facility]:
    """The centre, the village clinics and the private clinics of the n-th place of a district."""
    community = n < math.floor(district.value("community_share") * count + 0.5)
    number = f"{n + 1:02d}"
    beds = _share(round(district.value("primary_beds")), n, count)
    kind = Kind.COMMUNITY_CENTRE if community else Kind.TOWNSHIP_CENTRE
    centre = ("community centre", "社区卫生服务中心") if community else ("township centre", "乡镇卫生院")
    rows = (
        (centre, kind, Owner.COUNTY, beds, district.value("centre_doctors") / count),
        (
            ("village clinics", "村卫生室"),
            Kind.VILLAGE_CLINICS,
            Owner.COUNTY,
            0,
            district.value("village_doctors") / count,
        ),
        (
            ("private clinics", "私人诊所"),
            Kind.PRIVATE_CLINICS,
            Owner.PRIVATE,
            0,
            district.value("private_doctors") / count,
        ),
    )
    return [
        Facility(
            own_id,
            Bilingual(f"{district.label.en} {en} {number}", f"{district.label.zh}{zh}{number}"),
            d,
            level,
            kind,
            level.grade,
            owner,
            own_beds,
            doctors,
        )
        for own_id, ((en, zh), kind, owner, own_beds, doctors) in zip(place_ids(district.id, n), rows, strict=True)
    ]


def _share(total: int, n: int, count: int) -> int:
    """The n-th part of a total cut into whole parts that sum to it."""
    return total * (n + 1) // count - total * n // count
