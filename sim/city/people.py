"""The residents and the benefit rules of a new city."""

from __future__ import annotations

from collections.abc import Iterator

from sim.city.ground import Ground, Part
from sim.city.places import OwnDistrict, Row, number
from sim.city.questions import SCHEME_IDS
from sim.city.statistics import Totals
from sim.region.quantities import BENEFIT, PEOPLE, needed
from sim.vocabulary.names import AgeBand, Settlement
from sim.vocabulary.quantity import Quantity

FILLED = 0.05


def people_rows(ground: Ground, districts: list[OwnDistrict], totals: Totals) -> Iterator[Row]:
    """``people.csv``: what was filled in, else national values; bands of age are split as in the nation."""
    made = {**_ages(ground), **_employees(ground, districts), **_usual_places(ground, totals)}
    for name, limit in needed(PEOPLE).items():
        given = ground.answers.of(name)
        if name in made:
            yield (name,), made[name]
        elif given is not None:
            yield (name,), ground.filled(given, limit.unit, FILLED, limit.low, limit.high)
        else:
            yield (name,), ground.national("people", name)


def benefit_rows(ground: Ground) -> Iterator[Row]:
    """``benefit.csv``: what was filled in, else typical rules."""
    for scheme in SCHEME_IDS:
        for name, limit in BENEFIT.items():
            given = ground.answers.of(name, scheme)
            if given is None:
                yield (scheme, name), ground.national("benefit", f"{scheme}.{name}")
            else:
                yield (scheme, name), ground.filled(given, limit.unit, 0.0, limit.low, limit.high)


def known(ground: Ground, name: str, table: str = "people") -> Part:
    """What was filled in, else the national value."""
    return ground.answers.of(name) or ground.start.of(table, name, ground.year)


def _ages(ground: Ground) -> dict[str, Quantity]:
    """The model's bands of age from those that a census prints (0 to 14, 15 to 64, 65 and more)."""
    young, old = known(ground, "age_share_0_14"), known(ground, "age_share_65_plus")
    small = ground.value("people", "part_0_6_of_0_14")
    late, middle = (ground.value("people", f"part_{name}_of_15_64") for name in ("15_17", "45_64"))
    child, aged = round(number(young), 4), round(number(old), 4)
    adult = 1 - child - aged
    first, grown = round(child * small, 4), round(adult * middle, 4)
    second = round(child - first + adult * late, 4)
    shares = {
        AgeBand.AGE_0_6: first,
        AgeBand.AGE_7_17: second,
        AgeBand.AGE_18_44: round(1 - first - second - grown - aged, 4),
        AgeBand.AGE_45_64: grown,
        AgeBand.AGE_65_PLUS: aged,
    }
    return {
        f"age_share_{band.id.removeprefix('age_')}": ground.worked(
            share,
            "share",
            [young, old, ground.start.of("people", "part_0_6_of_0_14", ground.year)],
            share * 0.9,
            min(1.0, share * 1.1),
        )
        for band, share in shares.items()
    }


def _employees(ground: Ground, districts: list[OwnDistrict]) -> dict[str, Quantity]:
    """Adults insured as employees in towns and villages: together the share of all residents."""
    share, ratio = known(ground, "employee_share"), ground.start.of("people", "employee_urban_rural_ratio", ground.year)
    people = sum(district.residents for district in districts)
    urban = sum(district.residents * number(district.urban_share) for district in districts) / people
    young = number(known(ground, "age_share_0_14"))
    late = ground.value("people", "part_15_17_of_15_64")
    old = number(known(ground, "age_share_65_plus"))
    adults = 1 - young - (1 - young - old) * late
    rural = number(share) / adults / (ratio.value * urban + 1 - urban)
    found = {}
    for place, value in ((Settlement.URBAN, rural * ratio.value), (Settlement.RURAL, rural)):
        part = min(0.95, value)
        found[f"employee_share_{place.id}_adult"] = ground.worked(
            part, "share", [share, ratio], part * 0.7, min(1.0, part * 1.4)
        )
    return found


def _usual_places(ground: Ground, totals: Totals) -> dict[str, Quantity]:
    """Usual primary facilities, in proportion to what village and private clinics have of the primary visits."""
    found = {}
    for place in (Settlement.RURAL, Settlement.URBAN):
        starts = {
            kind: ground.start.of("people", f"usual_{kind}_{place.id}", ground.year) for kind in ("village", "private")
        }
        values = {kind: q.value * totals.clinics[kind] / totals.usual_clinics[kind] for kind, q in starts.items()}
        over = max(1.0, sum(values.values()) / 0.95)
        for kind, value in values.items():
            part = round(value / over, 4)
            parts = [*totals.clinic_parts[kind], starts[kind]]
            found[f"usual_{kind}_{place.id}"] = ground.worked(
                part, "share", parts, max(0.0, part - 0.2), min(1.0, part + 0.2), starts[kind].note
            )
    return found
