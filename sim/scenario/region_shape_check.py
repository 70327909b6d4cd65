"""Checks that the districts, hospitals and alliances of ``region.yaml`` fit together."""

from __future__ import annotations

from sim.scenario.faults import Faults, allowed
from sim.scenario.schema import RegionShape
from sim.scenario.yaml_nodes import Tree
from sim.vocabulary.names import Tier

# Words that tables and targets use beside district ids.
RESERVED = ("all", "counties", "every_district", "outside", "own_primary", "inflow")


def check_region_shape(shape: RegionShape, tree: Tree, faults: Faults) -> None:
    """Ids are unique, every hospital lies in a district or beyond, alliances name what exists."""
    districts = [d.id for d in shape.districts]
    hospitals = [h.id for h in shape.hospitals]
    for part, ids in (
        ("districts", districts),
        ("hospitals", hospitals),
        ("alliances", [a.id for a in shape.alliances]),
    ):
        for i, word in enumerate(ids):
            if word in ids[:i]:
                faults.add(tree.place((part, i, "id")), f"{part}[{i}].id", f"{word!r} twice", "give each its own id")
            if part == "districts" and word in RESERVED:
                remedy = "choose another id; this word has a meaning in the tables"
                faults.add(tree.place((part, i, "id")), f"{part}[{i}].id", f"{word!r} is reserved", remedy)
    for i, hospital in enumerate(shape.hospitals):
        path = f"hospitals[{i}]"
        place = tree.place(("hospitals", i, "district"))
        if hospital.tier == Tier.PRIMARY:
            remedy = "describe primary facilities in districts.csv; hospitals are county, tertiary or outside"
            faults.add(tree.place(("hospitals", i, "tier")), f"{path}.tier", "a primary facility", remedy)
        if hospital.tier == Tier.OUTSIDE and hospital.district is not None:
            faults.add(place, f"{path}.district", "a district for care beyond the prefecture", "remove the district")
        if hospital.tier != Tier.OUTSIDE and hospital.district is None:
            faults.add(place, f"{path}.district", "missing", f"name its district ({allowed('', districts)})")
        if hospital.district is not None and hospital.district not in districts:
            what = f"unknown district {hospital.district!r}"
            faults.add(place, f"{path}.district", what, allowed(hospital.district, districts))
    if sum(hospital.tier == Tier.OUTSIDE for hospital in shape.hospitals) != 1:
        remedy = "add exactly one hospital of tier outside: it stands for all care beyond the prefecture"
        faults.add(tree.key_place(("hospitals",)), "hospitals", "not exactly one of tier outside", remedy)
    for i, alliance in enumerate(shape.alliances):
        for path, word in (
            ("lead", alliance.lead),
            *((f"members[{j}]", m) for j, m in enumerate(alliance.members)),
        ):
            words = hospitals if path == "lead" else [*hospitals, *districts]
            if word not in words:
                key = path.split("[")[0]
                place = tree.place(("alliances", i, key))
                faults.add(place, f"alliances[{i}].{path}", f"unknown {word!r}", allowed(word, words))
