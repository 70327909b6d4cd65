"""A payment of stays older than the base year: paid so in both arms, and nobody answers to it but where it changes."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Literal

import numpy as np
import pytest

from sim.model.effects import ContractNow
from sim.model.in_force import effects_of
from sim.model.providers import Providers
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Task
from sim.policy.levers.alliance import AllianceLever
from sim.policy.levers.budget import Budget
from sim.policy.levers.drg import Drg
from sim.policy.levers.per_diem import PerDiem
from sim.policy.rule import Rule
from sim.region.facilities import facilities_of
from sim.scenario.scenario import Scenario
from sim.scenario.subset import simulated
from sim.vocabulary.names import Arm, Severity

from .arms import rule
from .test_two_engines import CAN_COMPILE, both, same

OLD, NEW = date(2014, 1, 1), date(2017, 1, 1)
SHARE = 0.8
ENGINE: Literal["simpy", "compiled"] = "compiled" if CAN_COMPILE else "simpy"
STANDING = replace(rule(Drg(case_share=SHARE)), id="drg@standing", start=OLD)
LATER = replace(rule(Drg(case_share=SHARE, rebase_weight=0.5)), id="drg@later", start=NEW)


def kept(scenario: Scenario, *rules: Rule, last: int = 2017) -> Scenario:
    """Two years with DRG since 2014, and these rules."""
    years = replace(scenario.years, last=last)
    return replace(scenario, years=years, earlier=(STANDING,), rules=rules)


def package(covers: bool = True) -> tuple[Rule, Rule]:
    """The alliance of Dongshan with a package that is not overspent, from 2017 on."""
    alliance = rule(AllianceLever(lead="city", members=("dongshan_hospital", "dongshan"), compact=True), start=NEW)
    budget = Budget(
        alliance="dongshan", residents=("dongshan",), trend_allowance=0.2, surplus_kept_share=0.6,
        overspend_borne_share=0.5, covers_outside_care=covers,
    )  # fmt: skip
    return replace(alliance, id="alliance@dongshan"), rule(budget, start=NEW)


def ended(scenario: Scenario, arm: Arm = Arm.REFORM) -> ArmRun:
    """An arm after its last month, a tenth of the people, the wait by rule."""
    found = ArmRun(setup_of(Task(scenario, arm, 0, 3, 0.1, simulate_queues=False, engine=ENGINE)))
    found.run(None)
    return found


def contracts(scenario: Scenario, year: int, *, rules_on: bool = False) -> tuple[ContractNow, ...]:
    """The contracts of a December."""
    key = np.full(len(scenario.region.districts) + 1, 0.3)
    return effects_of(scenario, facilities_of(scenario.region), key, year, 12, rules_on=rules_on).contracts


def test_stays_are_paid_so_in_both_arms_from_the_year_after_the_base_year(xiaocheng: Scenario) -> None:
    scenario = kept(xiaocheng)
    for rules_on in (False, True):
        assert contracts(scenario, 2016, rules_on=rules_on) == ()
        (one,) = contracts(scenario, 2017, rules_on=rules_on)
        assert (one.id, one.share, one.start) == ("drg@standing", SHARE, 0.0)
        assert simulated(scenario, rules_on=rules_on).earlier == (STANDING,)


def test_a_rule_of_the_same_lever_takes_its_place(xiaocheng: Scenario) -> None:
    found = contracts(kept(xiaocheng, LATER), 2017, rules_on=True)
    assert [now.id for now in found] == ["drg@later"]
    growing = contracts(kept(xiaocheng, replace(LATER, ramp_months=24)), 2017, rules_on=True)
    assert [now.id for now in growing] == ["drg@standing", "drg@later"]
    assert sum(now.share for now in growing) == pytest.approx(SHARE)


@pytest.mark.parametrize("lever", [Drg(case_share=SHARE), PerDiem(conditions=("mental",))], ids=lambda lever: lever.id)
def test_nobody_answers_to_what_was_paid_in_the_base_year(xiaocheng: Scenario, lever: Drg | PerDiem) -> None:
    scenario = replace(kept(xiaocheng), earlier=(replace(rule(lever), start=OLD),))
    arm = ended(scenario, Arm.BASELINE)
    assert arm.state.tariffs
    for part in fields(Providers):
        found = getattr(arm.state.providers, part.name)
        usual = 0.0 if part.name in {"split", "clipped"} else 1.0
        assert np.allclose(found, usual, atol=1e-9), part.name


def test_what_replaces_it_is_answered(xiaocheng: Scenario) -> None:
    """Charges that raise next year's weights are worth something again: care inside cases grows."""
    arm = ended(kept(xiaocheng, LATER))
    city = arm.setup.facilities.index("city")
    assert arm.state.providers.case_level[city, Severity.MILD] > 1.001
    assert np.allclose(arm.state.providers.coding, 1.0), "the drift of coding is in the base year's numbers"


def test_under_a_package_a_case_that_is_paid_by_its_group_is_treated_as_before(xiaocheng: Scenario) -> None:
    """The package stands over the DRG: inside a case nothing is won by doing less, a case less is worth more."""
    inside, by_item = ended(kept(xiaocheng, *package())), ended(replace(kept(xiaocheng, *package()), earlier=()))
    lead = inside.setup.facilities.index("dongshan_hospital")
    of_package, of_items = inside.state.providers, by_item.state.providers
    assert np.allclose(of_package.case_level[lead], 1.0, atol=1e-9)
    assert of_items.level[lead, 1, Severity.MILD] < 0.999
    assert of_package.volume[lead] < 1.0


def test_who_pays_for_care_elsewhere_keeps_more_cases(xiaocheng: Scenario) -> None:
    willing = {}
    for covers in (True, False):
        arm = ended(kept(xiaocheng, *package(covers)))
        willing[covers] = arm.state.providers.refer[arm.setup.facilities.index("dongshan_hospital")]
    assert willing[True] < 1.0 < willing[False]


@pytest.mark.skipif(not CAN_COMPILE, reason="Numba is missing or switched off")
@pytest.mark.parametrize("arm", list(Arm))
def test_the_books_balance_and_both_engines_agree(xiaocheng: Scenario, arm: Arm) -> None:
    one, other = both(kept(xiaocheng, *package(), LATER), arm, sample=0.05, queues=False)
    assert one.checks["books_balance"]
    assert one.checks["months_level_clipped"] == 0
    same(one, other)
