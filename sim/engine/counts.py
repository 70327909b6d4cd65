"""Counts of one month, not rows: whole numbers added to cells of the flat tables declared in `vocabulary.tables`.

The reference engine keeps only the cells it touched (a dictionary), compiled code an array; both are written to
by the same functions of `booking`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, MutableSequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables import World
from sim.vocabulary.names import Layer, Place
from sim.vocabulary.tables import BILLED, COUNTED, Size, TableShape

Cells = MutableSequence[int]


class Counts(NamedTuple):
    """What one month of one run adds up to: one flat table a declaration, by its name.

    ``transfers`` are kept apart from ``billed`` so that the two can be compared.
    """

    visits: Cells
    billed: Cells
    people: Cells
    needs: Cells
    beds: Cells
    transfers: Cells
    spending: Cells
    own_care: Cells
    flows: Cells
    totals: Cells


SHAPES: Mapping[str, TableShape] = {shape.name: shape for shape in COUNTED}


@dataclass(frozen=True, slots=True)
class Dense:
    """A sparse table as arrays: one row a cell, key columns as whole numbers, then the counts."""

    shape: TableShape
    keys: NDArray[np.int64]
    counts: NDArray[np.int64]


def sizes_of(w: World) -> Mapping[Size, int]:
    """How many there are in a region of everything that tables are keyed by; homes include those from beyond."""
    homes, payers = w.districts + 1, w.payers + 1
    return {
        Size.HOMES: homes,
        Size.DISTRICTS: w.districts,
        Size.FACILITIES: w.facilities,
        Size.CONDITIONS: w.conditions,
        Size.PAYERS: payers,
        Size.FUNDS: w.payers,
        Size.PURSES: payers * len(Layer) + homes,
        Size.ENDS: len(Place) + 1,
    }


def sparse_counts() -> Counts:
    """Empty counts that remember touched cells only."""
    return Counts(*(cast(Cells, defaultdict(int)) for _ in Counts._fields))


def dense_counts(region: Mapping[Size, int]) -> Counts:
    """Empty counts with every cell there."""
    arrays: Any = (np.zeros(SHAPES[name].length(region), dtype=np.int64) for name in Counts._fields)
    return Counts(*arrays)


def entries(table: Cells) -> dict[int, int]:
    """The entries of a flat table that are not zero, in order of their index."""
    if isinstance(table, np.ndarray):
        touched = np.flatnonzero(table)
        return dict(zip(touched.tolist(), table[touched].tolist(), strict=True))
    sparse = cast("dict[int, int]", table)
    return {index: sparse[index] for index in sorted(sparse) if sparse[index] != 0}


def filled(shape: TableShape, table: Cells, region: Mapping[Size, int]) -> NDArray[np.int64]:
    """A flat table with its zeros: an axis a key, the counts last."""
    found = np.zeros(shape.length(region), dtype=np.int64)
    for index, amount in entries(table).items():
        found[index] = amount
    return found.reshape(*shape.sizes(region), shape.width)


def dense(shape: TableShape, table: Cells, region: Mapping[Size, int]) -> Dense:
    """Rows in order of their flat index, so that equal runs give equal bytes whatever kept the counts."""
    width = shape.width
    counts: NDArray[np.int64]
    if isinstance(table, np.ndarray):
        rows = table.reshape(-1, width)
        # A billed encounter adds one to the first count, so the rest of the largest table need not be looked at.
        index = np.flatnonzero(rows[:, 0]) if shape is BILLED else np.unique(np.flatnonzero(table) // width)
        counts = rows[index]
    else:
        found = entries(table)
        flat = np.fromiter(found, dtype=np.int64, count=len(found))
        index, row = np.unique(flat // width, return_inverse=True)
        counts = np.zeros((len(index), width), dtype=np.int64)
        counts[row, flat % width] = np.fromiter(found.values(), dtype=np.int64, count=len(found))
    sizes = shape.sizes(region)
    keys = np.empty((len(index), len(sizes)), dtype=np.int64)
    rest: Any = index
    for column in range(len(sizes) - 1, -1, -1):
        keys[:, column] = rest % sizes[column]
        rest = rest // sizes[column]
    return Dense(shape, keys, counts)
