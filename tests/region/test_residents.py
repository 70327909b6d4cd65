"""Synthetic residents: margins come out, coverage is exact, a sample keeps every district."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.region.facilities import Facilities, facilities_of
from sim.region.residents import COLUMNS, Population, population_of
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import AgeBand, Scheme

XIAOCHENG = Path(__file__).parents[1] / "regions" / "xiaocheng" / "scenario.yaml"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return read_scenario(XIAOCHENG)


@pytest.fixture(scope="module")
def people(scenario: Scenario) -> Population:
    return drawn(scenario, facilities_of(scenario.region))


def drawn(scenario: Scenario, facilities: Facilities, sample: float = 1.0, seed: int = 5) -> Population:
    return population_of(scenario.region, facilities, sample=sample, seed=seed, ignore_price=0.33)


def test_every_district_has_its_residents(scenario: Scenario, people: Population) -> None:
    counts = np.bincount(people.home)
    wanted = [round(d.value("residents")) for d in scenario.region.districts]
    assert counts[: len(wanted)].tolist() == wanted


def test_age_shares_come_out(scenario: Scenario, people: Population) -> None:
    shares = np.bincount(people.age) / len(people)
    wanted = [scenario.region.people[f"age_share_{a}"].value for a in ("0_6", "7_17", "18_44", "45_64", "65_plus")]
    assert shares == pytest.approx(wanted, abs=0.012)


def test_only_employees_retire_and_nothing_else_of_anybody_changes(scenario: Scenario, people: Population) -> None:
    shares = (0.0, 0.0, 0.0, 0.4, 0.97)
    facilities = facilities_of(scenario.region)
    found = population_of(scenario.region, facilities, sample=1.0, seed=5, ignore_price=0.33, retired=shares)
    for name in set(COLUMNS) - {"retired"}:
        assert np.array_equal(getattr(found, name), getattr(people, name)), name
    assert not people.retired.any()
    assert not found.retired[found.scheme != Scheme.EMPLOYEE].any()
    for band, share in zip(AgeBand, shares, strict=True):
        insured = (found.scheme == Scheme.EMPLOYEE) & (found.age == band)
        assert found.retired[insured].sum() == pytest.approx(share * insured.sum(), abs=4 * insured.sum() ** 0.5)


@pytest.mark.parametrize("coverage", [0.0, 0.25, 0.3, 0.6, 1.0])
def test_coverage_is_that_of_the_people_of_every_district(people: Population, coverage: float) -> None:
    """Signing goes by rank within home and key group: at least the share asked for, by less than one person more."""
    for home in range(people.home.max() + 1):
        for key in (0, 1):
            group = (people.home == home) & (people.key_group == key)
            signed = int((people.sign[group] < coverage).sum())
            assert coverage * group.sum() - 1e-6 <= signed < coverage * group.sum() + 1


def test_the_usual_place_is_a_place_of_the_home_district(scenario: Scenario, people: Population) -> None:
    facilities = facilities_of(scenario.region)
    district = np.array([f.district for f in facilities.all])
    own = people.home < len(scenario.region.districts)
    assert (district[people.usual[own]] == people.home[own]).all()
    assert (people.usual // 3 == people.place).all()


def test_same_seed_same_people(scenario: Scenario, people: Population) -> None:
    again = drawn(scenario, facilities_of(scenario.region))
    other = drawn(scenario, facilities_of(scenario.region), seed=6)
    assert (again.sign == people.sign).all()
    assert (again.age == people.age).all()
    assert not (other.age == people.age).all()


def test_a_sample_keeps_every_district(scenario: Scenario) -> None:
    few = drawn(scenario, facilities_of(scenario.region), sample=0.001)
    assert set(few.home.tolist()) >= set(range(len(scenario.region.districts)))
