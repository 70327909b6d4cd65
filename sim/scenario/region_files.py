"""A region folder: ``region.yaml`` and its tables of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sim.region import quantities
from sim.region.description import Alliance, Anchor, District, Hospital, Numbers, Pool, Region, frozen
from sim.region.levels import Levels
from sim.scenario.benefit_files import CHANGES, check_benefit, later_of, outside_of
from sim.scenario.benefit_files import KEYS as CHANGE_KEYS
from sim.scenario.csv_tables import Figure, Key, read_table
from sim.scenario.ensemble_file import RECORD, read_ensemble
from sim.scenario.ensemble_file import TABLE as SETS
from sim.scenario.faults import Faults, FilePoint, shown
from sim.scenario.fit_file import FIT, read_fit
from sim.scenario.inputs import Inputs
from sim.scenario.level_table import read_levels
from sim.scenario.limit_check import check_figures
from sim.scenario.number_row import NO_TEXTS, Texts
from sim.scenario.packet_file import KEYS as PACKET_KEYS
from sim.scenario.packet_file import PACKETS, check_packets, packets_from
from sim.scenario.places import Places, places_of
from sim.scenario.pools import check_pools, pools_of
from sim.scenario.pools_apart import check_apart
from sim.scenario.region_shape_check import check_region_shape
from sim.scenario.region_table_check import FARES, check_tables
from sim.scenario.schema import RegionShape
from sim.scenario.shape_check import check_shape
from sim.scenario.staff_check import check_from_beyond, check_made_ids, check_staff, check_takes
from sim.scenario.yaml_nodes import read_yaml_in_part
from sim.vocabulary.frozen import Frozen
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
# A region may do without these.
LEVELS, CAPABILITY = "levels.csv", "capability.csv"
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    CAPABILITY: ("condition", "quantity"),
    CHANGES: CHANGE_KEYS,
    FARES: TABLES["travel.csv"],
    PACKETS: PACKET_KEYS,
}
PHRASES = {
    "no_folder": ("不是文件夹", "not a folder"),
    "name_folder": ("请写含有 region.yaml 的文件夹", "name a folder that holds region.yaml"),
}
tell = telling(PHRASES)


def read_region(
    folder: Path,
    name: str,
    faults: Faults,
    inputs: Inputs,
    texts: Texts = NO_TEXTS,
    conditions: tuple[str, ...] | None = None,
) -> tuple[Region | None, Places | None]:
    """The region of a folder, called ``name`` in the scenario, and its places; ``conditions`` are known groups.

    None and faults if anything is wrong; the places are known also where only numbers are wrong.
    """
    if not folder.is_dir():
        faults.add(FilePoint(shown(folder)), "", tell("no_folder"), tell("name_folder"))
        return None, None
    before = len(faults.problems)
    tree = read_yaml_in_part(folder / "region.yaml", faults)
    shape = check_shape(RegionShape, tree.value, tree, (), faults) if tree else None
    wanted = {**TABLES, **{table: keys for table, keys in OPTIONAL.items() if (folder / table).exists()}}
    tables = {table: read_table(folder / table, keys, faults, texts) for table, keys in wanted.items()}
    levels = read_levels(folder / LEVELS, faults)
    record = read_fit(folder / FIT, faults)
    ensemble = read_ensemble(folder, levels, faults)
    there = [table for table in (LEVELS, FIT, SETS, RECORD) if (folder / table).exists()]
    for table in ("region.yaml", *wanted, *there):
        inputs.note(f"{name}/{table}", folder / table)
    places = places_of(tree.value) if tree and isinstance(tree.value, dict) else None
    if tree is not None and isinstance(tree.value, dict):
        check_region_shape(tree, places, levels, faults)
        check_pools(tree, places, faults)
        check_apart(tree, places, tables["districts.csv"], faults)
        check_staff(tree, tables, levels, faults)
        check_takes(tree, conditions, faults)
        check_from_beyond(tree, conditions, faults)
    if tree is not None and places is not None:
        check_made_ids(tree, places, tables["districts.csv"], faults)
    check_tables(folder, tables, places, levels, faults)
    if PACKETS in tables:
        check_packets(folder / PACKETS, tables[PACKETS], conditions, faults)
    base_year = tree.value.get("base_year") if tree is not None and isinstance(tree.value, dict) else None
    check_benefit(folder, tables, places, base_year, faults)
    if CAPABILITY in tables and levels is not None:
        known = quantities.capability_of(levels)
        check_figures(folder / CAPABILITY, tables[CAPABILITY], known, faults, owners=conditions, kind="condition")
    whole = shape is not None and len(faults.problems) == before
    if not whole or shape is None or levels is None:
        return None, places
    found = _region(shape, levels, {name: table.figures for name, table in tables.items()})
    return replace(found, fit=record, ensemble=ensemble), places


def _of(figures: Mapping[Key, Figure], owner: str | None = None) -> Numbers:
    """The numbers of one owner (the first key column), or of a table keyed by quantity alone."""
    return frozen({k[-1]: f.quantity for k, f in figures.items() if owner is None or k[0] == owner})


def _with_changes(pools: tuple[Pool, ...], changes: Mapping[Key, Figure]) -> tuple[Pool, ...]:
    """The pools with what changes in their payers' benefits later on."""
    return tuple(
        replace(pool, payers=tuple(replace(payer, later=later_of(payer.id, changes)) for payer in pool.payers))
        for pool in pools
    )


def _region(shape: RegionShape, levels: Levels, tables: Mapping[str, Mapping[Key, Figure]]) -> Region:
    capability = tables.get(CAPABILITY, {})
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
                levels.of(h.level),
                h.kind,
                levels.of(h.level).grade if h.grade is None else h.grade,
                h.owner,
                _of(tables["hospitals.csv"], h.id),
                h.takes,
            )
            for h in shape.hospitals
        ),
        alliances=tuple(Alliance(a.id, Bilingual(a.en, a.zh), a.lead, a.members, a.compact) for a in shape.alliances),
        people=_of(tables["people.csv"]),
        travel=Frozen({(k[0], k[1], k[2]): f.quantity for k, f in tables["travel.csv"].items()}),
        pools=_with_changes(pools_of(shape, lambda payer: _of(tables["benefit.csv"], payer)), tables.get(CHANGES, {})),
        outside_benefit=outside_of(tables["benefit.csv"]),
        calibrated=_of(tables["calibrated.csv"]),
        anchors=tuple(Anchor(k[0], k[1], k[2], f.quantity) for k, f in tables["anchors.csv"].items()),
        from_beyond=shape.from_beyond,
        fares=Frozen({(k[0], k[1], k[2]): f.quantity for k, f in tables.get(FARES, {}).items()}),
        packets=packets_from(tables.get(PACKETS, {})),
        levels=levels,
        capability=Frozen({g: _of(capability, g) for g in dict.fromkeys(key[0] for key in capability)}),
    )
