"""Reads the folder of a nation: ``nation.yaml`` and its tables of numbers, each fault with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sim.nation.description import Archetype, Nation, RunPool
from sim.nation.quantities import AGES, ARCHETYPE, LAYOUT, NORMAL, PLACES, POOL
from sim.nation.shapes import NationFileShape
from sim.region.description import Numbers, frozen
from sim.region.levels import Levels
from sim.region.quantities import BENEFIT, BENEFIT_LATER, calibrated_of
from sim.scenario.csv_tables import CsvTable, Key, read_table
from sim.scenario.faults import Faults, FilePoint, allowed, shown
from sim.scenario.limit_check import check_figures
from sim.scenario.number_row import NO_TEXTS, Texts
from sim.scenario.shape_check import check_shape
from sim.scenario.yaml_nodes import Tree, dotted, read_yaml
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.indicator_ids import INDICATOR_IDS
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.quantity import Quantity

NATION = "nation.yaml"
KEYS: Mapping[str, tuple[str, ...]] = {
    "archetypes.csv": ("archetype", "quantity"),
    "pools.csv": ("pool", "quantity"),
    "calibrated.csv": ("pool", "quantity"),
    "benefit.csv": ("archetype", "entity", "quantity"),
    "benefit_changes.csv": ("archetype", "entity", "from", "quantity"),
    "normal.csv": ("quantity",),
    "layout.csv": ("quantity",),
    "facts.csv": ("indicator", "area", "group"),
}
NEAR_ONE = 0.02  # shares of a whole are printed with one digit: twelve of them are off by so much at most
PHRASES = {
    "no_folder": ("不是文件夹", "not a folder"),
    "name_folder": ("请写含有 {file} 的文件夹", "name a folder that holds {file}"),
    "twice": ("“{word}”出现两次", "{word!r} twice"),
    "once": ("请只写一次", "name it once"),
    "type": ("没有类型“{word}”", "unknown type {word!r}"),
    "payer": ("没有“{word}”这个险种", "unknown scheme {word!r}"),
    "sum": ("{what}合计为{total:.3f}", "{what} add up to {total:.3f}"),
    "one": ("请改为合计1", "make them add up to 1"),
    "indicator": ("没有指标“{word}”", "unknown indicator {word!r}"),
}
tell = telling(PHRASES)
SCHEMES = ("employee", "resident")


def read_nation(folder: Path, faults: Faults, texts: Texts = NO_TEXTS) -> Nation | None:
    """The nation of a folder; None and a fault for each thing wrong."""
    if not folder.is_dir():
        faults.add(FilePoint(shown(folder)), "", tell("no_folder"), tell("name_folder", file=NATION))
        return None
    before = len(faults.problems)
    tree = read_yaml(folder / NATION, faults)
    shape = None if tree is None else check_shape(NationFileShape, tree.value, tree, (), faults)
    tables = {name: read_table(folder / name, keys, faults, texts) for name, keys in KEYS.items()}
    if tree is None or shape is None:
        return None
    _check_ids(shape, tree, faults)
    _check_tables(folder, tables, shape, faults)
    return None if len(faults.problems) > before else _nation(shape, tables, folder)


def _check_ids(shape: NationFileShape, tree: Tree, faults: Faults) -> None:
    """Every id once, every type known."""
    types = [one.id for one in shape.archetypes]
    for key, ids in (("archetypes", types), ("pools", [one.id for one in shape.pools])):
        for n, word in enumerate(ids):
            if word in ids[:n]:
                path = (key, n, "id")
                faults.add(tree.place(path), dotted(path), tell("twice", word=word), tell("once"))
    for n, pool in enumerate(shape.pools):
        if pool.archetype not in types:
            place = ("pools", n, "archetype")
            faults.add(
                tree.place(place), dotted(place), tell("type", word=pool.archetype), allowed(pool.archetype, types)
            )


def _check_tables(folder: Path, tables: Mapping[str, CsvTable], shape: NationFileShape, faults: Faults) -> None:
    """Every number known, within limits and there; shares of a whole add up to it."""
    types, pools = [one.id for one in shape.archetypes], [one.id for one in shape.pools]
    # A pool that was never fitted has none of them: its region then has the start values of a new city.
    fitted = {name: replace(limit, required=False) for name, limit in calibrated_of(Levels()).items()}
    check_figures(folder / "archetypes.csv", tables["archetypes.csv"], ARCHETYPE, faults, owners=types)
    check_figures(folder / "pools.csv", tables["pools.csv"], POOL, faults, owners=pools)
    check_figures(folder / "calibrated.csv", tables["calibrated.csv"], fitted, faults, owners=pools)
    for name, limits in (("normal.csv", NORMAL), ("layout.csv", LAYOUT)):
        check_figures(folder / name, tables[name], limits, faults)
    for name, limits in (("benefit.csv", BENEFIT), ("benefit_changes.csv", BENEFIT_LATER)):
        for key, row in tables[name].rows.items():
            known = {"archetype": (key[0], types, "type"), "entity": (key[1], SCHEMES, "payer")}
            known["quantity"] = (key[-1], tuple(limits), "type")
            for column, (word, words, what) in known.items():
                if word not in words:
                    faults.add(row[column].place, ".".join(key), tell(what, word=word), allowed(word, words))
    for key, row in tables["facts.csv"].rows.items():
        if key[0] not in INDICATOR_IDS:
            faults.add(
                row["indicator"].place, ".".join(key), tell("indicator", word=key[0]), allowed(key[0], INDICATOR_IDS)
            )
    _check_sums(tables["archetypes.csv"], types, faults)


def _check_sums(table: CsvTable, types: list[str], faults: Faults) -> None:
    parts = {
        "age_share": [f"age_share_{band}" for band in AGES],
        "visit_share": [f"visit_share_{place}" for place in PLACES],
        "discharge_share": [f"discharge_share_{place}" for place in PLACES],
    }
    for one in types:
        for what, names in parts.items():
            figures = [table.figures.get((one, name)) for name in names]
            there = [figure for figure in figures if figure is not None]
            total = sum(figure.quantity.value for figure in there)
            if len(there) == len(names) and abs(total - 1) > NEAR_ONE:
                faults.add(there[0].place("value"), f"{one}.{what}", tell("sum", what=what, total=total), tell("one"))


def _nation(shape: NationFileShape, tables: Mapping[str, CsvTable], folder: Path) -> Nation:
    types = {
        one.id: Archetype(
            one.id,
            Bilingual(one.en, one.zh),
            _of(tables["archetypes.csv"], one.id),
            Frozen({(k[1], k[2]): q for k, q in _rows(tables["benefit.csv"]) if k[0] == one.id}),
            Frozen({(k[1], k[2], k[3]): q for k, q in _rows(tables["benefit_changes.csv"]) if k[0] == one.id}),
        )
        for one in shape.archetypes
    }
    pools = tuple(
        RunPool(
            pool.id,
            types[pool.archetype],
            pool.payment,
            Frozen(dict(pool.starts)),
            _of(tables["pools.csv"], pool.id),
            _of(tables["calibrated.csv"], pool.id),
        )
        for pool in shape.pools
    )
    label = Bilingual(shape.title.en, shape.title.zh)
    normal, layout = (frozen({key[0]: q for key, q in _rows(tables[name])}) for name in ("normal.csv", "layout.csv"))
    facts = Frozen({(key[0], key[1], key[2]): q for key, q in _rows(tables["facts.csv"])})
    return Nation(shape.id, label, shape.base_year, pools, normal, layout, facts, folder)


def _rows(table: CsvTable) -> list[tuple[Key, Quantity]]:
    return [(key, figure.quantity) for key, figure in table.figures.items()]


def _of(table: CsvTable, owner: str) -> Numbers:
    return frozen({key[-1]: quantity for key, quantity in _rows(table) if key[0] == owner})
