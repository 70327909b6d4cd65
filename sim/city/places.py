"""The districts and hospitals of a new city, its tables of places and travel times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sim.city.answers import Answered, Answers
from sim.city.ground import Ground
from sim.city.typed import Given
from sim.city.words import kind_by_name
from sim.region.levels import USUAL
from sim.region.quantities import DISTRICTS, HOSPITALS, TRAVEL, needed
from sim.vocabulary.names import Area, DistrictKind, Grade, Kind, Owner, Settlement, Tier
from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.quantity import Quantity

Row = tuple[tuple[str, ...], Quantity]
BEYOND_ID = "beyond"
BEYOND_NAME = Bilingual("hospitals beyond the city", "市外医院")
FILLED = 0.05  # either end of the range of a count that was filled in
_LEVELS = {level.tier: level for level in USUAL}


@dataclass(frozen=True, slots=True)
class OwnDistrict:
    """A district as it will stand in ``region.yaml``, with what was answered about it and its primary care."""

    id: str
    name: Bilingual
    kind: DistrictKind
    area: Area
    code: str | None
    urban_share: Given | Quantity
    answered: Answered
    primary: Answered

    @property
    def residents(self) -> float:
        """Persons of the base year."""
        return self.answered["residents"].number


@dataclass(frozen=True, slots=True)
class OwnHospital:
    """A hospital as it will stand in ``region.yaml``, with what was answered about it."""

    id: str
    name: Bilingual
    district: str
    level: str
    kind: Kind
    grade: Grade
    owner: Owner
    answered: Answered

    @property
    def beds(self) -> float:
        """Beds of the base year."""
        return self.answered["beds"].number


def number(known: Given | Quantity) -> float:
    """The value of either."""
    return known.number if isinstance(known, Given) else known.value


def districts_of(ground: Ground) -> list[OwnDistrict]:
    """The districts in the order of the sheet."""
    primary = {row["district"].text: row for row in ground.answers.rows.get("primary", []) if "district" in row}
    found = []
    for n, row in enumerate(ground.answers.rows["districts"], 1):
        kind = DistrictKind(int(row["kind"].value))
        share: Given | Quantity = row.get("urban_share") or ground.start.of(
            "places", f"urban_share_{kind.id}", ground.year
        )
        urban = kind == DistrictKind.URBAN and number(share) >= ground.value("places", "urban_area_from")
        name, code = row["name"].text, row.get("code")
        found.append(
            OwnDistrict(
                row["id"].text if "id" in row else f"d{n}",
                _named(row, name),
                kind,
                Area.URBAN if urban else Area.COUNTY_AREA,
                None if code is None else code.text,
                share,
                row,
                primary.get(name, {}),
            )
        )
    return found


def hospitals_of(ground: Ground, districts: list[OwnDistrict]) -> list[OwnHospital]:
    """The hospitals in the order of the sheet. Those that a county or district runs are county level."""
    ids = {district.name.zh: district.id for district in districts}
    found = []
    for n, row in enumerate(ground.answers.rows["hospitals"], 1):
        grade, label = Grade(int(row["level"].value)), _named(row, row["name"].text)
        owner = owner_of(row, ground.answers)
        top = grade == Grade.THIRD and owner != Owner.COUNTY
        kind = Kind(int(row["kind"].value)) if "kind" in row else kind_by_name(label.zh, label.en)
        level = _LEVELS[Tier.TERTIARY if top else Tier.COUNTY].id
        own = row["id"].text if "id" in row else f"h{n}"
        found.append(OwnHospital(own, label, ids[row["district"].text], level, kind, grade, owner, row))
    return found


def owner_of(row: Answered, answers: Answers) -> Owner:
    """Who runs a hospital: as it was filled in, else as its name, its grade and its district suggest."""
    if "owner" in row:
        return Owner(int(row["owner"].value))
    city = answers.of("city_name")
    if city is not None and row["name"].text.startswith(city.text):
        return Owner.CITY
    kinds = {one["name"].text: one["kind"].value for one in answers.rows["districts"] if {"name", "kind"} <= set(one)}
    urban = kinds.get(row["district"].text) == DistrictKind.URBAN
    return Owner.CITY if urban and row["level"].value == Grade.THIRD else Owner.COUNTY


def district_rows(ground: Ground, districts: list[OwnDistrict]) -> Iterator[Row]:
    """``districts.csv``."""
    for district in districts:
        for quantity, known in _district(ground, district).items():
            yield (district.id, quantity), known


def _district(ground: Ground, district: OwnDistrict) -> Mapping[str, Quantity]:
    answered, primary = district.answered, district.primary
    people, share = district.residents, number(district.urban_share)
    rural = people * (1 - share)

    def count(name: str, start: str, per: float, least: float = 1.0) -> Quantity:
        unit = DISTRICTS[name].unit
        if name.removeprefix("primary_") in primary:
            return ground.filled(primary[name.removeprefix("primary_")], unit, FILLED)
        rate = ground.start.of("places", start, ground.year)
        value = max(least, round(rate.value * per / 1000))
        low, high = (rate.low or 0.0) * per / 1000, (rate.high or 0.0) * per / 1000
        return _rated(ground, value, unit, low, high, rate)

    urban = district.urban_share
    return {
        "residents": ground.filled(answered["residents"], DISTRICTS["residents"].unit, FILLED),
        "urban_share": ground.filled(urban, "share", FILLED, 0, 1)
        if isinstance(urban, Given)
        else ground.national("places", f"urban_share_{district.kind.id}"),
        **_primary_places(ground, district),
        "primary_beds": count("primary_beds", "primary_beds_per_1000", people),
        "centre_doctors": count("centre_doctors", "centre_doctors_per_1000", people),
        "village_doctors": count("village_doctors", "village_doctors_per_1000_rural", rural),
        "private_doctors": count("private_doctors", "private_doctors_per_1000", people),
    }


def _rated(ground: Ground, value: float, unit: str, low: float, high: float, rate: Quantity) -> Quantity:
    """A number by a national rate; its source is that of the rate."""
    ground.counted["national"] += 1
    return Quantity(value, unit, rate.source, rate.confidence, min(low, value), max(high, value), rate.note)


def _primary_places(ground: Ground, district: OwnDistrict) -> Mapping[str, Quantity]:
    """Centres of both kinds, and the share of community centres among them; the usual share where one is left empty."""
    township, community = (district.primary.get(f"{kind}_centres") for kind in ("township", "community"))
    per = ground.start.of("places", "residents_per_primary_place", ground.year)
    share = ground.start.of("places", f"community_share_{district.kind.id}", ground.year)
    limit, usual = DISTRICTS["primary_places"], max(1.0, round(district.residents / per.value))
    if township is None and community is None:
        least, most = (district.residents / (end or per.value) for end in (per.high, per.low))
        found = _rated(ground, usual, limit.unit, least, most, per)
        return {
            "primary_places": found,
            "community_share": ground.national("places", f"community_share_{district.kind.id}"),
        }
    parts: list[Given | Quantity] = [known for known in (township, community) if known is not None]
    if township is not None and community is not None:
        total, part = township.number + community.number, community.number
    elif township is not None:
        total = min(limit.high, round(township.number / (1 - share.value)))
        part = total - township.number
        parts.append(share)
    else:
        part = community.number if community is not None else 0.0
        total = max(usual, part)
        parts.append(per)
    low, high = max(0.0, part / total - 0.1), min(1.0, part / total + 0.1)
    return {
        "primary_places": ground.worked(total, limit.unit, parts, total * 0.95, total * 1.05),
        "community_share": ground.worked(part / total, share.unit, parts, low, high),
    }


def hospital_rows(ground: Ground, hospitals: list[OwnHospital]) -> Iterator[Row]:
    """``hospitals.csv``, care beyond the city last."""
    for hospital in hospitals:
        beds = hospital.answered["beds"]
        yield (hospital.id, "beds"), ground.filled(beds, HOSPITALS["beds"].unit, FILLED)
        yield (hospital.id, "doctors"), _doctors(ground, hospital)
        word = {Owner.COUNTY: "drug_markup_county", Owner.PRIVATE: "drug_markup_private"}
        yield (hospital.id, "drug_markup"), ground.national("places", word.get(hospital.owner, "drug_markup"))
    for quantity, limit in needed(HOSPITALS).items():
        nobody = ground.start.of("places", "beyond", ground.year)
        yield (BEYOND_ID, quantity), Quantity(0.0, limit.unit, nobody.source, nobody.confidence, 0.0, 0.0, nobody.note)


def _doctors(ground: Ground, hospital: OwnHospital) -> Quantity:
    if "doctors" in hospital.answered:
        return ground.filled(hospital.answered["doctors"], HOSPITALS["doctors"].unit, FILLED)
    word = "doctors_per_bed_tertiary" if hospital.grade == Grade.THIRD else "doctors_per_bed_county"
    rate = ground.start.of("places", word, ground.year)
    value = max(1.0, round(rate.value * hospital.beds))
    low, high = ((end or rate.value) * hospital.beds for end in (rate.low, rate.high))
    return _rated(ground, value, HOSPITALS["doctors"].unit, low, high, rate)


def travel_rows(ground: Ground, districts: list[OwnDistrict]) -> Iterator[Row]:
    """``travel.csv``: by kind of both ends, where no minutes are filled in; villages lie further out than seats."""
    ways = {(row["from"].text, row["to"].text): row["minutes"] for row in ground.answers.rows.get("travel", [])}

    def band(*names: str) -> Quantity:
        parts = [ground.start.of("places", f"minutes_{name}", ground.year) for name in names]
        ground.counted["national"] += 1
        value, low, high = (
            sum(part) for part in zip(*((q.value, q.low or q.value, q.high or q.value) for q in parts), strict=True)
        )
        return Quantity(value, TRAVEL.unit, parts[0].source, parts[0].confidence, low, high, parts[0].note)

    for home in districts:
        for settlement in (Settlement.URBAN, Settlement.RURAL):
            rural = settlement == Settlement.RURAL
            yield (home.id, settlement.id, "own_primary"), band(f"own_primary_{settlement.id}")
            for to in districts:
                key = (home.id, settlement.id, to.id)
                way = ways.get((home.name.zh, to.name.zh)) or ways.get((to.name.zh, home.name.zh))
                if home is to:
                    yield key, band("own_district_urban", *(["own_district_rural_more"] if rural else []))
                elif way is None:
                    yield key, band(_pair(home, to), *(["rural_more"] if rural else []))
                else:
                    more = ground.value("places", "minutes_rural_more") if rural else 0.0
                    minutes = way.number + more
                    parts: list[Given | Quantity] = [way]
                    parts += [ground.start.of("places", "minutes_rural_more", ground.year)] if rural else []
                    yield key, ground.worked(minutes, TRAVEL.unit, parts, minutes * 0.8, minutes * 1.25)
            yield (home.id, settlement.id, "outside"), band("outside_urban", *(["outside_rural_more"] if rural else []))


def _pair(home: OwnDistrict, to: OwnDistrict) -> str:
    kinds = {home.kind, to.kind}
    return (
        "urban_to_county"
        if len(kinds) > 1
        else "urban_to_urban"
        if home.kind == DistrictKind.URBAN
        else "county_to_county"
    )


def _named(row: Answered, name: str) -> Bilingual:
    return Bilingual(row["name_en"].text if "name_en" in row else name, name)
