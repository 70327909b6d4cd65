"""What decides a run up to a month, as one mark: runs of one mark have the same past.

A month's plan takes from rules and alliances the changes of that month and nothing else (`in_force.changes_of`), and
from the rest of the scenario what has no rules in it. So two runs that agree in the latter, in their luck and in the
changes of every month before some month are one run until then, whatever their rules do later.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from types import EllipsisType
from typing import Any

import numpy as np
from pydantic import BaseModel

from sim.model.in_force import changes_of
from sim.model.setup import Setup
from sim.scenario.fingerprint import fingerprint
from sim.scenario.subset import simulated
from sim.vocabulary.names import Arm


def marks_of(setup: Setup, program: str) -> Iterator[str]:
    """The mark of all before each month, the first to the last, and of all of them; ``program`` says which runs it."""
    task = setup.task
    plain = fingerprint(simulated(task.scenario, rules_on=False))
    luck = (task.seed, task.replication, task.sample, task.simulate_queues)
    mark = _mixed(program, plain, *luck, setup.pays_per_head, setup.months)
    yield mark
    for when in setup.months:
        changes = changes_of(
            task.scenario,
            setup.facilities,
            setup.key_share,
            when.year,
            when.month,
            rules_on=task.arm is Arm.REFORM,
        )
        mark = _mixed(mark, changes)
        yield mark


def _mixed(*values: Any) -> str:
    """One number for all that values say, the same for equal values.

    Raises
    ------
    TypeError : a value of a kind that is not known to be told in full.
    """
    mixed = hashlib.sha256()
    for part in _told(values):
        mixed.update(part)
        mixed.update(b"\0")
    return mixed.hexdigest()


def _told(value: Any) -> Iterator[bytes]:
    """A value's kind and content; how many parts follow stands before them, so that no two values read alike."""
    kind = type(value).__name__
    if isinstance(value, Enum):
        yield f"{kind}.{value.name}".encode()
    elif value is None or isinstance(value, bool | int | float | str | EllipsisType | np.generic):
        yield f"{kind} {value!r}".encode()
    elif isinstance(value, np.ndarray):
        yield f"{kind} {value.dtype.str} {value.shape}".encode()
        yield np.ascontiguousarray(value).tobytes()
    else:
        parts = _parts(value)
        yield f"{kind} {len(parts)}".encode()
        for part in parts:
            yield from _told(part)


def _parts(value: Any) -> Sequence[Any]:
    """What a value is made of."""
    if isinstance(value, tuple | list):
        return value
    if isinstance(value, slice):
        return (value.start, value.stop, value.step)
    if isinstance(value, Mapping):
        return tuple(value.items())
    if isinstance(value, BaseModel):
        return tuple(dict(value).items())
    if is_dataclass(value):
        return tuple(getattr(value, field.name) for field in fields(value))
    raise TypeError(f"nobody knows what decides a {type(value).__name__}")
