"""Districts and hospitals of a run pool: as many as its type has, and few enough that each is worth simulating.

A prefecture of the nation has up to a hundred hospitals and three hundred centres. Here each district has one row for
its hospitals of county level (a county three: general, TCM, maternal and child), and districts and centres are counted
up to a limit (``layout.csv``): a row stands for several. Beds and doctors are all there; what single facilities do is
not reported of a nation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sim.city.answers import Answered
from sim.city.typed import Given
from sim.nation.amounts import Amounts
from sim.nation.description import Nation, RunPool
from sim.vocabulary.names import DistrictKind, Grade, Kind, Owner
from sim.vocabulary.phrase import Bilingual

COUNTY_KINDS = (Kind.GENERAL, Kind.TCM, Kind.MATERNAL_CHILD)
NEAR = 30.0  # minutes between two districts of a city at most, as a typical city has
ACROSS = 1.3  # from county to county, over the way to the city: straight lines in a disc
CITY_KINDS = (Kind.TCM, Kind.MATERNAL_CHILD)
KINDS = {
    Kind.GENERAL: Bilingual("general", "综合"),
    Kind.TCM: Bilingual("TCM", "中医"),
    Kind.MATERNAL_CHILD: Bilingual("maternal and child", "妇幼"),
}


@dataclass(frozen=True, slots=True)
class PoolDistrict:
    """A district of a run pool; ``urban_share`` of its residents live in town."""

    id: str
    label: Bilingual
    kind: DistrictKind
    residents: int
    urban_share: float


@dataclass(frozen=True, slots=True)
class PoolHospital:
    """A hospital, or several in one row."""

    id: str
    label: Bilingual
    district: PoolDistrict
    grade: Grade
    kind: Kind
    owner: Owner
    beds: int
    doctors: int


def districts_of(nation: Nation, pool: RunPool) -> list[PoolDistrict]:
    """Urban districts and counties of equal size; together all residents, and the type's urban share."""
    own = {name: number.value for name, number in pool.archetype.numbers.items()}
    counties = round(min(nation.layout["counties_most"].value, own["counties"]))
    urban = round(min(nation.layout["districts_most"].value, max(1.0, own["districts"])))
    in_counties = own["county_residents_share"] if counties else 0.0
    town = nation.layout["urban_share_districts"].value if counties else own["urban_share"]
    town = min(1.0, max(town, own["urban_share"]))
    country = (own["urban_share"] - (1 - in_counties) * town) / in_counties if in_counties else 0.0
    country = min(0.9, max(0.1, country))
    people = round(pool.residents)
    found = []
    for n in range(urban):
        name = Bilingual(f"urban district {n + 1}", f"市辖区{n + 1}")
        part = round(people * (1 - in_counties) / urban)
        found.append(PoolDistrict(f"d{n + 1}", name, DistrictKind.URBAN, part, round(town, 4)))
    for n in range(counties):
        name = Bilingual(f"county {n + 1}", f"县{n + 1}")
        part = round(people * in_counties / counties)
        found.append(PoolDistrict(f"c{n + 1}", name, DistrictKind.COUNTY, part, round(country, 4)))
    return found


def hospitals_of(nation: Nation, districts: list[PoolDistrict], amounts: Amounts) -> Iterator[PoolHospital]:
    """Tertiary hospitals in the urban districts, those of county level everywhere, beds by residents."""
    parts = {name: number.value for name, number in nation.layout.items()}
    urban = [district for district in districts if district.kind == DistrictKind.URBAN]
    people = sum(district.residents for district in districts)

    def row(
        place: PoolDistrict, name: str, kind: Kind, part: float, tier: str, owner: Owner, grade: Grade
    ) -> PoolHospital:
        label = place.label + " " + KINDS[kind] + _what(tier)
        beds, doctors = (max(1, round(total[tier] * part)) for total in (amounts.beds, amounts.doctors))
        return PoolHospital(f"{place.id}_{name}", label, place, grade, kind, owner, beds, doctors)

    general = 1 - sum(parts[f"tertiary_beds_{kind.id}"] for kind in CITY_KINDS)
    for district in urban:
        part = general / len(urban)
        yield row(district, "top", Kind.GENERAL, part, "tertiary", Owner.CITY, Grade.THIRD)
    for kind in CITY_KINDS:
        part = parts[f"tertiary_beds_{kind.id}"]
        yield row(urban[0], f"top_{kind.id[:3]}", kind, part, "tertiary", Owner.CITY, Grade.THIRD)
    for district in districts:
        share = district.residents / people
        if district.kind == DistrictKind.URBAN:
            yield row(district, "second", Kind.GENERAL, share, "county", Owner.COUNTY, Grade.SECOND)
            continue
        rest = 1 - sum(parts[f"county_beds_{kind.id}"] for kind in COUNTY_KINDS[1:])
        for kind in COUNTY_KINDS:
            part = share * (rest if kind == Kind.GENERAL else parts[f"county_beds_{kind.id}"])
            yield row(district, kind.id[:3], kind, part, "county", Owner.COUNTY, Grade.SECOND)


def _what(tier: str) -> Bilingual:
    return Bilingual(" tertiary hospitals", "三级医院") if tier == "tertiary" else Bilingual(" hospitals", "医院")


def rows_of(nation: Nation, pool: RunPool, amounts: Amounts, place: str) -> dict[str, list[Answered]]:
    """Districts, hospitals, primary care and travel times as a new city answers them; ``place`` says where from."""
    own = {name: number.value for name, number in pool.archetype.numbers.items()}
    districts = districts_of(nation, pool)

    def answered(**values: Any) -> Answered:
        return {key: Given(value, place) for key, value in values.items()}

    rows: dict[str, list[Answered]] = {"districts": [], "hospitals": [], "primary": [], "travel": []}
    for one in districts:
        rows["districts"].append(
            answered(
                id=one.id, name=one.label.zh, name_en=one.label.en, kind=int(one.kind), residents=one.residents,
                urban_share=one.urban_share,
            )
        )  # fmt: skip
        rows["primary"].append(answered(district=one.label.zh, **_primary(nation, pool, one, amounts)))
    for hospital in hospitals_of(nation, districts, amounts):
        rows["hospitals"].append(
            answered(
                id=hospital.id, name=hospital.label.zh, name_en=hospital.label.en, district=hospital.district.label.zh,
                level=int(hospital.grade), kind=int(hospital.kind), owner=int(hospital.owner), beds=hospital.beds,
                doctors=hospital.doctors,
            )
        )  # fmt: skip
    for n, one in enumerate(districts):
        for other in districts[n + 1 :]:
            minutes = _minutes(one, other, own)
            rows["travel"].append(answered(**{"from": one.label.zh, "to": other.label.zh, "minutes": minutes}))
    return rows


def _primary(nation: Nation, pool: RunPool, district: PoolDistrict, amounts: Amounts) -> Mapping[str, float]:
    part = district.residents / pool.residents
    rule = {name: number.value for name, number in nation.layout.items()}
    centres = round(min(rule["centres_most"], max(1.0, district.residents / rule["residents_per_centre"])))
    in_town = round(centres * rule[f"community_share_{district.kind.id}"])
    doctors = amounts.doctors["primary"] * part
    return {
        "township_centres": centres - in_town,
        "community_centres": in_town,
        "beds": max(1, round(amounts.beds["primary"] * part)),
        "centre_doctors": max(1, round(doctors * rule["centre_doctors_share"])),
        "private_doctors": max(1, round(doctors * (1 - rule["centre_doctors_share"]))),
    }


def _minutes(one: PoolDistrict, other: PoolDistrict, own: Mapping[str, float]) -> float:
    """Between seats: from a county to the city as its type says, between counties through the city, one leg shorter."""
    counties = (one.kind, other.kind).count(DistrictKind.COUNTY)
    way = own["minutes_city"]
    if counties == 0:
        return min(NEAR, way)
    return round(way if counties == 1 else way * ACROSS)
