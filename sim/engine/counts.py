"""Counts of one month, not rows: whole numbers added to cells of flat tables.

A cell's flat index is that of its key columns in the order of `vocabulary.tables`; its counts lie side by side.
The reference engine keeps only the cells it touched (a dictionary), compiled code an array; both are written to
by the same functions of `booking`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import MutableSequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from sim.vocabulary.names import AgeBand, Contract, Encounter, Place, Referral, Scheme, Setting, Severity
from sim.vocabulary.tables import BEDS, CASES, NEEDS, PEOPLE, VISITS, TableShape

Cells = MutableSequence[int]
VISIT_KINDS = 3
HOME_PAYERS = 5  # payers before the residents of each home: both funds, outside payer, critical illness, assistance

STARTED, FINISHED = 0, 1


class Counts(NamedTuple):
    """What one month of one run adds up to.

    ``transfers`` (payer * facilities + facility) holds fen, kept apart from the case table so that the two can be
    compared; ``spending`` ((((home * facilities + facility) * 2 + scheme) * 2 + setting) * 2) what the basic fund owes
    for the insured and the charges behind it; ``own_care`` (facility * 2 + scheme) the fund's part of what
    contracted residents' own centre and its village clinics charged for visits; ``flows`` episodes by home, first
    contact and place of admission; ``totals`` episodes started and finished.
    """

    visits: Cells
    cases: Cells
    people: Cells
    needs: Cells
    beds: Cells
    transfers: Cells
    spending: Cells
    own_care: Cells
    flows: Cells
    totals: Cells


@dataclass(frozen=True, slots=True)
class Dense:
    """A sparse table as arrays: one row a cell, key columns as whole numbers, then the counts."""

    shape: TableShape
    keys: NDArray[np.int64]
    counts: NDArray[np.int64]


WIDTH = {shape.name: len(shape.counts) for shape in (VISITS, CASES, PEOPLE, NEEDS, BEDS)}


def sizes_of(facilities: int, conditions: int, districts: int) -> dict[str, tuple[int, ...]]:
    """The number of values of every key column; homes include those from beyond."""
    homes = districts + 1
    return {
        "visits": (homes, facilities, VISIT_KINDS, len(Referral)),
        "cases": (facilities, len(Scheme), conditions, len(Severity), len(Encounter), len(Referral)),
        "people": (homes, len(Place), len(AgeBand), len(Scheme), len(Contract), 2, 2),
        "needs": (homes, conditions, len(Severity), len(AgeBand)),
        "beds": (facilities,),
        "transfers": (HOME_PAYERS + homes, facilities),
        "spending": (homes, facilities, len(Scheme) - 1, len(Setting), 2),
        "own_care": (facilities, len(Scheme) - 1),
        "flows": (homes, len(Place), len(Place) + 1),
        "totals": (2,),
    }


def sparse_counts() -> Counts:
    """Empty counts that remember touched cells only."""
    return Counts(*(cast(Cells, defaultdict(int)) for _ in Counts._fields))


def length_of(name: str, sizes: tuple[int, ...]) -> int:
    """Number of flat entries of a table."""
    return int(np.prod(sizes)) * WIDTH.get(name, 1)


def entries(table: Cells) -> dict[int, int]:
    """The entries of a flat table that are not zero, in order of their index."""
    if isinstance(table, np.ndarray):
        touched = np.flatnonzero(table)
        return dict(zip(touched.tolist(), table[touched].tolist(), strict=True))
    sparse = cast("dict[int, int]", table)
    return {index: sparse[index] for index in sorted(sparse) if sparse[index] != 0}


def dense(shape: TableShape, table: Cells, sizes: tuple[int, ...]) -> Dense:
    """Rows in order of their flat index, so that equal runs give equal bytes whatever kept the counts."""
    width = len(shape.counts)
    counts: NDArray[np.int64]
    if isinstance(table, np.ndarray):
        rows = table.reshape(-1, width)
        # A billed encounter adds one to the first count, so the rest of the largest table need not be looked at.
        index = np.flatnonzero(rows[:, 0]) if shape is CASES else np.unique(np.flatnonzero(table) // width)
        counts = rows[index]
    else:
        found = entries(table)
        flat = np.fromiter(found, dtype=np.int64, count=len(found))
        index, row = np.unique(flat // width, return_inverse=True)
        counts = np.zeros((len(index), width), dtype=np.int64)
        counts[row, flat % width] = np.fromiter(found.values(), dtype=np.int64, count=len(found))
    keys = np.empty((len(index), len(sizes)), dtype=np.int64)
    rest: Any = index
    for column in range(len(sizes) - 1, -1, -1):
        keys[:, column] = rest % sizes[column]
        rest = rest // sizes[column]
    return Dense(shape, keys, counts)
