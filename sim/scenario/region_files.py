"""A region folder: ``region.yaml`` and its tables of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim.region.description import Alliance, Anchor, District, Hospital, Numbers, Region, frozen
from sim.scenario.csv_tables import Figure, Key, read_table
from sim.scenario.faults import Faults, FilePoint, shown
from sim.scenario.inputs import Inputs
from sim.scenario.number_row import NO_TEXTS, Texts
from sim.scenario.places import Places, places_of
from sim.scenario.region_shape_check import check_region_shape
from sim.scenario.region_table_check import check_tables
from sim.scenario.schema import RegionShape
from sim.scenario.shape_check import check_shape
from sim.scenario.staff_check import check_made_ids, check_staff
from sim.scenario.yaml_nodes import read_yaml_in_part
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Scheme
from sim.vocabulary.phrase import Bilingual, telling

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
PHRASES = {
    "no_folder": ("不是文件夹", "not a folder"),
    "name_folder": ("请写含有 region.yaml 的文件夹", "name a folder that holds region.yaml"),
}
tell = telling(PHRASES)


def read_region(
    folder: Path, name: str, faults: Faults, inputs: Inputs, texts: Texts = NO_TEXTS
) -> tuple[Region | None, Places | None]:
    """The region of a folder, called ``name`` in the scenario, and its places.

    None and faults if anything is wrong; the places are known also where only numbers are wrong.
    """
    if not folder.is_dir():
        faults.add(FilePoint(shown(folder)), "", tell("no_folder"), tell("name_folder"))
        return None, None
    before = len(faults.problems)
    tree = read_yaml_in_part(folder / "region.yaml", faults)
    shape = check_shape(RegionShape, tree.value, tree, (), faults) if tree else None
    tables = {table: read_table(folder / table, keys, faults, texts) for table, keys in TABLES.items()}
    for table in ("region.yaml", *TABLES):
        inputs.note(f"{name}/{table}", folder / table)
    places = places_of(tree.value) if tree and isinstance(tree.value, dict) else None
    if tree is not None and isinstance(tree.value, dict):
        check_region_shape(tree, places, faults)
        check_staff(tree, tables, faults)
    if tree is not None and places is not None:
        check_made_ids(tree, places, tables["districts.csv"], faults)
    check_tables(folder, tables, places, faults)
    whole = shape is not None and len(faults.problems) == before
    return (
        _region(shape, {name: table.figures for name, table in tables.items()}) if whole and shape else None
    ), places


def _of(figures: Mapping[Key, Figure], owner: str | None = None) -> Numbers:
    """The numbers of one owner (the first key column), or of a table keyed by quantity alone."""
    return frozen({k[-1]: f.quantity for k, f in figures.items() if owner is None or k[0] == owner})


def _region(shape: RegionShape, tables: Mapping[str, Mapping[Key, Figure]]) -> Region:
    return Region(
        id=shape.id,
        label=Bilingual(shape.title.en, shape.title.zh),
        base_year=shape.base_year,
        districts=tuple(
            District(
                d.id,
                Bilingual(d.en, d.zh),
                d.kind,
                d.area,
                _of(tables["districts.csv"], d.id),
                d.code,
                d.valid_from,
            )
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
