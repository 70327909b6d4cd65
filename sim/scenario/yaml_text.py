"""A YAML text as a node: what makes it more than a tree of plain values is refused, and said where it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sim.scenario.faults import Faults, FilePoint
from sim.scenario.full_width import mended, misplaced
from sim.vocabulary.errors import Problem
from sim.vocabulary.phrase import Bilingual, telling

DEEPEST = 40
TABS = (2, 4, 8)  # how wide a tab may have been meant
_PREFIX = "tag:yaml.org,2002:"
PHRASES = {
    "invalid": ("不是有效的 YAML：{why}", "not valid YAML: {why}"),
    "check": ("请检查附近的缩进、括号和引号", "check indentation, brackets and quotes near here"),
    "check_odd": ("请检查指令和特殊字符", "check directives and unusual characters"),
    "empty": ("文件是空的", "the file is empty"),
    "start": ("请从 'schema: 1' 写起", "start with 'schema: 1'"),
    "second": ("有第二个 YAML 文档", "a second YAML document"),
    "keep_one": ("一个文件只写一个文档", "keep one document in a file"),
    "alias": ("引用 *{name}", "alias *{name}"),
    "write_out": ("请把值写出来", "write the value out"),
    "anchor": ("锚点 &{name}", "anchor &{name}"),
    "remove_anchor": ("请删除，并在用到的地方把值写出来", "remove it and write values out where they are used"),
    "tag": ("标签 {name}", "tag {name}"),
    "remove_tag": ("请删除；普通的值不需要标签", "remove it; plain values need no tag"),
    "deep": ("嵌套超过 {n} 层", "nested more than {n} deep"),
    "levels": ("情景文件大约需要 4 层", "a scenario needs about 4 levels"),
}
tell = telling(PHRASES)
# What the parser says, in Chinese; the first that its words begin with.
_REASONS = {
    "mapping values are not allowed": "此处不应有冒号",
    "expected ',' or": "括号内缺少逗号或括号没有闭合",
    "could not find expected ':'": "缺少冒号",
    "found character": "此处不能用这个字符",
    "found unexpected end of stream": "引号没有闭合",
    "expected <block end>": "缩进不一致",
    "special characters are not allowed": "有不允许的特殊字符",
    "found unknown escape": "反斜杠之后的字符不能识别",
    "expected the node content": "此处缺少内容",
}


def composed(text: str, file: str, faults: Faults) -> Node | None:
    """The node of a text, or None; full-width punctuation is named, and mended for the sake of what else is wrong."""
    node, found = _composed_before(text, file)
    odd = list(misplaced(text)) if found or (node is not None and any(map(_odd, _keys(node)))) else []
    if not odd:
        faults.problems += found
        return node
    for one in odd:
        faults.add(FilePoint(file, one.line, one.column), "", one.what, one.remedy)
    return next((node for tab in TABS if (node := _composed(mended(text, tab), file, Faults())) is not None), None)


def place_of(file: str, mark: Any) -> FilePoint:
    """Where a mark of the parser points."""
    return FilePoint(file, mark.line + 1, mark.column + 1)


@lru_cache(maxsize=8)
def _composed_before(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The node of a text and its faults: points of a sweep read the same few files again, and nobody changes a node."""
    faults = Faults()
    return _composed(text, file, faults), tuple(faults.problems)


def _composed(text: str, file: str, faults: Faults) -> Node | None:
    try:
        # Events first: anchors and deep nesting end here, before nodes are built from them.
        if not _events_are_plain(text, file, faults):
            return None
        node: Node | None = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        what = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be parsed")
        faults.add(
            place_of(file, mark) if mark else FilePoint(file), "", tell("invalid", why=_why(what)), tell("check")
        )
        return None
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        # The parser itself gave up on odd input (a directive with a number too long, say).
        faults.add(FilePoint(file), "", tell("invalid", why=_why(str(error))), tell("check_odd"))
        return None
    if node is None:
        faults.add(FilePoint(file), "", tell("empty"), tell("start"))
    return node


def _why(what: str) -> Bilingual:
    return Bilingual(what, next((zh for start, zh in _REASONS.items() if what.startswith(start)), "此处附近无法解析"))


def _events_are_plain(text: str, file: str, faults: Faults) -> bool:
    """Refuse what makes YAML more than a tree of plain values: aliases, tags, depth, several documents."""
    before = len(faults.problems)
    depth = documents = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        place = place_of(file, event.start_mark)
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                faults.add(place, "", tell("second"), tell("keep_one"))
                return False
        if isinstance(event, AliasEvent):
            faults.add(place, "", tell("alias", name=event.anchor), tell("write_out"))
        elif getattr(event, "anchor", None):
            faults.add(place, "", tell("anchor", name=event.anchor), tell("remove_anchor"))
        if not isinstance(event, AliasEvent) and getattr(event, "tag", None):
            name = str(event.tag).replace(_PREFIX, "!!")
            faults.add(place, "", tell("tag", name=name), tell("remove_tag"))
        if isinstance(event, CollectionStartEvent):
            depth += 1
        if isinstance(event, CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            faults.add(place, "", tell("deep", n=DEEPEST), tell("levels"))
            return False
    return len(faults.problems) == before


def _keys(node: Node) -> Iterator[str]:
    """Every key of a tree that is a word."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                yield str(key.value)
            yield from _keys(value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _keys(item)


def _odd(key: str) -> bool:
    return "：" in key or "\u3000" in key
