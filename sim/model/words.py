"""Count tables with ids in place of numbers: what goes to disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.engine.counts import Dense
from sim.region.description import Payer
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Scheme
from sim.vocabulary.tables import CASES, FROM_BEYOND, Size, TableShape


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


def named(
    shape: TableShape,
    keys: Sequence[NDArray[np.integer[Any]]],
    counts: Sequence[NDArray[np.int64]],
    scenario: Scenario,
    facilities: Facilities,
) -> pd.DataFrame:
    """A data frame with a table's key columns as words and its counts as whole numbers."""
    homes = [district.id for district in scenario.region.districts]
    regional = {
        Size.HOMES: [*homes, FROM_BEYOND],
        Size.DISTRICTS: homes,
        Size.FACILITIES: [facility.id for facility in facilities.all],
        Size.CONDITIONS: list(scenario.conditions),
    }
    columns: dict[str, Any] = {}
    for numbers, (key, words) in zip(keys, shape.keys.items(), strict=True):
        known = pd.Index(regional[words] if isinstance(words, Size) else words.ids())
        columns[key] = pd.Categorical.from_codes(numbers, categories=known)
    return pd.DataFrame({**columns, **dict(zip(shape.counts, counts, strict=True))}, copy=False)
