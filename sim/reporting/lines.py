"""Breaking lines where a reader of Chinese or English expects it, by display width."""

from __future__ import annotations

import re
import unicodedata

# Latin words and numbers with their signs stay whole; Chinese may break between any two characters.
TOKEN = re.compile(r"\s+|\[[^\]]{0,40}\]|[\[(]?[!-Z\\^-~–−≤≥’·]+|.")
NOT_FIRST = "，。、；：！？）》”％%,.;:!?)]"
NOT_LAST = "（《“(["


def width(text: str) -> int:
    """Columns a text takes: 2 for each wide character."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def fitting(text: str, columns: int) -> str:
    """The text where it fits; else its beginning and an ellipsis."""
    if width(text) <= columns:
        return text
    while width(text) > columns - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """Lines of at most ``columns``; later lines begin with ``indent``. A longer word stands alone."""
    lines: list[str] = []
    line = ""
    for token in _tokens(text):
        if width(line) + width(token.rstrip()) > columns and line.strip():
            lines.append(line.rstrip())
            line = indent + token.lstrip()
        else:
            line += token
    return [*lines, line.rstrip()] if line.strip() else lines


# The Chinese font draws curly quotes as wide as a Chinese character.
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def straight(text: str) -> str:
    """English with typewriter quotes, for what is set in the Chinese font."""
    return text.translate(STRAIGHT)


def sentence_case(text: str) -> str:
    """With a capital first letter; Chinese stays as it is."""
    return text[:1].upper() + text[1:]


def _tokens(text: str) -> list[str]:
    """Pieces that are never broken: words, characters with the punctuation that belongs to them."""
    pieces: list[str] = []
    for token in TOKEN.findall(text):
        first = token[:1]
        joins = bool(pieces) and (first in NOT_FIRST or first.isspace() or pieces[-1][-1] in NOT_LAST)
        if joins:
            pieces[-1] += token
        else:
            pieces.append(token)
    return pieces
