"""On which scale series are compared, and how sets and bands are judged."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.experiments.backtest.growth import aims_of, grown
from sim.experiments.backtest.judge import judged_backtest, judged_sets, off_of
from sim.experiments.backtest.series import (
    PublishedSeries,
    extrapolated,
    held_years,
    slope,
    slope_error,
    weights,
)
from sim.experiments.backtest.sets import SetsToMove
from sim.experiments.fit.numbers import Aim
from sim.experiments.prior import draw_of
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Confidence
from sim.vocabulary.phrase import one
from sim.vocabulary.quantity import Quantity

TRAINED, HELD = tuple(range(2010, 2017)), (2017, 2018, 2019)
ALL = (*TRAINED, *HELD)


def series(indicator: str, values: dict[int, float], half: float = 0.01, group: str = "all") -> PublishedSeries:
    """A series whose figures are known to a share of their value."""
    figures = {
        year: Quantity(v, "", one("made up"), Confidence.ASSUMPTION, v * (1 - half), v * (1 + half))
        for year, v in values.items()
    }
    trained = tuple(year for year in values if year in TRAINED)
    return PublishedSeries(indicator, group, figures, trained, tuple(year for year in values if year in HELD))


def line(start: float, growth: float, years: tuple[int, ...] = ALL) -> dict[int, float]:
    """A value that grows evenly."""
    return {year: start * (1 + growth) ** (year - years[0]) for year in years}


@pytest.mark.parametrize(
    ("last", "held"), [(2019, HELD), (2013, (2013,)), (2015, (2014, 2015)), (2018, (2016, 2017, 2018))]
)
def test_the_last_third(last: int, held: tuple[int, ...]) -> None:
    assert held_years(2010, last) == held


def test_scales() -> None:
    charges = series("cost_per_visit", line(100, 0.05))
    assert slope(charges.published, ALL) == pytest.approx(math.log(1.05))
    share = series("primary_visit_share", {year: 0.6 - 0.01 * (year - 2010) for year in ALL})
    assert share.published[2010] == pytest.approx(math.log(0.6 / 0.4))
    assert share.shown(share.published[2015]) == pytest.approx(0.55)
    crowded = series("bed_occupancy", line(1.03, -0.01))
    assert crowded.published[2010] == pytest.approx(math.log(1.03)), "more than all beds can be in use"
    growths = series("cost_growth", dict.fromkeys(ALL[1:], 0.1))
    assert growths.shown(growths.published[2019]) == pytest.approx(1.1**9), "the index they lead to"
    assert slope(growths.published, ALL[1:]) == pytest.approx(math.log(1.1))


def test_levels_do_not_count() -> None:
    published, model = series("cost_per_visit", line(100, 0.05)), line(7, 0.05)
    moved = published.moved(model)
    assert all(moved[year] == pytest.approx(published.published[year]) for year in ALL)


def test_a_straight_line_is_extrapolated_from_the_training_years_alone() -> None:
    even = series("cost_per_visit", line(100, 0.05))
    assert extrapolated(even) == pytest.approx(even.published)
    bent = series("cost_per_visit", {**line(100, 0.05), 2018: 90.0, 2019: 80.0})
    assert extrapolated(bent) == pytest.approx(even.published)


def test_what_is_not_known_of_a_growth() -> None:
    """Against many series shaken within what is not known of their figures."""
    even = series("cost_per_visit", line(100, 0.05), half=0.02)
    angles = np.outer(9.1 * np.arange(1, 2000), np.arange(1, len(TRAINED) + 1))
    errors = math.sqrt(2) * np.sin(angles) * [even.error(year) for year in TRAINED]
    shaken = errors @ weights(TRAINED)
    assert slope_error(even, TRAINED) == pytest.approx(float(np.std(shaken)), rel=0.1)


def test_only_training_years_rule_a_set_out() -> None:
    published = series("cost_per_visit", line(100, 0.05))
    as_it_was, off, late = line(7, 0.05), line(7, 0.09), {**line(7, 0.05), 2018: 99.0, 2019: 1.0}
    assert grown([published], {published.name: late}) == grown([published], {published.name: as_it_was})
    runs = [{published.name: values} for values in (as_it_was, off, late)]
    found = judged_sets([published], [{"x": 0.0}] * 3, runs, {})
    assert [one.kept for one in found] == [True, False, True]
    assert aims_of([published])[0].value == pytest.approx(1.05)


def test_what_no_set_can_meet_rules_none_out() -> None:
    """Where the fitted trends miss a growth, sets are as far from it as they: it is the model's form, and is told."""
    published = series("alos", line(10, -0.03))
    flat = [{published.name: line(9, 0.0 + 0.001 * n)} for n in range(4)]
    off = off_of([published], flat)
    assert off["alos", "all", "all"] > 0.02
    assert all(one.kept for one in judged_sets([published], [{}] * 4, flat, off))
    table = judged_backtest([published], flat, flat, judged_sets([published], [{}] * 4, flat, off), flat).series
    assert table["verdict_fitted"].tolist() == ["faster"], "it does not fall as it did"
    assert table["inside"].iloc[0] < 3


def test_the_band_holds_what_is_not_known_of_the_figure() -> None:
    exact, vague = (series("cost_per_visit", line(100, 0.05), half=half) for half in (0.001, 0.05))
    runs = [{exact.name: line(7, 0.05 + 0.0005 * n)} for n in (-2, -1, 0, 1, 2)]
    widths = []
    for published in (exact, vague):
        sets = judged_sets([published], [{}] * 5, runs, off_of([published], runs))
        found = judged_backtest([published], runs, runs, sets, runs)
        held = found.years[found.years["part"] == "held"]
        assert held["inside"].all()
        widths.append(float((held["high"] - held["low"]).mean()))
    assert widths[1] > 2 * widths[0] > 0


def test_draws_are_moved_to_the_published_growths_within_their_ranges() -> None:
    """A growth that is the sum of two trends, a third trend that it does not answer to."""
    ranges = {"a": (0.0, 0.02, 0.06), "b": (0.0, 0.01, 0.02), "c": (0.0, 0.5, 1.0)}
    parameters = Frozen(
        {
            name: Quantity(v, "", one("made up"), Confidence.ASSUMPTION, low, high)
            for name, (low, v, high) in ranges.items()
        }
    )
    draws = tuple(dict(draw_of(parameters, list(ranges), n, 1).values) for n in range(16))
    key = ("sum", "all", "all")
    growths = [{key: math.exp(values["a"] + values["b"])} for values in draws]
    for wanted, reached in ((0.05, True), (0.2, False)):
        aim = Aim(key, math.exp(wanted), math.exp(wanted - 0.001), math.exp(wanted + 0.001), share=False)
        sets = SetsToMove(parameters, (aim,), draws, growths, {}, 1).moved()
        for drawn, moved in zip(draws, sets, strict=True):
            assert moved["c"] == pytest.approx(drawn["c"], rel=1e-4), "nothing speaks of it"
            assert all(low <= moved[name] <= high for name, (low, _, high) in ranges.items())
            assert (abs(moved["a"] + moved["b"] - wanted) < 0.003) == reached
    missed = SetsToMove(parameters, (aim,), draws, growths, {key: 0.2}, 1).moved()
    assert len({round(values["a"], 4) for values in missed}) > 8, "a growth that cannot be met pulls less"
