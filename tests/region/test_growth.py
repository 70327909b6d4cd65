"""Residents who come and go, who is insured elsewhere, and who signs in town and country."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.region.description import Region
from sim.region.facilities import facilities_of
from sim.region.residents import Population, population_of
from sim.scenario.read import read_scenario
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Confidence, Scheme, Settlement
from sim.vocabulary.phrase import one
from sim.vocabulary.quantity import Quantity

XIAOCHENG = Path(__file__).parents[1] / "regions" / "xiaocheng" / "scenario.yaml"


def made_up(value: float, unit: str = "share") -> Quantity:
    return Quantity(value, unit, one("made up"), Confidence.ASSUMPTION, value, value, one(""))


@pytest.fixture(scope="module")
def region() -> Region:
    return read_scenario(XIAOCHENG).region


def growing(region: Region, *rates: float) -> Region:
    """The region whose first districts grow by these rates."""
    grown = [
        replace(d, numbers=Frozen({**d.numbers, "residents_growth": made_up(rate, "per year")}))
        for d, rate in zip(region.districts, rates, strict=False)
    ]
    return replace(region, districts=(*grown, *region.districts[len(grown) :]))


def with_people(region: Region, **shares: float) -> Region:
    numbers = {name: made_up(share) for name, share in shares.items()}
    return replace(region, people=Frozen({**region.people, **numbers}))


def drawn(region: Region, years: int = 0) -> Population:
    return population_of(region, facilities_of(region), sample=1.0, seed=5, ignore_price=0.33, years=years)


def test_a_region_that_says_nothing_stays_as_it_is(region: Region) -> None:
    assert not region.grows
    assert region.heads(1.0, 5) == region.heads(1.0)


def test_residents_grow_by_compound_interest_and_those_from_beyond_do_not(region: Region) -> None:
    grown = growing(region, 0.1)
    base, later = grown.heads(1.0), grown.heads(1.0, 2)
    assert later[0] == round(region.districts[0].value("residents") * 1.21)
    assert later[1:] == base[1:]


def test_everybody_who_lives_there_in_any_year_is_drawn(region: Region) -> None:
    """Where residents go, those of the base year; where they come, those of the last year."""
    moving = growing(region, 0.1, -0.1)
    counts = np.bincount(drawn(moving, years=2).home).tolist()
    assert counts[0] == moving.heads(1.0, 2)[0] > moving.heads(1.0)[0]
    assert counts[1] == moving.heads(1.0)[1] > moving.heads(1.0, 2)[1]


def test_the_share_insured_elsewhere_has_the_outside_payer(region: Region) -> None:
    people = drawn(with_people(region, insured_elsewhere_urban=0.4, insured_elsewhere_rural=0.1))
    at_home = people.home < len(region.districts)
    elsewhere = people.scheme == Scheme.NONE
    for settlement, share in ((Settlement.URBAN, 0.4), (Settlement.RURAL, 0.1)):
        some = at_home & (people.urban == settlement)
        assert elsewhere[some].mean() == pytest.approx(share, abs=0.02)
    assert (people.payer[elsewhere] == len(region.payers)).all()


def test_who_is_not_insured_elsewhere_is_insured_as_before(region: Region) -> None:
    before, after = drawn(region), drawn(with_people(region, insured_elsewhere_urban=0.4))
    here = after.scheme != Scheme.NONE
    assert (before.scheme[here] == after.scheme[here]).all()


@pytest.mark.parametrize("coverage", [0.25, 0.8])
def test_town_and_country_sign_each_in_an_order_of_its_own(region: Region, coverage: float) -> None:
    people = drawn(with_people(region, contract_base_rural=0.2))
    for home in range(len(region.districts)):
        for settlement in Settlement:
            for key in (0, 1):
                some = (people.home == home) & (people.urban == settlement) & (people.key_group == key)
                signed = int((people.sign[some] < coverage).sum())
                assert coverage * some.sum() - 1e-6 <= signed < coverage * some.sum() + 1
