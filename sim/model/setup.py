"""What never changes in a run: who lives where, what there is, and the base year; made once, never edited."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.draws import seed_of
from sim.engine.clock import Calendar, CalendarMonth
from sim.engine.demand import Classes, Demand
from sim.engine.tables import Behaviour, World
from sim.model.base_year import BaseYear, base_year_of
from sim.model.need_rates import demand_class, demand_of
from sim.model.prices import cost_base_of
from sim.model.task import Task
from sim.model.world import behaviour_of, world_of
from sim.policy.levers.capitation import Capitation
from sim.region.facilities import Facilities, facilities_of
from sim.region.residents import Population, population_of
from sim.scenario.scenario import Scenario

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Setup:
    """One arm of one replication before anything happens.

    ``months`` are those to simulate. ``capacity`` is the share of doctors and beds that is there: below 1 where the
    queues of a sample are simulated, at least one of each; whole doctors make small places roomier than they are, so
    that serves to compare engines, not to read waits. ``cost_base[F, category]`` is the marginal cost of a yuan
    charged. By home: ``residents``, ``insured_at[district, payer]`` those with a payer here, ``key_share`` the
    share in the key groups; ``insured`` those of each payer. ``demand_class`` is everybody's row of the rates of
    ``demand``.
    """

    task: Task
    facilities: Facilities
    calendar: Calendar
    months: tuple[CalendarMonth, ...]
    capacity: float
    world: World
    behaviour: Behaviour
    base: BaseYear
    cost_base: Floats
    seed: int
    population: Population
    demand: Demand
    demand_class: Classes
    residents: Ints
    insured_at: Ints
    insured: Ints
    key_share: Floats

    @property
    def scenario(self) -> Scenario:
        """The scenario of the task."""
        return self.task.scenario

    @property
    def pays_per_head(self) -> bool:
        """Whether a rule of the scenario ever pays by contracts."""
        return any(rule.lever.id == Capitation.id for rule in self.scenario.rules)

    @property
    def ids(self) -> list[str]:
        """The facilities' ids, in their order."""
        return [facility.id for facility in self.facilities.all]


def setup_of(task: Task) -> Setup:
    """Read the region, draw its residents, derive what holds for the whole run."""
    scenario = task.scenario
    facilities = facilities_of(scenario.region)
    years = scenario.years
    calendar = Calendar(years.base, years.last, years.run_in_months, scenario.open_days)
    capacity = task.sample if task.simulate_queues else 1.0
    world = world_of(scenario, facilities, calendar, capacity)
    seed = seed_of(task.seed, task.replication)
    people = population_of(
        scenario.region,
        facilities,
        sample=task.sample,
        seed=seed,
        ignore_price=scenario.parameters["ignore_price"].value,
    )
    districts = len(scenario.region.districts)
    residents = np.bincount(people.home, minlength=districts + 1)
    key = np.bincount(people.home, weights=people.key_group, minlength=districts + 1)
    insured_at = _insured(people, districts, len(scenario.region.payers))
    return Setup(
        task=task,
        facilities=facilities,
        calendar=calendar,
        months=tuple(calendar.months),
        capacity=capacity,
        world=world,
        behaviour=behaviour_of(scenario),
        base=base_year_of(scenario, facilities, world),
        cost_base=cost_base_of(scenario, facilities),
        seed=seed,
        population=people,
        demand=demand_of(scenario, world, calendar),
        demand_class=demand_class(people, districts),
        residents=residents,
        insured_at=insured_at,
        insured=insured_at.sum(axis=0),
        key_share=key / np.maximum(1, residents),
    )


def _insured(people: Population, districts: int, payers: int) -> Ints:
    """[district, payer] residents with a payer here."""
    inside = people.payer < payers
    cell = people.home[inside].astype(np.int64) * payers + people.payer[inside]
    return np.bincount(cell, minlength=districts * payers).astype(np.int64).reshape(districts, payers)
