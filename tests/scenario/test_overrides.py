"""``--set``: what can be set, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sim.policy.levers.family_doctor import FamilyDoctor
from sim.policy.levers.telemedicine import Telemedicine
from sim.scenario.plain_yaml import flow
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.scenario.settable import settables
from sim.vocabulary.errors import InputInvalid

ROOT = Path(__file__).parents[2]
XIAOCHENG, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"
Good = Callable[..., Scenario]


def test_a_lever_is_set(good: Good) -> None:
    lever = good("family_doctor.coverage=0.5", "family_doctor.fulfilment=0.4").rules[0].lever
    assert isinstance(lever, FamilyDoctor)
    assert (lever.coverage, lever.key_groups, lever.fulfilment) == (0.5, 0.6, 0.4)


def test_one_of_two_rules_is_set(good: Good) -> None:
    levers = [rule.lever for rule in good("telemedicine@county.gain=0.1").rules]
    assert [lever.gain for lever in levers if isinstance(lever, Telemedicine)] == [None, 0.1]


def test_a_list_is_set(good: Good) -> None:
    assert good("rules.telemedicine@county.where=[hill, town]").rules[2].where == ("hill", "town")
    assert good("rules.telemedicine@county.where=town").rules[2].where == ("town",)


def test_dates_years_and_settings_are_set(good: Good) -> None:
    scenario = good("rules.family_doctor.from=2018-01-01", "years.last=2019", "settings.beliefs=false")
    assert scenario.rules[0].start == date(2018, 1, 1)
    assert scenario.years.last == 2019
    assert scenario.settings.beliefs is False


def test_an_optional_key_is_cleared(good: Good) -> None:
    assert good("rules.telemedicine@county.until=").rules[2].until is None


def test_a_parameter_is_set_and_says_so(good: Good) -> None:
    changed = good("parameters.e_seek=0.7").parameters["e_seek"]
    assert changed.value == 0.7
    assert "set on the command line; the table says 1" in changed.note.en
    assert "命令行设定；表中为1" in changed.note.zh


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("family_doctor.covrage=0.5", "did you mean 'coverage'"),
        ("family_docter.coverage=0.5", "did you mean 'family_doctor'"),
        ("gatekeeping.kind=mandatory", "the scenario has no rule 'gatekeeping'"),
        ("telemedicine.gain=0.1", "write one of: telemedicine@ecg, telemedicine@county"),
        ("family_doctor.coverage=1.5", "write at most 1"),
        ("family_doctor.coverage=half", "write a number"),
        ("family_doctor.coverage=", "found nothing"),
        ("family_doctor.coverage", "not of the form path=value"),
        ("coverage=0.5", "not of the form path=value"),
        ("family_doctor.coverage={a: 1}", "set one key at a time"),
        ("family_doctor.coverage=[", "not valid YAML"),
        ("rules.family_doctor.from=2025-01-01", "lies outside the years"),
        ("rules.family_doctor.id=other", "unknown key 'id'"),
        ("rules.nothing.from=2017-01-01", "unknown path 'nothing'"),
        ("parameters.e_seek=3", "outside the plausible range -> write 0.5 to 2"),
        ("parameters.e_seeks=0.3", "did you mean 'e_seek'"),
        ("parameters.e_seek=much", "is not a number"),
        ("settings.belief=false", "did you mean 'beliefs'"),
        ("years.last=2010", "2010 is before base 2016"),
        ("name=x", "not of the form path=value"),
    ],
)
def test_what_is_refused(good: Good, override: str, said: str) -> None:
    with pytest.raises(InputInvalid) as caught:
        good(override)
    lines = [str(problem) for problem in caught.value.problems]
    assert any(said in line and line.startswith(f"--set {override}:") for line in lines), lines


@pytest.mark.parametrize("pair", [("a=0.5", "a=0.5"), ("a=0.5", "a=0.6")])
def test_one_path_cannot_be_set_twice(good: Good, pair: tuple[str, str]) -> None:
    with pytest.raises(InputInvalid, match="set twice"):
        good(*(text.replace("a=", "family_doctor.coverage=") for text in pair))


def test_every_path_that_is_listed_can_be_set(good: Good) -> None:
    scenario = good()
    values = {s.path: s.value for s in settables(scenario)}
    texts = {path: value if isinstance(value, str) else flow(value) for path, value in values.items()}
    overrides = [f"{path}={text}" for path, text in texts.items()]
    again = good(*overrides)
    assert [rule.start for rule in again.rules] == [rule.start for rule in scenario.rules]
    assert {n: q.value for n, q in again.parameters.items()} == {n: q.value for n, q in scenario.parameters.items()}


def test_rules_are_switched_off_by_rule_lever_or_group(good: Good) -> None:
    every = [rule.id for rule in good().rules]
    assert [rule.id for rule in good("only=family_doctor").rules] == ["family_doctor"]
    assert [rule.id for rule in good("without=telemedicine").rules] == ["family_doctor"]
    assert [rule.id for rule in good("without=[telemedicine@ecg]").rules] == [
        w for w in every if w != "telemedicine@ecg"
    ]
    assert [rule.id for rule in good("rules.family_doctor.on=false").rules] == every[1:]
    with pytest.raises(InputInvalid, match="did you mean 'family_doctor'"):
        good("only=family_docter")
    with pytest.raises(InputInvalid, match="no rule, lever or group"):
        good("without=")


def test_a_package_goes_with_its_alliance() -> None:
    every = read_scenario(XIAOCHENG, library=LIBRARY).rules
    kept = read_scenario(XIAOCHENG, library=LIBRARY, overrides=["without=alliance"]).rules
    assert {r.id for r in every} - {r.id for r in kept} == {"alliance@dongshan", "budget@dongshan"}
    with pytest.raises(InputInvalid, match="alliance@dongshan is switched off, and budget@dongshan needs it"):
        read_scenario(XIAOCHENG, library=LIBRARY, overrides=["rules.alliance@dongshan.on=false"])


def test_caps_and_totals_stay_whatever_is_switched_off() -> None:
    """They name no alliance, so no rule that is off takes them along."""
    every = [rule.id for rule in read_scenario(XIAOCHENG, library=LIBRARY).rules]
    kept = [rule.id for rule in read_scenario(XIAOCHENG, library=LIBRARY, overrides=["rules.dip.on=false"]).rules]
    assert kept == [name for name in every if name != "dip"]
    assert {"budget@xihe", "budget@points"} <= set(kept)
