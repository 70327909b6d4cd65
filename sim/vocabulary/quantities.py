"""What the numbers of the files are called, in both languages: one row of ``quantities.csv`` a quantity."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from sim.vocabulary.phrase import Bilingual, one


@cache
def quantity_names() -> dict[str, Bilingual]:
    """All names by the id of the quantity, in file order."""
    path = Path(__file__).with_name("quantities.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: Bilingual(row["en"], row["zh"]) for row in csv.DictReader(lines)}


def quantity_name(quantity: str) -> Bilingual:
    """The name of a quantity; its id for one that the table has not."""
    return quantity_names().get(quantity) or one(quantity)
