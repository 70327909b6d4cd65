"""Targets: exactly one comparison each, a known indicator, a value, a year and a place of the scenario."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, get_args

from sim.policy.target import Comparator, Target
from sim.scenario.faults import Faults, allowed
from sim.scenario.places import Places
from sim.scenario.scenario import Years
from sim.scenario.schema import TargetShape, in_both
from sim.scenario.shape_check import quiet
from sim.scenario.target_option import is_option, the_same
from sim.scenario.target_value import wrong_values
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted, words_of
from sim.vocabulary.indicator_ids import INDICATOR_IDS
from sim.vocabulary.phrase import telling

COMPARATORS: tuple[Comparator, ...] = get_args(Comparator)
AREAS = ("all", "every_district")
PHRASES = {
    "comparisons": ("有 {n} 个比较条件：{given}", "{n} comparisons: {given}"),
    "no_comparison": ("没有比较条件", "0 comparisons"),
    "one_of": ("只写其中一个：{words}", "write exactly one of: {words}"),
    "no_tolerance": ("about（左右）缺少容许误差", "'about' without tolerance"),
    "add_tolerance": ("请加 'tolerance: ...'，单位与指标相同", "add 'tolerance: ...', in the indicator's unit"),
    "tolerance": ("{comparator} 不用容许误差", "tolerance with {comparator!r}"),
    "only_about": ("容许误差只与 about（左右）同用", "use it only with 'about'"),
    "indicator": ("没有指标“{word}”", "unknown indicator {word!r}"),
    "area": ("没有地区“{word}”", "unknown area {word!r}"),
    "clause": ("没有条款“{word}”", "unknown clause {word!r}"),
    "found": ("写的是 {year}", "found {year}"),
    "year": ("请写 {first} 到 {last} 之间的年份", "write a year from {first} to {last}"),
    "compared": ("（要与上一年或基准年比较）", " (it is compared with an earlier year)"),
    "twice": ("同一比较写了两次", "the same comparison twice"),
    "keep": ("只留一个，并在其中写上两个条款", "keep one and name both clauses in it"),
}
tell = telling(PHRASES)


def read_targets(
    tree: Tree,
    faults: Faults,
    *,
    years: Years | None,
    places: Places | None,
    clauses: Collection[str] | None,
) -> tuple[Target, ...]:
    """The targets that can be read; a part of the scenario that could not be read is None."""
    found: list[Target] = []
    listed = tree.value.get("targets", ())
    for i, raw in enumerate(listed if isinstance(listed, tuple) else ()):
        path: KeyPath = ("targets", i)
        if isinstance(raw, dict):
            _check_words(raw, tree, path, faults, places=places, clauses=clauses)
        shape = quiet(TargetShape, raw)
        if shape is None:
            continue  # the shape of the file says what is wrong
        comparator = _comparator(shape, tree, path, faults)
        if years is not None:
            _check_year(shape, tree, path, years, faults)
        if comparator is None:
            continue
        for key, what, remedy in wrong_values(shape, comparator, places):
            faults.add(tree.place((*path, key)), dotted((*path, key)), what, remedy)
        value = getattr(shape, comparator)
        target = Target(
            id=_id(shape, [t.id for t in found]),
            indicator=shape.indicator,
            comparator=comparator,
            value=None if value is True else value,
            year=shape.year,
            area=shape.area,
            clauses=shape.clause,
            soft=shape.soft,
            tolerance=shape.tolerance,
            note=in_both(shape.note),
        )
        same = (target.indicator, target.comparator, target.year, target.area)
        alike = [t for t in found if same == (t.indicator, t.comparator, t.year, t.area)]
        if is_option(tree.place(path)):
            # The command line may ask for more, or less, than the document does.
            if any(t.value == target.value for t in alike):
                the_same(tree.place(path), faults)
        elif alike:
            faults.add(tree.place(path), dotted(path), tell("twice"), tell("keep"))
        found.append(target)
    return tuple(found)


def _comparator(shape: TargetShape, tree: Tree, path: KeyPath, faults: Faults) -> Comparator | None:
    given = [c for c in COMPARATORS if getattr(shape, c) is not None]
    if len(given) != 1:
        what = tell("comparisons", n=len(given), given=", ".join(given)) if given else tell("no_comparison")
        faults.add(tree.place(path), dotted(path), what, tell("one_of", words=", ".join(COMPARATORS)))
        return None
    if given[0] == "about" and shape.tolerance is None:
        faults.add(tree.place(path), dotted(path), tell("no_tolerance"), tell("add_tolerance"))
    if given[0] != "about" and shape.tolerance is not None:
        at = (*path, "tolerance")
        faults.add(tree.key_place(at), dotted(at), tell("tolerance", comparator=given[0]), tell("only_about"))
    return given[0]


def _check_words(
    raw: Mapping[str, Any],
    tree: Tree,
    path: KeyPath,
    faults: Faults,
    *,
    places: Places | None,
    clauses: Collection[str] | None,
) -> None:
    """Indicator, area and clauses exist, also where another key of the target is wrong."""
    areas = (*AREAS, *places.districts) if places is not None else None
    for key, known in (("indicator", INDICATOR_IDS), ("area", areas), ("clause", clauses)):
        for i, word in enumerate(words_of(raw.get(key))):
            if known is not None and word not in known:
                at = (*path, key)
                place = tree.place((*at, i) if key == "clause" else at)
                remedy = allowed(word, known, places.districts if places and key == "area" else None)
                faults.add(place, dotted(at), tell(key, word=word), remedy)


def _check_year(shape: TargetShape, tree: Tree, path: KeyPath, years: Years, faults: Faults) -> None:
    at = (*path, "year")
    compares = shape.above_base_year or shape.below_base_year or shape.indicator.endswith("_growth")
    first = years.base + 1 if compares else years.base
    if not first <= shape.year <= years.last:
        remedy = tell("year", first=first, last=years.last) + (tell("compared") if compares else "")
        faults.add(tree.place(at), dotted(at), tell("found", year=shape.year), remedy)


def _id(shape: TargetShape, taken: list[str]) -> str:
    """``contract_rate-2017``, with the area where it is not the whole, and a number where that is taken."""
    base = f"{shape.indicator}-{shape.year}" + ("" if shape.area == "all" else f"-{shape.area}")
    if base not in taken:
        return base
    n = 2
    while f"{base}-{n}" in taken:
        n += 1
    return f"{base}-{n}"
