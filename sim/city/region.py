"""The files of a new city from its answers: the region folder, and a scenario without rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sim.city.answers import Answers
from sim.city.ground import Ground
from sim.city.people import benefit_rows, people_rows
from sim.city.places import (
    BEYOND_ID,
    BEYOND_NAME,
    OwnDistrict,
    OwnHospital,
    Row,
    district_rows,
    districts_of,
    hospital_rows,
    hospitals_of,
    travel_rows,
)
from sim.city.scenario_text import scenario_text
from sim.city.start import Start
from sim.city.statistics import Totals, anchor_rows, totals_of
from sim.region.levels import USUAL
from sim.region.quantities import BENEFIT, CALIBRATED, DISTRICTS, HOSPITALS, PEOPLE, TRAVEL, Limits
from sim.scenario.csv_writing import table_text
from sim.scenario.faults import Faults, FilePoint
from sim.scenario.plain_yaml import document
from sim.scenario.region_files import TABLES
from sim.vocabulary.indicator_range import range_of
from sim.vocabulary.names import Grade, Kind, Owner, Tier
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.quantity import Quantity

PHRASES = {
    "beds": (
        "{level}：按所填数字，病床使用率为{used:.0%}",
        "{level}: by these numbers beds are used to {used:.0%}",
    ),
    "check": ("请核对床位、出院人次和平均住院日", "check beds, discharges and length of stay"),
    "comma": ("，", "; "),
}
tell = telling(PHRASES)
LIMITS: Mapping[str, Mapping[str, Limits]] = {
    "districts.csv": DISTRICTS,
    "hospitals.csv": HOSPITALS,
    "people.csv": PEOPLE,
    "benefit.csv": BENEFIT,
    "calibrated.csv": CALIBRATED,
    "travel.csv": {},
}
BED_USE = (0.25, 1.15)  # beyond it hardly any city
MOST_USED = 1.6  # beyond it none
YEARS_AFTER = 2  # of the base year, that the scenario simulates


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a city by their path below the folder of its scenario.

    ``counted`` says how many numbers came from where, ``doubts`` what can hardly be, though nothing forbids it.
    """

    files: Mapping[str, str]
    counted: Mapping[str, int]
    doubts: Sequence[Bilingual]


def made_of(city: str, answers: Answers, start: Start, lang: str, faults: Faults) -> Made:
    """All files of a city called ``city``; sources and notes in one language. A fault where its beds cannot suffice."""
    year = round(answers.single["base_year", ""].number)
    ground = Ground(answers, start, year)
    districts = districts_of(ground)
    hospitals = hospitals_of(ground, districts)
    of_districts = list(district_rows(ground, districts))
    primary_beds = sum(q.value for (_, name), q in of_districts if name == "primary_beds")
    totals = totals_of(ground, districts, hospitals, primary_beds)
    anchors = list(anchor_rows(ground, districts, totals))
    tables: dict[str, list[Row]] = {
        "districts.csv": of_districts,
        "hospitals.csv": list(hospital_rows(ground, hospitals)),
        "people.csv": list(people_rows(ground, districts, totals)),
        "benefit.csv": list(benefit_rows(ground)),
        "travel.csv": list(travel_rows(ground, districts)),
        "anchors.csv": anchors,
        "calibrated.csv": list(_calibrated(ground, dict(anchors), totals)),
    }
    folder, title = f"regions/{city}", _title(answers)
    files = {f"{folder}/{name}": table_text(TABLES[name], _within(name, rows), lang) for name, rows in tables.items()}
    files[f"{folder}/region.yaml"] = document(_region(city, title, year, districts, hospitals))
    files[f"{city}.yaml"] = scenario_text(city, title, year, year + YEARS_AFTER, answers.name, lang)
    doubts = list(_doubts(dict(anchors), answers, faults))
    return Made(files, ground.counted, doubts)


def _within(table: str, rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of a table, the ends of their ranges cut where the quantity itself ends."""
    for key, q in rows:
        limit = range_of(key[0]) if table == "anchors.csv" else LIMITS[table].get(key[-1], TRAVEL)
        low, high = (None if end is None else min(max(end, limit.low), limit.high) for end in (q.low, q.high))
        yield key, replace(q, low=low, high=high)


def _doubts(anchors: Mapping[tuple[str, ...], Quantity], answers: Answers, faults: Faults) -> Iterator[Bilingual]:
    """Beds that would be used more or less than any are: beds, stays and their length do not go together."""
    for level in USUAL:
        anchor = anchors.get(("bed_occupancy", "all", level.id))
        if anchor is None or BED_USE[0] <= anchor.value <= BED_USE[1]:
            continue
        what = tell("beds", level=level.label, used=anchor.value)
        if anchor.value > MOST_USED:
            faults.add(FilePoint(answers.file), answers.single["discharges_total", ""].place, what, tell("check"))
        else:
            yield what + tell("comma") + tell("check")


def _title(answers: Answers) -> Bilingual:
    name, english = answers.single["city_name", ""].text, answers.of("city_name_en")
    return Bilingual(name if english is None else english.text, name)


def _calibrated(ground: Ground, anchors: Mapping[tuple[str, ...], Quantity], totals: Totals) -> Iterator[Row]:
    """``calibrated.csv``: where a fit begins. A scale starts in proportion to the statistic it is there to meet."""
    come = sum(totals.at["stays"].values()) - sum(totals.of["stays"][level] for level in totals.at["stays"])
    met = {(key[0], key[2]): anchor.value for key, anchor in anchors.items() if key[1] == "all"}
    met["inflow_stays_per_resident", "all"] = come / totals.residents
    for name, start in ground.start.calibrated.items():
        ground.counted["start"] += 1
        q, now = start.quantity, met.get((start.indicator, start.group))
        if start.met is None or now is None:
            yield (name,), q
            continue
        value = float(f"{q.value * now / start.met:.4g}")
        yield (name,), Quantity(value, q.unit, q.source, q.confidence, *_around(q, value), q.note)


def _around(q: Quantity, value: float) -> tuple[float, float]:
    """The range of a start value, moved with it."""
    factor = value / q.value
    return min(value, float(f"{(q.low or 0.0) * factor:.4g}")), max(value, float(f"{(q.high or 0.0) * factor:.4g}"))


def _region(
    city: str, title: Bilingual, year: int, districts: list[OwnDistrict], hospitals: list[OwnHospital]
) -> dict[str, object]:
    """``region.yaml``."""
    beyond = {
        "id": BEYOND_ID,
        **_names(BEYOND_NAME),
        "level": next(level.id for level in USUAL if level.tier == Tier.OUTSIDE),
        "kind": Kind.BEYOND,
        "grade": Grade.OUTSIDE,
        "owner": Owner.PROVINCE,
    }
    return {
        "schema": 1,
        "id": city,
        "title": _names(title),
        "base_year": year,
        "districts": [
            {"id": d.id, **_names(d.name), "kind": d.kind, "area": d.area, **({"code": d.code} if d.code else {})}
            for d in districts
        ],
        "hospitals": [
            *(
                {
                    "id": h.id,
                    **_names(h.name),
                    "district": h.district,
                    "level": h.level,
                    "kind": h.kind,
                    "grade": h.grade,
                    "owner": h.owner,
                }
                for h in hospitals
            ),
            beyond,
        ],
    }


def _names(name: Bilingual) -> dict[str, str]:
    return {"en": name.en, "zh": name.zh}
