"""Checks that the districts, hospitals and alliances of ``region.yaml`` fit together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pydantic import BaseModel

from sim.region.levels import Levels
from sim.scenario.faults import Faults, allowed
from sim.scenario.places import Places
from sim.scenario.schema import AllianceShape, DistrictShape, HospitalShape
from sim.scenario.shape_check import quiet
from sim.scenario.yaml_nodes import KeyPath, Tree
from sim.vocabulary.phrase import telling

# Words that tables, targets and anchors use beside ids of places.
WORDS = ("all", "counties", "every_district", "outside", "own_primary", "inflow", "none", "baseline", "reform")
# Words that a reader of tables takes for a number, a truth or nothing.
RESERVED = (*WORDS, "nan", "null", "inf", "infinity", "true", "false")
PHRASES = {
    "twice": ("“{word}”出现两次", "{word!r} twice"),
    "own_id": ("请各用各的编号", "give each its own id"),
    "own_code": ("请核对区划代码", "give each its own code"),
    "not_yet": (
        "{day} 晚于基准年 {base}，当时还没有这个县区",
        "{day} is after the base year {base}: it was not there yet",
    ),
    "as_then": ("请按 {base} 年的区划写各县区", "write the districts as they were in {base}"),
    "reserved": ("“{word}”是保留词", "{word!r} is reserved"),
    "other_id": ("请换一个编号；这个词在表格中另有含义", "choose another id; this word has a meaning in the tables"),
    "a_district": ("“{word}”已是县区的编号", "{word!r} is the id of a district"),
    "primary": ("基层机构", "a primary facility"),
    "in_districts": (
        "基层机构写在 districts.csv 中；医院的层级为 {words}",
        "describe primary facilities in districts.csv; the levels of hospitals are {words}",
    ),
    "level": ("没有层级“{word}”", "unknown level {word!r}"),
    "beyond": ("市外医疗写了县区", "a district for care beyond the prefecture"),
    "remove_district": ("请删去县区", "remove the district"),
    "missing": ("缺少", "missing"),
    "name_district": ("请写所在县区（{words}）", "name its district ({words})"),
    "district": ("没有县区“{word}”", "unknown district {word!r}"),
    "one_outside": ("层级为 {word} 的不是恰好一所", "not exactly one of level {word}"),
    "add_outside": (
        "请恰好写一所层级为 {word} 的医院，代表全部市外医疗",
        "add exactly one hospital of level {word}: it stands for all care beyond the prefecture",
    ),
    "unknown": ("没有“{word}”", "unknown {word!r}"),
}
tell = telling(PHRASES)
Shape = TypeVar("Shape", bound=BaseModel)


def check_region_shape(tree: Tree, places: Places | None, levels: Levels | None, faults: Faults) -> None:
    """Ids are unique, every hospital lies in a district or beyond, alliances name what exists.

    Entries that cannot be read are passed over; ``places`` is None where ids are missing, ``levels`` where their table
    cannot be read.
    """
    districts_read = entries(DistrictShape, tree, "districts")
    hospitals = entries(HospitalShape, tree, "hospitals")
    alliances = entries(AllianceShape, tree, "alliances")
    check_ids("districts", [(i, d.id) for i, d in districts_read], (), tree, faults)
    _check_codes(districts_read, tree, faults)
    districts = tuple(places.districts) if places else ()
    check_ids("hospitals", [(i, h.id) for i, h in hospitals], districts, tree, faults)
    check_ids("alliances", [(i, a.id) for i, a in alliances], (), tree, faults)
    for i, hospital in hospitals:
        _check_hospital(i, hospital, places, tree, faults)
    if levels is not None:
        _check_levels(hospitals, levels, places, tree, faults)
    if places is not None:
        for i, alliance in alliances:
            _check_alliance(i, alliance, places, tree, faults)


def entries(shape: type[Shape], tree: Tree, part: str) -> list[tuple[int, Shape]]:
    """The entries of a list that can be read, with their positions."""
    raw = tree.value.get(part, ()) if isinstance(tree.value, dict) else ()
    found = [(i, quiet(shape, item)) for i, item in enumerate(raw if isinstance(raw, tuple) else ())]
    return [(i, one) for i, one in found if one is not None]


def check_ids(
    part: str,
    ids: Sequence[tuple[int, str]],
    districts: Sequence[str],
    tree: Tree,
    faults: Faults,
    at: KeyPath | None = None,
) -> None:
    """No id twice, none that means something else; ``at`` is where the list stands, if not at the top."""
    for n, (i, word) in enumerate(ids):
        place, path = tree.place((*(at or (part,)), i, "id")), f"{part}[{i}].id"
        if word in [other for _, other in ids[:n]]:
            faults.add(place, path, tell("twice", word=word), tell("own_id"))
        if word in RESERVED:
            faults.add(place, path, tell("reserved", word=word), tell("other_id"))
        if word in districts:
            faults.add(place, path, tell("a_district", word=word), tell("own_id"))


def _check_codes(districts: Sequence[tuple[int, DistrictShape]], tree: Tree, faults: Faults) -> None:
    """No code twice, and every district had its bounds in the base year."""
    base = tree.value.get("base_year")
    for n, (i, district) in enumerate(districts):
        at, since = f"districts[{i}]", district.valid_from
        if district.code is not None and district.code in [other.code for _, other in districts[:n]]:
            place = tree.place(("districts", i, "code"))
            faults.add(place, f"{at}.code", tell("twice", word=district.code), tell("own_code"))
        if since is not None and isinstance(base, int) and since.year > base:
            place = tree.place(("districts", i, "valid_from"))
            faults.add(place, f"{at}.valid_from", tell("not_yet", day=since, base=base), tell("as_then", base=base))


def _check_hospital(i: int, hospital: HospitalShape, places: Places | None, tree: Tree, faults: Faults) -> None:
    if places is not None and hospital.district is not None and hospital.district not in places.districts:
        path, place = f"hospitals[{i}]", tree.place(("hospitals", i, "district"))
        remedy = allowed(hospital.district, places.districts, places.districts)
        faults.add(place, f"{path}.district", tell("district", word=hospital.district), remedy)


def _check_levels(
    hospitals: Sequence[tuple[int, HospitalShape]], levels: Levels, places: Places | None, tree: Tree, faults: Faults
) -> None:
    """Every hospital is of a level above primary care; that beyond lies in no district, the others in one."""
    known = {level.id: level for level in levels}
    words = tuple(level.id for level in levels if not level.primary)
    beyond = levels.beyond.id
    for i, hospital in hospitals:
        path, place = f"hospitals[{i}]", tree.place(("hospitals", i, "district"))
        key = "level" if ("hospitals", i, "level") in tree.values else "tier"
        at = tree.place(("hospitals", i, key))
        level = known.get(hospital.level)
        if level is None:
            remedy = allowed(hospital.level, words)
            faults.add(at, f"{path}.{key}", tell("level", word=hospital.level), remedy)
        elif level.primary:
            faults.add(at, f"{path}.{key}", tell("primary"), tell("in_districts", words=", ".join(words)))
        elif level.beyond and hospital.district is not None:
            faults.add(place, f"{path}.district", tell("beyond"), tell("remove_district"))
        elif places is not None and not level.beyond and hospital.district is None:
            remedy = tell("name_district", words=allowed("", places.districts))
            faults.add(place, f"{path}.district", tell("missing"), remedy)
    named = [hospital.level for _, hospital in hospitals]
    listed = tree.value.get("hospitals")
    if listed and len(named) == len(listed) and set(named) <= set(known) and named.count(beyond) != 1:
        what, remedy = tell("one_outside", word=beyond), tell("add_outside", word=beyond)
        faults.add(tree.key_place(("hospitals",)), "hospitals", what, remedy)


def _check_alliance(i: int, alliance: AllianceShape, places: Places, tree: Tree, faults: Faults) -> None:
    members = [(f"members[{j}]", ("members", j), word) for j, word in enumerate(alliance.members)]
    for path, key, word in (("lead", ("lead",), alliance.lead), *members):
        words = (*places.hospitals, *places.districts) if path != "lead" else tuple(places.hospitals)
        if word not in words:
            place, what = tree.place(("alliances", i, *key)), tell("unknown", word=word)
            faults.add(place, f"alliances[{i}].{path}", what, allowed(word, words, places.names))
