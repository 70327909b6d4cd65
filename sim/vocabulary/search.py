"""Finding things by a word of either language: what has it, and what comes near where nothing has."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence

NEAR = 0.5  # how alike two words are before one is offered for the other
OFFERED = 5


def plain(text: str) -> str:
    """A text as it is compared: small letters, full-width digits and letters as the others, no blanks at its ends."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def has(word: str, texts: Iterable[str]) -> bool:
    """Whether the word stands in any of the texts; the empty word stands everywhere."""
    wanted = plain(word)
    return any(wanted in plain(text) for text in texts)


def nearest(word: str, known: Sequence[str]) -> list[str]:
    """The words most like one that nothing has, the nearest first; a Chinese word counts by its characters."""
    wanted = plain(word)
    alike = {name: difflib.SequenceMatcher(None, wanted, plain(name)).ratio() for name in dict.fromkeys(known)}
    return sorted((name for name in alike if alike[name] >= NEAR), key=lambda name: -alike[name])[:OFFERED]
