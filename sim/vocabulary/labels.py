"""Every word a reader sees, in both languages: one row of ``labels.csv`` an id."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sim.vocabulary.phrase import Bilingual

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """One row: the words of an id in both languages, and the unit of an indicator (else empty)."""

    zh: str
    en: str
    unit: str


@cache
def labels() -> dict[str, Words]:
    """All rows by id, in file order; ``owner.county`` is the word ``county`` where it means an owner."""
    path = Path(__file__).with_name("labels.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: Words(row["zh"], row["en"], row["unit"]) for row in csv.DictReader(lines)}


def words(word: str) -> Words:
    """The row of an id; ``owner.city`` falls back to ``city``. KeyError if neither is there."""
    found = labels().get(word)
    if found is None:
        found = labels()[word.rpartition(".")[2]]
    return found


def label(word: str, lang: str) -> str:
    """The word for people, in ``zh`` or ``en``; KeyError for an id without a row."""
    found = words(word)
    return found.zh if lang == "zh" else found.en


def unit(word: str) -> str:
    """The unit of an indicator's stored value; empty for every other id."""
    return words(word).unit


def unit_words(word: str) -> Bilingual:
    """A unit as people read it, in both languages; empty for none, as it is for one without a row."""
    found = labels().get(f"unit.{word}") if word else None
    return Bilingual(found.en, found.zh) if found else Bilingual(word, word)


def name_alone(text: str) -> str:
    """The name of a setting; some go on to say what is allowed, or what counts if nothing is set."""
    return re.split("[:;：；]", text)[0]
