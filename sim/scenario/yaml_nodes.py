"""Reading YAML as nodes, so that every key and value keeps its line and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sim.scenario.faults import Faults, FilePoint, shown
from sim.scenario.input_file import read_text
from sim.scenario.yaml_scalars import NotPlain, plain_value
from sim.scenario.yaml_text import composed, place_of
from sim.vocabulary.phrase import telling

KeyPath = tuple[str | int, ...]
_PREFIX = "tag:yaml.org,2002:"
PHRASES = {
    "key_form": ("键是列表或键值组", "a key that is a list or a mapping"),
    "key_word": ("键“{key}”不是一个词", "key {key!r} is not a word"),
    "plain_key": ("请用普通的词作键", "write a plain word as the key"),
    "no_comma": (
        "请用普通的词作键；数字不写千位分隔符：1234.5",
        "write a plain word as the key, and numbers without thousands separators: 1234.5",
    ),
    "twice": ("写了两次（第一次在第 {line} 行）", "written twice (first in line {line})"),
    "remove_one": ("请删去一个", "remove one of them"),
}
tell = telling(PHRASES)


@dataclass
class Tree:
    """The plain values of a YAML file (lists as tuples) with the places of its keys and values.

    ``broken`` are the paths whose value could not be taken and is None; what is wrong there is said already.
    """

    file: str
    value: Any = None
    values: dict[KeyPath, FilePoint] = field(default_factory=dict)
    keys: dict[KeyPath, FilePoint] = field(default_factory=dict)
    broken: set[KeyPath] = field(default_factory=set)

    def place(self, path: KeyPath) -> FilePoint:
        """Place of a value, or of the nearest value around it."""
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path, FilePoint(self.file))

    def key_place(self, path: KeyPath) -> FilePoint:
        """Place of a key, or of its value where there is no key."""
        return self.keys.get(path) or self.place(path)

    def is_broken(self, path: KeyPath) -> bool:
        """Whether the value at a path, or one around it, could not be taken."""
        return any(path[:n] in self.broken for n in range(len(path) + 1))


def dotted(path: KeyPath) -> str:
    """A path as it is written on the command line: ``rules[0].family_doctor.coverage``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def words_of(value: object) -> tuple[str, ...]:
    """The words of a value: a word stands for a list of one; what is none is said by the shape of the file."""
    words = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
    return tuple(word for word in words if isinstance(word, str) and word)


def read_yaml(path: Path, faults: Faults) -> Tree | None:
    """The tree of a YAML file, or None if there is any fault in its form; each is noted with its line."""
    before = len(faults.problems)
    tree = read_yaml_in_part(path, faults)
    return tree if len(faults.problems) == before else None


def read_yaml_in_part(path: Path, faults: Faults) -> Tree | None:
    """The tree of a YAML file as far as it can be taken, so that the rest is checked too; None if nothing can be."""
    text = read_text(path, faults)
    return None if text is None else parse_in_part(text, shown(path), faults)


def parse_yaml(text: str, file: str, faults: Faults) -> Tree | None:
    """The tree of a YAML text; see `read_yaml`."""
    before = len(faults.problems)
    tree = parse_in_part(text, file, faults)
    return tree if len(faults.problems) == before else None


def parse_in_part(text: str, file: str, faults: Faults) -> Tree | None:
    """The tree of a YAML text as far as it can be taken; see `read_yaml_in_part`."""
    node = composed(text, file, faults)
    if node is None:
        return None
    tree = Tree(file)
    tree.value = _value(node, (), tree, faults)
    return tree


def _value(node: Node, path: KeyPath, tree: Tree, faults: Faults) -> Any:
    tree.values[path] = place_of(tree.file, node.start_mark)
    if isinstance(node, MappingNode):
        return _mapping(node, path, tree, faults)
    if isinstance(node, SequenceNode):
        return tuple(_value(item, (*path, i), tree, faults) for i, item in enumerate(node.value))
    kind = str(node.tag).removeprefix(_PREFIX)
    try:
        return plain_value(kind, str(node.value))
    except NotPlain as wrong:
        faults.add(tree.values[path], dotted(path), wrong.what, wrong.remedy)
        tree.broken.add(path)
        return None


def _mapping(node: MappingNode, path: KeyPath, tree: Tree, faults: Faults) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        place = place_of(tree.file, key_node.start_mark)
        if not isinstance(key_node, ScalarNode):
            faults.add(place, dotted(path), tell("key_form"), tell("plain_key"))
            continue
        key = str(key_node.value)
        if key_node.tag != f"{_PREFIX}str":
            cut = node.flow_style and key_node.tag in (f"{_PREFIX}int", f"{_PREFIX}float")  # {a: 1,234.5}
            faults.add(place, dotted(path), tell("key_word", key=key), tell("no_comma" if cut else "plain_key"))
            continue
        if key in found:
            first = tree.keys[(*path, key)].line
            faults.add(place, dotted((*path, key)), tell("twice", line=first), tell("remove_one"))
            continue
        tree.keys[(*path, key)] = place
        found[key] = _value(value_node, (*path, key), tree, faults)
    return found
