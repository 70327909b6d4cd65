"""Intervals end where values end and mirror with them; on few cases nothing is judged."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.indicators import score, summarise
from sim.indicators.enough import BEHIND, ENOUGH, counted_by, events_behind
from sim.indicators.possible import limits
from sim.indicators.register import IMPLEMENTATION, register
from sim.policy.target import Target

SHARE, DAYS = "county_inpatient_share", "alos"
FEW = settings(deadline=None, max_examples=settings().max_examples // 2)  # each takes a data frame


def rows(indicator: str, arm: str, values: list[float], events: float = 5000, year: str = "2017") -> pd.DataFrame:
    table = pd.DataFrame({"value": values}).assign(
        indicator=indicator, arm=arm, year=year, area="all", group="all", denominator=float(events)
    )
    return table.assign(replication=range(len(values)), numerator=table["value"] * events)


def interval(values: list[float], indicator: str = SHARE) -> tuple[float, float, float]:
    line = summarise(rows(indicator, "reform", values)).iloc[0]
    return float(line["low"]), float(line["mean"]), float(line["high"])


shares = st.lists(st.floats(0, 1), min_size=2, max_size=5)


@FEW
@given(shares)
def test_a_share_stays_a_share_and_its_rest_mirrors_it(values: list[float]) -> None:
    low, mean, high = interval(values)
    assert 0 <= low <= high <= 1
    assert low - 1e-12 <= mean <= high + 1e-12
    rest_low, _, rest_high = interval([1 - value for value in values])
    assert (rest_low, rest_high) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@FEW
@given(st.lists(st.floats(0, 60), min_size=2, max_size=5))
def test_days_are_never_negative(values: list[float]) -> None:
    low, mean, high = interval(values, DAYS)
    assert low >= 0
    assert low - 1e-9 <= mean <= high + 1e-9


@FEW
@given(shares, st.data())
def test_turning_an_effect_mirrors_its_interval(old: list[float], data: st.DataObject) -> None:
    new = data.draw(st.lists(st.floats(0, 1), min_size=len(old), max_size=len(old)))

    def gap(first: list[float], second: list[float]) -> pd.Series:
        table = pd.concat([rows(SHARE, "baseline", first), rows(SHARE, "reform", second)])
        return summarise(table).set_index("arm").loc["difference"]

    one, other = gap(old, new), gap(new, old)
    assert -1 <= one["low"] <= one["high"] <= 1
    assert (one["low"], one["high"]) == pytest.approx((-other["high"], -other["low"]), abs=1e-12)


def test_a_wide_sample_keeps_its_interval() -> None:
    """Only what lies beyond the ends is cut: 0.4, 0.5, 0.6 has 4.302653 x 0.1 / sqrt(3) on both sides."""
    low, mean, high = interval([0.4, 0.5, 0.6])
    assert (mean - low, high - mean) == pytest.approx((4.302653 * 0.1 / math.sqrt(3),) * 2, rel=1e-6)


def test_every_indicator_has_ends_and_a_count_behind_it() -> None:
    for name in register():
        low, high = limits(name)
        assert low < high
        assert limits(name, "difference")[0] == -limits(name, "difference")[1]
    assert set(BEHIND) | set(BEHIND.values()) <= set(register())
    assert {name for name in register() if counted_by(name) is None} >= set(IMPLEMENTATION)


def scored(events: float, weight: float = 1.0, indicator: str = SHARE) -> pd.Series:
    target = Target("t", indicator, "at_least", 0.5, 2017, "all", (), False, None, "")
    return score([target], rows(indicator, "reform", [0.6, 0.7], events), weight).set_index("arm").loc["reform"]


def test_few_cases_judge_no_target() -> None:
    assert scored(ENOUGH)["met"] is True or bool(scored(ENOUGH)["met"])
    few = scored(ENOUGH / 2 - 1)  # two replications
    assert few["met"] is None
    assert math.isnan(few["probability"])
    assert few["mean"] == pytest.approx(0.65)


@pytest.mark.parametrize(("events", "judged"), [(334, True), (333, False)])
def test_a_thousand_events_are_enough_in_all_replications_together(events: float, judged: bool) -> None:
    """Three runs of 334 have 1,002, three of 333 one too few."""
    target = Target("t", SHARE, "at_least", 0.5, 2017, "all", (), False, None, "")
    line = score([target], rows(SHARE, "reform", [0.6, 0.7, 0.8], events)).set_index("arm").loc["reform"]
    assert (line["met"] is not None) is judged


def test_a_thousand_is_enough() -> None:
    assert scored(500)["met"] is not None


@pytest.mark.parametrize(("stays", "judged"), [(5000, True), (100, False)])
def test_many_yuan_on_few_stays_judge_nothing(stays: float, judged: bool) -> None:
    target = Target("t", "drug_share", "at_most", 0.5, 2017, "all", (), False, None, "")
    values = [rows("drug_share", "reform", [0.3, 0.4], 10**7), rows("cost_per_discharge", "reform", [9e3, 8e3], stays)]
    assert (score([target], pd.concat(values)).set_index("arm").loc["reform"]["met"] is not None) is judged


def test_a_plain_number_counts_its_own_events() -> None:
    """40 and 60 referrals in two runs are 100; where nothing is defined nothing has happened."""
    counted = rows("down_referrals", "reform", [40.0, 60.0]).assign(denominator=math.nan, numerator=[40.0, 60.0])
    empty = rows(SHARE, "reform", [math.nan, 0.5], year="2016").assign(
        denominator=[math.nan, 30.0], numerator=[math.nan, 15.0]
    )
    key = ("reform", "2016", "all")
    assert events_behind(pd.concat([counted, empty])) == {
        ("down_referrals", "reform", "2017", "all"): 100.0,
        (SHARE, *key): 30.0,
    }


def test_the_sample_counts_not_the_residents_it_stands_for() -> None:
    assert scored(40_000, weight=1 / 0.0001)["met"] is None


def test_the_base_year_needs_enough_cases_too() -> None:
    target = Target("t", SHARE, "above_base_year", None, 2017, "all", (), False, None, "")
    values = pd.concat([rows(SHARE, "reform", [0.5], 10, "2016"), rows(SHARE, "reform", [0.6], 5000)])
    assert score([target], values).set_index("arm").loc["reform"]["met"] is None


@pytest.mark.parametrize("measure", ["direct_settlement", "effective_alliances"])
def test_a_measure_is_judged_however_small_the_sample_is(measure: str) -> None:
    assert scored(3, indicator=measure)["met"] is not None


def test_the_interval_of_a_target_is_cut_too() -> None:
    target = Target("t", SHARE, "at_least", 0.5, 2017, "all", (), False, None, "")
    line = score([target], rows(SHARE, "reform", [0.01, 0.99])).set_index("arm").loc["reform"]
    assert (line["low"], line["high"]) == (0.0, 1.0)
    assert not np.isnan(line["probability"])
