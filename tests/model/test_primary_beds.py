"""Beds at primary places: how many, where, without doctors, and who is admitted to them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.model.effects import Effects
from sim.model.in_force import effects_of
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.levers.primary_beds import PrimaryBeds
from sim.policy.rule import Rule
from sim.region.facilities import CENTRE, PER_PLACE, facilities_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm

from .arms import numbers, rule, table_at, task
from .test_growing_region import GROWTH, growing  # noqa: F401  # a fixture
from .test_two_engines import CAN_COMPILE, both, crowded, same

# Beds and residents of the made-up districts: chengguan 2 of 6000, dongshan and xihe 6 of 5000, nanping 5 of 4000.


def added(scenario: Scenario, one: Rule, month: int = 12) -> tuple[Effects, list[float]]:
    """The effects of a month of the base year, and the beds added by district."""
    facilities = facilities_of(scenario.region)
    key = np.full(len(scenario.region.districts) + 1, 0.3)
    found = effects_of(replace(scenario, rules=(one,)), facilities, key, 2016, month, rules_on=True)
    district = np.array([f.district for f in facilities.all])
    return found, [float(found.beds_added[district == d].sum()) for d in range(len(scenario.region.districts))]


@pytest.mark.parametrize(
    ("lever", "beds"),
    [
        (PrimaryBeds(per_1000=1.2), [5.2, 0.0, 0.0, 0.0]),  # 1.2 is what two of them have
        (PrimaryBeds(per_1000=1.25), [5.5, 0.25, 0.25, 0.0]),
        (PrimaryBeds(per_1000=1.5), [7.0, 1.5, 1.5, 1.0]),
        (PrimaryBeds(per_1000=0.3), [0.0, 0.0, 0.0, 0.0]),
        (PrimaryBeds(growth=0.5), [1.0, 3.0, 3.0, 2.5]),
        (PrimaryBeds(per_1000=1.25, growth=0.1), [5.5, 0.6, 0.6, 0.5]),
        (PrimaryBeds(), [0.0, 0.0, 0.0, 0.0]),
    ],
)
def test_beds_of_a_district_rise_to_the_number_and_never_fall(
    xiaocheng: Scenario, lever: PrimaryBeds, beds: list[float]
) -> None:
    assert added(xiaocheng, rule(lever))[1] == pytest.approx(beds)


def test_over_a_ramp_and_where_it_is_in_force(xiaocheng: Scenario) -> None:
    one = replace(rule(PrimaryBeds(growth=0.5), where=("nanping", "xihe")), ramp_months=10)
    for month, share in ((1, 0.1), (5, 0.5), (10, 1.0), (12, 1.0)):
        assert added(xiaocheng, one, month)[1] == pytest.approx([0.0, 0.0, 3.0 * share, 2.5 * share])


def test_they_are_spread_as_those_that_are_there(xiaocheng: Scenario) -> None:
    found, _ = added(xiaocheng, rule(PrimaryBeds(growth=0.5)))
    facilities = facilities_of(xiaocheng.region)
    for f, facility in enumerate(facilities.all):
        centre = f < facilities.hospitals and f % PER_PLACE == CENTRE
        assert found.beds_added[f] == pytest.approx(0.5 * facility.beds if centre else 0.0)


def without_beds(scenario: Scenario) -> Scenario:
    """A town whose centres have no beds."""
    region = scenario.region
    first, *others = region.districts
    bare = replace(first, numbers=numbers(first.numbers, primary_beds=0))
    return replace(scenario, region=replace(region, districts=(bare, *others)))


def test_where_there_are_none_every_centre_has_as_many(xiaocheng: Scenario) -> None:
    bare = without_beds(xiaocheng)
    found, by_district = added(bare, rule(PrimaryBeds(per_1000=1.0, growth=3.0), where=("chengguan",)))
    assert by_district == pytest.approx([6.0, 0.0, 0.0, 0.0])
    assert found.beds_added[[0, 3]].tolist() == [3.0, 3.0]
    usual, more = (arm(bare, *rules) for rules in ((), (PrimaryBeds(per_1000=1.0),)))
    assert [table_at(usual, 2016, 6).beds[f] for f in (0, 3)] == [0, 0]
    assert [table_at(more, 2016, 6).beds[f] for f in (0, 3)] == [3, 3]
    assert table_at(more, 2016, 6).admit == pytest.approx(table_at(usual, 2016, 6).admit), "more than none is no number"


def arm(scenario: Scenario, *levers: PrimaryBeds) -> ArmRun:
    """The reform arm of everybody before its first month."""
    under = replace(scenario, rules=tuple(rule(lever) for lever in levers))
    return ArmRun(setup_of(replace(task(under, sample=1.0), simulate_queues=False)))


def test_beds_without_doctors_and_more_admissions(xiaocheng: Scenario) -> None:
    more, usual = arm(xiaocheng, PrimaryBeds(growth=1.0)), arm(xiaocheng)
    found, before = table_at(more, 2016, 6), table_at(usual, 2016, 6)
    facilities = more.setup.facilities
    centres = list(range(CENTRE, facilities.hospitals, PER_PLACE))
    assert [found.beds[f] for f in centres] == [2 * before.beds[f] for f in centres]
    assert np.delete(found.beds, centres).tolist() == np.delete(before.beds, centres).tolist()
    assert found.doctors_full == before.doctors_full
    assert found.doctors_general == before.doctors_general
    shape = more.setup.base.capability.shape
    ratio = 2.0 ** more.setup.base.value["roemer"]
    admitted, earlier = (np.array(table.admit).reshape(shape) for table in (found, before))
    assert admitted[centres] == pytest.approx(np.minimum(1.0, earlier[centres] * ratio))
    assert (np.delete(admitted, centres, axis=0) == np.delete(earlier, centres, axis=0)).all()


def test_they_keep_pace_with_residents(growing: Scenario) -> None:  # noqa: F811
    """So many per 1,000 residents are that many of those who come later, too."""
    beds = {}
    for name, levers in (("more", (PrimaryBeds(per_1000=5.0),)), ("usual", ())):
        one = arm(growing, *levers)
        beds[name] = [sum(table_at(one, year, 1).beds[f] for f in (0, 3)) for year in (2016, 2017)]
    assert beds["more"][0] == 30
    assert beds["more"][1] == pytest.approx(30 * (1 + GROWTH), abs=1)
    assert beds["usual"][0] == 2


@pytest.mark.skipif(not CAN_COMPILE, reason="Numba is missing or switched off")
def test_more_lie_at_centres_in_both_engines_and_beds_are_used_less(xiaocheng: Scenario) -> None:
    full = crowded(xiaocheng)
    under = replace(full, rules=(rule(PrimaryBeds(growth=3.0)),))
    one, other = both(under, seed=2)
    same(one, other)
    usual = ArmRun(setup_of(Task(full, Arm.REFORM, 0, 2, 0.25, simulate_queues=True, engine="compiled"))).run(None)
    facilities = facilities_of(full.region)
    centres = [f.id for f in facilities.all[: facilities.hospitals]]

    def at_centres(found: Run, column: str) -> int:
        table = found.tables["beds"]
        return int(table.loc[table["facility"].isin(centres), column].sum())

    days = {name: at_centres(run, "occupied_bed_days") for name, run in (("more", one), ("usual", usual))}
    open_days = {name: at_centres(run, "open_bed_days") for name, run in (("more", one), ("usual", usual))}
    assert days["more"] > 1.1 * days["usual"]
    assert days["more"] / open_days["more"] < days["usual"] / open_days["usual"]
