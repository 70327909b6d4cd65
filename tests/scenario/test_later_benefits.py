"""A rule of benefit that the region's own later rules make void is told so; one that goes further is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.policy.rule import Rule
from sim.scenario.later_benefits import held_by_then
from sim.scenario.read import read_scenario

ROOT = Path(__file__).parents[2] / "scenarios"
POOLING = "outpatient_pooling@signed"


def said(*overrides: str) -> list[str]:
    """Zhengzhou's residents have 60 % and 150 yuan by the table of 2017; the rule starts with that year."""
    scenario = read_scenario(ROOT / "zhengzhou.yaml", overrides=overrides)
    rule: Rule = next(rule for rule in scenario.rules if rule.id == POOLING)
    return [note.en for note in held_by_then(scenario, rule)]


def test_a_rule_that_the_table_of_the_year_sets_too_is_told() -> None:
    share, ceiling = said()
    assert share.startswith(f"{POOLING}: signed_first = 0.6 holds from 2017-01-01 on without the rule")
    assert "signed_ceiling = 150" in ceiling


@pytest.mark.parametrize("value", ["0.59", "0.61"])
def test_another_value_is_not(value: str) -> None:
    (only,) = said(f"{POOLING}.signed_first={value}")
    assert "signed_ceiling" in only


def test_a_rule_that_starts_earlier_is_void_from_the_day_of_the_table() -> None:
    first, _ = said(f"rules.{POOLING}.from=2016-07-01")
    assert "holds from 2017-01-01 on" in first


def test_a_payer_whose_table_says_something_else_keeps_the_rule() -> None:
    assert said(f"{POOLING}.schemes=[resident,employee]") == []


def test_rules_of_other_levers_are_passed_over() -> None:
    scenario = read_scenario(ROOT / "nanchang.yaml")
    assert [note for rule in scenario.rules for note in held_by_then(scenario, rule)] == []
