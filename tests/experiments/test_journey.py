"""One resident's way: the same encounters as the full journal, reasons in words, no resident no traceback."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from sim.experiments.journey import journey
from sim.experiments.options import Options
from sim.model.run import run_arm
from sim.model.task import Task
from sim.reporting.journey import journey_text, steps_of, who_of
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.language import Language
from sim.vocabulary.names import Arm

XIAOCHENG = Path(__file__).parents[1] / "regions" / "xiaocheng" / "scenario.yaml"
OPTIONS = Options(sample=0.05, replications=1, seed=3, jobs=1, engine="simpy")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    read = read_scenario(XIAOCHENG)
    return replace(read, years=replace(read.years, last=2017, run_in_months=1))


def test_a_journey_is_the_resident_of_the_full_journal(scenario: Scenario) -> None:
    full = run_arm(Task(scenario, Arm.REFORM, 0, 3, 0.05, simulate_queues=False, journal=True))
    resident, _ = Counter(e.person for e in full.journal if e.person < 900).most_common(1)[0]
    own = [e for e in full.journal if e.person == resident]
    found = journey(scenario, OPTIONS, resident)
    who, steps = who_of(found, "en"), steps_of(scenario, found, "en")
    reform = [s for s in steps if s.arm == "with the reform"]
    assert who
    assert [s.patient for s in reform] == [(e.self_paid + e.self_funded) / 100 for e in own]
    for step in steps:
        assert step.charges == pytest.approx(step.insurance + step.patient)
        assert step.reason


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_text_fits_and_names_both_arms(scenario: Scenario, lang: Language) -> None:
    found = journey(scenario, OPTIONS, 12)
    text = journey_text(12, who_of(found, lang), steps_of(scenario, found, lang), lang)
    assert ("居民 12" if lang == "zh" else "Resident 12") in text


def test_nobody_of_this_number(scenario: Scenario) -> None:
    with pytest.raises(InputInvalid, match="no such resident"):
        journey(scenario, OPTIONS, 10**7)


def test_the_command_says_it_in_one_line() -> None:
    found = CliRunner().invoke(cli.app, ["journey", str(XIAOCHENG), "--resident", "99999999", "--sample", "0.01"])
    assert found.exit_code == 3
    assert "no such resident" in found.output
