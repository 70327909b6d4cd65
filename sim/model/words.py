"""Count tables with ids in place of numbers: what goes to disk."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.engine.counts import Dense
from sim.region.description import Payer
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Scheme
from sim.vocabulary.tables import CASES, Size

INFLOW = "inflow"  # the home of patients from beyond the prefecture


def by_scheme(billed: Dense, payers: Sequence[Payer]) -> Dense:
    """What was billed, by the payers' schemes, as it is written; payers of one scheme are added up."""
    scheme = np.array([*(payer.scheme for payer in payers), Scheme.NONE], dtype=np.int64)
    if np.array_equal(scheme, np.arange(len(Scheme))):
        return Dense(CASES, billed.keys, billed.counts)
    keys, column = billed.keys.copy(), list(billed.shape.keys).index("payer")
    keys[:, column] = scheme[keys[:, column]]
    rows, place = np.unique(keys, axis=0, return_inverse=True)
    counts = np.zeros((len(rows), billed.shape.width), dtype=np.int64)
    np.add.at(counts, place.ravel(), billed.counts)
    return Dense(CASES, rows, counts)


def named(table: Dense, scenario: Scenario, facilities: Facilities) -> pd.DataFrame:
    """A data frame with the table's key columns as words and its counts as whole numbers."""
    homes = [district.id for district in scenario.region.districts]
    regional = {
        Size.HOMES: [*homes, INFLOW],
        Size.DISTRICTS: homes,
        Size.FACILITIES: [facility.id for facility in facilities.all],
        Size.CONDITIONS: list(scenario.conditions),
    }
    frame = pd.DataFrame()
    for column, (key, words) in enumerate(table.shape.keys.items()):
        known = pd.Index(regional[words] if isinstance(words, Size) else words.ids())
        frame[key] = pd.Categorical.from_codes(table.keys[:, column].tolist(), categories=known)
    for column, count in enumerate(table.shape.counts):
        frame[count] = table.counts[:, column]
    return frame
