"""Pools of some employees and no place (``apart`` in ``region.yaml``): who is in them, and what is wrong with them."""

from __future__ import annotations

from sim.scenario.csv_tables import CsvTable
from sim.scenario.faults import Faults
from sim.scenario.places import Places
from sim.scenario.region_shape_check import entries
from sim.scenario.schema import PoolShape
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted
from sim.vocabulary.names import Scheme
from sim.vocabulary.phrase import telling

SHARE = "employees_apart_share"
PHRASES = {
    "one": (
        "单列的统筹区只有一个险种，承保职工，不分城乡",
        "a pool apart has one scheme, which insures employees of town and country",
    ),
    "write": (
        "请在 schemes 下写一个 counts_as: employee 的险种，不写 settlement",
        "write one scheme under schemes with counts_as: employee and no settlement",
    ),
    "two": ("县区“{word}”已有单列的统筹区“{pool}”", "pool {pool!r} stands apart in district {word!r} already"),
    "remove": ("请删去", "remove it"),
    "share": ("缺少县区“{word}”的 {name}", "{name} of district {word!r} is missing"),
    "add": ("请写入 districts.csv：该统筹区承保的职工占比", "write into districts.csv which share of employees it has"),
    "nobody": ("县区“{word}”没有单列的统筹区", "no pool stands apart in district {word!r}"),
    "name": ("请删去，或在 pools 下写 apart: true 的统筹区", "remove it, or write a pool with apart: true under pools"),
}
tell = telling(PHRASES)


def check_apart(tree: Tree, places: Places | None, districts: CsvTable, faults: Faults) -> None:
    """A pool apart insures a share of the employees of its districts, and no other does."""
    home: dict[str, str] = {}
    for i, pool in entries(PoolShape, tree, "pools"):
        if not pool.apart:
            continue
        only = pool.schemes[0] if len(pool.schemes) == 1 else None
        if only is None or only.counts_as != Scheme.EMPLOYEE or only.settlement is not None:
            at: KeyPath = ("pools", i)
            faults.add(tree.key_place(at), dotted(at), tell("one"), tell("write"))
        for j, word in enumerate(pool.districts):
            path: KeyPath = ("pools", i, "districts", j)
            if word in home:
                faults.add(tree.place(path), dotted(path), tell("two", word=word, pool=home[word]), tell("remove"))
            elif places and word in places.districts and districts.whole and (word, SHARE) not in districts.rows:
                faults.add(tree.place(path), dotted(path), tell("share", word=word, name=SHARE), tell("add"))
            home.setdefault(word, pool.id)
    for (word, quantity), row in ((key, row) for key, row in districts.rows.items() if len(key) == 2):
        if quantity == SHARE and word not in home:
            faults.add(row["entity"].place, f"{word}.{SHARE}", tell("nobody", word=word), tell("name"))
