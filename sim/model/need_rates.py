"""How often who falls ill: the rates, seasons and drifts that the engine draws needs from."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sim.engine.clock import Calendar
from sim.engine.demand import Demand
from sim.engine.tables import World
from sim.model.world import comes_from_beyond, risk_of
from sim.region.residents import Population
from sim.scenario.scenario import Scenario
from sim.vocabulary.measures import MONTHS
from sim.vocabulary.names import AgeBand, Risk

AGES = tuple(band.id.removeprefix("age_") for band in AgeBand)
RISK_SETS = 2 ** len(Risk.carried())
INFLOW_CLASS = len(AGES) * RISK_SETS
AWAY_CLASS = INFLOW_CLASS + 1  # who does not live here yet, or no longer
INFLOW_NEEDS_PER_YEAR = 2.0


def years_since_base(scenario: Scenario, year: int, month: int) -> float:
    """Years from the middle of the base year to the middle of a month; negative before."""
    return year + (month - 0.5) / MONTHS - (scenario.years.base + 0.5)


def demand_class(population: Population, districts: int) -> NDArray[np.int16]:
    """Row of the rate table for every resident: age band and risks, or the class of those from beyond."""
    own = population.risks.astype(np.int16) * np.int16(len(AGES)) + population.age
    return np.where(population.home == districts, np.int16(INFLOW_CLASS), own)


def demand_of(scenario: Scenario, world: World, calendar: Calendar) -> Demand:
    """Rates per year by class and condition at their highest, and the monthly thinning to today's level."""
    conditions = scenario.conditions
    value = {g: {name: number.value for name, number in conditions[g].items()} for g in conditions}
    scale = scenario.region.calibrated["demand_scale"].value
    season = np.array(
        [
            [
                1.0
                + value[g]["season_amplitude"]
                * math.cos(2 * math.pi * (month - value[g]["season_peak_month"]) / MONTHS)
                for g in conditions
            ]
            for month in range(1, MONTHS + 1)
        ]
    )
    drift = np.array([_drift(scenario, when.year, when.month) for when in calendar.months])
    thin = np.empty((len(calendar.months), len(conditions), 3))
    for n, when in enumerate(calendar.months):
        thin[n] = np.outer(season[when.month - 1] / season.max(axis=0), drift[n] / drift.max())
    needed = [risk_of(scenario, g) for g in conditions]
    rates = np.zeros((AWAY_CLASS + 1, len(conditions)))
    for risks in range(RISK_SETS):
        for a, age in enumerate(AGES):
            for c, g in enumerate(conditions):
                if needed[c] is Risk.ANYBODY or risks & needed[c].bit:
                    rates[risks * len(AGES) + a, c] = value[g][f"rate_{age}"] * scale
    from_beyond = [comes_from_beyond(scenario, g) for g in conditions]
    rates[INFLOW_CLASS] = np.where(from_beyond, INFLOW_NEEDS_PER_YEAR / max(1, sum(from_beyond)), 0.0)
    split = np.array([[value[g]["severity_mild"], value[g]["severity_moderate"]] for g in conditions])
    emergency = np.array([[0.0, value[g]["emergency_moderate"], value[g]["emergency_severe"]] for g in conditions])
    return Demand(
        bound=rates * season.max(axis=0) * drift.max(),
        thin=thin,
        severity=np.column_stack([split[:, 0], split.sum(axis=1), np.ones(len(conditions))]),
        emergency=emergency,
        hour_share=np.array(world.hour_share),
        opening_hour=world.opening_hour,
    )


def _season(group: Mapping[str, float], month: int) -> float:
    """Needs of a condition group in a month of the year relative to its mean."""
    return 1.0 + group["season_amplitude"] * math.cos(2 * math.pi * (month - group["season_peak_month"]) / MONTHS)


def _drift(scenario: Scenario, year: int, month: int) -> list[float]:
    """Needs relative to the base year by severity.

    Mild ones drift like primary care, moderate ones like hospital visits. Severe needs stay: stays grow through
    beds, income and ageing, and a drift of severe needs would count that growth twice.
    """
    t = years_since_base(scenario, year, month)
    mild = (1.0 + scenario.parameters["trend_mild_needs"].value) ** t
    moderate = (1.0 + scenario.parameters["trend_hospital_visits"].value) ** t
    return [mild, moderate, 1.0]
