"""Ways to spoil the content of a file: bytes in, other bytes out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from .dice import Dice
from .words import CHARACTERS, ENCODINGS, FULL_WIDTH, NUMBERS, WORDS

Mutator = Callable[[bytes, Dice, Sequence[bytes]], bytes]
NUMBER = re.compile(rb"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
TOKEN = re.compile(r"[^\s,:{}\[\]\"']+")


def flipped(content: bytes, dice: Dice, _: Sequence[bytes]) -> bytes:
    """A few bytes, or one bit, otherwise."""
    found = bytearray(content)
    for _n in range(1 + dice.below(4)):
        if found:
            place = dice.below(len(found))
            found[place] = found[place] ^ (1 << dice.below(8)) if dice.odds(0.5) else dice.below(256)
    return bytes(found)


def cut(content: bytes, dice: Dice, _: Sequence[bytes]) -> bytes:
    """The beginning only, or the end only; now and then nothing at all."""
    place = dice.below(len(content) + 1) if dice.odds(0.9) else 0
    return content[:place] if dice.odds(0.8) else content[place:]


def lines(content: bytes, dice: Dice, _: Sequence[bytes]) -> bytes:
    """Lines deleted, doubled, swapped or moved."""
    found = content.splitlines(keepends=True)
    for _n in range(1 + dice.below(3)):
        if len(found) < 2:
            break
        one, other = dice.below(len(found)), dice.below(len(found))
        kind = dice.below(4)
        if kind == 0:
            del found[one]
        elif kind == 1:
            found.insert(other, found[one])
        elif kind == 2:
            found[one], found[other] = found[other], found[one]
        else:
            found.insert(other, found.pop(one))
    return b"".join(found)


def cells(content: bytes, dice: Dice, _: Sequence[bytes]) -> bytes:
    """Cells of a line deleted, doubled, swapped, emptied; or a whole column."""
    rows = [line.split(b",") for line in content.split(b"\n")]
    row, whole = dice.below(len(rows)), dice.odds(0.3)
    one, other, kind = dice.below(len(rows[row])), dice.below(len(rows[row])), dice.below(4)
    for cut_row in rows if whole else [rows[row]]:
        if max(one, other) >= len(cut_row):
            continue
        if kind == 0:
            del cut_row[one]
        elif kind == 1:
            cut_row.insert(other, cut_row[one])
        elif kind == 2:
            cut_row[one], cut_row[other] = cut_row[other], cut_row[one]
        else:
            cut_row[one] = b""
    return b"\n".join(b",".join(cut_row) for cut_row in rows)


def number(content: bytes, dice: Dice, _: Sequence[bytes]) -> bytes:
    """An odd number in the place of one or all of a kind."""
    found = list(NUMBER.finditer(content))
    if not found:
        return content
    match, odd = dice.one_of(found), dice.one_of(NUMBERS).encode()
    if dice.odds(0.1):
        return content.replace(match.group(), odd)
    return content[: match.start()] + odd + content[match.end() :]


def scaled(content: bytes, dice: Dice, _: Sequence[bytes]) -> bytes:
    """A number that could be meant: ten or a hundred times it, its negative, nothing, one off."""
    found = list(NUMBER.finditer(content))
    if not found:
        return content
    match = dice.one_of(found)
    value = float(match.group())
    other = dice.one_of((value * 10, value * 100, value / 100, -value, 0.0, value + 1, value * 1.1, value * 0.9))
    text = f"{other:.12g}".encode()
    return content[: match.start()] + text + content[match.end() :]


def word(content: bytes, dice: Dice, _: Sequence[bytes]) -> bytes:
    """An odd word, or another word of the same file, in the place of one."""
    text = content.decode("utf-8", "surrogateescape")
    found = list(TOKEN.finditer(text))
    if not found:
        return content
    match = dice.one_of(found)
    new = dice.one_of(found).group() if dice.odds(0.4) else dice.one_of(WORDS)
    return (text[: match.start()] + new + text[match.end() :]).encode("utf-8", "surrogateescape")


def character(content: bytes, dice: Dice, _: Sequence[bytes]) -> bytes:
    """An odd character put in, or in the place of one."""
    text = content.decode("utf-8", "surrogateescape")
    place = dice.below(len(text) + 1)
    new = dice.one_of(CHARACTERS) * (1 if dice.odds(0.8) else 50)
    return (text[:place] + new + text[place + dice.below(2) :]).encode("utf-8", "surrogateescape")


def full_width(content: bytes, dice: Dice, _: Sequence[bytes]) -> bytes:
    """A line, or everything, as a Chinese keyboard writes it."""
    text = content.decode("utf-8", "surrogateescape")
    rows = text.splitlines(keepends=True)
    if not rows or dice.odds(0.2):
        return text.translate(FULL_WIDTH).encode("utf-8", "surrogateescape")
    place = dice.below(len(rows))
    rows[place] = rows[place].translate(FULL_WIDTH)
    return "".join(rows).encode("utf-8", "surrogateescape")


def encoded(content: bytes, dice: Dice, _: Sequence[bytes]) -> bytes:
    """Saved in another encoding, or with other line ends."""
    text = content.decode("utf-8", "replace")
    if dice.odds(0.3):
        return text.replace("\n", dice.one_of(("\r\n", "\r", "\n\r", "\u2028", "\n\n"))).encode()
    return text.encode(dice.one_of(ENCODINGS), "replace")


def deep(content: bytes, dice: Dice, _: Sequence[bytes]) -> bytes:
    """Brackets in brackets where a value stands."""
    depth = dice.one_of((3, 39, 41, 1000, 100_000))
    opening, closing = dice.one_of(((b"[", b"]"), (b"{a: ", b"}"), (b'{"a":', b"}"), (b"- ", b""), (b'"', b'"')))
    place = dice.below(len(content) + 1)
    return content[:place] + opening * depth + b"1" + closing * depth + content[place:]


def long(content: bytes, dice: Dice, _: Sequence[bytes]) -> bytes:
    """The same over and over: more than anybody would write."""
    place = dice.below(len(content) + 1)
    part = content[place : place + 200] or b"x"
    return content[:place] + part * dice.one_of((10, 1000, 20_000)) + content[place:]


def other_file(_: bytes, dice: Dice, others: Sequence[bytes]) -> bytes:
    """What stands in another file."""
    return dice.one_of(others)


def joined(content: bytes, dice: Dice, others: Sequence[bytes]) -> bytes:
    """The beginning of this file and the end of another."""
    other = dice.one_of(others)
    return content[: dice.below(len(content) + 1)] + other[dice.below(len(other) + 1) :]


def value_of_json(content: bytes, dice: Dice, others: Sequence[bytes]) -> bytes:
    """One value of a JSON file of another type, gone, or under another name."""
    try:
        tree = json.loads(content)
    except ValueError:
        return word(content, dice, others)
    holders = [found for found in _holders(tree) if found]
    if not holders:
        return content
    holder = dice.one_of(holders)
    key: Any = dice.one_of(list(holder) if isinstance(holder, dict) else range(len(holder)))
    kind = dice.below(8)
    if kind == 0:
        del holder[key]
    elif kind == 1 and isinstance(holder, dict):
        holder[dice.one_of(WORDS)] = holder.pop(key)
    else:
        odd = (
            "x",
            "",
            -1,
            0,
            1.5,
            10**30,
            True,
            None,
            [],
            {},
            [holder[key]],
            {"a": holder[key]},
            str(holder[key]),
            1e300,
        )
        holder[key] = dice.one_of(odd)
    return json.dumps(tree, ensure_ascii=dice.odds(0.5)).encode("utf-8", "surrogatepass")


def _holders(tree: Any) -> list[Any]:
    """Every mapping and list of a tree."""
    if not isinstance(tree, dict | list):
        return []
    inner = tree.values() if isinstance(tree, dict) else tree
    return [tree, *(found for item in inner for found in _holders(item))]


ANY: tuple[Mutator, ...] = (flipped, cut, lines, number, word, character, encoded, deep, long, other_file, joined)
BY_ENDING: dict[str, tuple[Mutator, ...]] = {
    ".csv": (*ANY, cells, cells, full_width, scaled, scaled, number, word),
    ".yaml": (*ANY, full_width, scaled, scaled, scaled, number, word, word, lines),
    ".json": (*ANY, value_of_json, value_of_json, value_of_json, scaled),
    ".parquet": (flipped, flipped, cut, other_file, joined),
}


def spoilt(name: str, content: bytes, dice: Dice, others: Sequence[bytes]) -> tuple[str, bytes]:
    """What was done, and the content after it; now and then two things at once."""
    ways = BY_ENDING.get("." + name.rpartition(".")[2], ANY)
    done = []
    for _n in range(2 if dice.odds(0.1) else 1):
        way = dice.one_of(ways)
        done.append(way.__name__)
        content = way(content, dice, others)
    return "+".join(done), content
