"""Drips that are stopped at large clinics: whose, where they are given instead, and what of the bill is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.draws import INFUSION, INFUSION_PLACE, LEG, uniform
from sim.engine.clock import ticks_of
from sim.engine.follow_up import drips_stop, follow_up_place
from sim.engine.given_place import NOWHERE
from sim.engine.journal import Entry
from sim.model.in_force import effects_of
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.levers.infusion_stop import InfusionStop
from sim.region.facilities import facilities_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import AgeBand, Arm, Encounter, Reason, Severity
from sim.vocabulary.ticks import TICKS_PER_DAY

from ..engine.small import HOSPITAL, behaviour, month, residents, world
from .arms import month_at, numbers, rule
from .test_two_engines import CAN_COMPILE, both, crowded, same

ACUTE = ("acute_respiratory", "acute_digestive_infectious", "skin_eye_ent")
CLINICS = ("county", "tertiary")
KEY, LEG_OF_CASE = 977, 1
U = uniform(KEY, LEG * LEG_OF_CASE + INFUSION)
U_PLACE = uniform(KEY, LEG * LEG_OF_CASE + INFUSION_PLACE)


def stops(share: float, age: int = AgeBand.AGE_18_44, s: int = Severity.MODERATE, emergency: bool = False) -> bool:
    """Whether the drips of one case stop at the hospital of the small world."""
    w = world()
    m = month(w, infusions_stopped=1, drips_stopped=[share if f == HOSPITAL else 0.0 for f in range(5)])
    r = residents(1)._replace(age=[age])
    return drips_stop(w, m, r, 0, HOSPITAL, 0, s, emergency, KEY, LEG_OF_CASE)


def test_whose_drips_stop() -> None:
    assert stops(U + 1e-9)
    assert not stops(U)
    assert [stops(1.0, age) for age in AgeBand] == [False, False, True, True, True]
    assert [stops(1.0, s=s) for s in Severity] == [True, True, False]
    assert not stops(1.0, emergency=True)


def test_where_they_are_given_instead() -> None:
    w = world()
    r = residents(2)._replace(usual=[1, 0], home=[0, w.districts])  # the second is from beyond

    def place(i: int, at_primary: float, stopped: bool) -> int:
        p = behaviour(infusion_at_primary=at_primary)
        return follow_up_place(w, p, r, i, HOSPITAL, stopped, KEY, LEG_OF_CASE)

    assert place(0, U_PLACE + 1e-9, True) == 1
    assert place(0, U_PLACE, True) == NOWHERE
    assert place(1, 1.0, True) == NOWHERE
    assert place(0, 1.0, False) == place(1, 1.0, False) == HOSPITAL


def test_where_the_rule_is_in_force(xiaocheng: Scenario) -> None:
    facilities = facilities_of(xiaocheng.region)
    one = replace(
        rule(InfusionStop(conditions=ACUTE[:1], share=0.6, tiers=("county",)), where=("xihe",)), ramp_months=4
    )
    for at, strength in ((1, 0.25), (3, 0.75), (6, 1.0)):
        found = effects_of(
            replace(xiaocheng, rules=(one,)), facilities, np.full(5, 0.3), 2016, at, rules_on=True
        ).drips_stopped
        here = facilities.index("xihe_hospital"), list(xiaocheng.conditions).index(ACUTE[0])
        assert found[here] == pytest.approx(0.6 * strength)
        assert np.count_nonzero(found) == 1


def under(scenario: Scenario, *levers: InfusionStop, **values: float) -> tuple[ArmRun, Run]:
    """Half of the people of a year; nobody waits for anything, so that others' ways stay as they are."""
    changed = replace(
        scenario,
        rules=tuple(rule(lever) for lever in levers),
        parameters=numbers(scenario.parameters, infusion_drug_share=0.25, **values),
    )
    arm = ArmRun(setup_of(Task(changed, Arm.REFORM, 0, 3, 0.5, simulate_queues=False, journal=True, engine="compiled")))
    return arm, arm.run(None)


class Seen:
    """What tests ask of an arm: its journal from February on, when what was planned before the rule is over, and who
    somebody is."""

    def __init__(self, scenario: Scenario, *levers: InfusionStop, **values: float) -> None:
        self.arm, self.run = under(scenario, *levers, **values)
        start = month_at(self.arm, 2016, 2).first_day * TICKS_PER_DAY
        self.entries = [e for e in self.run.journal if ticks_of(e.key) >= start]
        self.groups = [list(scenario.conditions).index(name) for name in ACUTE]
        self.tier = [f.tier.id for f in self.arm.setup.facilities.all]
        self.residents = self.arm.setup.population
        self.emergencies = {(e.person, e.episode) for e in self.run.journal if e.kind == Encounter.EMERGENCY}

    def told(self, e: Entry) -> bool:
        """Whether the rule speaks of such a case."""
        return (
            e.condition in self.groups
            and e.severity < Severity.SEVERE
            and self.residents.age[e.person] >= AgeBand.AGE_18_44
            and (e.person, e.episode) not in self.emergencies
        )

    def again(self, tiers: Sequence[str], *, told: bool) -> dict[tuple[int, int, int], Entry]:
        """Repeat visits at these tiers, by person, episode and leg."""
        return {
            (e.person, e.episode, e.leg): e
            for e in self.entries
            if e.reason == Reason.FOLLOW_UP and self.tier[e.facility] in tiers and self.told(e) == told
        }


EVERY = InfusionStop(conditions=ACUTE, share=1.0, tiers=CLINICS)


@pytest.fixture(scope="module")
def usual(xiaocheng: Scenario) -> Seen:
    return Seen(xiaocheng)


@pytest.fixture(scope="module")
def below(xiaocheng: Scenario) -> Seen:
    """Every drip is stopped and given at the primary place."""
    return Seen(xiaocheng, EVERY, infusion_at_primary=1.0)


def test_all_drips_of_adults_move_to_their_own_place(usual: Seen, below: Seen) -> None:
    before, after = usual.again(CLINICS, told=True), below.again(CLINICS, told=True)
    assert len(before) > 300
    assert after == {}
    there = below.again(("primary",), told=True)
    assert len(before.keys() & there.keys()) > 0.98 * len(before), "as many visits, elsewhere"
    for key in before.keys() & there.keys():
        assert there[key].facility == below.residents.usual[key[0]]
        assert there[key].due < before[key].due, "at the prices of a primary place"
    others = usual.again(CLINICS, told=False)
    kept = below.again(CLINICS, told=False)
    assert len(others) > 1000
    assert len(others.keys() & kept.keys()) > 0.98 * len(others), "children, severe, chronic and urgent cases stay"
    assert below.run.checks["patients_conserved"]


def test_tablets_mean_no_visit(xiaocheng: Scenario) -> None:
    tablets = Seen(xiaocheng, EVERY, infusion_at_primary=0.0)
    seen = {(e.person, e.episode, e.facility) for e in tablets.run.journal if e.reason != Reason.FOLLOW_UP}
    assert tablets.again(CLINICS, told=True) == {}
    below = tablets.again(("primary",), told=True).values()
    assert all((e.person, e.episode, e.facility) in seen for e in below), "nobody is sent there for a drip"
    assert tablets.run.checks["patients_conserved"]


def test_a_quarter_of_the_drugs_is_saved_and_nothing_else(usual: Seen, below: Seen) -> None:
    first = {
        (e.person, e.episode, e.leg, e.facility): e
        for e in usual.entries
        if e.kind in (Encounter.GENERAL, Encounter.SPECIALIST) and e.reason != Reason.FOLLOW_UP
    }
    told = 0
    for e in below.entries:
        old = first.get((e.person, e.episode, e.leg, e.facility))
        if old is None or e.kind != old.kind or e.reason == Reason.FOLLOW_UP:
            continue
        hit = below.told(e) and below.tier[e.facility] in CLINICS
        assert e.drugs == pytest.approx((0.75 if hit else 1.0) * old.drugs, abs=1.0)
        assert (e.tests, e.services, e.consumables) == (old.tests, old.services, old.consumables)
        told += hit
    assert told > 500


def test_as_many_drips_as_the_share_says(xiaocheng: Scenario, usual: Seen) -> None:
    half = Seen(xiaocheng, EVERY.model_copy(update={"share": 0.5}), infusion_at_primary=0.4)
    before, after = usual.again(CLINICS, told=True), half.again(CLINICS, told=True)
    assert len(after) / len(before) == pytest.approx(0.5, abs=0.06)
    moved = before.keys() & half.again(("primary",), told=True).keys()
    assert len(moved) / len(before) == pytest.approx(0.2, abs=0.05)


@pytest.mark.skipif(not CAN_COMPILE, reason="Numba is missing or switched off")
@pytest.mark.parametrize("queues", [True, False])
def test_both_engines_send_the_same_patients_down(xiaocheng: Scenario, queues: bool) -> None:
    values: dict[str, Any] = {"infusion_at_primary": 0.6}
    scenario = replace(crowded(xiaocheng), rules=(rule(EVERY),), parameters=numbers(xiaocheng.parameters, **values))
    one, other = both(scenario, seed=2, queues=queues)
    same(one, other)
    facilities = facilities_of(scenario.region)
    groups = [list(scenario.conditions).index(name) for name in ACUTE]
    hospital_cases = {
        (e.person, e.episode) for e in one.journal if e.facility >= facilities.hospitals and e.condition in groups
    }
    down = [
        e
        for e in one.journal
        if e.reason == Reason.FOLLOW_UP
        and e.facility < facilities.hospitals
        and (e.person, e.episode) in hospital_cases
    ]
    assert len(down) > 30
