"""Residents as the engines keep them, and people counted at the end of a year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.engine.counts import Dense
from sim.engine.tables import Month, Residents
from sim.region.residents import DIABETES, HYPERTENSION, Population
from sim.scenario.scenario import Scenario
from sim.vocabulary.tables import PERSONS


def residents_of(population: Population, habit_base: list[float]) -> Residents:
    """Fresh records for one arm: nobody has used anything yet, habits are those of the base year.

    Columns are as narrow as their values allow: a prefecture of millions lies in memory once an arm.
    """
    n = len(population)

    def zeros(kind: type[np.signedinteger[Any]], value: int = 0) -> Any:
        return np.full(n, value, dtype=kind)

    people: Any = population
    return Residents(
        home=people.home,
        urban=people.urban,
        age=people.age,
        scheme=people.scheme,
        risks=people.risks,
        key_group=people.key_group,
        poor=people.poor,
        place=people.place,
        usual=people.usual,
        sign=people.sign,
        fulfil=people.fulfil,
        old_price=people.old_price,
        habit=np.array(habit_base)[population.home],  # type: ignore[arg-type]
        first_contacts=zeros(np.int16),
        first_primary=zeros(np.int16),
        visits=zeros(np.int16),
        own_team=zeros(np.int16),
        stays=zeros(np.int16),
        outpatient_scope=zeros(np.int32),
        outpatient_fund=zeros(np.int32),
        inpatient_fund=zeros(np.int32),
        self_paid=zeros(np.int64),
        critical=zeros(np.int32),
        out_of_pocket=zeros(np.int64),
        last_discharge=zeros(np.int16, -1),
        readmitted=zeros(np.int16),
        last_tick=zeros(np.int64, -1),
    )


def persons_of_year(
    r: Residents, contracts: Sequence[int], m: Month, population: Population, scenario: Scenario
) -> Dense:
    """Count people (not visits) at the end of a year; patients from beyond are left out."""
    contract = np.asarray(contracts)
    visits, stays = np.array(r.visits), np.array(r.stays)
    gap = np.array(r.readmitted)
    value = scenario.parameters
    ratio = np.array([value["income_ratio_low"].value, 1.0, value["income_ratio_high"].value])
    income_fen = ratio[population.income] * value["income_yuan"].value * 100 * m.income_index
    managed = ((population.risks & (HYPERTENSION | DIABETES)) > 0) & (contract == 2)
    flags = np.column_stack(
        [
            np.ones(len(population), dtype=np.int64),
            visits > 0,
            stays > 0,
            (gap > 0) & (gap <= 15),
            gap > 0,
            managed,
            np.array(r.own_team) > 0,
            np.array(r.out_of_pocket) > value["catastrophic_share"].value * income_fen,
        ]
    ).astype(np.int64)
    keys = np.column_stack(
        [population.home, population.age, population.scheme, contract, population.key_group, population.urban]
    ).astype(np.int64)
    inside = population.home < len(scenario.region.districts)
    unique, inverse = np.unique(keys[inside], axis=0, return_inverse=True)
    counts = np.zeros((len(unique), flags.shape[1]), dtype=np.int64)
    np.add.at(counts, inverse.ravel(), flags[inside])
    return Dense(PERSONS, unique, counts)
