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
from sim.scenario.shape_check import check_shape
from sim.scenario.what_to_write import found
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted
from sim.vocabulary.phrase import telling

PHRASES = {
    "no_id": ("{lever} 出现 {n} 次，却没有编号", "{lever} occurs {n} times without an id"),
    "give_ids": (
        "除一处外，都请加上各自的 'id: ...'",
        "give all of them but one an 'id: ...' of their own",
    ),
    "twice": ("“{word}”出现两次", "{word!r} twice"),
    "other_id": ("请换一个编号", "choose another id"),
    "unknown": ("没有“{key}”这个键", "unknown key {key!r}"),
    "levers": ("一条规则有 {n} 项措施：{words}", "{n} levers in one rule: {words}"),
    "each": ("请每项措施各写一条规则", "write a rule for each of them"),
    "no_lever": ("没有措施", "no lever"),
    "add_lever": ("请加上其中一项：{words}", "add one of: {words}"),
    "found": ("写的是{value}", "found {value}"),
    "mapping": ("请写键值组：{{{words}}}", "write a mapping: {{{words}}}"),
    "no_reason": ("既没有条款，也没有假设", "neither a clause nor an assumption"),
    "add_reason": (
        "请加 'clause: ...'；没有文件依据的，加 'assumption: ...'",
        "add 'clause: ...', or 'assumption: ...' where no document says it",
    ),
}
tell = telling(PHRASES)
RULE_KEYS = tuple(field.alias or name for name, field in RuleShape.model_fields.items())


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One entry of the list: which lever, its id, where it stands."""

    index: int
    lever: str
    id: str


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry as far as it could be read, with its position in the file, for the checks that follow."""

    entry: RuleEntry
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
            pools=self.shape.pools,
            clauses=self.shape.clause,
            assumption=in_both(self.shape.assumption),
            group=self.shape.group or self.entry.lever,
        )


def raw_rules(tree: Tree) -> tuple[Any, ...]:
    """The list under ``rules`` as written; empty if there is none or it is no list."""
    rules = tree.value.get("rules", ()) if isinstance(tree.value, dict) else ()
    return rules if isinstance(rules, tuple) else ()


def entries_of(tree: Tree) -> list[RuleEntry]:
    """The entries that name exactly one lever, with the id each rule goes by.

    The id is the lever, or ``lever@id`` where the entry has an ``id`` of its own.
    """
    listed: list[RuleEntry] = []
    for i, raw in enumerate(raw_rules(tree)):
        levers = [key for key in raw if key in LEVERS] if isinstance(raw, dict) else []
        if len(levers) == 1:
            own = raw.get("id")
            listed.append(RuleEntry(i, levers[0], f"{levers[0]}@{own}" if isinstance(own, str) else levers[0]))
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
            what = tell("no_id", lever=entry.lever, n=used[entry.id])
            faults.add(tree.key_place((*path, entry.lever)), dotted(path), what, tell("give_ids"))
        elif entry.id in [e.id for e in entries[:n]]:
            what, remedy = tell("twice", word=entry.id), tell("other_id")
            faults.add(tree.place((*path, "id")), dotted((*path, "id")), what, remedy)
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
                place, what = tree.key_place((*path, key)), tell("unknown", key=key)
                faults.add(place, dotted((*path, key)), what, allowed(key, (*LEVERS, *RULE_KEYS)))
        levers = [key for key in raw if key in LEVERS]
        if len(levers) > 1:
            what = tell("levers", n=len(levers), words=", ".join(levers))
            faults.add(tree.key_place((*path, levers[1])), dotted(path), what, tell("each"))
        if not levers and all(key in RULE_KEYS for key in raw):
            faults.add(tree.place(path), dotted(path), tell("no_lever"), tell("add_lever", words=", ".join(LEVERS)))


def _placed(tree: Tree, entry: RuleEntry, path: KeyPath, faults: Faults) -> Placed:
    raw: dict[str, Any] = raw_rules(tree)[entry.index]
    common = {key: value for key, value in raw.items() if key in RULE_KEYS}
    shape = check_shape(RuleShape, common, tree, path, faults)
    value = raw[entry.lever]
    lever: Lever | None = None
    at = (*path, entry.lever)
    if isinstance(value, dict):
        lever = check_shape(LEVERS[entry.lever], value, tree, at, faults)
    elif not tree.is_broken(at):
        words = ", ".join(LEVERS[entry.lever].model_fields)
        faults.add(tree.place(at), dotted(at), tell("found", value=found(value)), tell("mapping", words=words))
    if not any(raw.get(key) or tree.is_broken((*path, key)) for key in ("clause", "assumption")):
        faults.add(tree.place(path), dotted(path), tell("no_reason"), tell("add_reason"))
    return Placed(entry, path, shape, lever)
