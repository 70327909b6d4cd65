"""Intervals over replications, the paired difference, targets and the fit to statistics."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from sim.indicators import fit, score, summarise
from sim.indicators.score import probability_of_meeting
from sim.indicators.summary import half_width, over_runs
from sim.policy.target import Target
from sim.region.description import Anchor
from sim.vocabulary.names import Confidence
from sim.vocabulary.phrase import Bilingual, one
from sim.vocabulary.quantity import Quantity


def rows(
    arm: str, year: str, values: list[float], area: str = "all", indicator: str = "contract_rate"
) -> list[dict[str, object]]:
    return [
        {"indicator": indicator, "arm": arm, "replication": n, "year": year, "area": area, "group": "all",
         "numerator": value * 10_000, "denominator": 10_000.0, "value": value}
        for n, value in enumerate(values)
    ]  # fmt: skip


def target(comparator: str, number: float | None, area: str = "all", tolerance: float | None = None) -> Target:
    return Target("t", "contract_rate", comparator, number, 2017, area, ("PX-12b",), False, tolerance, "")  # type: ignore[arg-type]


def line(frame: pd.DataFrame, **where: object) -> pd.Series:
    for column, word in where.items():
        frame = frame[frame[column] == word]
    assert len(frame) == 1
    return frame.iloc[0]


def test_the_difference_is_paired_by_replication() -> None:
    """Arms differ by 0.10, 0.11, 0.12 in the same luck, though each arm swings by far more."""
    old, new = [0.30, 0.50, 0.70], [0.40, 0.61, 0.82]
    found = summarise(pd.DataFrame(rows("baseline", "2017", old) + rows("reform", "2017", new)))
    difference = line(found, arm="difference")
    assert difference["mean"] == pytest.approx(0.11)
    # t(0.975, 2) = 4.302653 times 0.01 / sqrt(3)
    assert difference["high"] - difference["mean"] == pytest.approx(4.302653 * 0.01 / math.sqrt(3), rel=1e-6)
    assert difference[["numerator", "denominator"]].isna().all()
    assert line(found, arm="reform")["numerator"] == pytest.approx(6100.0)
    assert found["arm"].tolist() == ["baseline", "reform", "difference"]


def test_only_runs_of_both_arms_make_a_difference() -> None:
    """A third run of the reform has no twin; where the reform has no value there is no line of differences."""
    old = rows("baseline", "2017", [0.3, 0.4]) + rows("baseline", "2017", [0.3], "luxi")
    new = rows("reform", "2017", [0.4, 0.6, 0.9]) + rows("reform", "2017", [0.7], "anyuan")
    found = summarise(pd.DataFrame(old + new)).query("arm == 'difference'").set_index("area")
    assert found.index.tolist() == ["all", "anyuan"]
    assert found["n"].tolist() == [2, 0]
    assert found["mean"].tolist() == pytest.approx([0.15, math.nan], nan_ok=True)


def test_one_replication_has_no_interval() -> None:
    found = summarise(pd.DataFrame(rows("baseline", "2017", [0.3]) + rows("reform", "2017", [0.4])))
    assert found["n"].tolist() == [1, 1, 1]
    assert found[["low", "high"]].isna().all(axis=None)


def test_two_replications_have_a_wide_interval() -> None:
    """t(0.975, 1) is 12.7062; of 10 and 12 days it makes 11 and 12.7062 x sqrt(2) / sqrt(2), cut at no day."""
    found = summarise(pd.DataFrame(rows("reform", "2017", [10.0, 12.0], indicator="alos"))).iloc[0]
    assert (found["low"], found["mean"], found["high"]) == pytest.approx((0.0, 11.0, 23.7062), rel=1e-5)


def test_a_known_spread_needs_two_replications_too() -> None:
    """A spread of 2: t(0.975, 1) x 2 / sqrt(2) for two, t(0.975, 3) x 2 / sqrt(4) for four, nothing for one or none."""
    half = half_width(pd.Series([2.0] * 4), pd.Series([0, 1, 2, 4]))
    assert half.isna().tolist() == [True, True, False, False]
    assert half.tolist()[2:] == pytest.approx([12.706205 * math.sqrt(2), 3.182446], rel=1e-6)


def test_means_and_intervals_of_any_table_over_its_replications() -> None:
    """By the given keys, in the order in which they come; a missing value is none, a single one has no interval."""
    table = pd.DataFrame(
        [("west", "stays", 10.0), ("west", "stays", 12.0), ("west", "visits", 7.0), ("east", "stays", 5.0),
         ("east", "stays", math.nan)],
        columns=["area", "what", "value"],
    )  # fmt: skip
    found = over_runs(table, ["area", "what"])
    assert list(found) == ["area", "what", "mean", "low", "high", "n"]
    assert found[["area", "what", "mean", "n"]].to_numpy().tolist() == [
        ["west", "stays", 11.0, 2], ["west", "visits", 7.0, 1], ["east", "stays", 5.0, 1]
    ]  # fmt: skip
    assert found.loc[0, ["low", "high"]].tolist() == pytest.approx([11 - 12.706205, 11 + 12.706205], rel=1e-6)
    assert found.loc[1:, ["low", "high"]].isna().all(axis=None)


def test_rows_stand_as_they_are_printed() -> None:
    """Indicators as in the register, arms, years, then all before the other areas and groups."""
    line_up = [
        (name, arm, year, area, group)
        for name in ("primary_visit_share", "alos", "smart_audit")
        for arm in ("baseline", "reform", "difference")
        for year in ("2016", "2017", "2017-11..2018-10")
        for area, group in (("all", "all"), ("all", "age_0_6"), ("all", "tertiary"), ("Anyuan", "all"), ("luxi", "all"))
    ]
    columns = ["indicator", "arm", "year", "area", "group"]
    values = pd.DataFrame([row for row in line_up if row[1] != "difference"], columns=columns)
    values = values.assign(replication=0, value=1.0, numerator=1.0, denominator=1.0)
    found = summarise(values[::-1])
    assert list(map(tuple, found[columns].to_numpy())) == line_up
    assert found.index.tolist() == list(range(len(line_up)))
    assert list(found) == [*columns, "mean", "low", "high", "n", "numerator", "denominator", "luck_share"]


def test_targets_are_met_by_the_mean_and_carry_a_probability() -> None:
    values = pd.DataFrame(rows("baseline", "2017", [0.20, 0.21, 0.22]) + rows("reform", "2017", [0.29, 0.31, 0.33]))
    found = score([target("at_least", 0.30)], values)
    assert not line(found, arm="baseline")["met"]
    reform = line(found, arm="reform")
    assert reform["met"]
    assert reform["clause"] == "PX-12b"
    # 29.95 % prints as 30: margin 0.0105, spread 0.02 sqrt(4/3): Student-t with 2 degrees at 0.4547 is 0.6530.
    assert reform["probability"] == pytest.approx(0.6530, abs=1e-4)
    assert reform["probability_kind"] == "luck"


def test_a_single_run_has_no_probability() -> None:
    values = pd.DataFrame(rows("reform", "2017", [0.4]))
    found = line(score([target("at_least", 0.30)], values), arm="reform")
    assert found["met"]
    assert math.isnan(found["probability"])


def test_certainty_needs_no_spread() -> None:
    assert probability_of_meeting(pd.Series([0.1, 0.1]).to_numpy()) == 1.0
    assert probability_of_meeting(pd.Series([0.0, 0.0]).to_numpy(), strict=True) == 0.0
    assert probability_of_meeting(pd.Series([0.0, 0.0]).to_numpy()) == 1.0, "just reached is reached"
    assert probability_of_meeting(pd.Series([-0.1, -0.1]).to_numpy()) == 0.0
    assert 0.5 < probability_of_meeting(pd.Series([0.1, 0.3]).to_numpy()) < 1.0


def test_above_the_base_year_compares_with_the_arms_own_base_year() -> None:
    values = pd.DataFrame(
        rows("reform", "2016", [0.30, 0.40]) + rows("reform", "2017", [0.31, 0.41]) + rows("baseline", "2016", [0.5])
    )
    found = line(score([target("above_base_year", None)], values), arm="reform")
    assert found["met"]
    assert found["value"] == pytest.approx(0.35)
    assert found["probability"] == 1.0  # every run gains the same 0.01, whatever its level


def test_equal_is_not_above() -> None:
    values = pd.DataFrame(rows("reform", "2016", [0.3]) + rows("reform", "2017", [0.3]))
    assert not line(score([target("above_base_year", None)], values), arm="reform")["met"]


def test_every_district_must_meet_it() -> None:
    good = rows("reform", "2017", [0.4, 0.5], "luxi")
    bad = rows("reform", "2017", [0.2, 0.3], "lianhua")
    found = score([target("at_least", 0.35, "every_district")], pd.DataFrame(good + bad))
    assert line(found, arm="reform", area="luxi")["met"]
    assert not line(found, arm="reform", area="lianhua")["met"]
    assert not line(found, arm="reform", area="every_district")["met"]
    assert line(found, arm="reform", area="every_district")["probability"] < 0.5


def test_the_pool_of_counties_is_no_district() -> None:
    values = rows("reform", "2017", [0.4], "luxi") + rows("reform", "2017", [0.1], "counties")
    found = score([target("at_least", 0.35, "every_district")], pd.DataFrame(values + rows("reform", "2017", [0.1])))
    assert found.loc[found["arm"] == "reform", "area"].tolist() == ["luxi", "every_district"]
    assert line(found, arm="reform", area="every_district")["met"]
    assert set(found["indicator"]) == {"contract_rate"}


def test_a_district_without_a_value_leaves_all_of_them_open() -> None:
    values = rows("reform", "2017", [0.4, 0.5], "luxi") + rows("reform", "2016", [0.4, 0.5], "lianhua")
    found = line(
        score([target("at_least", 0.35, "every_district")], pd.DataFrame(values)), area="every_district", arm="reform"
    )
    assert found["met"] is None
    assert math.isnan(found["probability"])


def test_about_has_a_tolerance() -> None:
    values = pd.DataFrame(rows("reform", "2017", [0.28]))
    assert line(score([target("about", 0.30, tolerance=0.03)], values), arm="reform")["met"]
    assert not line(score([target("about", 0.30, tolerance=0.01)], values), arm="reform")["met"]


def test_a_target_without_a_value_is_neither_met_nor_missed() -> None:
    found = score([target("at_least", 0.3)], pd.DataFrame(rows("reform", "2018", [0.4])))
    assert line(found, arm="reform")["met"] is None


def anchor(indicator: str, figure: float, low: float | None, high: float | None) -> Anchor:
    return Anchor(indicator, "all", "all", Quantity(figure, "share", one("somewhere"), Confidence.STATISTIC, low, high))


def test_misfits_are_shown() -> None:
    values = pd.DataFrame(rows("baseline", "2016", [0.30, 0.34]) + rows("baseline", "2017", [0.9, 0.9]))
    anchors = [
        anchor("contract_rate", 0.25, 0.2, 0.3),
        anchor("contract_rate", 0.3, 0.2, 0.4),
        anchor("booking_rate", 0.5, 0.4, 0.6),
    ]
    found = fit(anchors, values)
    assert found["inside"].tolist() == [False, True, None]
    assert found["area"].tolist() == found["group"].tolist() == ["all"] * 3
    assert found["model"].tolist()[0] == pytest.approx(0.32)
    assert found["difference"].tolist()[0] == pytest.approx(0.07)
    assert math.isnan(found["model"].tolist()[2])


def test_a_line_of_the_fit_says_what_was_compared_with_what() -> None:
    """Of an area and a tier, in the base year and the baseline only; 300 yuan where the yearbook has 280."""
    source = Bilingual("yearbook 2017, table 4", "统计年鉴2017表4")
    figure = Quantity(280.0, "yuan", source, Confidence.STATISTIC, 270.0, 300.0)
    cost = [
        row | {"group": group}
        for group, yuan in (("tertiary", 290.0), ("all", 150.0))
        for row in (
            *rows("baseline", "2016", [yuan, yuan + 20.0], "luxi", "cost_per_visit"),
            *rows("reform", "2016", [1.0], "luxi", "cost_per_visit"),
            *rows("baseline", "2017", [2.0], "luxi", "cost_per_visit"),
            *rows("baseline", "2016", [3.0], "all", "cost_per_visit"),
        )
    ]
    found = fit([Anchor("cost_per_visit", "luxi", "tertiary", figure)], pd.DataFrame(cost))
    assert found.to_dict("records") == [
        {"indicator": "cost_per_visit", "area": "luxi", "group": "tertiary", "unit": "yuan", "figure": 280.0,
         "low": 270.0, "high": 300.0, "model": 300.0, "inside": True, "difference": 20.0,
         "source": "yearbook 2017, table 4", "confidence": "statistic", "source_zh": "统计年鉴2017表4"}
    ]  # fmt: skip


def test_without_a_range_or_a_year_nothing_is_inside() -> None:
    values = pd.DataFrame(rows("baseline", "2016", [0.3]))
    ends = [(None, None), (0.2, None), (None, 0.4), (0.3, 0.3)]
    found = fit([anchor("contract_rate", 0.3, low, high) for low, high in ends], values)
    assert found["inside"].tolist() == [None, None, None, True], "its ends belong to a range"
    nothing = fit([anchor("contract_rate", 0.3, 0.2, 0.4)], values[:0])
    assert nothing["inside"].tolist() == [None]
    assert nothing["model"].isna().all()
