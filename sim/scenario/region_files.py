"""A region folder: ``region.yaml`` and its tables of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from pathlib import Path

from sim.region import quantities
from sim.region.description import Alliance, Anchor, District, Hospital, Numbers, Region, frozen
from sim.scenario.csv_tables import Figure, Key, read_figures
from sim.scenario.faults import Faults, Place, allowed, shown
from sim.scenario.inputs import Inputs
from sim.scenario.limit_check import check_figures, check_limits, check_sum
from sim.scenario.region_shape_check import check_region_shape
from sim.scenario.schema import RegionShape
from sim.scenario.shape_check import check_shape
from sim.scenario.texts import NONE, Texts
from sim.scenario.yaml_nodes import read_yaml
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.indicator_ids import INDICATOR_IDS
from sim.vocabulary.names import AgeBand, Scheme
from sim.vocabulary.phrase import Bilingual

# The key columns of each table; its other columns are those of every number.
TABLES: Mapping[str, tuple[str, ...]] = {
    "districts.csv": ("entity", "quantity"),
    "hospitals.csv": ("entity", "quantity"),
    "benefit.csv": ("entity", "quantity"),
    "people.csv": ("quantity",),
    "calibrated.csv": ("quantity",),
    "travel.csv": ("from", "settlement", "to"),
    "anchors.csv": ("indicator", "area", "group"),
}
SETTLEMENTS = ("urban", "rural")
ELSEWHERE = ("outside", "own_primary")
INSURED = (Scheme.EMPLOYEE.id, Scheme.RESIDENT.id)
Tables = Mapping[str, Mapping[Key, Figure]]


def read_region(folder: Path, name: str, faults: Faults, inputs: Inputs, texts: Texts = NONE) -> Region | None:
    """The region of a folder, called ``name`` in the scenario; None and faults if anything is wrong."""
    if not folder.is_dir():
        faults.add(Place(shown(folder)), "", "not a folder", "name a folder that holds region.yaml")
        return None
    before = len(faults.problems)
    file = folder / "region.yaml"
    tree = read_yaml(file, faults)
    shape = check_shape(RegionShape, tree.value, tree, (), faults) if tree else None
    if tree is not None and shape is not None:
        check_region_shape(shape, tree, faults)
    tables = {table: read_figures(folder / table, keys, faults, texts) for table, keys in TABLES.items()}
    for table in ("region.yaml", *TABLES):
        inputs.note(f"{name}/{table}", folder / table)
    if shape is not None:
        _check_tables(folder, tables, shape, faults)
    if shape is None or len(faults.problems) > before:
        return None
    return _region(shape, tables)


def _check_tables(folder: Path, tables: Tables, shape: RegionShape, faults: Faults) -> None:
    districts = [d.id for d in shape.districts]
    hospitals = [h.id for h in shape.hospitals]
    for table, limits, owners, word in (
        ("districts.csv", quantities.DISTRICTS, districts, "district"),
        ("hospitals.csv", quantities.HOSPITALS, hospitals, "hospital"),
        ("benefit.csv", quantities.BENEFIT, INSURED, "scheme"),
        ("people.csv", quantities.PEOPLE, None, ""),
        ("calibrated.csv", quantities.CALIBRATED, None, ""),
    ):
        check_figures(folder / table, tables[table], limits, faults, owners=owners, owner_word=word)
    people = tables["people.csv"]
    ages = [(f"age_share_{band.id.removeprefix('age_')}",) for band in AgeBand]
    check_sum(people, ages, "age shares", faults, exactly=True)
    check_sum(people, [("low_income_share",), ("high_income_share",)], "income shares", faults)
    for place in SETTLEMENTS:
        usual = [(f"usual_village_{place}",), (f"usual_private_{place}",)]
        check_sum(people, usual, f"usual primary facility, {place}", faults)
    _check_travel(folder / "travel.csv", tables["travel.csv"], districts, faults)
    _check_anchors(tables["anchors.csv"], districts, faults)


def _check_travel(file: Path, travel: Mapping[Key, Figure], districts: list[str], faults: Faults) -> None:
    columns = {"from": districts, "settlement": SETTLEMENTS, "to": (*districts, *ELSEWHERE)}
    for key, figure in travel.items():
        for (column, words), word in zip(columns.items(), key, strict=True):
            if word not in words:
                what = f"unknown word {word!r}"
                faults.add(figure.place(column), f"{'.'.join(key)}.{column}", what, allowed(word, words))
        check_limits(figure, quantities.TRAVEL, ".".join(key), faults)
    for key in product(*columns.values()):
        if key not in travel:
            remedy = "add a row with minutes, range and source"
            faults.add(Place(shown(file)), ".".join(key), "missing", remedy)


def _check_anchors(anchors: Mapping[Key, Figure], districts: list[str], faults: Faults) -> None:
    areas = ("all", "counties", *districts)
    for key, figure in anchors.items():
        for column, word, words in (("indicator", key[0], INDICATOR_IDS), ("area", key[1], areas)):
            if word not in words:
                faults.add(figure.place(column), ".".join(key), f"unknown {column} {word!r}", allowed(word, words))


def _of(figures: Mapping[Key, Figure], owner: str | None = None) -> Numbers:
    """The numbers of one owner (the first key column), or of a table keyed by quantity alone."""
    return frozen({k[-1]: f.quantity for k, f in figures.items() if owner is None or k[0] == owner})


def _region(shape: RegionShape, tables: Tables) -> Region:
    return Region(
        id=shape.id,
        label=Bilingual(shape.title.en, shape.title.zh),
        base_year=shape.base_year,
        districts=tuple(
            District(d.id, Bilingual(d.en, d.zh), d.kind, d.area, _of(tables["districts.csv"], d.id))
            for d in shape.districts
        ),
        hospitals=tuple(
            Hospital(
                h.id,
                Bilingual(h.en, h.zh),
                h.district,
                h.tier,
                h.kind,
                h.grade,
                h.owner,
                _of(tables["hospitals.csv"], h.id),
            )
            for h in shape.hospitals
        ),
        alliances=tuple(Alliance(a.id, Bilingual(a.en, a.zh), a.lead, a.members, a.compact) for a in shape.alliances),
        people=_of(tables["people.csv"]),
        travel=Frozen({(k[0], k[1], k[2]): f.quantity for k, f in tables["travel.csv"].items()}),
        benefit=Frozen(
            {scheme: _of(tables["benefit.csv"], scheme.id) for scheme in (Scheme.EMPLOYEE, Scheme.RESIDENT)}
        ),
        calibrated=_of(tables["calibrated.csv"]),
        anchors=tuple(Anchor(k[0], k[1], k[2], f.quantity) for k, f in tables["anchors.csv"].items()),
    )
