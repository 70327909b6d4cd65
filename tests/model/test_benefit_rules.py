"""Rules on benefit, by hand: each moves its cells on the way that its strength says, and nothing else."""

from __future__ import annotations

import pytest

from sim.engine.tables import Benefit
from sim.model.benefit import benefit_of
from sim.policy.lever import Lever
from sim.policy.levers.benefit_tilt import BenefitTilt
from sim.policy.levers.deductibles import Deductibles
from sim.policy.levers.outpatient_pooling import OutpatientPooling
from sim.policy.levers.protection import Protection
from sim.scenario.scenario import Scenario

from .arms import changed

EMPLOYEE, RESIDENT = 0, 1
FIRST, SECOND, THIRD, OUTSIDE = range(4)


@pytest.fixture
def base(xiaocheng: Scenario) -> Benefit:
    return benefit_of(xiaocheng)


def cell(payer: int, grade: int, arrival: int = 0) -> int:
    """Where a table of one kind of care holds a grade."""
    return (payer * 4 + grade) * 3 + arrival


def other_than(base: Benefit, found: Benefit) -> set[str]:
    """Tables that differ."""
    return {name for name in Benefit._fields if getattr(base, name) != getattr(found, name)}


def test_no_rule_and_empty_rules_change_nothing(xiaocheng: Scenario, base: Benefit) -> None:
    empty: list[Lever] = [BenefitTilt(), Deductibles(), OutpatientPooling(), Protection()]
    assert changed(xiaocheng, base, []) == base
    assert changed(xiaocheng, base, [(lever, 1.0) for lever in empty]) == base
    assert changed(xiaocheng, base, [(Protection(ceiling=1.0), 0.0)]) == base


def test_tilt_adds_points_within_zero_and_one(xiaocheng: Scenario, base: Benefit) -> None:
    found = changed(
        xiaocheng, base, [(BenefitTilt(schemes=("resident",), first=0.05, third=-0.1, visits_first=1.0), 1.0)]
    )
    first, third = cell(RESIDENT, FIRST), cell(RESIDENT, THIRD)
    assert found.reimbursement[first] == pytest.approx(min(1.0, base.reimbursement[first] + 0.05))
    assert found.reimbursement[third] == pytest.approx(base.reimbursement[third] - 0.1)
    assert found.outpatient_share[first] == 1.0
    assert list(found.reimbursement[:12]) == list(base.reimbursement[:12]), "the other scheme"
    none = changed(xiaocheng, base, [(BenefitTilt(outside=-1.0, outside_unreferred=-1.0), 1.0)])
    for arrival in range(3):
        assert none.reimbursement[cell(EMPLOYEE, OUTSIDE, arrival)] == 0.0


def test_a_ramp_goes_half_way(xiaocheng: Scenario, base: Benefit) -> None:
    rule = Deductibles(schemes=("employee",), third=1000.0)
    before = base.deductible[cell(EMPLOYEE, THIRD)]
    assert changed(xiaocheng, base, [(rule, 0.5)]).deductible[cell(EMPLOYEE, THIRD)] == round((before + 100_000) / 2)
    assert changed(xiaocheng, base, [(rule, 1.0)]).deductible[cell(EMPLOYEE, THIRD)] == 100_000
    assert other_than(base, changed(xiaocheng, base, [(rule, 1.0)])) == {"deductible"}


def test_chains_are_a_switch(xiaocheng: Scenario, base: Benefit) -> None:
    for on in (True, False):
        assert list(changed(xiaocheng, base, [(Deductibles(carries=on), 0.1)]).carries[:2]) == [int(on), int(on)]


def test_pooling_and_protection_name_their_cells(xiaocheng: Scenario, base: Benefit) -> None:
    pooled = changed(xiaocheng, base, [(OutpatientPooling(first=0.65, deductible=0.0, ceiling=400.0), 1.0)])
    assert other_than(base, pooled) <= {"outpatient_share", "outpatient_deductible", "outpatient_ceiling"}
    assert pooled.outpatient_share[cell(RESIDENT, FIRST)] == pytest.approx(0.65)
    assert pooled.outpatient_share[cell(RESIDENT, SECOND)] == base.outpatient_share[cell(RESIDENT, SECOND)]
    assert list(pooled.outpatient_ceiling[:2]) == [40_000, 40_000]
    helped = changed(
        xiaocheng, base, [(Protection(critical_threshold=9000.0, critical_share=0.6, assistance_share=0.8), 1.0)]
    )
    assert list(helped.critical_threshold[:2]) == [900_000, 900_000]
    assert list(helped.critical_share[:2]) == pytest.approx([0.6, 0.6])
    assert list(helped.assistance[:2]) == pytest.approx([0.8, 0.8])
    assert list(helped.ceiling) == list(base.ceiling)
