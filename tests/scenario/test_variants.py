"""The variants that ship: pingxiang.yaml with other payment rules and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.read import read_scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.mark.parametrize(("name", "more"), [("drg", {"drg", "budget@region"}), ("dip", {"dip", "budget@region"})])
def test_a_variant_adds_its_rules_and_changes_nothing(name: str, more: set[str]) -> None:
    base = read_scenario(SCENARIOS / "pingxiang.yaml")
    variant = read_scenario(SCENARIOS / "variants" / f"pingxiang-{name}.yaml")
    assert {rule.id for rule in variant.rules} - {rule.id for rule in base.rules} == more
    assert tuple(rule for rule in variant.rules if rule.id not in more) == base.rules
    assert variant.targets == base.targets
    assert (variant.years, variant.parameters, variant.settings) == (base.years, base.parameters, base.settings)
    assert variant.region == base.region
