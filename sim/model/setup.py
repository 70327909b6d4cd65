"""What never changes in a run: who lives where, what there is, and the base year; made once, never edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.draws import seed_of
from sim.engine.clock import Calendar, CalendarMonth
from sim.engine.demand import Classes, Demand
from sim.engine.tables import Behaviour, World
from sim.model.base_year import BaseYear, base_year_of
from sim.model.item_prices import ItemParts, item_parts
from sim.model.need_rates import AWAY_CLASS, demand_class, demand_of
from sim.model.prices import cost_base_of
from sim.model.task import Task
from sim.model.world import behaviour_of, world_of
from sim.policy.levers.capitation import Capitation
from sim.region.description import Numbers
from sim.region.facilities import Facilities, facilities_of
from sim.region.residents import Population, population_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import AgeBand

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Heads:
    """Who is there in a year: ``residents`` by home, ``insured_at[district, payer]`` those with a payer here.

    ``away`` are the numbers of residents who are not there.
    """

    residents: Ints
    insured_at: Ints
    away: tuple[slice, ...] = ()

    @property
    def insured(self) -> Ints:
        """Those of each payer."""
        return np.asarray(self.insured_at.sum(axis=0))


@dataclass(frozen=True, slots=True)
class Setup:
    """One arm of one replication before anything happens.

    ``months`` are those to simulate. ``capacity`` is the share of doctors and beds that is there: below 1 where the
    queues of a sample are simulated, at least one of each; whole doctors make small places roomier than they are, so
    that serves to compare engines, not to read waits. ``cost_base[F, category]`` is the marginal cost of a yuan
    charged, ``item_parts`` the kinds of item within categories. ``heads`` are those of each year, ``key_share`` the
    share in the key groups by home. ``demand_class`` is everybody's row of the rates of ``demand``.
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
    item_parts: ItemParts
    seed: int
    population: Population
    demand: Demand
    demand_class: Classes
    heads: Mapping[int, Heads]
    key_share: Floats

    def classes(self, year: int) -> Classes:
        """Everybody's row of the rates; who is not there in the year has none."""
        if not self.heads[year].away:
            return self.demand_class
        found = self.demand_class.copy()
        for some in self.heads[year].away:
            found[some] = AWAY_CLASS
        return found

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


def retired_of(parameters: Numbers) -> list[float]:
    """Share of the insured employees of each age band who have retired: none before the age of 45."""
    known = {band: f"retired_share_{band.id.removeprefix('age_')}" for band in (AgeBand.AGE_45_64, AgeBand.AGE_65_PLUS)}
    return [parameters[known[band]].value if band in known else 0.0 for band in AgeBand]


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
        retired=retired_of(scenario.parameters),
        years=years.last - years.base,
    )
    districts = len(scenario.region.districts)
    everybody = np.bincount(people.home, minlength=districts + 1)
    ages = np.bincount(people.age, minlength=len(AgeBand)).astype(np.float64)
    key = np.bincount(people.home, weights=people.key_group, minlength=districts + 1)
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
        item_parts=item_parts(scenario, facilities, ages / ages.sum()),
        seed=seed,
        population=people,
        demand=demand_of(scenario, world, calendar),
        demand_class=demand_class(people, districts),
        heads=_heads(scenario, people, task.sample),
        key_share=key / np.maximum(1, everybody),
    )


def _heads(scenario: Scenario, people: Population, sample: float) -> Mapping[int, Heads]:
    """Who is there in each year of the run; before the base year those of the base year.

    Residents grow at new year: the last of a district come last, or go first (`Region.heads`).
    """
    region, base = scenario.region, scenario.years.base
    payers, districts = len(region.payers), len(region.districts)
    end = np.cumsum(np.bincount(people.home, minlength=districts + 1))
    whole = np.diff(end, prepend=0)
    found: dict[int, Heads] = {}
    for year in range(base - 2, scenario.years.last + 1):
        if year > base - 2 and not region.grows:
            found[year] = found[base - 2]
            continue
        there = np.array(region.heads(sample, max(0, year - base)), dtype=np.int64) if region.grows else whole
        away = tuple(slice(int(e - w + n), int(e)) for e, w, n in zip(end, whole, there, strict=True) if n < w)
        found[year] = Heads(there, _insured(people, away, districts, payers), away)
    return found


def _insured(people: Population, away: Sequence[slice], districts: int, payers: int) -> Ints:
    """[district, payer] residents who are there and have a payer here."""
    inside = people.payer < payers
    for some in away:
        inside[some] = False
    cell = people.home[inside].astype(np.int64) * payers + people.payer[inside]
    return np.bincount(cell, minlength=districts * payers).astype(np.int64).reshape(districts, payers)
