"""Targets: exactly one comparison each, a known indicator, a year and a place of the scenario."""

from __future__ import annotations

from collections.abc import Collection
from typing import get_args

from sim.policy.target import Comparator, Target
from sim.region.description import Region
from sim.scenario.faults import Faults, allowed
from sim.scenario.scenario import Years
from sim.scenario.schema import TargetShape, in_both
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted
from sim.vocabulary.indicator_ids import INDICATOR_IDS

COMPARATORS: tuple[Comparator, ...] = get_args(Comparator)
AREAS = ("all", "every_district")


def read_targets(
    shapes: list[tuple[int, TargetShape]],
    tree: Tree,
    faults: Faults,
    *,
    years: Years | None,
    region: Region | None,
    clauses: Collection[str] | None,
) -> tuple[Target, ...]:
    """The targets by position in the file; a part of the scenario that could not be read is None."""
    found: list[Target] = []
    for i, shape in shapes:
        path: KeyPath = ("targets", i)
        comparator = _comparator(shape, tree, path, faults)
        _check_words(shape, tree, path, faults, region=region, clauses=clauses)
        if years is not None:
            _check_year(shape, tree, path, years, faults)
        if comparator is None:
            continue
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
        if same in [(t.indicator, t.comparator, t.year, t.area) for t in found]:
            remedy = "keep one and name both clauses in it"
            faults.add(tree.place(path), dotted(path), "the same comparison twice", remedy)
        found.append(target)
    return tuple(found)


def _comparator(shape: TargetShape, tree: Tree, path: KeyPath, faults: Faults) -> Comparator | None:
    given = [c for c in COMPARATORS if getattr(shape, c) is not None]
    if len(given) != 1:
        what = f"{len(given)} comparisons{': ' if given else ''}{', '.join(given)}"
        faults.add(tree.place(path), dotted(path), what, f"write exactly one of: {', '.join(COMPARATORS)}")
        return None
    if given[0] == "about" and shape.tolerance is None:
        faults.add(
            tree.place(path),
            dotted(path),
            "'about' without tolerance",
            "add 'tolerance: ...', in the indicator's unit",
        )
    if given[0] != "about" and shape.tolerance is not None:
        at = (*path, "tolerance")
        faults.add(tree.key_place(at), dotted(at), f"tolerance with {given[0]!r}", "use it only with 'about'")
    return given[0]


def _check_words(
    shape: TargetShape,
    tree: Tree,
    path: KeyPath,
    faults: Faults,
    *,
    region: Region | None,
    clauses: Collection[str] | None,
) -> None:
    if shape.indicator not in INDICATOR_IDS:
        at = (*path, "indicator")
        what = f"unknown indicator {shape.indicator!r}"
        faults.add(tree.place(at), dotted(at), what, allowed(shape.indicator, INDICATOR_IDS))
    if region is not None:
        areas = (*AREAS, *(d.id for d in region.districts))
        if shape.area not in areas:
            at = (*path, "area")
            faults.add(tree.place(at), dotted(at), f"unknown area {shape.area!r}", allowed(shape.area, areas))
    for i, clause in enumerate(shape.clause if clauses is not None else ()):
        if clause not in (clauses or ()):
            at = (*path, "clause")
            faults.add(tree.place((*at, i)), dotted(at), f"unknown clause {clause!r}", allowed(clause, clauses or ()))


def _check_year(shape: TargetShape, tree: Tree, path: KeyPath, years: Years, faults: Faults) -> None:
    at = (*path, "year")
    compares = shape.above_base_year or shape.below_base_year or shape.indicator.endswith("_growth")
    first = years.base + 1 if compares else years.base
    if not first <= shape.year <= years.last:
        why = " (it is compared with an earlier year)" if compares else ""
        faults.add(
            tree.place(at),
            dotted(at),
            f"found {shape.year}",
            f"write a year from {first} to {years.last}{why}",
        )


def _id(shape: TargetShape, taken: list[str]) -> str:
    """``contract_rate-2017``, with the area where it is not the whole, and a number where that is taken."""
    base = f"{shape.indicator}-{shape.year}" + ("" if shape.area == "all" else f"-{shape.area}")
    if base not in taken:
        return base
    n = 2
    while f"{base}-{n}" in taken:
        n += 1
    return f"{base}-{n}"
