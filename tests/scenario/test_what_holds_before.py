"""What a plan says a rule changes: nothing of what the rule leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from sim.policy.levers.family_doctor import FamilyDoctor
from sim.scenario.before import value_before
from sim.scenario.read import read_scenario
from sim.scenario.settable import lever_settings

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted((ROOT / "scenarios").glob("*.yaml"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_nothing_is_planned_that_no_rule_says(file: Path, lang: str) -> None:
    told = CliRunner().invoke(cli.app, ["plan", str(file), "--lang", lang])
    assert told.exit_code == 0, told.output
    assert "null" not in told.stdout


def test_what_a_rule_leaves_out_has_no_value_before_unless_a_parameter_stands_in() -> None:
    scenario = read_scenario(ROOT / "scenarios/pingxiang.yaml")
    rule = next(rule for rule in scenario.rules if isinstance(rule.lever, FamilyDoctor))
    before = {name: value_before(scenario, rule, name, setting) for name, _, setting in lever_settings(FamilyDoctor)}
    assert before["rural"] is None
    assert before["coverage"] == scenario.region.people["contract_base_all"].value
    assert before["fulfilment"] == scenario.parameters["contract_fulfilment"].value
