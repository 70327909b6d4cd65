"""Measures older than the base year are named below the rules: both arms have them, and neither simulates them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sim.reporting.folder import Results
from sim.reporting.tables.rules import rules
from sim.scenario.read import read_scenario

ROOT = Path(__file__).parents[2]


def test_measures_older_than_the_base_year_are_named(results: Path) -> None:
    scenario = read_scenario(ROOT / "tests/regions/xiaocheng/scenario.yaml", library=ROOT / "scenarios")
    assert rules(Results(results), scenario).note is None
    older = replace(scenario, earlier=scenario.rules[:2], rules=scenario.rules[2:])
    note = rules(Results(results), older).note
    assert note is not None
    first, second = scenario.rules[:2]
    assert f"{first.lever.zh}（{first.start}起）；{second.lever.zh}（{second.start}起）。" in note.zh
    assert f"{first.lever.en} (from {first.start}); {second.lever.en} (from {second.start})." in note.en
    assert scenario.rules[2].lever.zh not in note.zh
