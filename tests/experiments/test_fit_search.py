"""The search for a region's numbers, on a made-up base year whose answer is known; and its table."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from sim.experiments.fit.numbers import Numbers, numbers_of, target_of
from sim.experiments.fit.search import Measured, Round, RoundPlan, Search, Stage, Values
from sim.experiments.fit.table import FIRST_CONTACTS, INFLOW, TABLE
from sim.region.description import Anchor
from sim.region.quantities import FITTED, FITTED_BY_LEVEL
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.indicator_ids import INDICATOR_IDS
from sim.vocabulary.names import Area, Confidence, Tier
from sim.vocabulary.phrase import one
from sim.vocabulary.quantity import Quantity

ROOT = Path(__file__).parents[2]
TRUTH = {"demand_scale": 1.1, "cost_scale_visit_county": 0.8, "stay_scale_tertiary": 1.3, "minutes_county": 18.0}


def read(name: str) -> Scenario:
    """A made-up region."""
    return read_scenario(ROOT / f"tests/regions/{name}/scenario.yaml", library=ROOT / "scenarios")


def figure(value: float, unit: str, width: float = 0.1) -> Quantity:
    """A statistic with a range."""
    low, high = value * (1 - width), value * (1 + width)
    return Quantity(value, unit, one("made up"), Confidence.STATISTIC, low, high)


def with_anchors(scenario: Scenario, anchors: Mapping[tuple[str, str, str], Quantity]) -> Scenario:
    """The scenario with other anchors."""
    found = tuple(Anchor(*key, quantity) for key, quantity in anchors.items())
    return replace(scenario, region=replace(scenario.region, anchors=found))


def with_number(scenario: Scenario, name: str, **changes: object) -> Scenario:
    """The scenario with a row of its calibrated.csv changed."""
    numbers = dict(scenario.region.calibrated)
    numbers[name] = replace(numbers[name], **changes)  # type: ignore[arg-type]
    return replace(scenario, region=replace(scenario.region, calibrated=Frozen(numbers)))


def shape(values: Values) -> Measured:
    """A base year in closed form: each figure by its number, waits steeply, visits by waits too."""
    wait = 40.0 * math.exp(9.0 * (values.get("minutes_county", 18.0) / 18.0 - 1.0))
    return {
        ("visits_per_resident", "all", "all"): 5.0 * values.get("demand_scale", 1.0) - 0.0005 * wait,
        ("cost_per_visit", "all", "county"): 150.0 * values.get("cost_scale_visit_county", 1.0),
        ("alos", "all", "tertiary"): 9.0 * values.get("stay_scale_tertiary", 1.0),
        ("wait_minutes_county", "all", "all"): wait,
        (INFLOW, "all", "all"): 8.0 * values["inflow_residents_share"],
        (FIRST_CONTACTS, "county_area", "all"): 0.7,
        (FIRST_CONTACTS, "urban", "all"): 0.5,
    }


@pytest.fixture(scope="module")
def known() -> Scenario:
    """Xiaocheng with the figures that the true numbers give."""
    scenario = read("xiaocheng")
    truth = {name: number.value for name, number in scenario.region.calibrated.items()} | TRUTH
    own = {key: value for key, value in shape(truth).items() if key[0] not in (INFLOW, FIRST_CONTACTS)}
    return with_anchors(scenario, {key: figure(value, "yuan") for key, value in own.items()})


class Asked:
    """A `Measure` by a formula that remembers what it was asked."""

    def __init__(self, formula: object = shape) -> None:
        self.formula, self.stages = formula, []  # type: ignore[var-annotated]

    def __call__(self, values: Values, stage: Stage) -> Measured:
        self.stages.append(stage)
        return self.formula(values)  # type: ignore[operator, no-any-return]


def searched(scenario: Scenario, plan: RoundPlan, formula: object = shape) -> tuple[Numbers, Search, Round]:
    """A search and its best round."""
    numbers = numbers_of(scenario)
    aims = [target_of((a.indicator, a.area, a.group), a.figure) for a in scenario.region.anchors]
    search = Search(numbers, aims, Asked(formula), lambda _: None)
    return numbers, search, search.run(plan)


def test_the_table_has_every_number_of_calibrated_csv_once() -> None:
    said = [row.quantity for row in TABLE if row.only != "primary"]
    wanted = {*FITTED, *(name.replace("{}", "{level}") for name in FITTED_BY_LEVEL)}
    of_areas = {name.format("{level}"): area.id for area in Area for name in FITTED_BY_LEVEL if area.id in name}
    wanted = {name.replace(f"_{of_areas[name]}", "_{area}") if name in of_areas else name for name in wanted}
    wanted = {name.replace("habit_base_county_area", "habit_base_{area}") for name in wanted}
    wanted = {name.replace("habit_base_urban", "habit_base_{area}") for name in wanted}
    assert len(said) == len(set(said))
    assert set(said) == wanted


def test_the_table_names_indicators_that_there_are() -> None:
    for row in TABLE:
        for one_ in (name for alternative in row.answers for name in alternative):
            if one_.indicator not in (INFLOW, FIRST_CONTACTS):
                words = {one_.indicator.format(tier=tier.id) for tier in Tier}
                assert words & set(INDICATOR_IDS), one_.indicator


def test_known_numbers_are_found_from_far_away(known: Scenario) -> None:
    _, search, best = searched(known, RoundPlan(12, 8))
    for name, value in TRUTH.items():
        assert best.values[name] == pytest.approx(value, rel=0.05), name
    assert best.outside == 0
    assert best.loss < 0.1 * search.rounds[0].loss


def test_the_best_round_is_never_worse_than_any_of_its_stage(known: Scenario) -> None:
    _, search, best = searched(known, RoundPlan(0, 6))
    assert search.rounds[0].outside > 0
    assert (best.outside, best.loss) == min((one_.outside, one_.loss) for one_ in search.rounds)


def test_stages_come_in_their_order_and_a_fitted_region_ends_at_once(known: Scenario) -> None:
    for name, value in TRUTH.items():
        known = with_number(known, name, value=value, low=value / 2, high=value * 2)
    known = with_number(known, "inflow_residents_share", value=0.005, low=0.001, high=0.01)
    _, search, _ = searched(known, RoundPlan(5, 3))
    assert [one_.stage for one_ in search.rounds] == ["first", "last"]


def test_habits_are_what_the_run_shows(known: Scenario) -> None:
    known = with_number(known, "habit_base_county_area", confidence=Confidence.CALIBRATED)
    _, _, best = searched(known, RoundPlan(2, 2))
    assert best.values["habit_base_county_area"] == pytest.approx(0.7)


def test_a_number_stays_within_the_range_that_somebody_gave_it(known: Scenario) -> None:
    narrow = with_number(known, "cost_scale_visit_county", value=0.9386, low=0.9, high=1.0)
    numbers, _, best = searched(narrow, RoundPlan(8, 4))
    assert best.values["cost_scale_visit_county"] == 0.9
    (at,) = [one_ for one_ in numbers.free if one_.name == "cost_scale_visit_county"]
    assert at.at_bound(best.values[at.name])
    assert best.worst is not None
    assert best.worst.key[0] == "cost_per_visit"


def test_a_figure_of_nothing_moves_no_number(known: Scenario) -> None:
    anchors = {("wait_minutes_county", "all", "all"): Quantity(0.0, "minutes", one("made up"), Confidence.STATISTIC)}
    _, _, best = searched(with_anchors(known, anchors), RoundPlan(1, 2))
    assert best.values["minutes_county"] == known.region.calibrated["minutes_county"].value


def test_the_range_of_an_earlier_fit_is_no_bound(known: Scenario) -> None:
    narrow = with_number(
        known, "cost_scale_visit_county", value=0.9386, low=0.9, high=1.0, confidence=Confidence.CALIBRATED
    )
    _, _, best = searched(narrow, RoundPlan(8, 4))
    assert best.values["cost_scale_visit_county"] == pytest.approx(0.8, rel=0.05)


def test_a_documented_number_is_not_moved(known: Scenario) -> None:
    numbers = numbers_of(with_number(known, "demand_scale", confidence=Confidence.DOCUMENT))
    assert "demand_scale" in numbers.left
    assert all(one_.name != "demand_scale" for one_ in numbers.free)


def test_what_cannot_be_reached_leaves_its_number_alone(known: Scenario) -> None:
    def deaf(values: Values) -> Measured:
        return {**shape(values), ("wait_minutes_county", "all", "all"): 0.01}

    _, search, best = searched(known, RoundPlan(12, 3), deaf)
    assert search.unreached == {"minutes_county"}
    assert best.values["minutes_county"] == known.region.calibrated["minutes_county"].value
    assert best.outside == 1


def test_a_figure_the_model_has_no_value_for_moves_nothing(known: Scenario) -> None:
    def silent(values: Values) -> Measured:
        return {**shape(values), ("alos", "all", "tertiary"): math.nan}

    _, _, best = searched(known, RoundPlan(3, 2), silent)
    assert best.values["stay_scale_tertiary"] == known.region.calibrated["stay_scale_tertiary"].value


def test_levels_of_a_region_answer_by_their_own_group_or_their_class() -> None:
    anchors = {
        ("visit_share_tertiary", "all", "all"): figure(0.2, "share"),
        ("cost_per_visit", "all", "tertiary"): figure(300, "yuan"),
        ("wait_minutes_tertiary", "all", "all"): figure(30, "minutes"),
    }
    free = {one_.name: one_ for one_ in numbers_of(with_anchors(read("twopools"), anchors)).free}
    for name in ("asc_prefecture_urban", "asc_region_urban", "asc_region_county_area"):
        assert [aim.key for aim in free[name].answers] == [("visit_share_tertiary", "all", "all")]
    assert [aim.key for aim in free["cost_scale_visit_tertiary"].answers] == [("cost_per_visit", "all", "tertiary")]
    assert [aim.key[0] for aim in free["minutes_region"].answers] == ["wait_minutes_tertiary"]
    own = {**anchors, ("cost_per_visit", "all", "region"): figure(400, "yuan")}
    free = {one_.name: one_ for one_ in numbers_of(with_anchors(read("twopools"), own)).free}
    keys = {aim.key for aim in free["cost_scale_visit_tertiary"].answers}
    assert keys == {("cost_per_visit", "all", "tertiary"), ("cost_per_visit", "all", "region")}


def test_every_number_of_pingxiang_but_three_answers_to_something() -> None:
    numbers = numbers_of(read_scenario(ROOT / "scenarios/pingxiang.yaml"))
    assert set(numbers.left) == {"stay_scale_outside", "asc_county_county_area", "asc_county_urban"}
    free = {one_.name: [aim.key for aim in one_.answers] for one_ in numbers.free}
    assert [key[1] for key in free["asc_primary_urban"]] == ["anyuan"]
    assert [key[0] for key in free["admission_scale_county"]] == ["discharge_share_county", "admissions_per_100"]
