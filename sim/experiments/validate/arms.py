"""The two arms of a study file as trees of rules, each entry at its own place of the file."""

from __future__ import annotations

import re
from typing import Any

from sim.experiments.validate.shape import StudyShape
from sim.scenario.faults import Faults, FilePoint, allowed
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted
from sim.vocabulary.phrase import telling

Entries = list[tuple[str, int]]  # setting_rules or rules, and the position there
FIRST = re.compile(r"^rules\[(\d+)\]")
PHRASES = {
    "no_rule": ("setting_rules中没有措施“{name}”", "no rule {name!r} in setting_rules"),
}
tell = telling(PHRASES)


def setting_only(tree: Tree) -> tuple[Tree, Entries]:
    """What holds in both arms; the second part says where each rule stands in the file."""
    entries = [("setting_rules", i) for i in range(len(tree.value.get("setting_rules", ())))]
    return _with_rules(tree, entries, {}), entries


def both(tree: Tree, shape: StudyShape, faults: Faults) -> tuple[Tree, Entries]:
    """The setting and the reform; replaced rules of the setting end with the first month of the reform."""
    setting = tree.value.get("setting_rules", ())
    names = [name_of(raw) for raw in setting]
    start = min((raw["from"] for raw in tree.value["rules"] if "from" in raw), default=None)
    ends = {}
    for n, name in enumerate(shape.replaces):
        if name not in names:
            at: KeyPath = ("replaces", n)
            faults.add(tree.place(at), dotted(at), tell("no_rule", name=name), allowed(name, names))
        elif start is not None:
            ends[("setting_rules", names.index(name))] = start
    entries = [("setting_rules", i) for i in range(len(setting))] + [
        ("rules", i) for i in range(len(tree.value["rules"]))
    ]
    return _with_rules(tree, entries, ends), entries


def told(found: Faults, entries: Entries, faults: Faults) -> None:
    """Pass the faults of an arm on, under the names that its rules have in the file."""
    for problem in found.problems:
        first = FIRST.match(problem.path)
        path = problem.path
        if first is not None:
            key, i = entries[int(first.group(1))]
            path = FIRST.sub(f"{key}[{i}]", path)
        faults.add(FilePoint(problem.file, problem.line, problem.column), path, problem.what, problem.remedy)


def name_of(raw: dict[str, Any]) -> str:
    """The id of a rule as typed: its lever, or ``lever@id``."""
    lever = next((key for key in raw if isinstance(raw[key], dict)), "")
    return f"{lever}@{raw['id']}" if "id" in raw else lever


def _with_rules(tree: Tree, entries: Entries, ends: dict[tuple[str, int], Any]) -> Tree:
    """A tree whose ``rules`` are these entries, at their own places of the file."""
    raw = []
    found = Tree(tree.file, dict(tree.value), dict(tree.values), dict(tree.keys))
    for n, (key, i) in enumerate(entries):
        entry = dict(tree.value[key][i])
        if (key, i) in ends:
            entry["until"] = ends[key, i]
        raw.append(entry)
        for there, here in ((tree.values, found.values), (tree.keys, found.keys)):
            here.update({("rules", n, *path[2:]): place for path, place in there.items() if path[:2] == (key, i)})
    found.value["rules"] = tuple(raw)
    return found
