"""All that is printed or drawn in words: every label and every phrase of every table, whatever module holds it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import sim
from sim.vocabulary.labels import labels


def texts() -> Iterator[str]:
    """Each text in each language."""
    yield from (text for row in labels().values() for text in (row.zh, row.en))
    for found in pkgutil.walk_packages(sim.__path__, "sim."):
        for table in vars(importlib.import_module(found.name)).values():
            if isinstance(table, dict):
                yield from (text for row in table.values() if _phrase(row) for text in row)


def _phrase(row: object) -> bool:
    return isinstance(row, tuple) and all(isinstance(text, str) for text in row)
