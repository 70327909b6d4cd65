"""Checks the tables of a region against what they must hold, its places and each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

from sim.region import quantities
from sim.region.levels import Levels
from sim.region.pools import SCHEMES
from sim.region.quantities import Limits
from sim.scenario.csv_tables import CsvTable
from sim.scenario.faults import Faults, FilePoint, allowed, shown
from sim.scenario.limit_check import check_figures, check_limits, check_sum
from sim.scenario.places import Places
from sim.vocabulary.indicator_ids import INDICATOR_IDS
from sim.vocabulary.indicator_range import range_of
from sim.vocabulary.names import AgeBand, Tier
from sim.vocabulary.phrase import telling

SETTLEMENTS = ("urban", "rural")
ELSEWHERE = ("outside", "own_primary")
FARES = "fares.csv"
GROUPS = ("all", *Tier.ids(), *(scheme.id for scheme in SCHEMES), *AgeBand.ids())
MANY = 4
PHRASES = {
    "ages": ("各年龄段占比", "age shares"),
    "incomes": ("低收入与高收入占比", "income shares"),
    "usual_urban": ("城镇居民常去的基层机构占比", "usual primary facility, urban"),
    "usual_rural": ("农村居民常去的基层机构占比", "usual primary facility, rural"),
    "unknown": ("没有“{word}”这个词", "unknown word {word!r}"),
    "missing": ("缺少", "missing"),
    "many": ("缺少 {n} 行：{names}", "{n} rows missing: {names}"),
    "minutes": ("请加一行：分钟数、范围和来源", "add a row with minutes, range and source"),
    "add_rows": ("请逐项加上分钟数、范围和来源", "add a row for each with minutes, range and source"),
    "indicator": ("没有指标“{word}”", "unknown indicator {word!r}"),
    "area": ("没有地区“{word}”", "unknown area {word!r}"),
    "group": ("没有分组“{word}”", "unknown group {word!r}"),
}
tell = telling(PHRASES)


def check_tables(
    folder: Path, tables: Mapping[str, CsvTable], places: Places | None, levels: Levels | None, faults: Faults
) -> None:
    """Every number is known, in its unit and within limits, and none is missing."""
    districts = tuple(places.districts) if places else None
    for table, limits, owners, kind in (
        ("districts.csv", quantities.DISTRICTS, districts, "district"),
        ("hospitals.csv", quantities.HOSPITALS, tuple(places.hospitals) if places else None, "hospital"),
        ("people.csv", quantities.PEOPLE, None, ""),
    ):
        names = places.names if places else None
        check_figures(folder / table, tables[table], limits, faults, owners=owners, kind=kind, names=names)
    if levels is not None:
        fitted = tables["calibrated.csv"]
        given = {key[-1] for key in fitted.rows}
        check_figures(folder / "calibrated.csv", fitted, quantities.calibrated_of(levels, given), faults)
    people = tables["people.csv"].figures
    ages = [(f"age_share_{band.id.removeprefix('age_')}",) for band in AgeBand]
    check_sum(people, ages, tell("ages"), faults, exactly=True)
    check_sum(people, [("low_income_share",), ("high_income_share",)], tell("incomes"), faults)
    for place in SETTLEMENTS:
        usual = [(f"usual_village_{place}",), (f"usual_private_{place}",)]
        check_sum(people, usual, tell(f"usual_{place}"), faults)
    _check_travel(folder / "travel.csv", tables["travel.csv"], places, faults)
    if FARES in tables:
        _check_ways(tables[FARES], quantities.FARE, places, faults)
    own = () if levels is None else (level.id for level in levels)
    _check_anchors(tables["anchors.csv"], places, tuple(dict.fromkeys((*GROUPS, *own))), faults)


def _way_words(places: Places | None) -> Mapping[str, Sequence[str] | None]:
    """What the key columns of a table of journeys may say; None where nobody knows."""
    districts = tuple(places.districts) if places else None
    return {"from": districts, "settlement": SETTLEMENTS, "to": districts and (*districts, *ELSEWHERE)}


def _check_ways(table: CsvTable, limits: Limits, places: Places | None, faults: Faults) -> None:
    """Every row of a table of journeys names known places and is within limits."""
    for key, row in table.rows.items():
        for (column, words), word in zip(_way_words(places).items(), key, strict=True):
            if words is not None and word not in words:
                remedy = allowed(word, words, places.districts if places else None)
                faults.add(row[column].place, f"{'.'.join(key)}.{column}", tell("unknown", word=word), remedy)
        if key in table.figures:
            check_limits(table.figures[key], limits, ".".join(key), faults)


def _check_travel(file: Path, travel: CsvTable, places: Places | None, faults: Faults) -> None:
    columns = _way_words(places)
    _check_ways(travel, quantities.TRAVEL, places, faults)
    known = [words for words in columns.values() if words is not None]
    if not travel.whole or len(known) < len(columns):
        return
    missing = [".".join(key) for key in product(*known) if key not in travel.rows]
    if len(missing) < MANY:
        for path in missing:
            faults.add(FilePoint(shown(file)), path, tell("missing"), tell("minutes"))
        return
    what = tell("many", n=len(missing), names=", ".join(missing[:MANY]) + " ...")
    faults.add(FilePoint(shown(file)), "", what, tell("add_rows"))


def _check_anchors(anchors: CsvTable, places: Places | None, groups: Sequence[str], faults: Faults) -> None:
    """Each names an indicator, an area and a group, in the unit of the indicator and within what it can be."""
    areas = ("all", "counties", *places.districts) if places else None
    for key, row in anchors.rows.items():
        for (column, words), word in zip(
            {"indicator": INDICATOR_IDS, "area": areas, "group": groups}.items(), key, strict=True
        ):
            if words is not None and word not in words:
                remedy = allowed(word, words, places.districts if places and column == "area" else None)
                faults.add(row[column].place, ".".join(key), tell(column, word=word), remedy)
        if key in anchors.figures and key[0] in INDICATOR_IDS:
            found = range_of(key[0])
            limit = Limits(found.words[0], found.low, found.high, also=found.words[1:])
            check_limits(anchors.figures[key], limit, ".".join(key), faults)
