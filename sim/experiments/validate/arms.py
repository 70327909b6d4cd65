"""The two arms of a study file as trees of rules, each entry at its own place of the file."""

from __future__ import annotations

from typing import Any

from sim.experiments.validate.shape import StudyShape
from sim.scenario.faults import Faults, allowed
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted


def setting_only(tree: Tree) -> Tree:
    """What holds in both arms."""
    return _with_rules(tree, [("setting_rules", i) for i in range(len(tree.value.get("setting_rules", ())))], {})


def both(tree: Tree, shape: StudyShape, faults: Faults) -> Tree:
    """The setting and the reform; replaced rules of the setting end with the first month of the reform."""
    setting = tree.value.get("setting_rules", ())
    names = [_name(raw) for raw in setting]
    start = min((raw["from"] for raw in tree.value["rules"] if "from" in raw), default=None)
    ends = {}
    for n, name in enumerate(shape.replaces):
        if name not in names:
            at: KeyPath = ("replaces", n)
            faults.add(tree.place(at), dotted(at), f"no rule {name!r} in setting_rules", allowed(name, names))
        elif start is not None:
            ends[("setting_rules", names.index(name))] = start
    paths = [("setting_rules", i) for i in range(len(setting))]
    return _with_rules(tree, [*paths, *(("rules", i) for i in range(len(tree.value["rules"])))], ends)


def _name(raw: dict[str, Any]) -> str:
    lever = next((key for key in raw if isinstance(raw[key], dict)), "")
    return f"{lever}@{raw['id']}" if "id" in raw else lever


def _with_rules(tree: Tree, paths: list[tuple[str, int]], ends: dict[tuple[str, int], Any]) -> Tree:
    """A tree whose ``rules`` are these entries, at their own places of the file."""
    raw = []
    found = Tree(tree.file, dict(tree.value), dict(tree.values), dict(tree.keys))
    for n, (key, i) in enumerate(paths):
        entry = dict(tree.value[key][i])
        if (key, i) in ends:
            entry["until"] = ends[key, i]
        raw.append(entry)
        for there, here in ((tree.values, found.values), (tree.keys, found.keys)):
            here.update({("rules", n, *path[2:]): place for path, place in there.items() if path[:2] == (key, i)})
    found.value["rules"] = tuple(raw)
    return found
