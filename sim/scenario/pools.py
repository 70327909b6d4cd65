"""The insurance pools of ``region.yaml``: read, checked, and what they are where the file names none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

from sim.policy.rule import Rule
from sim.region.description import Numbers, Payer, Pool, Region
from sim.region.pools import SCHEMES, districts_of, payer_id
from sim.scenario.faults import Faults, allowed
from sim.scenario.places import Places
from sim.scenario.region_shape_check import check_ids, entries
from sim.scenario.schema import PoolShape, RegionShape, SchemeShape
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted
from sim.vocabulary.labels import label
from sim.vocabulary.names import Scheme, Settlement
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "of": ("{pool}：{scheme}", "{pool}: {scheme}"),
    "district": ("没有县区“{word}”", "unknown district {word!r}"),
    "pool": ("没有统筹区“{word}”", "unknown pool {word!r}"),
    "itself": ("“{word}”是这个统筹区自己", "{word!r} is the pool itself"),
    "remove": ("请删去", "remove it"),
    "two": ("县区“{word}”已属于统筹区“{pool}”", "district {word!r} is in pool {pool!r} already"),
    "one_pool": ("每个县区只属于一个统筹区", "a district belongs to one pool"),
    "none": ("县区“{word}”不属于任何统筹区", "district {word!r} is in no pool"),
    "add_district": ("请写入其中一个统筹区的 districts", "name it under districts of one of the pools"),
    "gap": ("没有险种承保{who}", "no scheme insures {who}"),
    "overlap": ("{who}由几个险种承保：{words}", "{who} are insured by several schemes: {words}"),
    "one_scheme": (
        "请使每类居民恰有一个险种：counts_as 写 employee 或 resident，settlement 写 urban 或 rural（不写为两者）",
        "let each kind of resident have exactly one: counts_as employee or resident, settlement urban or rural (both "
        "if left out)",
    ),
    "employee_urban": ("城镇职工", "urban employees"),
    "employee_rural": ("农村职工", "rural employees"),
    "resident_urban": ("城镇居民", "urban residents"),
    "resident_rural": ("农村居民", "rural residents"),
}
tell = telling(PHRASES)
Benefit = Callable[[str], Numbers]  # the numbers of ``benefit.csv`` by payer


def usual_schemes() -> tuple[SchemeShape, ...]:
    """The schemes of a pool whose file names none: employees and residents."""
    names = [(s.id, label(s.id, "en"), label(s.id, "zh")) for s in SCHEMES]
    return tuple(SchemeShape.model_validate({"id": own, "en": en, "zh": zh, "counts_as": own}) for own, en, zh in names)


def pools_of(shape: RegionShape, benefit: Benefit) -> tuple[Pool, ...]:
    """The pools of a file; one of the whole region where it names none."""
    if not shape.pools:
        return _whole_region(
            shape.id, Bilingual(shape.title.en, shape.title.zh), [d.id for d in shape.districts], benefit
        )
    several = len(shape.pools)
    return tuple(
        replace(_pool(p.id, Bilingual(p.en, p.zh), p.districts, p.inside, p.schemes, several, benefit), apart=p.apart)
        for p in shape.pools
    )


def is_usual(region: Region) -> bool:
    """Whether its pools are those of a file that names none."""
    benefit = {payer.id: payer.benefit for payer in region.payers}
    if set(benefit) != {scheme.id for scheme in SCHEMES}:
        return False
    return region.pools == _whole_region(region.id, region.label, [d.id for d in region.districts], benefit.__getitem__)


def narrowed(rule: Rule, region: Region) -> Rule:
    """A rule of some pools acts on places in their districts only: its ``where`` says so."""
    if not rule.pools or rule.where or not rule.lever.by_place:
        return rule
    return replace(rule, where=districts_of(region, rule.pools))


def _whole_region(own: str, name: Bilingual, districts: Sequence[str], benefit: Benefit) -> tuple[Pool, ...]:
    return (_pool(own, name, districts, (), (), 1, benefit),)


def _pool(
    own: str,
    name: Bilingual,
    districts: Sequence[str],
    inside: Sequence[str],
    schemes: Sequence[SchemeShape],
    several: int,
    benefit: Benefit,
) -> Pool:
    payers = []
    for scheme in schemes or usual_schemes():
        words = Bilingual(scheme.en, scheme.zh)
        called = words if several == 1 else tell("of", pool=name, scheme=words)
        known_as = payer_id(own, scheme.id, several)
        payers.append(Payer(known_as, called, scheme.id, words, scheme.counts_as, scheme.settlement, benefit(known_as)))
    return Pool(own, name, tuple(districts), tuple(inside), tuple(payers))


def check_pools(tree: Tree, places: Places | None, faults: Faults) -> None:
    """Every district lies in one pool, and every kind of its residents is insured by one scheme.

    Entries that cannot be read are passed over; ``places`` is None where ids are missing.
    """
    pools = entries(PoolShape, tree, "pools")
    check_ids("pools", [(i, pool.id) for i, pool in pools], (), tree, faults)
    for i, pool in pools:
        if not pool.apart:
            _check_schemes(i, pool, tree, faults)
    listed = tree.value.get("pools")
    if places is None or not listed or len(pools) < len(listed):
        return
    home: dict[str, str] = {}
    for i, pool in pools:
        for j, word in enumerate(pool.districts):
            path: KeyPath = ("pools", i, "districts", j)
            if word not in places.districts:
                remedy = allowed(word, places.districts, places.districts)
                faults.add(tree.place(path), dotted(path), tell("district", word=word), remedy)
            elif pool.apart:
                continue
            elif word in home:
                what = tell("two", word=word, pool=home[word])
                faults.add(tree.place(path), dotted(path), what, tell("one_pool"))
            home.setdefault(word, pool.id)
        _check_inside(i, pool, places, tree, faults)
    for word in places.districts:
        if word not in home:
            faults.add(tree.key_place(("pools",)), "pools", tell("none", word=word), tell("add_district"))


def _check_inside(i: int, pool: PoolShape, places: Places, tree: Tree, faults: Faults) -> None:
    """What counts as inside is another pool."""
    for j, word in enumerate(pool.inside):
        path: KeyPath = ("pools", i, "inside", j)
        if word == pool.id:
            faults.add(tree.place(path), dotted(path), tell("itself", word=word), tell("remove"))
        elif word not in places.pools:
            remedy = allowed(word, places.pools, places.pools)
            faults.add(tree.place(path), dotted(path), tell("pool", word=word), remedy)


def _check_schemes(i: int, pool: PoolShape, tree: Tree, faults: Faults) -> None:
    """Each kind of resident has exactly one."""
    path: KeyPath = ("pools", i, "schemes")
    check_ids(f"pools[{i}].schemes", [(j, s.id) for j, s in enumerate(pool.schemes)], (), tree, faults, at=path)
    if not pool.schemes:
        return
    for scheme, settlement in product(SCHEMES, Settlement):
        insured = [s.id for s in pool.schemes if _insures(s, scheme, settlement)]
        who = tell(f"{scheme.id}_{settlement.id}")
        if not insured:
            faults.add(tree.key_place(path), dotted(path), tell("gap", who=who), tell("one_scheme"))
        elif len(insured) > 1:
            what = tell("overlap", who=who, words=", ".join(insured))
            faults.add(tree.key_place(path), dotted(path), what, tell("one_scheme"))


def _insures(one: SchemeShape, scheme: Scheme, settlement: Settlement) -> bool:
    return one.counts_as == scheme and one.settlement in (None, settlement)
