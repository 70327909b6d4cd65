"""Residents as the engines keep them, and people counted at the end of a year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.counts import Dense
from sim.engine.tables import Month, Residents
from sim.region.residents import DIABETES, HYPERTENSION, Population
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import AgeBand, Contract, Scheme
from sim.vocabulary.tables import PERSONS

HABIT = Residents._fields.index("habit")  # the fields before it never change


# One resident is one record of 96 bytes, what is read first in front: memory decides the speed of a
# run over millions, and every encounter looks at one resident's whole record.
RECORD = np.dtype(
    {
        "names": list(Residents._fields),
        "formats": [
            "i1", "i1", "i1", "i1", "i1", "i1", "i1", "i2", "i2", "f8", "f8", "i1",
            "f8", "i2", "i2", "i2", "i2", "i2", "i8", "i4", "i4", "i8", "i4", "i8", "i2", "i2", "i8",
        ],
        "offsets": [
            0, 1, 2, 3, 4, 5, 6, 8, 10, 16, 24, 7,
            32, 40, 42, 44, 46, 48, 56, 12, 64, 72, 68, 80, 50, 52, 88,
        ],
        "itemsize": 96,
    }
)  # fmt: skip


def residents_of(population: Population, habit_base: list[float]) -> Residents:
    """Fresh records for one arm: nobody has used anything yet, habits are those of the base year."""
    records = np.zeros(len(population), dtype=RECORD)
    for name in Residents._fields[:HABIT]:
        records[name] = getattr(population, name)
    records["habit"] = np.array(habit_base)[population.home]
    records["last_discharge"] = -1
    records["last_tick"] = -1
    columns: Any = (records[name] for name in Residents._fields)
    return Residents(*columns)


def persons_of_year(
    r: Residents, contracts: Sequence[int] | NDArray[np.int64], m: Month, population: Population, scenario: Scenario
) -> Dense:
    """Count people (not visits) at the end of a year; patients from beyond are left out."""
    contract = np.asarray(contracts)
    visits, stays = np.array(r.visits), np.array(r.stays)
    gap = np.array(r.readmitted)
    value = scenario.parameters
    ratio = np.array([value["income_ratio_low"].value, 1.0, value["income_ratio_high"].value])
    income_fen = ratio[population.income] * value["income_yuan"].value * 100 * m.income_index
    managed = ((population.risks & (HYPERTENSION | DIABETES)) > 0) & (contract == 2)
    flags = (
        np.ones(len(population), dtype=np.bool_),
        visits > 0,
        stays > 0,
        (gap > 0) & (gap <= 15),
        gap > 0,
        managed,
        np.array(r.own_team) > 0,
        np.array(r.out_of_pocket) > value["catastrophic_share"].value * income_fen,
    )
    sizes = (len(scenario.region.districts), len(AgeBand), len(Scheme), len(Contract), 2, 2)
    inside = population.home < sizes[0]
    row = np.zeros(len(population), dtype=np.int32)
    keys = (population.home, population.age, population.scheme, contract, population.key_group, population.urban)
    for key, size in zip(keys, sizes, strict=True):
        row = row * np.int32(size) + key.astype(np.int32)
    table = np.column_stack([np.bincount(row[inside & flag], minlength=math.prod(sizes)) for flag in flags])
    cells = np.flatnonzero(table[:, 0])
    return Dense(
        PERSONS, np.column_stack(np.unravel_index(cells, sizes)).astype(np.int64), table[cells].astype(np.int64)
    )
