"""Condition groups are rows: what the model must know of one stands in its numbers, not in its name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.engine.demand import Demand
from sim.model.need_rates import AGES, INFLOW_CLASS, demand_of
from sim.model.setup import setup_of
from sim.model.task import Task
from sim.region.description import frozen
from sim.scenario.scenario import Scenario
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Arm, Risk

NAMED_BEFORE = (
    "hypertension", "diabetes", "other_chronic", "maternal", "elective_surgery", "acute_cardio_cerebrovascular",
    "cancer", "severe_respiratory", "other_complex",
)  # fmt: skip


def demand(scenario: Scenario) -> Demand:
    setup = setup_of(Task(scenario, Arm.REFORM, 0, 1, 0.001, simulate_queues=False))
    return demand_of(scenario, setup.world, setup.calendar)


def with_number(scenario: Scenario, group: str, name: str, value: float) -> Scenario:
    numbers = dict(scenario.conditions[group])
    numbers[name] = replace(numbers[name], value=value)
    return replace(scenario, conditions=Frozen({**scenario.conditions, group: frozen(numbers)}))


def test_a_group_by_another_name_is_the_same_group(xiaocheng: Scenario) -> None:
    for name in NAMED_BEFORE:
        assert name in xiaocheng.conditions
    other = Frozen({f"a_{g}": numbers for g, numbers in xiaocheng.conditions.items()})
    labels = Frozen({f"a_{g}": label for g, label in xiaocheng.condition_labels.items()})
    capability = Frozen({f"a_{g}": numbers for g, numbers in xiaocheng.region.capability.items()})
    region = replace(xiaocheng.region, capability=capability)
    renamed = replace(xiaocheng, conditions=other, condition_labels=labels, region=region)
    old, new = (setup_of(Task(one, Arm.REFORM, 0, 1, 0.001, simulate_queues=False)) for one in (xiaocheng, renamed))
    assert old.world == new.world
    assert np.array_equal(demand(xiaocheng).bound, demand(renamed).bound)


@pytest.mark.parametrize("risk", Risk)
def test_who_is_liable_is_a_number_of_the_group(xiaocheng: Scenario, risk: Risk) -> None:
    group = "injury"
    row = list(xiaocheng.conditions).index(group)
    bound = demand(with_number(xiaocheng, group, "risk", risk)).bound[:INFLOW_CLASS, row].reshape(-1, len(AGES))
    for carried, rates in enumerate(bound):
        liable = risk is Risk.ANYBODY or bool(carried & risk.bit)
        assert (rates > 0).all() == liable
        assert (rates == 0).all() != liable


def test_patients_from_beyond_come_with_the_groups_that_bring_them_evenly(xiaocheng: Scenario) -> None:
    only = xiaocheng
    for group in only.conditions:
        only = with_number(only, group, "from_beyond", float(group in ("cancer", "injury")))
    found = demand(only)
    per_year = found.bound[INFLOW_CLASS]
    coming = [g for g, rate in zip(only.conditions, per_year, strict=True) if rate > 0]
    assert sorted(coming) == ["cancer", "injury"]
    before = demand(xiaocheng)
    # As many needs a year as before, but for the season, at whose height the bound is drawn.
    assert per_year.sum() == pytest.approx(before.bound[INFLOW_CLASS].sum(), rel=0.3)


def test_each_risk_has_a_bit_of_its_own() -> None:
    bits = [risk.bit for risk in Risk.carried()]
    assert sorted(bits) == [1, 2, 4, 8]
    assert Risk.ANYBODY.bit == 0
