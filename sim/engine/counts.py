"""Counts of one month, not rows: whole numbers added to cells, and the flat index of every cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.vocabulary.names import AgeBand, Contract, Encounter, Place, Referral, Scheme, Severity
from sim.vocabulary.tables import BEDS, CASES, NEEDS, PEOPLE, VISITS, TableShape

Cells = defaultdict[int, list[int]]
VISIT_KINDS = 3

# Payers of the transfers a bill makes; residents of each home (and those from beyond) follow as one account each.
FUND_EMPLOYEE, FUND_RESIDENT, OUTSIDE_PAYER, CRITICAL_ILLNESS, ASSISTANCE, FIRST_HOME = range(6)


def cells(width: int) -> Cells:
    """An empty sparse table: flat index -> counts."""

    def zero() -> list[int]:
        return [0] * width

    make: Callable[[], list[int]] = zero
    return defaultdict(make)


@dataclass(slots=True)
class Counts:
    """What one month of one run adds up to.

    ``transfers`` is keyed by payer * facilities + facility and holds fen, kept apart from the case table so
    that the two can be compared. ``onsets_lost`` counts needs beyond the room for a month.
    """

    visits: Cells = field(default_factory=lambda: cells(len(VISITS.counts)))
    cases: Cells = field(default_factory=lambda: cells(len(CASES.counts)))
    people: Cells = field(default_factory=lambda: cells(len(PEOPLE.counts)))
    needs: Cells = field(default_factory=lambda: cells(len(NEEDS.counts)))
    beds: Cells = field(default_factory=lambda: cells(len(BEDS.counts)))
    transfers: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    flows: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    started: int = 0
    finished: int = 0
    above_bound: int = 0


@dataclass(frozen=True, slots=True)
class Dense:
    """A sparse table as arrays: one row a cell, key columns as whole numbers, then the counts."""

    shape: TableShape
    keys: NDArray[np.int64]
    counts: NDArray[np.int64]


def dense(shape: TableShape, table: Cells, sizes: tuple[int, ...]) -> Dense:
    """Rows in order of their flat index, so that equal runs give equal bytes."""
    index = np.array(sorted(table), dtype=np.int64)
    counts = np.array([table[i] for i in index.tolist()], dtype=np.int64).reshape(len(index), len(shape.counts))
    keys = np.empty((len(index), len(sizes)), dtype=np.int64)
    rest = index
    for column in range(len(sizes) - 1, -1, -1):
        keys[:, column] = rest % sizes[column]
        rest = rest // sizes[column]
    return Dense(shape, keys, counts)


def sizes_of(facilities: int, conditions: int, districts: int) -> dict[str, tuple[int, ...]]:
    """The number of values of every key column of the monthly tables; homes include those from beyond."""
    homes = districts + 1
    return {
        "visits": (homes, facilities, VISIT_KINDS, len(Referral)),
        "cases": (facilities, len(Scheme), conditions, len(Severity), len(Encounter), len(Referral)),
        "people": (homes, len(Place), len(AgeBand), len(Scheme), len(Contract), 2, 2),
        "needs": (homes, conditions, len(Severity), len(AgeBand)),
        "beds": (facilities,),
        "flows": (homes, len(Place), len(Place) + 1),
    }
