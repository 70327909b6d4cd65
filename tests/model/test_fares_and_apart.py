"""A fare is felt in the choice and stands in no book; a pool apart insures its share of the employees of a place."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run
from sim.region.description import Pool, Region
from sim.region.pools import grades_seen, payers_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Arm, Grade, Scheme
from sim.vocabulary.quantity import Quantity

from .arms import task

DEAR = 3000.0


def quantity(value: float, unit: str, like: Quantity) -> Quantity:
    return replace(like, value=value, unit=unit)


def with_fares(scenario: Scenario, yuan: float, to: str) -> Scenario:
    """Every journey to one place costs as much."""
    region = scenario.region
    fares = {way: quantity(yuan, "yuan", number) for way, number in region.travel.items() if way[2] == to}
    return replace(scenario, region=replace(region, fares=Frozen(fares)))


def with_apart(region: Region, share: float) -> Region:
    """A third pool for a share of the employees of Jincheng, called by its payer as the file would."""
    jin = region.pools[0]
    own = replace(jin.payers[0], id="state.employee")
    apart = Pool("state", jin.label, ("jincheng",), ("jin", "yun"), (own,), apart=True)
    said = quantity(share, "share", region.districts[0].numbers["urban_share"])
    first = replace(region.districts[0], numbers=Frozen({**region.districts[0].numbers, "employees_apart_share": said}))
    return replace(region, pools=(jin, apart, region.pools[1]), districts=(first, *region.districts[1:]))


def base_year(scenario: Scenario) -> Scenario:
    return replace(scenario, rules=())


def run(scenario: Scenario) -> Run:
    return ArmRun(setup_of(task(base_year(scenario), Arm.BASELINE, 0.05))).run(None)


def seen_at(found: Run, facility: int) -> int:
    return sum(entry.facility == facility for entry in found.journal)


@pytest.fixture(scope="module")
def near(twopools: Scenario) -> Run:
    """Nobody pays a fare."""
    return run(twopools)


def test_a_fare_of_nothing_changes_nothing(twopools: Scenario, near: Run) -> None:
    assert run(with_fares(twopools, 0.0, "jincheng")).journal == near.journal


def test_a_dear_journey_keeps_patients_and_is_in_no_book(twopools: Scenario, near: Run) -> None:
    far = run(with_fares(twopools, DEAR, "jincheng"))
    hospital = setup_of(task(twopools)).facilities.index("jin_hospital")
    assert 100 < seen_at(far, hospital) < 0.8 * seen_at(near, hospital)
    assert far.checks["ledger_total_fen"] == 0
    assert set(far.money["money"]["payer"]) == set(near.money["money"]["payer"])
    charged = [entry.drugs + entry.consumables + entry.tests + entry.services for entry in far.journal]
    paid = [e.fund + e.critical_illness + e.assistance + e.self_paid + e.self_funded for e in far.journal]
    assert charged == paid


def test_its_share_of_the_employees_of_its_place_and_nobody_else(twopools: Scenario) -> None:
    scenario = replace(twopools, region=with_apart(twopools.region, 0.6), rules=())
    people = setup_of(task(scenario, Arm.BASELINE, 0.5)).population
    number = [payer.id for payer in scenario.region.payers].index("state.employee")
    here = (people.home == 0) & (people.scheme == Scheme.EMPLOYEE)
    assert np.isclose((people.payer[here] == number).mean(), 0.6, atol=0.06)
    assert not (people.payer[~here] == number).any()
    assert (payers_of(scenario.region)[0, :, Scheme.EMPLOYEE] != number).all()


def test_everybody_else_is_who_he_was(twopools: Scenario) -> None:
    """Nobody else's draws move: but for who pays, the same people."""
    old = setup_of(task(base_year(twopools), Arm.BASELINE, 0.05)).population
    scenario = replace(twopools, region=with_apart(twopools.region, 0.6), rules=())
    new = setup_of(task(scenario, Arm.BASELINE, 0.05)).population
    for name in ("home", "age", "scheme", "income", "place", "usual", "sign"):
        assert (getattr(old, name) == getattr(new, name)).all()


def test_hospitals_are_inside_where_the_pool_says_so(twopools: Scenario) -> None:
    region = with_apart(twopools.region, 0.6)
    setup = setup_of(task(replace(twopools, region=region, rules=()), Arm.BASELINE, 0.02))
    count = len(setup.facilities.all)
    number = [payer.id for payer in region.payers].index("state.employee")
    seen = grades_seen(region, setup.facilities.all)[number * count : (number + 1) * count]
    beyond = setup.facilities.index("beyond")
    assert all((grade == Grade.OUTSIDE) is (f == beyond) for f, grade in enumerate(seen))


def test_its_books_balance_beside_those_of_the_pool_of_the_place(twopools: Scenario) -> None:
    found = run(replace(twopools, region=with_apart(twopools.region, 0.6)))
    assert found.checks["ledger_total_fen"] == 0
    fund = found.money["fund"].groupby("payer")["spent_fen"].sum()
    assert fund["state.employee"] > fund["jin.employee"] > 0


def with_roads(scenario: Scenario, factor: float) -> Scenario:
    """Every road out of a district is that much longer in every month."""
    like = scenario.region.districts[0].numbers["urban_share"]
    said = {f"roads_{month}": quantity(factor, "factor", like) for month in range(1, 13)}
    districts = tuple(replace(d, numbers=Frozen({**d.numbers, **said})) for d in scenario.region.districts)
    return replace(scenario, region=replace(scenario.region, districts=districts))


def test_roads_as_in_the_travel_table_change_nothing(twopools: Scenario, near: Run) -> None:
    assert run(with_roads(twopools, 1.0)).journal == near.journal


def test_long_roads_keep_patients_in_their_district(twopools: Scenario, near: Run) -> None:
    """Those of the far pool come less to the region's hospital; a journey within a district is as long as ever."""
    setup = setup_of(task(base_year(twopools), Arm.BASELINE, 0.05))
    hospital = setup.facilities.index("autonomous")

    def from_afar(found: Run) -> int:
        return sum(e.facility == hospital and setup.population.home[e.person] != 0 for e in found.journal)

    assert 50 < from_afar(run(with_roads(twopools, 3.0))) < 0.8 * from_afar(near)
