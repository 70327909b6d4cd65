"""Two arms share all luck: they differ by what a rule does, and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.engine import simpy_engine
from sim.engine.demand import Needs, needs_of_month
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run
from sim.policy.levers.family_doctor import FamilyDoctor
from sim.policy.levers.gatekeeping import Gatekeeping
from sim.policy.levers.specialty import Specialty
from sim.policy.levers.telemedicine import Telemedicine
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm

from .arms import STILL, Changed, by_person, rule, run, table_at, task, with_rules


def same_tables(one: Run, other: Run) -> None:
    """Equal in every cell, the arm's name apart."""
    pairs = [(one.tables[name], other.tables[name]) for name in one.tables]
    pairs += [(one.money[name], other.money[name]) for name in one.money]
    for a, b in (*pairs, (one.flows, other.flows)):
        pd.testing.assert_frame_equal(a.drop(columns="arm"), b.drop(columns="arm"))


def test_without_rules_the_arms_are_one(xiaocheng: Scenario, baseline: Run) -> None:
    reform = run(xiaocheng, Arm.REFORM)
    same_tables(baseline, reform)
    assert reform.journal == baseline.journal


def test_rules_do_not_touch_the_baseline(every_rule: Scenario, baseline: Run) -> None:
    assert run(every_rule, Arm.BASELINE).journal == baseline.journal


def test_rules_do_something(baseline: Run, reform: Run) -> None:
    assert reform.journal != baseline.journal


def test_everybody_falls_ill_alike_in_both_arms(every_rule: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every onset of every resident, with its chain of draws."""
    seen: list[np.ndarray] = []

    def watched(*arguments: Any) -> Needs:
        drawn = needs_of_month(*arguments)
        seen.append(drawn.records)
        return drawn

    monkeypatch.setattr(simpy_engine, "needs_of_month", watched)
    for arm in Arm:
        run(every_rule, arm, sample=0.02)
    months = len(seen) // 2
    assert months == 15
    for one, other in zip(seen[:months], seen[months:], strict=True):
        assert np.array_equal(one, other)


def test_needs_are_counted_alike_in_both_arms(baseline: Run, reform: Run) -> None:
    keys = ["month", "home", "condition", "severity", "age"]
    for found in (baseline, reform):
        assert found.tables["needs"]["onsets"].sum() > 10_000
    one, other = (
        r.tables["needs"].groupby(keys, observed=True)[["onsets"]].sum().sort_index() for r in (baseline, reform)
    )
    pd.testing.assert_frame_equal(one, other)


def test_whom_no_rule_touches_lives_the_same_life(xiaocheng: Scenario) -> None:
    """Without waits, beliefs and limits, nothing passes from one resident to another."""
    still = replace(xiaocheng, settings=STILL)
    here = ("dongshan",)
    rules = (
        rule(FamilyDoctor(coverage=0.5, key_groups=0.8), here),
        rule(Gatekeeping(kind="mandatory", unreferred_penalty=0.2), here),
        rule(Telemedicine(hub="city", gain=0.1), here),
        rule(Specialty(conditions=("elective_surgery",), gain=0.1), here),
    )
    arm = ArmRun(setup_of(task(with_rules(still, *rules))))
    home = list(xiaocheng.region.districts).index(next(d for d in xiaocheng.region.districts if d.id == "dongshan"))
    elsewhere = set(np.flatnonzero(arm.setup.population.home != home).tolist())
    reformed, before = arm.run(None).journal, run(still, Arm.BASELINE).journal
    assert by_person(reformed, elsewhere) == by_person(before, elsewhere)
    assert by_person(reformed) != by_person(before)


def test_who_does_not_sign_lives_the_same_life(xiaocheng: Scenario) -> None:
    """Contracts and a voluntary gate bind those who sign, and nobody else, even next door."""
    still = replace(xiaocheng, settings=STILL)
    rules = (rule(FamilyDoctor(coverage=0.4, key_groups=0.7)), rule(Gatekeeping()))
    arm = ArmRun(setup_of(task(with_rules(still, *rules))))
    month = table_at(arm, 2016, 12)
    people = arm.setup.population
    coverage = np.where(
        people.key_group == 1,
        np.array(month.coverage_key).reshape(-1, 2)[people.home, people.urban],
        np.array(month.coverage_other).reshape(-1, 2)[people.home, people.urban],
    )
    unsigned = set(np.flatnonzero(people.sign >= coverage).tolist())
    reformed, before = arm.run(None).journal, run(still, Arm.BASELINE).journal
    assert len(by_person(reformed, unsigned)) > 1000
    assert by_person(reformed, unsigned) == by_person(before, unsigned)
    assert by_person(reformed) != by_person(before), "those who sign live differently"


def test_rules_act_through_the_month_tables_alone(every_rule: Scenario, reform: Run) -> None:
    """The baseline arm under the reform's tables is the reform, entry by entry: waits, beliefs and beds included."""
    tables = {}
    source = ArmRun(setup_of(task(every_rule, Arm.REFORM)))
    for when in source.setup.months:
        plan, *_ = source.advance(when)
        tables[when.year, when.month] = plan.table
    replayed = Changed(task(every_rule, Arm.BASELINE), lambda y, m, _: tables[y, m])
    assert replayed.run(None).journal == reform.journal


def test_the_same_run_twice(every_rule: Scenario, reform: Run) -> None:
    again = run(every_rule, Arm.REFORM)
    same_tables(again, reform)
    assert again.journal == reform.journal


def test_another_replication_is_other_luck(xiaocheng: Scenario, baseline: Run) -> None:
    other = ArmRun(setup_of(replace(task(xiaocheng, Arm.BASELINE), replication=1))).run(None)
    assert other.journal != baseline.journal
    assert len(other.journal) == pytest.approx(len(baseline.journal), rel=0.05)
