"""Residents as the engines keep them, and people counted at the end of a year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.counts import Dense
from sim.engine.records import fixed
from sim.engine.tables import RESIDENT, Month, Residents
from sim.region.residents import Population
from sim.scenario.scenario import Scenario
from sim.vocabulary.measures import FEN
from sim.vocabulary.names import Contract, Risk
from sim.vocabulary.tables import PERSONS, Size

# What basic public health services look after (基本公共卫生服务慢性病管理).
MANAGED = Risk.HYPERTENSION.bit | Risk.DIABETES.bit


def residents_of(population: Population, habit_base: list[float]) -> Residents:
    """Fresh records for one arm: nobody has used anything yet, habits are those of the base year."""
    records = np.zeros(len(population), dtype=RESIDENT)
    for name in fixed(Residents):
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
    income_fen = ratio[population.income] * value["income_yuan"].value * FEN * m.income_index
    managed = ((population.risks & MANAGED) > 0) & (contract == Contract.EFFECTIVE)
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
    sizes = PERSONS.sizes({Size.DISTRICTS: len(scenario.region.districts)})
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
