"""Full-width punctuation where YAML needs its own: found and named, and mended so that the rest can be checked too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sim.policy.levers import LEVERS
from sim.scenario.key_names import KEY_NAMES
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "：": ("“{key}”后面用了全角冒号“：”", "a full-width colon ： after {key!r}"),
    "，": ("用了全角逗号“，”分隔", "a full-width comma ，"),
    "　": ("行首用了全角空格", "a full-width blank at the start of the line"),
    "\t": ("行首用了制表符（Tab）", "a tab at the start of the line"),
    "write_：": ("请写半角冒号加空格：{key}: ...", "write an ASCII colon and a blank: {key}: ..."),
    "write_，": ("请写半角逗号加空格：, ", "write an ASCII comma and a blank: , "),
    "write_　": ("请用半角空格缩进", "indent with ASCII blanks"),
    "write_\t": ("请用半角空格缩进", "indent with ASCII blanks"),
}
tell = telling(PHRASES)
KEYS = {*KEY_NAMES, *LEVERS, *(name for lever in LEVERS.values() for name in lever.model_fields), "en", "zh"}
_COLON = re.compile(r"(?P<before>^\s*(?:- +)?|[{,，]\s*)(?P<key>[A-Za-z_]+)：(?P<blank> ?)")
_COMMA = re.compile(r"，\s*(?=[A-Za-z_]+[:：])")
_INDENT = re.compile(r"^ *(?P<blank>[　\t])[　\t ]*")


@dataclass(frozen=True, slots=True)
class Misplaced:
    """One character that YAML does not take for its own: where it is, what it is, what to write."""

    line: int
    column: int
    what: Bilingual
    remedy: Bilingual


def misplaced(text: str) -> Iterator[Misplaced]:
    """Every such character, by line; of use only where the text is not valid YAML."""
    for n, line in enumerate(text.splitlines(), 1):
        if indent := _INDENT.match(line):
            mark = indent["blank"]
            yield Misplaced(n, indent.start("blank") + 1, tell(mark), tell(f"write_{mark}"))
        for colon in _COLON.finditer(line):
            if colon["key"] in KEYS:
                key = colon["key"]
                yield Misplaced(n, colon.end("key") + 1, tell("：", key=key), tell("write_：", key=key))
        for comma in _COMMA.finditer(line):
            yield Misplaced(n, comma.start() + 1, tell("，"), tell("write_，"))


def mended(text: str, tab: int) -> str:
    """The text with YAML's own punctuation in their place, a tab as so many blanks; the lines stay where they are."""
    return "\n".join(_mended(line, tab) for line in text.splitlines())


def _mended(line: str, tab: int) -> str:
    if indent := _INDENT.match(line):
        line = indent[0].replace("　", "  ").replace("\t", " " * tab) + line[indent.end() :]
    line = _COMMA.sub(", ", line)
    return _COLON.sub(lambda m: f"{m['before']}{m['key']}: " if m["key"] in KEYS else m[0], line)
