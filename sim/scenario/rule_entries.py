"""The entries under ``rules``: one lever each, with dates, places and the clause they come from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sim.policy.lever import Lever
from sim.policy.levers import LEVERS
from sim.policy.rule import Rule
from sim.scenario.faults import Faults, allowed
from sim.scenario.schema import RuleShape
from sim.scenario.shape_check import check_shape, found
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted

RULE_KEYS = tuple(field.alias or name for name, field in RuleShape.model_fields.items())


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list: which lever, its id, where it stands."""

    index: int
    lever: str
    id: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A rule with its position in the file, for the checks that follow."""

    rule: Rule
    path: KeyPath


def raw_rules(tree: Tree) -> tuple[Any, ...]:
    """The list under ``rules`` as written; empty if there is none or it is no list."""
    rules = tree.value.get("rules", ()) if isinstance(tree.value, dict) else ()
    return rules if isinstance(rules, tuple) else ()


def entries_of(tree: Tree) -> list[Entry]:
    """The entries that name exactly one lever, with the id each rule goes by.

    The id is the lever, or ``lever@id`` where the entry has an ``id`` of its own.
    """
    listed: list[Entry] = []
    for i, raw in enumerate(raw_rules(tree)):
        levers = [key for key in raw if key in LEVERS] if isinstance(raw, dict) else []
        if len(levers) == 1:
            own = raw.get("id")
            listed.append(Entry(i, levers[0], f"{levers[0]}@{own}" if isinstance(own, str) else levers[0]))
    return listed


def read_rules(tree: Tree, faults: Faults) -> list[Placed]:
    """The rules of a scenario file that can be read; a fault for each thing wrong with the others."""
    _check_form(tree, faults)
    entries = entries_of(tree)
    used = Counter(entry.lever for entry in entries)
    placed: list[Placed] = []
    for n, entry in enumerate(entries):
        path: KeyPath = ("rules", entry.index)
        if used[entry.lever] > 1 and "@" not in entry.id:
            what = f"{entry.lever} occurs {used[entry.lever]} times"
            faults.add(
                tree.key_place((*path, entry.lever)),
                dotted(path),
                what,
                "give each of them its own 'id: ...'",
            )
        elif entry.id in [e.id for e in entries[:n]]:
            faults.add(
                tree.place((*path, "id")), dotted((*path, "id")), f"{entry.id!r} twice", "choose another id"
            )
        rule = _rule(tree, entry, path, faults)
        if rule is not None:
            placed.append(Placed(rule, path))
    return placed


def _check_form(tree: Tree, faults: Faults) -> None:
    """Every entry is a mapping with exactly one lever and only known keys."""
    for i, raw in enumerate(raw_rules(tree)):
        path: KeyPath = ("rules", i)
        if not isinstance(raw, dict):
            continue  # the shape of the file says so already
        for key in raw:
            if key not in LEVERS and key not in RULE_KEYS:
                place = tree.key_place((*path, key))
                faults.add(
                    place, dotted((*path, key)), f"unknown key {key!r}", allowed(key, (*LEVERS, *RULE_KEYS))
                )
        levers = [key for key in raw if key in LEVERS]
        if len(levers) > 1:
            what = f"{len(levers)} levers in one rule: {', '.join(levers)}"
            faults.add(
                tree.key_place((*path, levers[1])), dotted(path), what, "write a rule for each of them"
            )
        if not levers and all(key in RULE_KEYS for key in raw):
            faults.add(tree.place(path), dotted(path), "no lever", f"add one of: {', '.join(LEVERS)}")


def _rule(tree: Tree, entry: Entry, path: KeyPath, faults: Faults) -> Rule | None:
    raw: dict[str, Any] = raw_rules(tree)[entry.index]
    common = {key: value for key, value in raw.items() if key in RULE_KEYS}
    shape = check_shape(RuleShape, common, tree, path, faults)
    value = raw[entry.lever]
    lever: Lever | None = None
    if isinstance(value, dict):
        lever = check_shape(LEVERS[entry.lever], value, tree, (*path, entry.lever), faults)
    else:
        at = (*path, entry.lever)
        remedy = f"write a mapping: {{{', '.join(LEVERS[entry.lever].model_fields)}}}"
        faults.add(tree.place(at), dotted(at), f"found {found(value)}", remedy)
    if shape is None or lever is None:
        return None
    if not shape.clause and not shape.assumption:
        remedy = "add 'clause: ...', or 'assumption: ...' where no document says it"
        faults.add(tree.place(path), dotted(path), "neither a clause nor an assumption", remedy)
    return Rule(
        id=entry.id,
        lever=lever,
        start=shape.start,
        until=shape.until,
        ramp_months=shape.ramp_months,
        where=shape.where,
        clauses=shape.clause,
        assumption=shape.assumption or "",
        group=shape.group or entry.lever,
    )
