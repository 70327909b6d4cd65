"""The months of a run as one table: numbers until the end, words and stamps once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.engine.counts import Dense
from sim.model.words import named
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario
from sim.vocabulary.tables import TableShape

Column = NDArray[np.integer[Any]]
Rows = NDArray[np.int64]  # a value a row


@dataclass(frozen=True, slots=True)
class Part:
    """One month of a table, or a year of one that is counted once a year; each column as narrow as its numbers are."""

    year: int
    month: int | None
    rows: int
    keys: tuple[Column, ...]
    counts: tuple[Column, ...]


def part_of(year: int, month: int | None, table: Dense) -> Part:
    """A table to be kept until the end of the run."""
    return Part(year, month, len(table.keys), _narrow(table.keys), _narrow(table.counts))


def _narrow(table: NDArray[np.int64]) -> tuple[Column, ...]:
    """The columns of a table, each in the smallest type of whole numbers that holds it."""
    found = []
    for column in table.T:
        ends = (column.min(), column.max()) if len(column) else (0, 0)
        found.append(column.astype(np.result_type(*(np.min_scalar_type(int(end)) for end in ends))))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class MoneyPart:
    """One month of a table of money, or a year of one that is settled once a year."""

    year: int
    month: int | None
    rows: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands in front of every row of a run."""

    arm: str
    replication: int

    def on(self, frame: pd.DataFrame, year: Rows, month: Rows | None) -> pd.DataFrame:
        """The frame with arm, replication, year and, if there is one, month in front."""
        stamps = {"arm": self.arm, "replication": self.replication, "year": year, "month": month}
        there = {name: value for name, value in stamps.items() if value is not None}
        for position, (name, value) in enumerate(there.items()):
            frame.insert(position, name, value)  # type: ignore[arg-type]  # the stubs know no array of int64
        return frame

    def money(self, parts: Sequence[MoneyPart]) -> pd.DataFrame:
        """All parts of one table of money."""
        rows = [len(part.rows) for part in parts]
        return self.on(pd.concat([part.rows for part in parts], ignore_index=True), *_when(parts, rows))

    def table(
        self, shape: TableShape, parts: Sequence[Part], scenario: Scenario, facilities: Facilities
    ) -> pd.DataFrame:
        """All parts of one table, words for numbers."""
        keys = [np.concatenate(column) for column in zip(*(part.keys for part in parts), strict=True)]
        counts = [
            np.concatenate(column).astype(np.int64) for column in zip(*(part.counts for part in parts), strict=True)
        ]
        when = _when(parts, [part.rows for part in parts])
        return self.on(named(shape, keys, counts, scenario, facilities), *when)


def _when(parts: Sequence[Part] | Sequence[MoneyPart], rows: Sequence[int]) -> tuple[Rows, Rows | None]:
    """The year of every row of all parts, and the month where they are of months."""
    year = np.repeat([part.year for part in parts], rows)
    return year, None if parts[0].month is None else np.repeat([part.month or 0 for part in parts], rows)
