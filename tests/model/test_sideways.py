"""Complex cases sent sideways to a specialist hospital: when, to whom, and instead of what."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import replace
from datetime import date

import pytest

from sim.engine import steps
from sim.engine.given_place import NOWHERE
from sim.model.run import ArmRun, run_arm
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.levers.sideways_referral import SidewaysReferral
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm, Kind, Reason, Referral, Severity

from .arms import numbers, rule, table_at

START = date(2016, 1, 1)
CAN_COMPILE = importlib.util.find_spec("numba") is not None and os.environ.get("NUMBA_DISABLE_JIT", "0") in {"", "0"}


@pytest.fixture(scope="module")
def two(xiaocheng: Scenario) -> Scenario:
    """Xiaocheng with a tertiary cancer hospital beside the city's; what is not solved is referred."""
    region = xiaocheng.region
    level = next(h.level for h in region.hospitals if h.id == "city")
    hospitals = tuple(
        replace(h, level=level, kind=Kind.CANCER, takes=("cancer", "other_complex"), owner=h.owner)
        if h.id == "dongshan_hospital"
        else h
        for h in region.hospitals
    )
    return replace(
        xiaocheng,
        region=replace(region, hospitals=hospitals),
        parameters=numbers(xiaocheng.parameters, refer_up_share=0.9, go_on_share=0.05),
        rules=(rule(SidewaysReferral(), start=START),),
    )


def sent(
    scenario: Scenario, group: str, severity: Severity, hospital: str, lead: float | None = None, more: float = 0.0
) -> str:
    """Where the first resident's unsolved case is sent sideways; ``more`` is what the hospital itself solves beyond."""
    arm = ArmRun(setup_of(Task(scenario, Arm.REFORM, 0, 1, 0.02, simulate_queues=False, engine="simpy")))
    setup = arm.setup
    table, w = table_at(arm, 2016, 1), setup.world
    f, g = setup.facilities.index(hospital), list(scenario.conditions).index(group)
    capability = [float(share) for share in table.capability]
    capability[(f * w.conditions + g) * 3 + severity] += more
    p = setup.behaviour if lead is None else setup.behaviour._replace(specialist_capability_lead=lead)
    size = len(w.choice_set) + 3
    found = steps.sideways_place(
        w, p, table._replace(capability=capability), arm.engine.residents, 0, g, severity, f, 0, 12345, 2,
        [0.0] * (w.pools * w.hours), [0.0] * size, [0] * size,
    )  # fmt: skip
    return "" if found == NOWHERE else setup.ids[found]


@pytest.mark.parametrize(
    ("group", "severity", "hospital", "found"),
    [
        ("cancer", Severity.SEVERE, "city", "dongshan_hospital"),
        ("cancer", Severity.MODERATE, "city", ""),
        ("injury", Severity.SEVERE, "city", ""),  # the specialist hospital does not treat it
        ("cancer", Severity.SEVERE, "xihe_hospital", ""),  # of the county
        ("cancer", Severity.SEVERE, "dongshan_hospital", ""),  # sends nothing on
    ],
)
def test_only_complex_cases_of_its_groups_from_tertiary_general_hospitals(
    two: Scenario, group: str, severity: Severity, hospital: str, found: str
) -> None:
    assert sent(two, group, severity, hospital) == found


@pytest.mark.parametrize(
    ("lead", "more", "found"),
    [(0.05, 0.04, "dongshan_hospital"), (0.05, 0.06, ""), (0.0, 0.0, ""), (1e-6, 0.0, "dongshan_hospital")],
)
def test_only_where_more_is_solved(two: Scenario, lead: float, more: float, found: str) -> None:
    assert sent(two, "cancer", Severity.SEVERE, "city", lead, more) == found


def test_what_is_sent_is_solved_with_the_lead(two: Scenario) -> None:
    setup = setup_of(Task(two, Arm.REFORM, 0, 1, 0.02, simulate_queues=False, engine="simpy"))
    table = table_at(ArmRun(setup), 2016, 1)
    f, g = setup.facilities.index("dongshan_hospital"), list(two.conditions).index("cancer")
    plain = table.capability[(f * setup.world.conditions + g) * 3 + Severity.SEVERE]
    found = steps.solves_sent(setup.world, setup.behaviour, table, f, g, Severity.SEVERE)
    assert found == pytest.approx(plain + 0.05)
    high = setup.behaviour._replace(specialist_capability_lead=0.9)
    assert steps.solves_sent(setup.world, high, table, f, g, Severity.SEVERE) == 1.0


def beyond_referred(run: Run) -> float:
    visits = run.tables["visits"]
    there = (visits["facility"] == "beyond") & (visits["referral"] == Referral.UP.id)
    return float(visits.loc[there, "count"].sum())


@pytest.mark.skipif(not CAN_COMPILE, reason="Numba is missing or switched off")
@pytest.mark.parametrize("queues", [True, False])
def test_cases_stay_in_the_city_and_both_engines_agree(two: Scenario, queues: bool) -> None:
    task = Task(two, Arm.REFORM, 0, 1, 0.3, simulate_queues=queues, journal=True, engine="compiled")
    run, plain = run_arm(task), run_arm(replace(task, engine="simpy"))
    assert run.journal == plain.journal
    for name, table in plain.tables.items():
        assert table.equals(run.tables[name])
    city = setup_of(task).facilities.index("dongshan_hospital")
    came = [entry for entry in run.journal if entry.reason == Reason.SENT_SIDEWAYS]
    assert len(came) > 4
    assert {(entry.facility, entry.severity, entry.referral) for entry in came} == {
        (city, Severity.SEVERE, Referral.UP)
    }
    without = run_arm(replace(task, scenario=replace(two, rules=())))
    assert beyond_referred(run) < beyond_referred(without)
    assert not any(entry.reason == Reason.SENT_SIDEWAYS for entry in without.journal)
