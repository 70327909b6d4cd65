"""The scenario that shares budgets in every way there is: it can be checked, and its brackets are told in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from sim.policy.levers import LEVERS
from sim.policy.levers.budget import Budget
from sim.reporting.tables.settings import _bracket
from sim.scenario.bundle import bundle
from sim.scenario.read import read_scenario
from sim.scenario.settable import lever_settings

ROOT = Path(__file__).parents[2]
FILE = Path(__file__).parent / "good" / "every_bracket.yaml"
# Settings of a budget that other scenarios of the tests use.
ELSEWHERE = {
    "covers", "floating", "pool_share", "base", "yuan_per_head", "surplus_kept_share", "overspend_borne_share",
    "overspend_limit", "covers_outside_care",
}  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_has_no_fault(lang: str) -> None:
    result = CliRunner().invoke(cli.app, ["check", str(FILE), "--lang", lang])
    assert result.exit_code == 0, result.output
    assert "as today" not in result.output


def test_every_setting_of_a_budget_is_tried() -> None:
    read = read_scenario(FILE, library=ROOT / "scenarios")
    tried = {name for rule in read.rules if isinstance(rule.lever, Budget) for name in rule.lever.model_fields_set}
    assert tried | ELSEWHERE == {name for name, _, _ in lever_settings(LEVERS["budget"])}


def test_what_a_run_keeps_of_it_can_be_read_again(tmp_path: Path) -> None:
    read = read_scenario(FILE, library=ROOT / "scenarios")
    file = bundle(read, tmp_path)
    again = read_scenario(file)
    assert [rule.lever for rule in again.rules] == [rule.lever for rule in read.rules]


@pytest.mark.parametrize(
    ("bracket", "zh", "en"),
    [
        ({"up_to": 0.1, "kept": 0.6}, "至10%留用60%", "up to 10 %: 60 % kept"),
        ({"kept": 0.0}, "其余留用0%", "beyond: 0 % kept"),
        ({"up_to": 0.05, "borne": 0.5, "treasury": 0.2}, "至5%机构担50%财政担20%",
         "up to 5 %: 50 % borne 20 % by the treasury"),
        ({"levels": ["county", "village"], "ratio": 6.0}, "县级、村卫生室 6份", "county level, village 6"),
        ({"at_least": 0.8, "paid": 0.9}, "达到80%兑现90%", "from 80 % 90 % paid"),
        ({"borne": 1.0, "whole": True}, "其余机构担100%（全额）", "beyond: 100 % borne (of all)"),
    ],
)  # fmt: skip
def test_brackets_in_words(bracket: dict[str, float | bool], zh: str, en: str) -> None:
    assert (_bracket(bracket, "zh"), _bracket(bracket, "en")) == (zh, en)
