"""Texts in both languages: a sentence stands once in a table, its blanks are filled by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

Phrases = Mapping[str, tuple[str, str]]  # key -> Chinese, English


@dataclass(frozen=True, slots=True, order=True)
class Bilingual:
    """One text in both languages; as a string it is the English one."""

    en: str
    zh: str

    def told(self, lang: str) -> str:
        """The text in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en

    def __str__(self) -> str:
        return self.en

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)

    def __add__(self, other: Bilingual | str) -> Bilingual:
        return Bilingual(self.en + told(other, "en"), self.zh + told(other, "zh"))

    def __radd__(self, other: str) -> Bilingual:
        return Bilingual(other + self.en, other + self.zh)


NOTHING = Bilingual("", "")


def one(text: str) -> Bilingual:
    """A text that somebody wrote in one language only: it is shown as it is in both."""
    return Bilingual(text, text)


def told(text: object, lang: str) -> str:
    """A text in the language, if it has two; anything else as it is."""
    return text.told(lang) if isinstance(text, Bilingual) else str(text)


class Say(Protocol):
    """One sentence of a table."""

    def __call__(self, key: str, lang: str, /, **blanks: object) -> str:
        """The sentence in ``zh`` or ``en`` with its blanks filled; KeyError for a key the table has not."""


class Tell(Protocol):
    """One sentence of a table in both languages, for whoever does not know yet who will read it."""

    def __call__(self, key: str, /, **blanks: object) -> Bilingual:
        """The sentence with its blanks filled, each in its language; KeyError for a key the table has not."""


def saying(phrases: Phrases) -> Say:
    """How the sentences of a table are said."""

    def say(key: str, lang: str, /, **blanks: object) -> str:
        said = {name: told(blank, lang) if isinstance(blank, Bilingual) else blank for name, blank in blanks.items()}
        return phrases[key][0 if lang == "zh" else 1].format(**said)

    return say


def telling(phrases: Phrases) -> Tell:
    """How the sentences of a table are said in both languages at once."""
    say = saying(phrases)

    def tell(key: str, /, **blanks: object) -> Bilingual:
        return Bilingual(say(key, "en", **blanks), say(key, "zh", **blanks))

    return tell
