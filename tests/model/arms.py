"""How the tests of the model run an arm, and change one thing of a scenario."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import fields, replace
from datetime import date

import numpy as np

from sim.engine.clock import CalendarMonth
from sim.engine.journal import Entry
from sim.engine.tables import Benefit, Month
from sim.model import levers_benefit
from sim.model.benefit import SHARES, benefit_from, benefit_tables
from sim.model.effects import Effects
from sim.model.month_plan import MonthPlan
from sim.model.moves import Move, folded
from sim.model.rule_now import RuleNow
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.model.telling_apart import apart_under
from sim.policy.lever import Lever
from sim.policy.rule import Rule
from sim.region.description import Numbers, Region, frozen
from sim.region.facilities import facilities_of
from sim.scenario.scenario import Scenario, Settings
from sim.vocabulary.names import Arm

SAMPLE = 0.25
STILL = Settings(wait_feedback=False, beliefs=False, capacity="unlimited")


def task(scenario: Scenario, arm: Arm = Arm.REFORM, sample: float = SAMPLE) -> Task:
    """One arm with simulated queues and a journal."""
    return Task(scenario, arm, 0, 1, sample, simulate_queues=True, journal=True)


def run(scenario: Scenario, arm: Arm = Arm.REFORM, sample: float = SAMPLE) -> Run:
    """Simulate it."""
    return ArmRun(setup_of(task(scenario, arm, sample))).run(None)


class Changed(ArmRun):
    """An arm whose month tables pass through a function; for questions that no lever asks."""

    def __init__(self, what: Task, change: Callable[[int, int, Month], Month]) -> None:
        self.change = change
        super().__init__(setup_of(what))

    def plan(self, when: CalendarMonth) -> MonthPlan:
        """The plan with other tables."""
        plan = super().plan(when)
        return replace(plan, table=self.change(when.year, when.month, plan.table))


def month_at(arm: ArmRun, year: int, month: int) -> CalendarMonth:
    """A month of the run."""
    return next(when for when in arm.setup.months if (when.year, when.month) == (year, month))


def table_at(arm: ArmRun, year: int, month: int) -> Month:
    """The tables of a month, planned from where the arm stands."""
    return arm.plan(month_at(arm, year, month)).table


def changed(scenario: Scenario, base: Benefit, rules: Sequence[tuple[Lever, float]]) -> Benefit:
    """The benefit of a scenario under these levers at their strength, in the order of a file."""
    return changed_where(scenario, base, [(rule(lever), strength) for lever, strength in rules])


def changed_where(scenario: Scenario, base: Benefit, rules: Sequence[tuple[Rule, float]]) -> Benefit:
    """The same under rules, which may name districts."""
    facilities = facilities_of(scenario.region)
    homes = [district.id for district in scenario.region.districts]
    at_work = [
        RuleNow(
            rule=one,
            strength=strength,
            year=2017,
            month=1,
            homes=np.array([*(not one.where or home in one.where for home in homes), False]),
            at=np.ones(len(facilities.all), dtype=np.bool_),
            scenario=scenario,
            facilities=facilities,
            key_share=np.zeros(len(homes) + 1),
            alliances=(),
        )
        for one, strength in sorted(rules, key=lambda item: item[0].lever.narrowness)
    ]
    apart = apart_under(scenario, facilities, at_work)
    moves = [
        move
        for now in at_work
        for move in levers_benefit.MOVES[type(now.rule.lever)](now.rule.lever, replace(now, apart=apart))
        if isinstance(move, Move)
    ]
    some = None if apart.nothing else apart
    return benefit_from(folded(benefit_tables(base, some), moves, SHARES), some)


def moved(one: Effects, other: Effects) -> set[str]:
    """Names of what differs."""
    found = set()
    for part in fields(Effects):
        a, b = getattr(one, part.name), getattr(other, part.name)
        same = np.array_equal(a, b, equal_nan=True) if isinstance(a, np.ndarray) else a == b
        if not same:
            found.add(part.name)
    return found


def rule(lever: Lever, where: tuple[str, ...] = (), start: date = date(2016, 1, 1)) -> Rule:
    """A rule in force at once."""
    return Rule(lever.id, lever, start, None, 1, where, (), "made up", lever.id)


def with_rules(scenario: Scenario, *rules: Rule) -> Scenario:
    """The scenario with these rules only."""
    return replace(scenario, rules=rules)


def numbers(old: Numbers, **values: float) -> Numbers:
    """The numbers with some values replaced."""
    return frozen({**old, **{name: replace(old[name], value=value) for name, value in values.items()}})


def with_benefit(region: Region, **values: float) -> Region:
    """The region with some numbers of every payer replaced."""
    pools = [
        replace(pool, payers=tuple(replace(p, benefit=numbers(p.benefit, **values)) for p in pool.payers))
        for pool in region.pools
    ]
    return replace(region, pools=tuple(pools))


def by_person(journal: list[Entry], people: Collection[int] | None = None) -> dict[int, list[Entry]]:
    """Everybody's way."""
    ways: dict[int, list[Entry]] = defaultdict(list)
    for entry in journal:
        if people is None or entry.person in people:
            ways[entry.person].append(entry)
    return dict(ways)


def primary_share(found: Run) -> float:
    """Share of first contacts that were primary, emergencies and all."""
    needs = found.tables["needs"]
    first = {name: int(needs[name].sum()) for name in needs.columns if name.startswith("first_")}
    return first["first_primary"] / sum(first.values())
