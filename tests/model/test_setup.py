"""What never changes is a value: two runs may share it; a month is planned once, and its plan changes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import FrozenInstanceError, replace
from typing import Literal

import numpy as np
import pytest

from sim.engine.cells import signing_at
from sim.model import month_plan
from sim.model.month_plan import plan_month
from sim.model.run import ArmRun
from sim.model.setup import Setup, setup_of
from sim.model.state import State, fresh_state
from sim.model.who import resident_of
from sim.region.facilities import PER_PLACE
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import AgeBand, Arm, Contract, Scheme

from .arms import month_at, moved, task


@pytest.fixture(scope="module")
def setup(every_rule: Scenario) -> Setup:
    """The reform arm with every rule and few residents."""
    return setup_of(task(every_rule, Arm.REFORM, sample=0.02))


def same_state(one: State, other: State) -> bool:
    """Whether two states say the same of beliefs, quotas, budgets and contracts."""
    tables = all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ("belief", "quota"))
    found = [(state.accounts, state.per_head, set(state.tariffs)) for state in (one, other)]
    return tables and found[0] == found[1]


def test_two_runs_of_one_setup_are_the_same_run(setup: Setup) -> None:
    """What one run does to residents, money and beliefs is not in the set-up."""
    one, other = (ArmRun(setup).run() for _ in range(2))
    assert one.journal == other.journal
    assert len(one.journal) > 100
    assert one.checks == other.checks


def test_a_setup_cannot_be_changed(setup: Setup) -> None:
    with pytest.raises(FrozenInstanceError):
        setup.capacity = 0.5  # type: ignore[misc]


def test_an_arm_begins_with_nothing_done(setup: Setup) -> None:
    arm = ArmRun(setup)
    assert same_state(arm.state, fresh_state(setup.base.belief, setup.scenario, setup.facilities))
    assert not arm.state.tariffs
    assert not arm.ledger.balances
    assert not arm.record.journal


def test_a_plan_changes_nothing(setup: Setup) -> None:
    """The same state and month give the same plan; the state before is as it was."""
    arm = ArmRun(setup)
    before = arm.state
    when = month_at(arm, 2016, 1)
    (state, plan), (again, twin) = (plan_month(setup, before, when) for _ in range(2))
    assert same_state(state, again)
    assert state.tariffs.keys() > before.tariffs.keys()
    assert not before.accounts
    np.testing.assert_equal(plan.table, twin.table)
    assert plan.advances == twin.advances
    assert np.array_equal(plan.prices.price, twin.prices.price)
    assert not moved(plan.effects, twin.effects)


def test_the_rules_of_a_month_are_looked_at_once(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    found = month_plan.effects_of

    def counted(*arguments: object, **options: bool) -> object:
        asked.append(arguments[3:5])
        return found(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(month_plan, "effects_of", counted)
    ArmRun(setup).run()
    assert asked == [(when.year, when.month) for when in setup.months]


def test_who_a_resident_is_needs_no_run(setup: Setup) -> None:
    people = setup.population
    who = resident_of(setup, 7)
    assert who is not None
    assert who.district is setup.scenario.region.districts[people.home[7]]
    assert {AgeBand(int(people.age[7])).id, Scheme(int(people.scheme[7])).id} <= set(who.traits)
    assert resident_of(setup, len(people)) is None
    assert resident_of(setup, -1) is None
    beyond = int(np.flatnonzero(people.home == len(setup.scenario.region.districts))[0])
    assert resident_of(setup, beyond) is None


@pytest.mark.parametrize("engine", ["simpy", "compiled"])
def test_who_is_paid_per_head_is_who_signed(setup: Setup, engine: Literal["simpy", "compiled"]) -> None:
    """The engine's contracts, resident by resident: those whose place in the order of signing is below the coverage."""
    arm = ArmRun(replace(setup, task=replace(setup.task, engine=engine)))
    for when in setup.months[:4]:  # the rules begin with the fourth
        plan, treated, closed = arm.advance(when)
    assert setup.pays_per_head
    assert treated.contracts is not None
    people, table = setup.population, plan.table
    by_centre: Counter[tuple[int, int]] = Counter()
    for i, home in enumerate(people.home):
        at = signing_at(int(home), int(people.urban[i]))
        coverage = table.coverage_key[at] if people.key_group[i] else table.coverage_other[at]
        assert (treated.contracts[i] != Contract.NONE) == (people.sign[i] < coverage)
        if people.sign[i] < coverage and people.scheme[i] != Scheme.NONE:
            by_centre[people.place[i] * PER_PLACE, people.scheme[i]] += 1
    heads = closed.facts.heads
    assert {(f, s): heads[f, s] for f, s in zip(*np.nonzero(heads), strict=True)} == by_centre
    assert len(by_centre) > 8
