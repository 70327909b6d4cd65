"""What a rule does to the numbers of a month: moves of cells of tables, folded in one place and one stated order.

The order: first every move that sets a cell or draws it towards a value, in the order of the file, so that of two such
rules on one cell the later one decides; then every multiplication; then every addition. Multiplications among
themselves and additions among themselves do not depend on the order of the file (but for the last bit).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import EllipsisType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Table: TypeAlias = NDArray[Any]
Index: TypeAlias = Any  # whatever NumPy takes between brackets
Value: TypeAlias = float | int | bool | Table


class How(Enum):
    """What a move does to its cells."""

    SET = "set"
    TOWARD = "toward"  # by the strength of the rule from what is to the value
    RAISE = "raise"  # the same, never down
    MULTIPLY = "multiply"
    ADD = "add"


ORDER = ((How.SET, How.TOWARD, How.RAISE), (How.MULTIPLY,), (How.ADD,))


@dataclass(frozen=True, slots=True)
class Move:
    """One move of the ``cells`` of a table; ``strength`` says how far towards the value (`How.TOWARD`, `How.RAISE`)."""

    table: str
    how: How
    value: Value
    cells: Index | EllipsisType = ...
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class AddedRow:
    """One more row of a list of what is in force, in the order of the file."""

    table: str
    value: Any


def crossing(*index: Sequence[int] | NDArray[np.int64]) -> Index:
    """The cells of a table at the crossings of these rows, columns, ..."""
    return np.ix_(*(np.asarray(i, dtype=np.int64) for i in index))


def folded(
    tables: Mapping[str, Table], moves: Sequence[Move], shares: frozenset[str] = frozenset()
) -> dict[str, Table]:
    """The tables after all moves, not to be written to; those given stay as they are.

    ``shares`` names tables that an addition cannot bring below 0 or above 1.

    Raises
    ------
    KeyError
        If a move names a table that there is not.
    """
    found = {name: np.array(table) for name, table in tables.items()}
    for kinds in ORDER:
        for move in moves:
            if move.how in kinds:
                table = found[move.table]
                moved = _moved(move, table[move.cells])
                bounded = move.how is How.ADD and move.table in shares
                table[move.cells] = np.clip(moved, 0.0, 1.0) if bounded else moved
    for table in found.values():
        table.flags.writeable = False
    return found


def _moved(move: Move, now: Any) -> Any:
    """The new value of a move's cells."""
    if move.how is How.SET:
        return move.value
    if move.how is How.MULTIPLY:
        return now * move.value
    if move.how is How.ADD:
        return now + move.value
    goal = np.maximum(now, move.value) if move.how is How.RAISE else move.value
    return now + move.strength * (goal - now)
