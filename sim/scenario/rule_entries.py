"""The entries under ``rules``: one lever each, with dates, places and the clause they come from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sim.policy.lever import Lever
from sim.policy.levers import LEVERS
from sim.policy.rule import Rule
from sim.scenario.faults import Faults, allowed
from sim.scenario.schema import RuleShape, in_both
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
    """An entry as far as it could be read, with its position in the file, for the checks that follow."""

    entry: Entry
    path: KeyPath
    shape: RuleShape | None
    lever: Lever | None

    @property
    def rule(self) -> Rule | None:
        """The rule; None if it is switched off or a part of it has faults."""
        if self.shape is None or self.lever is None or not self.shape.on:
            return None
        return Rule(
            id=self.entry.id,
            lever=self.lever,
            start=self.shape.start,
            until=self.shape.until,
            ramp_months=self.shape.ramp_months,
            where=self.shape.where,
            clauses=self.shape.clause,
            assumption=in_both(self.shape.assumption),
            group=self.shape.group or self.entry.lever,
        )


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
    """The entries that name one lever, as far as they can be read; a fault for each thing wrong."""
    _check_form(tree, faults)
    entries = entries_of(tree)
    used = Counter(entry.id for entry in entries)
    placed: list[Placed] = []
    for n, entry in enumerate(entries):
        path: KeyPath = ("rules", entry.index)
        if used[entry.id] > 1 and "@" not in entry.id:
            what = f"{entry.lever} occurs {used[entry.id]} times without an id"
            faults.add(
                tree.key_place((*path, entry.lever)),
                dotted(path),
                what,
                "give all of them but one an 'id: ...' of their own",
            )
        elif entry.id in [e.id for e in entries[:n]]:
            faults.add(tree.place((*path, "id")), dotted((*path, "id")), f"{entry.id!r} twice", "choose another id")
        placed.append(_placed(tree, entry, path, faults))
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
                faults.add(place, dotted((*path, key)), f"unknown key {key!r}", allowed(key, (*LEVERS, *RULE_KEYS)))
        levers = [key for key in raw if key in LEVERS]
        if len(levers) > 1:
            what = f"{len(levers)} levers in one rule: {', '.join(levers)}"
            faults.add(tree.key_place((*path, levers[1])), dotted(path), what, "write a rule for each of them")
        if not levers and all(key in RULE_KEYS for key in raw):
            faults.add(tree.place(path), dotted(path), "no lever", f"add one of: {', '.join(LEVERS)}")


def _placed(tree: Tree, entry: Entry, path: KeyPath, faults: Faults) -> Placed:
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
    if shape is not None and not shape.clause and not shape.assumption:
        remedy = "add 'clause: ...', or 'assumption: ...' where no document says it"
        faults.add(tree.place(path), dotted(path), "neither a clause nor an assumption", remedy)
    return Placed(entry, path, shape, lever)
