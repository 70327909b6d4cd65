"""What differs between scenarios."""

from __future__ import annotations

from pathlib import Path

from sim.reporting.difference_text import difference_data, difference_text
from sim.scenario.difference import differences
from sim.scenario.read import read_scenario
from sim.scenario.subset import with_rules

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"


def test_paths_with_the_value_in_each() -> None:
    first = read_scenario(FILE, library=LIBRARY)
    changes = [
        "family_doctor.coverage=0.6",
        "parameters.roemer=0.5",
        "years.run_in_months=5",
        "rules.gatekeeping.ramp_months=3",
    ]
    second = read_scenario(FILE, library=LIBRARY, overrides=changes)
    found = {one.path: one.values for one in differences([first, second])}
    assert found == {
        "family_doctor.coverage": ("0.4", "0.6"),
        "parameters.roemer": ("0.4", "0.5"),
        "years.run_in_months": ("3", "5"),
        "rules.gatekeeping.ramp_months": ("1", "3"),
    }


def test_a_rule_that_one_lacks_is_one_line() -> None:
    first = read_scenario(FILE, library=LIBRARY)
    second = with_rules(first, {rule.id for rule in first.rules if rule.id != "telemedicine"})
    (only,) = differences([first, second])
    assert only.path == "telemedicine"
    assert only.values[0].startswith("{hub: city")
    assert only.values[1] == ""
    assert difference_data([only])[0]["values"][1] is None
    assert "-> 无" in "".join(line.strip() for line in difference_text([only], "zh").splitlines())


def test_what_others_change_in_a_rule_that_one_lacks_is_told_too() -> None:
    first = read_scenario(FILE, library=LIBRARY)
    more = read_scenario(FILE, library=LIBRARY, overrides=["family_doctor.coverage=0.6"])
    without = with_rules(first, {rule.id for rule in first.rules if rule.id != "family_doctor"})
    found = {one.path: one.values for one in differences([first, more, without])}
    assert list(found) == ["family_doctor", "family_doctor.coverage"]
    assert found["family_doctor.coverage"] == ("0.4", "0.6", "")


def test_the_same_says_so() -> None:
    first = read_scenario(FILE, library=LIBRARY)
    assert differences([first, first]) == []
    assert difference_text([], "en") == "the inputs are the same"
