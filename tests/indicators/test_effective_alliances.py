"""When an alliance counts as effective: judged where it stands, losses below a tenth of a point are none."""

from __future__ import annotations

import warnings
from datetime import date

import pandas as pd
import pytest

from sim.indicators import compute
from sim.policy.levers.alliance import AllianceLever

from . import small
from .test_implementation import at, computed, rule, union


def test_an_alliance_in_town_is_judged_by_visits_alone() -> None:
    """Admissions kept in the county are not defined for an urban district."""
    visits = [
        small.visit("city", place, many, arm=arm, year=2017)
        for arm, primary in (("baseline", 50), ("reform", 60))
        for place, many in (("clinic_private", 100 - primary), ("station", primary))
    ]
    station = pd.DataFrame(
        [("station", "city", "primary", "community_centre", "first", "city", 0, 1.0)], columns=small.FACILITIES.columns
    )
    tables = small.frames(
        {"visits": [*visits, *(row for arm in ("baseline", "reform") for row in small.every_month(count=0, arm=arm))]}
    )
    facilities = pd.concat([small.FACILITIES, station], ignore_index=True)
    rules = [rule(AllianceLever(lead="peoples", members=("city",)), date(2017, 1, 1))]
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # nobody is told of a division by no admissions
        values = compute(tables, facilities, small.DISTRICTS, 1.0, rules=rules)
    assert at(values, "effective_alliances") == 1.0


@pytest.mark.parametrize(("inpatient", "effective"), [(49_910, 1.0), (49_890, 0.0)])
def test_a_loss_below_a_tenth_of_a_point_is_none(inpatient: int, effective: float) -> None:
    """Of 50,000 kept admissions in 100,000; two points more at the primary tier."""
    assert union(520, inpatient, stays=100_000) == effective


@pytest.mark.parametrize(
    ("primary", "kept", "effective"),
    [
        ((0, 5), (1, 1), 1.0),  # half a point of a thousand visits
        ((0, 4), (1, 1), 0.0),
        ((0, 5), (1, 0), 0.0),  # a tenth of a point lost
    ],
)
def test_just_half_a_point_is_a_gain_and_just_a_tenth_a_loss(
    primary: tuple[int, int], kept: tuple[int, int], effective: float
) -> None:
    """Of 1,000 visits and 1,000 stays, without and with the alliance."""
    arms = "baseline", "reform"
    visits = [
        small.visit("west", facility, count, arm=arm, year=2017)
        for arm, first in zip(arms, primary, strict=True)
        for facility, count in (("town_b", first), ("hospital_b", 1000 - first))
    ]
    people = [
        small.person("west", place, arm=arm, year=2017, stays=count)
        for arm, stays in zip(arms, kept, strict=True)
        for place, count in (("home_county", stays), ("tertiary", 1000 - stays))
    ]
    rules = [rule(AllianceLever(lead="peoples", members=("west",)), date(2017, 1, 1))]
    assert at(computed(rules, *visits, people=people), "effective_alliances") == effective


def test_where_nobody_lives_or_no_alliance_stands_nothing_is_effective() -> None:
    rules = [rule(AllianceLever(lead="peoples", members=("beyond",)), date(2017, 1, 1))]
    assert at(computed(rules), "effective_alliances") == 0.0
