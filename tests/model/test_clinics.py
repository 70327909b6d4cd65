"""Clinics and prescriptions: what is closed or kept, and that people answer in the direction that theory is sure of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from sim.engine.tables import pools_of
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.lever import Lever
from sim.policy.levers.drug_list import DrugList
from sim.policy.levers.general_clinics import GeneralClinics
from sim.policy.levers.long_prescriptions import LongPrescriptions
from sim.policy.levers.reserved_slots import ReservedSlots
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm, Severity

from .arms import rule, table_at

START = date(2016, 1, 1)
VISITS = ("general", "specialist", "emergency")
CHRONIC = ("hypertension", "diabetes")


def arm_with(scenario: Scenario, *levers: Lever, queues: bool = False, sample: float = 0.2) -> ArmRun:
    """The reform arm before its first month under these levers alone."""
    under = replace(scenario, rules=tuple(rule(lever, start=START) for lever in levers))
    return ArmRun(setup_of(Task(under, Arm.REFORM, 0, 3, sample, simulate_queues=queues, engine="compiled")))


def pools(arm: ArmRun, facility: str) -> list[int]:
    return list(pools_of(arm.setup.world, arm.setup.facilities.index(facility)))


def test_general_clinics_shrink_year_by_year_where_the_rule_says(xiaocheng: Scenario) -> None:
    arm, plain = arm_with(xiaocheng, GeneralClinics(growth=-0.3)), arm_with(xiaocheng)
    for month, left in ((1, 1.0), (7, 0.7**0.5)):
        found, usual = table_at(arm, 2016, month), table_at(plain, 2016, month)
        here, elsewhere = pools(arm, "city"), pools(arm, "dongshan_hospital")
        general = sum(found.doctors_general[k] for k in here) / sum(usual.doctors_general[k] for k in here)
        assert general == pytest.approx(left, abs=0.1)
        assert [found.doctors_reserved[k] for k in here] == [usual.doctors_reserved[k] for k in here]
        assert [found.doctors_full[k] for k in elsewhere] == [usual.doctors_full[k] for k in elsewhere]
        if month > 1:
            assert sum(found.doctors_full[k] for k in here) < sum(usual.doctors_full[k] for k in here)


def test_doctors_of_closed_clinics_may_see_the_referred(xiaocheng: Scenario) -> None:
    away = arm_with(xiaocheng, GeneralClinics(growth=-0.4), queues=True, sample=1.0)
    kept = arm_with(xiaocheng, GeneralClinics(growth=-0.4, to_referred=1.0), queues=True, sample=1.0)
    plain = arm_with(xiaocheng, queues=True, sample=1.0)
    here = pools(kept, "city")

    def doctors(arm: ArmRun) -> tuple[int, int]:
        table = table_at(arm, 2016, 12)
        return sum(table.doctors_general[k] for k in here), sum(table.doctors_reserved[k] for k in here)

    assert doctors(kept)[0] == doctors(away)[0] < doctors(plain)[0]
    assert doctors(kept)[1] > doctors(away)[1]
    assert sum(doctors(kept)) == pytest.approx(sum(doctors(plain)), abs=len(here))


def test_places_for_the_referred_grow_and_are_taken_from_the_others(xiaocheng: Scenario) -> None:
    more, plain = (
        arm_with(xiaocheng, *levers, queues=True, sample=1.0) for levers in ((ReservedSlots(growth=4.0),), ())
    )
    here = pools(more, "city")
    found, usual = table_at(more, 2016, 12), table_at(plain, 2016, 12)
    assert sum(found.doctors_reserved[k] for k in here) > sum(usual.doctors_reserved[k] for k in here)
    assert sum(found.doctors_general[k] for k in here) < sum(usual.doctors_general[k] for k in here)
    assert found.doctors_full == pytest.approx(usual.doctors_full)
    assert min(found.doctors_general[k] for k in here) >= 1


@pytest.mark.parametrize("queues", [True, False])
def test_where_clinics_close_people_wait_and_go_elsewhere(xiaocheng: Scenario, queues: bool) -> None:
    sample = 1.0 if queues else 0.5
    fewer = arm_with(xiaocheng, GeneralClinics(growth=-0.5, tiers=("tertiary",)), queues=queues, sample=sample).run(
        None
    )
    usual = arm_with(xiaocheng, queues=queues, sample=sample).run(None)

    def share(run: Run) -> float:
        table = run.tables["visits"]
        late = table[table["month"] > 6]
        city = late["facility"] == "city"
        return float(late.loc[city, "count"].sum() / late["count"].sum())

    assert share(fewer) < share(usual)
    assert fewer.checks["patients_conserved"]


def test_long_prescriptions_mean_fewer_visits_and_as_many_drugs(xiaocheng: Scenario) -> None:
    lever = LongPrescriptions(conditions=CHRONIC, months=3, share=0.9)
    arm, plain = arm_with(xiaocheng, lever, sample=1.0), arm_with(xiaocheng, sample=1.0)
    found, usual = table_at(arm, 2016, 6), table_at(plain, 2016, 6)
    assert found.visit_total == pytest.approx(usual.visit_total), (
        "nobody is deterred by a prescription that lasts longer"
    )
    less, all_ = arm.run(None).tables["cases"], plain.run(None).tables["cases"]

    primary = [f.id for f in arm.setup.facilities.all if f.level.primary]

    def chronic(table: pd.DataFrame, column: str) -> float:
        there = table["facility"].isin(primary) & table["condition"].isin(CHRONIC)
        rows = table[there & table["kind"].isin(VISITS) & (table["month"] > 6)]  # repeat visits have begun
        return float(rows[column].sum())

    assert chronic(less, "count") < 0.9 * chronic(all_, "count")
    assert chronic(less, "drugs_fen") == pytest.approx(chronic(all_, "drugs_fen"), rel=0.05)
    assert chronic(less, "tests_fen") < 0.9 * chronic(all_, "tests_fen")


def test_drugs_at_primary_places_make_them_solve_more(xiaocheng: Scenario) -> None:
    arm, plain = arm_with(xiaocheng, DrugList(conditions=CHRONIC, gain=0.1)), arm_with(xiaocheng)
    shape = arm.setup.base.capability.shape
    gain = np.array(table_at(arm, 2016, 6).capability).reshape(shape) - np.array(
        table_at(plain, 2016, 6).capability
    ).reshape(shape)
    primary = np.array([f.level.primary for f in arm.setup.facilities.all])
    groups = [list(xiaocheng.conditions).index(name) for name in CHRONIC]
    assert (gain[primary][:, groups, Severity.MODERATE] > 0).all()
    assert gain[~primary].max() == 0.0
    assert np.count_nonzero(np.delete(gain, groups, axis=1)) == 0
