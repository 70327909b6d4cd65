"""Residents as the engine keeps them, and what a year does to them."""

from __future__ import annotations

import numpy as np

from sim.engine.counts import Dense
from sim.engine.steps import contract_of
from sim.engine.tables import Month, Residents
from sim.region.residents import DIABETES, HYPERTENSION, Population
from sim.scenario.scenario import Scenario
from sim.vocabulary.tables import PERSONS


def residents_of(population: Population, habit_base: list[float]) -> Residents:
    """Fresh records for one arm: nobody has used anything yet, habits are those of the base year."""
    n = len(population)

    def zeros() -> list[int]:
        return [0] * n

    habit = np.array(habit_base)[population.home]
    return Residents(
        home=population.home.tolist(),
        urban=population.urban.tolist(),
        age=population.age.tolist(),
        scheme=population.scheme.tolist(),
        risks=population.risks.tolist(),
        key_group=population.key_group.tolist(),
        poor=population.poor.tolist(),
        place=population.place.tolist(),
        usual=population.usual.tolist(),
        sign=population.sign.tolist(),
        fulfil=population.fulfil.tolist(),
        old_price=population.old_price.tolist(),
        habit=habit.tolist(),
        first_contacts=zeros(),
        first_primary=zeros(),
        visits=zeros(),
        own_team=zeros(),
        stays=zeros(),
        outpatient_scope=zeros(),
        outpatient_fund=zeros(),
        inpatient_fund=zeros(),
        self_paid=zeros(),
        critical=zeros(),
        out_of_pocket=zeros(),
        last_discharge=[-1] * n,
        readmitted=zeros(),
        last_tick=[-1] * n,
    )


def persons_of_year(r: Residents, m: Month, population: Population, scenario: Scenario) -> Dense:
    """Count people (not visits) at the end of a year; patients from beyond are left out."""
    contract = np.array([contract_of(m, r, i) for i in range(len(population))])
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


def new_year(r: Residents, habit_share: float) -> None:
    """Habits close their share of the gap to the year's first contacts; deductibles and ceilings start again."""
    for i, contacts in enumerate(r.first_contacts):
        if contacts:
            r.habit[i] += habit_share * (r.first_primary[i] / contacts - r.habit[i])
    n = len(r.home)
    for column in (
        r.first_contacts,
        r.first_primary,
        r.visits,
        r.own_team,
        r.stays,
        r.outpatient_scope,
        r.outpatient_fund,
        r.inpatient_fund,
        r.self_paid,
        r.critical,
        r.out_of_pocket,
        r.readmitted,
    ):
        column[:] = [0] * n  # type: ignore[index]
