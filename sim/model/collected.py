"""The months of a run as one table: numbers until the end, words and stamps once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.engine.counts import Dense
from sim.model.words import named
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario

Row = int | NDArray[np.int64]  # one value for all rows, or one a row


@dataclass(frozen=True, slots=True)
class Part:
    """One month of a table, or a year of one that is counted once a year."""

    year: int
    month: int | None
    table: Dense


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands in front of every row of a run."""

    arm: str
    replication: int

    def on(self, frame: pd.DataFrame, year: Row, month: Row | None) -> pd.DataFrame:
        """The frame with arm, replication, year and, if there is one, month in front."""
        stamps = {"arm": self.arm, "replication": self.replication, "year": year, "month": month}
        there = {name: value for name, value in stamps.items() if value is not None}
        for position, (name, value) in enumerate(there.items()):
            frame.insert(position, name, value)  # type: ignore[arg-type]  # the stubs know no array of int64
        return frame

    def table(self, parts: Sequence[Part], scenario: Scenario, facilities: Facilities) -> pd.DataFrame:
        """All parts of one table, words for numbers."""
        whole = Dense(
            parts[0].table.shape,
            np.concatenate([part.table.keys for part in parts]),
            np.concatenate([part.table.counts for part in parts]),
        )
        rows = [len(part.table.keys) for part in parts]
        year = np.repeat([part.year for part in parts], rows)
        month = None if parts[0].month is None else np.repeat([part.month or 0 for part in parts], rows)
        return self.on(named(whole, scenario, facilities), year, month)
