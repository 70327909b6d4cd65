"""Directions of a tight union and of roads: care elsewhere covered or not, stays moved down, what a price moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.lever import Lever
from sim.policy.levers.alliance import AllianceLever
from sim.policy.levers.budget import Budget
from sim.policy.levers.outpatient_pooling import OutpatientPooling
from sim.policy.levers.step_down import StepDown
from sim.scenario.scenario import Scenario
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Arm

from .arms import numbers, rule
from .test_two_engines import CAN_COMPILE

START = date(2017, 1, 1)
HOME, HOSPITAL = "dongshan", "dongshan_hospital"
pytestmark = pytest.mark.skipif(not CAN_COMPILE, reason="everybody for two years: too many for the readable engine")


def package(covers: bool = True, growth: float = 0.2) -> tuple[Lever, Lever]:
    """The tight union of Dongshan and its single total."""
    budget = Budget(
        alliance=HOME, residents=(HOME,), trend_allowance=growth, surplus_kept_share=1.0, overspend_borne_share=1.0,
        overspend_limit=1.0, covers_outside_care=covers,
    )  # fmt: skip
    return AllianceLever(lead=HOSPITAL, members=(HOME,), compact=True), budget


def ended(scenario: Scenario, *levers: Lever, respond: bool = True) -> Run:
    """Two years of everybody, the rules from the second on; doctors see all of a budget and answer to it at once."""
    rules = tuple(
        replace(rule(lever), id=f"{lever.id}@{HOME}" if isinstance(lever, AllianceLever) else lever.id, start=START)
        for lever in levers
    )
    strong = {"pass_package_compact": 1.0, "eta_refer": 4.0, "eta_step_down": 4.0, "response_share_per_month": 0.5}
    changed = replace(
        scenario, rules=rules, years=replace(scenario.years, last=2017),
        parameters=numbers(scenario.parameters, **strong),
        settings=replace(scenario.settings, respond_referral=respond),
    )  # fmt: skip
    return ArmRun(setup_of(Task(changed, Arm.REFORM, 0, 3, 1.0, simulate_queues=False, engine="compiled"))).run(None)


def stays_at(run: Run, *words: str) -> int:
    """Stays of the second year at facilities whose ids begin so, stepped down ones among them."""
    cases = run.tables["cases"]
    there = cases["facility"].str.startswith(words) & (cases["year"] == 2017)
    return int(cases.loc[there & cases["kind"].isin(["stay", "step_down", "day_surgery"]), "count"].sum())


def kept(run: Run) -> float:
    """Stays at home of those at home and in the city; what the union keeps it does not always admit."""
    at_home, away = stays_at(run, HOME), stays_at(run, "city")
    return at_home / (at_home + away)


def balance(run: Run) -> int:
    """What the package of the second year has left, fen."""
    return int(run.money["budgets"]["balance_fen"].iloc[0])


def with_beds(scenario: Scenario, beds: float) -> Scenario:
    """So many beds at the centres of Dongshan."""
    region = scenario.region
    districts = tuple(
        replace(d, numbers=numbers(d.numbers, primary_beds=beds)) if d.id == HOME else d for d in region.districts
    )
    return replace(scenario, region=replace(region, districts=districts))


def with_road(scenario: Scenario, factor: float) -> Scenario:
    """Every way into the city so many times as long for all others."""
    travel = {
        way: replace(minutes, value=minutes.value * factor) if way[2] == "chengguan" != way[0] else minutes
        for way, minutes in scenario.region.travel.items()
    }
    return replace(scenario, region=replace(scenario.region, travel=Frozen(travel)))


def test_a_union_that_pays_for_care_elsewhere_keeps_more_patients(xiaocheng: Scenario) -> None:
    covering, inside, none = (
        ended(xiaocheng, *levers) for levers in (package(covers=True), package(covers=False), package()[:1])
    )
    assert kept(covering) > kept(inside)
    assert kept(covering) > kept(none)
    assert stays_at(covering, "city") < stays_at(inside, "city")


def test_it_loses_more_where_care_elsewhere_cannot_be_kept(xiaocheng: Scenario) -> None:
    """The funds pay more for visits in the city, and nobody may answer: a cost that only the covering union bears."""
    dearer = OutpatientPooling(schemes=("resident", "employee"), third=0.9)
    lost = {}
    for covers in (True, False):
        usual, dear = (ended(xiaocheng, *package(covers), *more, respond=False) for more in ((), (dearer,)))
        lost[covers] = balance(usual) - balance(dear)
    assert lost[True] > 0
    assert lost[True] > 2 * abs(lost[False])


def test_a_single_total_moves_stays_down_where_township_beds_are_empty(xiaocheng: Scenario) -> None:
    moved = {}
    for beds in (40.0, 2.0):
        there = with_beds(xiaocheng, beds)
        usual, single = (ended(there, StepDown(hospitals=(HOSPITAL,)), *more) for more in ((), package()))
        moved[beds] = stays_at(single, f"{HOME}_centre") - stays_at(usual, f"{HOME}_centre")
    assert moved[40.0] > 0
    assert moved[40.0] > 2 * moved[2.0], "two beds are taken already"


def test_a_longer_road_makes_price_matter_less(xiaocheng: Scenario) -> None:
    cheaper = OutpatientPooling(schemes=("resident", "employee"), third=0.9)
    gained = {}
    for factor in (1.0, 3.0):
        there = with_road(xiaocheng, factor)
        usual, cheap = (ended(there, *levers) for levers in ((), (cheaper,)))
        gained[factor] = visits_to_city(cheap) - visits_to_city(usual)
    assert 0 < gained[3.0] < gained[1.0]


def visits_to_city(run: Run) -> int:
    """Visits of the second year that people from outside the city make to its hospital."""
    visits = run.tables["visits"]
    there = (visits["facility"] == "city") & (visits["year"] == 2017) & ~visits["home"].isin(["chengguan", "inflow"])
    return int(visits.loc[there, "count"].sum())
