"""Reading YAML as nodes, so that every key and value keeps its line and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sim.scenario.faults import Faults, Place, shown
from sim.scenario.yaml_scalars import NotPlain, plain_value

KeyPath = tuple[str | int, ...]
DEEPEST = 40
LONGEST = 2_000_000
_PREFIX = "tag:yaml.org,2002:"


@dataclass
class Tree:
    """The plain values of a YAML file (lists as tuples) with the places of its keys and values."""

    file: str
    value: Any = None
    values: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)

    def place(self, path: KeyPath) -> Place:
        """Place of a value, or of the nearest value around it."""
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path, Place(self.file))

    def key_place(self, path: KeyPath) -> Place:
        """Place of a key, or of its value where there is no key."""
        return self.keys.get(path) or self.place(path)


def dotted(path: KeyPath) -> str:
    """A path as it is written on the command line: ``rules[0].family_doctor.coverage``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def read_text(path: Path, faults: Faults) -> str | None:
    """The text of an input file; None and a fault if it cannot be read."""
    file = Place(shown(path))
    try:
        raw = path.read_bytes()
    except OSError as error:
        faults.add(file, "", f"cannot be read ({error.strerror or error})", "check the path and the permissions")
        return None
    if len(raw) > LONGEST:
        faults.add(file, "", f"{len(raw)} bytes long", f"keep it under {LONGEST} bytes")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        faults.add(Place(file.file, line, 1), "", "not UTF-8 text", "save the file as UTF-8")
        return None


def read_yaml(path: Path, faults: Faults) -> Tree | None:
    """The tree of a YAML file, or None; every fault of its form is noted with its line."""
    text = read_text(path, faults)
    return None if text is None else parse_yaml(text, shown(path), faults)


def parse_yaml(text: str, file: str, faults: Faults) -> Tree | None:
    """The tree of a YAML text; see `read_yaml`."""
    tree = Tree(file)
    before = len(faults.problems)
    try:
        # Events first: anchors and deep nesting end here, before nodes are built from them.
        if not _events_are_plain(text, tree, faults):
            return None
        node = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        what = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be parsed")
        place = _place(tree, mark) if mark else Place(file)
        faults.add(place, "", f"not valid YAML: {what}", "check indentation, brackets and quotes near here")
        return None
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        # The parser itself gave up on odd input (a directive with a number too long, say).
        faults.add(Place(file), "", f"not valid YAML: {error}", "check directives and unusual characters")
        return None
    if node is None:
        faults.add(Place(file), "", "the file is empty", "start with 'schema: 1'")
        return None
    tree.value = _value(node, (), tree, faults)
    return tree if len(faults.problems) == before else None


def _place(tree: Tree, mark: Any) -> Place:
    return Place(tree.file, mark.line + 1, mark.column + 1)


def _events_are_plain(text: str, tree: Tree, faults: Faults) -> bool:
    """Refuse what makes YAML more than a tree of plain values: aliases, tags, depth, several documents."""
    before = len(faults.problems)
    depth = documents = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        place = _place(tree, event.start_mark)
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                faults.add(place, "", "a second YAML document", "keep one document in a file")
                return False
        if isinstance(event, AliasEvent):
            faults.add(place, "", f"alias *{event.anchor}", "write the value out")
        elif getattr(event, "anchor", None):
            faults.add(place, "", f"anchor &{event.anchor}", "remove it and write values out where they are used")
        if not isinstance(event, AliasEvent) and getattr(event, "tag", None):
            faults.add(
                place,
                "",
                f"tag {str(event.tag).replace(_PREFIX, '!!')}",
                "remove it; plain values need no tag",
            )
        if isinstance(event, CollectionStartEvent):
            depth += 1
        if isinstance(event, CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            faults.add(place, "", f"nested more than {DEEPEST} deep", "a scenario needs about 4 levels")
            return False
    return len(faults.problems) == before


def _value(node: Node, path: KeyPath, tree: Tree, faults: Faults) -> Any:
    tree.values[path] = _place(tree, node.start_mark)
    if isinstance(node, MappingNode):
        return _mapping(node, path, tree, faults)
    if isinstance(node, SequenceNode):
        return tuple(_value(item, (*path, i), tree, faults) for i, item in enumerate(node.value))
    kind = str(node.tag).removeprefix(_PREFIX)
    try:
        return plain_value(kind, str(node.value))
    except NotPlain as wrong:
        faults.add(tree.values[path], dotted(path), wrong.what, wrong.remedy)
        return None


def _mapping(node: MappingNode, path: KeyPath, tree: Tree, faults: Faults) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        place = _place(tree, key_node.start_mark)
        if not isinstance(key_node, ScalarNode):
            faults.add(place, dotted(path), "a key that is a list or a mapping", "write a plain word as the key")
            continue
        key = str(key_node.value)
        if key_node.tag != f"{_PREFIX}str":
            faults.add(place, dotted(path), f"key {key!r} is not a word", "write a plain word as the key")
            continue
        if key in found:
            first = tree.keys[(*path, key)].line
            faults.add(place, dotted((*path, key)), f"written twice (first in line {first})", "remove one of them")
            continue
        tree.keys[(*path, key)] = place
        found[key] = _value(value_node, (*path, key), tree, faults)
    return found
