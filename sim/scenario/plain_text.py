"""Plain text in columns for a terminal of 80 characters; a Chinese character is two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

WIDTH = 80


def width(text: str) -> int:
    """Columns a text takes on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, columns: int) -> str:
    """The text filled with blanks to a number of columns."""
    return text + " " * max(0, columns - width(text))


def wrapped(text: str, indent: str = "", columns: int = WIDTH) -> list[str]:
    """Lines no wider than ``columns``; breaks at blanks, and between Chinese characters."""
    lines, line = [], indent
    for piece in _pieces(text):
        if width(line) + width(piece.rstrip()) > columns and line.strip():
            lines.append(line.rstrip())
            line = indent
        line += piece.lstrip() if line == indent else piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> Iterator[str]:
    word = ""
    for c in text:
        wide = unicodedata.east_asian_width(c) in "WF"
        # Closing marks stay with the character before them.
        if word and (wide or width(word[-1]) == 2) and c not in "，。；：、）”》!?,.;:)":
            yield word
            word = ""
        word += c
        if c == " ":
            yield word
            word = ""
    if word:
        yield word


def columns(rows: Sequence[Sequence[str]], gap: int = 2) -> list[str]:
    """Rows of cells as lines with aligned columns, the last column not filled."""
    if not rows:
        return []
    wide = [max(width(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    return ["".join(pad(cell, wide[i] + gap) for i, cell in enumerate(row[:-1])) + row[-1] for row in rows]
