"""What each indicator is, in both languages: one row of ``definitions.csv`` an id."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sim.vocabulary.phrase import Bilingual


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator says, what stands above and below, and other words planners look for it by."""

    text: Bilingual
    numerator: Bilingual
    denominator: Bilingual
    words: str


@cache
def definitions() -> dict[str, Definition]:
    """All definitions by indicator id, in the order of the vocabulary."""
    path = Path(__file__).with_name("definitions.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: _definition(row) for row in csv.DictReader(lines)}


def _definition(row: dict[str, str]) -> Definition:
    text, numerator, denominator = (
        Bilingual(row[f"{part}en"], row[f"{part}zh"]) for part in ("", "numerator_", "denominator_")
    )
    return Definition(text, numerator, denominator, row["words"])
