"""Records of the compiled engine: how a named tuple's columns lie together in memory, from its own annotations.

A column says how small it is kept (``Annotated[Whole, "i2"]``); a record holds the columns in the order in which they
are declared, each at a multiple of its own size, so that what an event touches lies together.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from functools import cache
from typing import Annotated, Any, get_origin, get_type_hints

import numpy as np

Whole1 = Annotated[Sequence[int], "i1"]
Whole2 = Annotated[Sequence[int], "i2"]
Whole4 = Annotated[Sequence[int], "i4"]
Whole8 = Annotated[Sequence[int], "i8"]
# Columns that change during the run.
Count1 = Annotated[MutableSequence[int], "i1"]
Count2 = Annotated[MutableSequence[int], "i2"]
Count4 = Annotated[MutableSequence[int], "i4"]
Count8 = Annotated[MutableSequence[int], "i8"]
Amount8 = Annotated[MutableSequence[float], "f8"]


def formats_of(columns: type) -> dict[str, str]:
    """The kept size of every column of a named tuple that says one."""
    hints = get_type_hints(columns, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items() if get_origin(hint) is Annotated}


def record_of(columns: type) -> np.dtype[Any]:
    """One record of the columns that say how small they are kept."""
    return np.dtype(list(formats_of(columns).items()), align=True)


@cache
def writable(columns: type) -> frozenset[str]:
    """The columns of a named tuple that something may change: those that are not said to be a plain sequence."""
    hints = get_type_hints(columns)
    return frozenset(name for name, hint in hints.items() if get_origin(hint) is not Sequence)


def fixed(columns: type) -> tuple[str, ...]:
    """The columns that nothing may change."""
    return tuple(name for name in formats_of(columns) if name not in writable(columns))
