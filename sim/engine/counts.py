"""Counts of one month, not rows: whole numbers added to cells of the flat tables declared in `vocabulary.tables`.

The reference engine keeps only the cells it touched (a dictionary), compiled code an array; both are written to
by the same functions of `booking`.
"""

from __future__ import annotations

import math
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

    ``transfers`` are kept apart from ``billed`` so that the two can be compared. Of what could be billed little is, so
    cells of ``billed`` lie in the order in which they are first billed: `booking.bill_row` gives each its place.
    """

    visits: Cells
    billed: Cells
    people: Cells
    needs: Cells
    beds: Cells
    bookings: Cells
    transfers: Cells
    spending: Cells
    own_care: Cells
    flows: Cells
    totals: Cells
    bill_place: Cells  # [cells of billed] its place, 0 before its first bill
    bill_cell: Cells  # [places] the cell
    bill_places: Cells  # [1] places taken


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
    arrays: Any = {name: np.zeros(shape.length(region), dtype=np.int64) for name, shape in SHAPES.items()}
    cells = math.prod(BILLED.sizes(region))
    arrays["billed"] = np.zeros((cells + 1) * BILLED.width, dtype=np.int64)  # what is not used is not touched
    return Counts(
        **arrays,
        bill_place=cast(Cells, np.zeros(cells, dtype=np.int32)),
        bill_cell=cast(Cells, np.zeros(cells + 1, dtype=np.int64)),
        bill_places=cast(Cells, np.zeros(1, dtype=np.int64)),
    )


def clear(counts: Counts) -> None:
    """Nothing counted in dense counts; of the largest table only what was."""
    arrays: Any = counts
    taken = int(arrays.bill_places[0]) + 1
    arrays.bill_place[arrays.bill_cell[1:taken]] = 0
    arrays.billed[: taken * BILLED.width] = 0
    for name in (*(name for name in SHAPES if name != "billed"), "bill_places"):
        getattr(arrays, name).fill(0)


def billed(counts: Counts, region: Mapping[Size, int]) -> Dense:
    """What was billed, as `dense` gives the other tables."""
    width, taken = BILLED.width, int(counts.bill_places[0]) + 1
    cells, flat = _first(counts.bill_cell, taken)[1:], _first(counts.billed, taken * width)
    rows, order = flat.reshape(-1, width)[1:], np.argsort(cells)
    return Dense(BILLED, _keys(BILLED, cells[order], region), rows[order])


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
        index = np.unique(np.flatnonzero(table) // width)
        counts = rows[index]
    else:
        found = entries(table)
        flat = np.fromiter(found, dtype=np.int64, count=len(found))
        index, row = np.unique(flat // width, return_inverse=True)
        counts = np.zeros((len(index), width), dtype=np.int64)
        counts[row, flat % width] = np.fromiter(found.values(), dtype=np.int64, count=len(found))
    return Dense(shape, _keys(shape, index, region), counts)


def _first(table: Cells, size: int) -> NDArray[np.int64]:
    """The first entries of a flat table."""
    if isinstance(table, np.ndarray):
        return cast("NDArray[np.int64]", table[:size])
    return np.array([table[at] for at in range(size)], dtype=np.int64)


def _keys(shape: TableShape, cells: NDArray[np.int64], region: Mapping[Size, int]) -> NDArray[np.int64]:
    """The keys of cells, one row a cell."""
    sizes = shape.sizes(region)
    keys = np.empty((len(cells), len(sizes)), dtype=np.int64)
    rest: Any = cells
    for column in range(len(sizes) - 1, -1, -1):
        keys[:, column] = rest % sizes[column]
        rest = rest // sizes[column]
    return keys
