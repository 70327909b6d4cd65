"""Synthetic residents, drawn one by one from the region's published margins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import draws
from sim.region.description import Region
from sim.region.facilities import CENTRE, PER_PLACE, PRIVATE, VILLAGE, Facilities
from sim.region.pools import payers_of
from sim.vocabulary.names import CHRONIC, AgeBand, Risk, Scheme

Int8 = NDArray[np.int8]
Int16 = NDArray[np.int16]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# The number of the draw of each: they befall a resident apart from each other.
CHRONIC_DRAWS = dict(zip(CHRONIC, (draws.HYPERTENSION, draws.DIABETES, draws.OTHER_CHRONIC), strict=True))


@dataclass(frozen=True, slots=True)
class Population:
    """Immutable facts of every resident, one entry each.

    ``home`` is a district index; the last value (number of districts) marks patients from beyond the
    prefecture. ``scheme`` is the trait that reports group by, ``payer`` the number of who pays (`region.pools`).
    ``risks`` is a set of bits of `Risk`; ``place`` the primary place lived at and
    ``usual`` the primary facility usually gone to. ``sign`` and ``fulfil`` decide when a resident signs and
    whether the contract is fulfilled; who has ``old_price`` chooses by the base year's prices. Only employees are
    ``retired`` (退休人员): insured as such, with benefits of their own where rules say so.
    """

    seed: int
    home: Int8
    urban: Int8
    age: Int8
    scheme: Int8
    payer: Int8
    income: Int8
    risks: Int8
    key_group: Int8
    poor: Int8
    retired: Int8
    place: Int16
    usual: Int16
    sign: Floats
    fulfil: Floats
    old_price: Int8

    def __len__(self) -> int:
        """Number of residents, those from beyond included."""
        return len(self.home)


NOBODY_RETIRED = (0.0,) * len(AgeBand)
COLUMNS = tuple(field.name for field in fields(Population) if field.name != "seed")


def population_of(
    region: Region,
    facilities: Facilities,
    *,
    sample: float,
    seed: int,
    ignore_price: float,
    retired: Sequence[float] = NOBODY_RETIRED,
    years: int = 0,
) -> Population:
    """Draw the residents of a region, or a sample of them.

    Where residents grow, those who come later are the last of their district (`Region.heads`).

    Parameters
    ----------
    years : from the base year to the last; everybody who lives there in any of them is drawn.
    sample : share of the residents to draw, 0 to 1; every district keeps its share (at least one resident).
    seed : seed of the replication; the same seed gives the same people in every arm.
    ignore_price : share of residents who choose by the base year's prices.
    retired : share of the insured employees who have retired, by age band.
    """
    counts = region.most_heads(sample, years)
    last = np.cumsum(counts)
    districts = [
        _district_of(
            region, facilities, home, int(end - count), int(end), seed=seed, ignore_price=ignore_price, retired=retired
        )
        for home, (count, end) in enumerate(zip(counts, last, strict=True))
    ]
    return Population(seed, **{name: np.concatenate([d.pop(name) for d in districts]) for name in COLUMNS})


def _district_of(
    region: Region,
    facilities: Facilities,
    home: int,
    first: int,
    end: int,
    *,
    seed: int,
    ignore_price: float,
    retired: Sequence[float],
) -> dict[str, NDArray[Any]]:
    """The residents ``first`` to ``end`` of the region, all of one home, by the columns of `Population`.

    District by district, what is worked out of them for a moment is small beside what is kept.
    """
    resident = np.arange(first, end, dtype=np.int64)
    n = len(resident)
    key = draws.chain(seed, draws.ATTRIBUTES, resident, np.zeros(n, dtype=np.int64))

    def u(number: int) -> Floats:
        return draws.uniforms(key, number)

    def share(name: str) -> float:
        return region.people[name].value

    ages = [band.id.removeprefix("age_") for band in AgeBand]
    from_beyond = home == len(region.districts)
    urban = u(draws.URBAN) < (1.0 if from_beyond else region.districts[home].value("urban_share"))
    age = np.searchsorted(np.cumsum([share(f"age_share_{a}") for a in ages])[:-1], u(draws.AGE), side="right")
    female = u(draws.SEX) < share("female_share")
    adult = age >= AgeBand.AGE_18_44
    employee = adult & (
        u(draws.SCHEME) < np.where(urban, share("employee_share_urban_adult"), share("employee_share_rural_adult"))
    )
    scheme = np.where(employee, Scheme.EMPLOYEE, Scheme.RESIDENT)
    elsewhere = u(draws.ELSEWHERE) < np.where(
        urban, _said(region, "insured_elsewhere_urban", 0.0), _said(region, "insured_elsewhere_rural", 0.0)
    )
    scheme = np.where(elsewhere, Scheme.NONE, scheme)
    if from_beyond:
        scheme = np.full(n, int(Scheme.NONE))
    # Who lives in town but is registered in a village (农业户籍) has the scheme for rural residents.
    registered = urban & (u(draws.REGISTERED) >= _said(region, "rural_scheme_urban", 0.0))
    income_draw = u(draws.INCOME)
    income = np.where(income_draw < share("low_income_share"), 0, 1 + (income_draw > 1 - share("high_income_share")))

    risks = np.zeros(n, dtype=np.int8)
    for risk, number in CHRONIC_DRAWS.items():
        prevalence = np.array([share(f"{risk.id}_{a}") for a in ages])[age]
        risks |= np.where(u(number) < prevalence, risk.bit, 0).astype(np.int8)
    pregnant = female & (age == AgeBand.AGE_18_44) & (u(draws.PREGNANT) < share("pregnant_share_women_18_44"))
    risks |= np.where(pregnant, Risk.PREGNANT.bit, 0).astype(np.int8)
    key_group = (
        (age == AgeBand.AGE_65_PLUS)
        | (age == AgeBand.AGE_0_6)
        | (risks > 0)
        | (u(draws.DISABLED) < share("disabled_share"))
        | (u(draws.SEVERE_MENTAL) < share("severe_mental_share"))
    )
    place = _place(home, u(draws.PLACE), facilities)
    usual = PER_PLACE * place + _usual(urban, u(draws.USUAL), region)
    narrow = {
        "home": np.full(n, home),
        "urban": urban,
        "age": age,
        "scheme": scheme,
        "payer": _payer(region, home, registered, scheme, u(draws.APART)),
        "income": income,
        "risks": risks,
        "key_group": key_group,
        "poor": income == 0,
        "retired": (scheme == Scheme.EMPLOYEE) & (u(draws.RETIRED) < np.array(retired)[age]),
        "old_price": u(draws.OLD_PRICE) < ignore_price,
    }
    return {
        **{name: column.astype(np.int8) for name, column in narrow.items()},
        "place": place.astype(np.int16),
        "usual": usual.astype(np.int16),
        "sign": _ranks(u(draws.SIGN), key_group, urban if "contract_base_rural" in region.people else None),
        "fulfil": u(draws.FULFIL),
    }


def _payer(region: Region, home: int, registered: Flags, scheme: Ints, u: Floats) -> Int8:
    """Who pays for each; for some employees a pool without a place (``u`` says for whom)."""
    settlement = registered.astype(np.int8)
    found: Int8 = payers_of(region)[home, settlement, scheme]
    said = region.districts[home].numbers.get("employees_apart_share") if home < len(region.districts) else None
    if said is None:
        return found
    special: Int8 = payers_of(region, apart=True)[home, settlement, scheme]
    return np.where((scheme == Scheme.EMPLOYEE) & (u < said.value), special, found)


def _said(region: Region, quantity: str, otherwise: float) -> float:
    """A number of ``people.csv`` that a region may do without, where ``otherwise`` changes nothing."""
    said = region.people.get(quantity)
    return otherwise if said is None else said.value


def _ranks(u: Floats, key_group: Flags, urban: Flags | None) -> Floats:
    """Each resident's place in the order of signing within the key group or the others, from 0 to just below 1.

    Where the region tells contracts of town and country apart (``urban``), each has an order of its own.

    By rank within a home, not by the draw itself: a coverage of 30 % is then 30 % of the people of every district, as
    a sign-up drive stops when its target is reached, and not 30 % give or take luck.
    """
    group = key_group.astype(np.int64)
    if urban is not None:
        group = 2 * group + urban
    order = np.lexsort((u, group))
    size = np.bincount(group)
    first = np.cumsum(size) - size
    place = np.empty(len(u))
    place[order] = np.arange(len(u)) - first[group[order]]
    return np.asarray(place / size[group], dtype=np.float64)


def _place(home: int, u: Floats, facilities: Facilities) -> Ints:
    """A primary place of the home district, all of one size; place 0 stands in for patients from beyond."""
    places = facilities.places[home] if home < len(facilities.places) else range(1)
    return np.asarray(places.start + np.floor(u * len(places)), dtype=np.int64)


def _usual(urban: Flags, u: Floats, region: Region) -> Ints:
    """Centre, village clinics or private clinics as the usual primary facility."""
    village = np.where(urban, region.people["usual_village_urban"].value, region.people["usual_village_rural"].value)
    private = np.where(urban, region.people["usual_private_urban"].value, region.people["usual_private_rural"].value)
    return np.where(u < village, VILLAGE, np.where(u < village + private, PRIVATE, CENTRE)).astype(np.int64)
