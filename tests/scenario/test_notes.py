"""What is no fault but worth a second look: rules that change nothing, and rules older than the base year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.reporting.scenario_summary import summary_data, summary_text
from sim.scenario.bundle import bundle
from sim.scenario.clause_coverage import chains
from sim.scenario.fingerprint import fingerprint
from sim.scenario.notes import notes
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.scenario.subset import simulated
from sim.vocabulary.errors import InputInvalid

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"
Good = Callable[..., Scenario]


def noted(*overrides: str) -> list[str]:
    """The notes of the made-up prefecture that it does not have as it is."""
    usual = {note.en for note in notes(read_scenario(FILE, library=LIBRARY))}
    return [
        note.en for note in notes(read_scenario(FILE, library=LIBRARY, overrides=overrides)) if note.en not in usual
    ]


def test_the_scenarios_that_come_with_the_program_have_no_idle_rule() -> None:
    for name in ("pingxiang.yaml", "variants/pingxiang-drg.yaml", "variants/pingxiang-dip.yaml"):
        assert notes(read_scenario(ROOT / "scenarios" / name)) == []


def test_a_value_that_holds_today() -> None:
    today = read_scenario(FILE, library=LIBRARY)
    ceiling = {payer.id: payer.benefit["ceiling"].value for payer in today.region.payers}
    same = noted("protection.schemes=[employee]", f"protection.ceiling={ceiling['employee']}")
    assert same == [f"note: protection: ceiling = {ceiling['employee']:.0f} is what holds today already"]
    assert noted("protection.schemes=[employee]", f"protection.ceiling={ceiling['employee'] + 1000}") == []


def test_fewer_contracts_than_today_change_nothing() -> None:
    (line,) = noted("family_doctor.coverage=0.01")
    assert "nobody loses a contract" in line


@pytest.mark.parametrize(
    "overrides",
    [
        ("supervision.audit_share=0",),
        ("dip.case_share=0",),
        ("primary_staff.doctors=0",),
        ("two_invoice.price_cut=0",),
        ("financing.subsidy_rise=0", "financing.premium_rise=0"),
        ("primary_beds.growth=0", "primary_beds.per_1000=0.3"),  # fewer than there are anywhere
        (
            "result_recognition.same_level=false",
            "result_recognition.from_above=false",
            "result_recognition.from_below=false",
        ),
    ],
)
def test_a_rule_whose_numbers_are_all_as_today_changes_nothing(overrides: tuple[str, ...]) -> None:
    (line,) = noted(*overrides)
    assert line.endswith("everything is as today; the rule changes nothing")


@pytest.mark.parametrize("override", ["zero_markup.owners=[province]", "drg.levels=[county]", "drg.owners=[province]"])
def test_a_rule_that_is_about_no_hospital_changes_nothing(override: str) -> None:
    (line,) = noted(override)
    assert "no hospital has its owners" in line


def test_check_and_plan_say_it_in_both_languages(good: Good) -> None:
    scenario = good("family_doctor.coverage=0.2", "family_doctor.key_groups=0.2")
    assert all(note["zh"].startswith("提示：") for note in summary_data(scenario)["notes"])
    assert "note: " in summary_text(scenario, "en")
    assert "提示：" in summary_text(scenario, "zh")


def test_a_measure_older_than_the_base_year_is_stated_and_not_simulated(good: Good) -> None:
    scenario = good("rules.family_doctor.from=2014-10-31")
    assert [rule.id for rule in scenario.earlier] == ["family_doctor"]
    assert "family_doctor" not in [rule.id for rule in scenario.rules]
    without = good("rules.family_doctor.on=false")
    for on in (False, True):
        assert simulated(scenario, rules_on=on) == simulated(without, rules_on=on)
    assert fingerprint(scenario) != fingerprint(without)
    (line,) = (note.en for note in notes(scenario) if "family_doctor" in note.en)
    assert "in force since 2014-10-31, before the base year: it belongs to both arms" in line
    cited = next(chain for chain in chains(scenario) if chain.clause.id == "A-1")
    assert [rule.id for rule in cited.rules] == ["family_doctor"]


def test_it_survives_the_bundle(good: Good, tmp_path: Path) -> None:
    scenario = good("rules.family_doctor.from=2014-10-31")
    assert fingerprint(read_scenario(bundle(scenario, tmp_path))) == fingerprint(scenario)


def test_it_may_be_replaced_within_the_years(own_library: Path) -> None:
    plan = own_library / "plan.yaml"
    text = (Path(__file__).parent / "good" / "weicheng.yaml").read_text(encoding="utf-8")
    older = (
        "  - family_doctor: {coverage: 0.25, key_groups: 0.5}\n    id: older\n    from: 2014-01-01\n    clause: A-1\n"
    )
    plan.write_text(text.replace("rules:\n", f"rules:\n{older}"), encoding="utf-8")
    scenario = read_scenario(plan, library=own_library)
    assert [rule.id for rule in scenario.stated] == [
        "family_doctor@older",
        "family_doctor",
        "telemedicine@ecg",
        "telemedicine@county",
    ]


def test_that_it_ends_cannot_be_simulated(good: Good) -> None:
    with pytest.raises(InputInvalid, match=r"rules\[0\]\.until: the measure is older than the base year"):
        good("rules.family_doctor.from=2014-10-31", "rules.family_doctor.until=2017-10-31")


def test_an_older_alliance_belongs_to_the_region() -> None:
    with pytest.raises(InputInvalid, match="an alliance older than the base year belongs to the region"):
        read_scenario(FILE, library=LIBRARY, overrides=["rules.alliance@dongshan.from=2014-01-01"])


@pytest.mark.parametrize(
    ("overrides", "told"),
    [
        # Nobody counts the beds used there, so all are: with the elasticity 0.4 half of them at 3.17 times as many.
        (("primary_beds.growth=2.1",), False),
        (("primary_beds.growth=2.2",), True),
        (("primary_beds.growth=2.2", "parameters.roemer=0.6"), False),
        (("primary_beds.growth=0", "primary_beds.per_1000=1.05"), False),  # 3.15 times in the town, less elsewhere
        (("primary_beds.growth=0", "primary_beds.per_1000=1.1"), True),
    ],
)
def test_primary_beds_that_would_stand_empty(overrides: tuple[str, ...], told: bool) -> None:
    found = [line for line in noted(*overrides) if "stand empty" in line]
    assert bool(found) == told
    if overrides[-1] == "primary_beds.per_1000=1.1":
        (line,) = found
        assert "Chengguan would have 3.3 times the primary beds;" in line
        assert "falls from 1.00 to 0.49," in line
