"""Sentences in both languages, each in one table; blanks are filled by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

Phrases = Mapping[str, tuple[str, str]]  # key -> Chinese, English


class Say(Protocol):
    """One sentence of a table."""

    def __call__(self, key: str, lang: str, /, **blanks: object) -> str:
        """The sentence in ``zh`` or ``en`` with its blanks filled; KeyError for a key the table has not."""


def saying(phrases: Phrases) -> Say:
    """How the sentences of a table are said."""

    def say(key: str, lang: str, /, **blanks: object) -> str:
        return phrases[key][0 if lang == "zh" else 1].format(**blanks)

    return say
