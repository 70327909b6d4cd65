"""Rules are moves folded in one place, in the stated order; the result is a value."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.effects import Effects, baseline_of, with_moves
from sim.model.in_force import effects_of
from sim.model.moves import AddedRow, How, Move, folded
from sim.policy.levers.bed_control import BedControl
from sim.policy.levers.financing import Financing
from sim.policy.levers.gatekeeping import Gatekeeping
from sim.policy.levers.telemedicine import Telemedicine
from sim.policy.rule import Rule
from sim.region.facilities import facilities_of
from sim.scenario.read import read_scenario

from .arms import moved, rule

ROOT = Path(__file__).parents[2]
EVERY = read_scenario(ROOT / "tests/regions/xiaocheng/scenario.yaml", library=ROOT / "scenarios")
FACILITIES = facilities_of(EVERY.region)
KEY = np.full(len(EVERY.region.districts) + 1, 0.3)


def of(*moves: Move, start: float = 0.4) -> list[float]:
    """A table of three cells after these moves."""
    found: list[float] = folded({"t": np.full(3, start)}, moves)["t"].tolist()
    return found


def at_work(*rules: Rule) -> Effects:
    """The end of 2018 under these rules."""
    return effects_of(replace(EVERY, rules=rules), FACILITIES, KEY, 2018, 12, rules_on=True)


def test_what_each_move_does() -> None:
    assert of(Move("t", How.SET, 0.9, 1)) == [0.4, 0.9, 0.4]
    assert of(Move("t", How.ADD, 0.25, 0), Move("t", How.ADD, 0.25, 0)) == pytest.approx([0.9, 0.4, 0.4])
    assert of(Move("t", How.MULTIPLY, 0.5)) == pytest.approx([0.2] * 3)
    assert of(Move("t", How.TOWARD, 0.0, 2, 0.25)) == pytest.approx([0.4, 0.4, 0.3])
    assert of(Move("t", How.RAISE, 0.0, 2, 0.25)) == [0.4] * 3
    assert of(Move("t", How.RAISE, 0.8, 2, 0.25)) == pytest.approx([0.4, 0.4, 0.5])


def test_setting_comes_before_multiplying_and_that_before_adding() -> None:
    moves = [Move("t", How.ADD, 1.0), Move("t", How.MULTIPLY, 3.0), Move("t", How.SET, 2.0)]
    for order in (moves, moves[::-1]):
        assert of(*order) == [7.0] * 3


def test_of_two_that_set_one_cell_the_later_decides() -> None:
    assert of(Move("t", How.SET, 1.0), Move("t", How.SET, 2.0)) == [2.0] * 3
    assert of(Move("t", How.TOWARD, 1.0, ..., 0.5), Move("t", How.SET, 2.0)) == [2.0] * 3
    assert of(Move("t", How.SET, 2.0), Move("t", How.TOWARD, 1.0, ..., 0.5)) == [1.5] * 3


@given(st.permutations([0.5, 1.25, 2.0, -0.5]))
def test_factors_and_points_know_no_order(values: list[float]) -> None:
    assert of(*(Move("t", How.MULTIPLY, v) for v in values)) == [pytest.approx(0.4 * 0.5 * 1.25 * 2.0 * -0.5)] * 3
    assert of(*(Move("t", How.ADD, v) for v in values)) == [pytest.approx(0.4 + 3.25)] * 3


def test_shares_stay_shares() -> None:
    moves = [Move("t", How.ADD, 0.9, 0), Move("t", How.ADD, -0.9, 1)]
    assert folded({"t": np.full(3, 0.4)}, moves, frozenset({"t"}))["t"].tolist() == [1.0, 0.0, 0.4]
    assert of(*moves) == pytest.approx([1.3, -0.5, 0.4])


def test_the_tables_given_stay_and_those_returned_cannot_be_written_to() -> None:
    start = {"t": np.zeros(3)}
    found = folded(start, [Move("t", How.SET, 1.0)])
    assert not start["t"].any()
    with pytest.raises(ValueError, match="read-only"):
        found["t"][0] = 2.0


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        of(Move("other", How.SET, 1.0))
    with pytest.raises(AttributeError):
        with_moves(baseline_of(EVERY, FACILITIES, KEY), [AddedRow("other", 1)])


def test_a_month_is_a_value() -> None:
    found = at_work(*EVERY.rules)
    with pytest.raises(AttributeError):
        found.gate = found.gate  # type: ignore[misc]
    for field in fields(found):
        table = getattr(found, field.name)
        assert isinstance(table, tuple) or not table.flags.writeable, field.name


def test_rules_of_different_kind_do_not_see_each_other() -> None:
    """Whatever their order in the file, they come to the same."""
    rules = [
        rule(Gatekeeping(kind="mandatory", compliance=0.7)),
        rule(Telemedicine(hub="city")),
        rule(BedControl(owners=("city",), growth=0.0)),
        rule(Financing(subsidy_rise=20.0)),
    ]
    assert not moved(at_work(*rules), at_work(*rules[::-1]))
    assert moved(at_work(), at_work(*rules)) > {"gate", "capability_gain", "bed_factor", "fund_rise_yuan"}


def test_a_package_finds_its_alliance_wherever_it_stands_in_the_file() -> None:
    alliance = next(r for r in EVERY.rules if r.lever.id == "alliance")
    package = next(r for r in EVERY.rules if r.lever.id == "budget" and getattr(r.lever, "alliance", ""))
    one, other = at_work(alliance, package), at_work(package, alliance)
    assert one.budgets == other.budgets
    assert one.budgets[0].providers[0] in {a.lead for a in one.alliances}
