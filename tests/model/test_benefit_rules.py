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


def other_than(base: Benefit, found: Benefit) -> set[str]:
    """Tables that differ."""
    return {name for name in Benefit._fields if list(getattr(base, name)) != list(getattr(found, name))}


def test_no_rule_and_empty_rules_change_nothing(base: Benefit) -> None:
    empty: list[Lever] = [BenefitTilt(), Deductibles(), OutpatientPooling(), Protection()]
    assert changed(base, []) == base
    assert changed(base, [(lever, 1.0) for lever in empty]) == base
    assert changed(base, [(Protection(ceiling=1.0), 0.0)]) == base


def test_tilt_adds_points_within_zero_and_one(base: Benefit) -> None:
    found = changed(base, [(BenefitTilt(schemes=("resident",), first=0.05, third=-0.1, visits_first=1.0), 1.0)])
    cell = RESIDENT * 4
    assert found.reimbursement[cell + FIRST] == pytest.approx(min(1.0, base.reimbursement[cell + FIRST] + 0.05))
    assert found.reimbursement[cell + THIRD] == pytest.approx(base.reimbursement[cell + THIRD] - 0.1)
    assert found.outpatient_share[cell + FIRST] == 1.0
    assert list(found.reimbursement[:4]) == list(base.reimbursement[:4]), "the other scheme"
    none = changed(base, [(BenefitTilt(outside=-1.0, outside_unreferred=-1.0), 1.0)])
    assert none.reimbursement[EMPLOYEE * 4 + OUTSIDE] == 0.0 == none.outside_unreferred[EMPLOYEE]


def test_a_ramp_goes_half_way(base: Benefit) -> None:
    rule = Deductibles(schemes=("employee",), third=1000.0)
    before = base.deductible[THIRD]
    assert changed(base, [(rule, 0.5)]).deductible[THIRD] == round((before + 100_000) / 2)
    assert changed(base, [(rule, 1.0)]).deductible[THIRD] == 100_000
    assert other_than(base, changed(base, [(rule, 1.0)])) == {"deductible"}


def test_chains_are_a_switch(base: Benefit) -> None:
    for on in (True, False):
        assert list(changed(base, [(Deductibles(carries=on), 0.1)]).carries[:2]) == [int(on), int(on)]


def test_pooling_and_protection_name_their_cells(base: Benefit) -> None:
    pooled = changed(base, [(OutpatientPooling(first=0.65, deductible=0.0, ceiling=400.0), 1.0)])
    assert other_than(base, pooled) <= {"outpatient_share", "outpatient_deductible", "outpatient_ceiling"}
    assert pooled.outpatient_share[RESIDENT * 4 + FIRST] == pytest.approx(0.65)
    assert pooled.outpatient_share[RESIDENT * 4 + SECOND] == base.outpatient_share[RESIDENT * 4 + SECOND]
    assert list(pooled.outpatient_ceiling[:2]) == [40_000, 40_000]
    helped = changed(base, [(Protection(critical_threshold=9000.0, critical_share=0.6, assistance_share=0.8), 1.0)])
    assert list(helped.critical_threshold) == [900_000, 900_000]
    assert list(helped.critical_share) == pytest.approx([0.6, 0.6])
    assert list(helped.assistance) == pytest.approx([0.8, 0.8])
    assert list(helped.ceiling) == list(base.ceiling)
