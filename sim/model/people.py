"""Residents as the engines keep them, and people counted at the end of a year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.counts import Dense
from sim.engine.records import fixed, writable
from sim.engine.tables import RESIDENT, Month, Residents
from sim.region.residents import Population
from sim.scenario.scenario import Scenario
from sim.vocabulary.measures import FEN
from sim.vocabulary.names import Contract, Risk
from sim.vocabulary.tables import PERSONS, Size

# What basic public health services look after (基本公共卫生服务慢性病管理).
AT_ONCE = 1 << 17  # residents: what is worked out of them for a moment is small beside their records
MANAGED = Risk.HYPERTENSION.bit | Risk.DIABETES.bit


def residents_of(population: Population, habit_base: list[float]) -> Residents:
    """Fresh records for one arm: nobody has used anything yet, habits are those of the base year."""
    records = np.zeros(len(population), dtype=RESIDENT)
    for name in fixed(Residents):
        records[name] = getattr(population, name)
    records["habit"] = np.array(habit_base)[population.home]
    records["last_discharge"] = -1
    records["last_tick"] = -1
    kept = RESIDENT.names or ()
    rarely = {name: np.zeros(len(population), dtype=np.int64) for name in writable(Residents) - set(kept)}
    columns: Any = (
        records[name] if name in kept else rarely[name] if name in rarely else getattr(population, name)
        for name in Residents._fields
    )  # fmt: skip
    return Residents(*columns)


def in_records(population: Population, r: Residents) -> Population:
    """The same people, what an engine's records hold of them in its memory and not twice."""
    columns: Any = {name: getattr(r, name) for name in fixed(Residents)}
    return replace(population, **columns)


def apart(population: Population) -> Population:
    """The same people in memory of their own, so that the records can go."""
    columns: Any = {name: np.array(getattr(population, name)) for name in fixed(Residents)}
    return replace(population, **columns)


def persons_of_year(
    r: Residents, m: Month, population: Population, scenario: Scenario, away: Sequence[slice] = ()
) -> Dense:
    """Count people (not visits) at the end of a year; patients from beyond, and who is ``away``, are left out."""
    here = np.ones(len(population), dtype=np.bool_)
    for absent in away:
        here[absent] = False
    sizes = PERSONS.sizes({Size.DISTRICTS: len(scenario.region.districts)})
    table = np.zeros((math.prod(sizes), PERSONS.width), dtype=np.int64)
    for first in range(0, len(population), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        _count_persons(table, sizes, some, here[some], r, m, population, scenario)
    cells = np.flatnonzero(table[:, 0])
    return Dense(PERSONS, np.column_stack(np.unravel_index(cells, sizes)).astype(np.int64), table[cells])


def _count_persons(
    table: NDArray[np.int64],
    sizes: Sequence[int],
    some: slice,
    here: NDArray[np.bool_],
    r: Residents,
    m: Month,
    population: Population,
    scenario: Scenario,
) -> None:
    """Add some of the residents, those who are there."""
    visits, stays, gap, own_team, pocket, contract = (
        np.array(column[some]) for column in (r.visits, r.stays, r.readmitted, r.own_team, r.out_of_pocket, r.contract)
    )
    home, age, scheme, key_group, urban, income, risks = (
        np.array(getattr(population, name)[some])
        for name in ("home", "age", "scheme", "key_group", "urban", "income", "risks")
    )
    value = scenario.parameters
    ratio = np.array([value["income_ratio_low"].value, 1.0, value["income_ratio_high"].value])
    income_fen = ratio[income] * value["income_yuan"].value * FEN * m.income_index
    flags = (
        np.ones(len(home), dtype=np.bool_),
        visits > 0,
        stays > 0,
        (gap > 0) & (gap <= 15),
        gap > 0,
        ((risks & MANAGED) > 0) & (contract == Contract.EFFECTIVE),
        own_team > 0,
        pocket > value["catastrophic_share"].value * income_fen,
        (risks & MANAGED) > 0,
    )
    inside = here & (home < sizes[0])
    row = np.zeros(len(home), dtype=np.int32)
    for key, size in zip((home, age, scheme, contract, key_group, urban), sizes, strict=True):
        row = row * np.int32(size) + key.astype(np.int32)
    for count, flag in enumerate(flags):
        table[:, count] += np.bincount(row[inside & flag], minlength=len(table))
