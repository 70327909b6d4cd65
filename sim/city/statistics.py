"""The statistics of the base year that a new city is fitted to, worked out of its totals and national values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sim.city.ground import Ground, Part
from sim.city.places import OwnDistrict, OwnHospital, Row, number
from sim.city.typed import Given
from sim.vocabulary.names import DistrictKind, Tier
from sim.vocabulary.quantity import Quantity

DAYS = 365
WITHIN = (Tier.PRIMARY.id, Tier.COUNTY.id, Tier.TERTIARY.id)
LEAST_LOCAL = 0.2  # of the visits of a level, however many come from elsewhere
SPREAD = {"share": 0.03, "rate": 0.08, "yuan": 0.08, "days": 0.05, "occupancy": 0.06}
WIDER = 2.5  # times as wide where national values stand behind it


@dataclass(frozen=True, slots=True)
class Totals:
    """Visits and stays of a year by level: ``at`` what the city's facilities count, ``of`` what its residents have.

    Both by setting (``visits``, ``stays``) and level; ``outside`` is part of ``of``. ``parts`` are the numbers each is
    worked out of. ``clinics`` are the shares of village and private clinics in primary visits, ``usual_clinics`` those
    that went with the start values.
    """

    residents: float
    beds: Mapping[str, float]
    at: Mapping[str, Mapping[str, float]]
    of: Mapping[str, Mapping[str, float]]
    parts: Mapping[str, list[Part]]
    clinics: Mapping[str, float]
    usual_clinics: Mapping[str, float]
    clinic_parts: Mapping[str, list[Part]]

    def share(self, setting: str, level: str) -> float:
        """What a level has of the residents' visits or stays."""
        return self.of[setting][level] / sum(self.of[setting].values())


def totals_of(
    ground: Ground, districts: list[OwnDistrict], hospitals: list[OwnHospital], primary_beds: float
) -> Totals:
    """Add up and split what was filled in."""
    beds = {level: sum(h.beds for h in hospitals if h.level == level) for level in WITHIN}
    beds[Tier.PRIMARY.id] = primary_beds
    at, of, parts = {}, {}, {}
    for setting, total, split in (("visits", "visits", _visit_weights), ("stays", "discharges", _stay_weights)):
        at[setting], parts[setting] = _by_level(ground, total, beds, split(ground))
        of[setting], more = _of_residents(ground, total.removesuffix("s"), at[setting])
        parts[setting] = [*parts[setting], *more]
    clinics, clinic_parts = _clinics(ground, at["visits"][Tier.PRIMARY.id])
    usual = {kind: ground.start.known["statistics"][f"{kind}_share_primary"][2016].value for kind in clinics}
    people = sum(district.residents for district in districts)
    return Totals(people, beds, at, of, parts, clinics, usual, clinic_parts)


def _visit_weights(ground: Ground) -> Mapping[str, float]:
    return {Tier.COUNTY.id: 1.0, Tier.TERTIARY.id: ground.value("statistics", "visits_per_bed_ratio")}


def _stay_weights(ground: Ground) -> Mapping[str, float]:
    """Stays a bed: what it is used over how long a stay is."""
    return {
        level: ground.value("statistics", f"bed_use_{level}") / number(_known(ground, f"alos_{level}"))
        for level in (Tier.COUNTY.id, Tier.TERTIARY.id)
    }


def _by_level(
    ground: Ground, total: str, beds: Mapping[str, float], weights: Mapping[str, float]
) -> tuple[Mapping[str, float], list[Part]]:
    """What the facilities of each level count; hospitals share the rest by their beds where nobody says.

    Where there are hospitals of one level only, it has all of the rest.
    """
    all_of = ground.answers.single[f"{total}_total", ""]
    word = total.removesuffix("s")
    primary, top = (ground.answers.of(f"{total}_{level}") for level in (Tier.PRIMARY.id, Tier.TERTIARY.id))
    usual = ground.start.of("statistics", f"{word}_share_primary", ground.year)
    first = all_of.number * usual.value if primary is None else primary.number
    rest = all_of.number - first
    weight = {level: beds[level] * weights[level] for level in weights}
    part = weight[Tier.TERTIARY.id] / (sum(weight.values()) or 1.0)
    third = rest * part if top is None or not beds[Tier.COUNTY.id] else top.number
    parts: list[Part] = [all_of, primary or usual]
    parts += [top] if top is not None else [ground.start.of("statistics", f"bed_use_{Tier.TERTIARY.id}", ground.year)]
    return {Tier.PRIMARY.id: first, Tier.COUNTY.id: rest - third, Tier.TERTIARY.id: third}, parts


def _of_residents(ground: Ground, word: str, at: Mapping[str, float]) -> tuple[Mapping[str, float], list[Part]]:
    """Without patients from elsewhere, who go to the highest level, and with what residents have beyond the city."""
    inflow, outside = (_known(ground, f"{kind}_{word}_share") for kind in ("inflow", "outside"))
    top = Tier.TERTIARY.id if at[Tier.TERTIARY.id] else Tier.COUNTY.id
    come = number(inflow) * (sum(at.values()) if word == "visit" else at[top])
    local = {**at, top: max(at[top] - come, LEAST_LOCAL * at[top])}
    gone = sum(local.values()) * number(outside) / (1 - number(outside))
    return {**local, Tier.OUTSIDE.id: gone}, [inflow, outside]


def _clinics(ground: Ground, primary: float) -> tuple[dict[str, float], dict[str, list[Part]]]:
    shares: dict[str, float] = {}
    parts: dict[str, list[Part]] = {}
    total = ground.answers.of("visits_primary") or ground.answers.single["visits_total", ""]
    for kind in ("village", "private"):
        given = ground.answers.of(f"visits_{kind}")
        usual = ground.start.of("statistics", f"{kind}_share_primary", ground.year)
        shares[kind] = usual.value if given is None else given.number / primary if primary else 0.0
        parts[kind] = [usual] if given is None else [given, total]
    return shares, parts


def _known(ground: Ground, name: str) -> Part:
    return ground.answers.of(name) or ground.start.of("statistics", name, ground.year)


def anchor_rows(ground: Ground, districts: list[OwnDistrict], totals: Totals) -> Iterator[Row]:
    """``anchors.csv``. No document of reform is behind it: only what every city counts."""
    people = totals.residents
    for setting, rate, share, unit, scale in (
        ("visits", "visits_per_resident", "visit_share", "visits per year", 1.0),
        ("stays", "admissions_per_100", "discharge_share", "per 100 residents", 100.0),
    ):
        of, parts = totals.of[setting], totals.parts[setting]
        households: list[Part] = [district.answered["residents"] for district in districts]
        found = sum(of.values()) / people * scale
        yield (rate, "all", "all"), _rate(ground, found, unit, [*parts, *households])
        for level in of:
            if of[level]:
                yield (f"{share}_{level}", "all", "all"), _share(ground, totals.share(setting, level), parts)
    yield ("primary_visit_share_no_village", "all", "all"), _without_village(ground, totals)
    yield from _counties(ground, districts)
    yield from _costs(ground, totals)
    for level in (Tier.COUNTY.id, Tier.TERTIARY.id):
        if totals.beds[level]:
            yield (f"wait_minutes_{level}", "all", "all"), ground.national("statistics", f"wait_minutes_{level}")


def _rate(ground: Ground, value: float, unit: str, parts: list[Part]) -> Quantity:
    spread = _spread("rate", parts) * value
    return ground.worked(value, unit, parts, value - spread, value + spread)


def _share(ground: Ground, value: float, parts: list[Part]) -> Quantity:
    spread = _spread("share", parts)
    return ground.worked(value, "share", parts, max(0.0, value - spread), min(1.0, value + spread))


def _spread(kind: str, parts: list[Part]) -> float:
    return SPREAD[kind] * (1.0 if all(isinstance(part, Given) for part in parts) else WIDER)


def _without_village(ground: Ground, totals: Totals) -> Quantity:
    at = totals.at["visits"]
    village = at[Tier.PRIMARY.id] * totals.clinics["village"]
    value = (at[Tier.PRIMARY.id] - village) / (sum(at.values()) - village)
    return _share(ground, value, [*totals.parts["visits"], *totals.clinic_parts["village"]])


def _counties(ground: Ground, districts: list[OwnDistrict]) -> Iterator[Row]:
    if not any(district.kind == DistrictKind.COUNTY for district in districts):
        return
    for name in ("county_visit_rate", "county_inpatient_share"):
        given = ground.answers.of(name)
        if given is None:
            yield (name, "counties", "all"), ground.national("statistics", name)
        else:
            yield (name, "counties", "all"), _share(ground, given.number, [given])


def _costs(ground: Ground, totals: Totals) -> Iterator[Row]:
    """Costs, length of stay and use of beds by level, and what care costs a resident."""
    yuan, parts = 0.0, [*totals.parts["visits"], *totals.parts["stays"]]
    for name, setting in (("cost_per_visit", "visits"), ("cost_per_discharge", "stays")):
        for level, cases in totals.of[setting].items():
            if cases:
                yield (name, "all", level), _plain(ground, f"{name}_{level}", "yuan")
                cost = _known(ground, f"{name}_{level}")
                yuan += cases * number(cost)
                parts = [*parts, cost]
    for level in WITHIN:
        if totals.at["stays"][level] and totals.beds[level]:
            yield ("alos", "all", level), _plain(ground, f"alos_{level}", "days")
            stay = _known(ground, f"alos_{level}")
            used = totals.at["stays"][level] * number(stay) / totals.beds[level] / DAYS
            ends = used * (1 - SPREAD["occupancy"]), used * (1 + SPREAD["occupancy"])
            yield ("bed_occupancy", "all", level), ground.worked(used, "share", [*totals.parts["stays"], stay], *ends)
    yield ("medical_cost_per_resident", "all", "all"), _rate(ground, yuan / totals.residents, "yuan", parts)


def _plain(ground: Ground, name: str, unit: str) -> Quantity:
    given = ground.answers.of(name)
    return ground.national("statistics", name) if given is None else ground.filled(given, unit, SPREAD[unit])
