"""A bundle is the scenario again: equal when read, the same bytes when written again."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from pathlib import Path

from sim.scenario.bundle import bundle
from sim.scenario.fingerprint import fingerprint
from sim.scenario.read import read_scenario, without_rules
from sim.scenario.scenario import Scenario
from sim.vocabulary.phrase import one

Good = Callable[..., Scenario]
PINGXIANG = Path(__file__).resolve().parents[2] / "scenarios" / "pingxiang.yaml"


def content(scenario: Scenario) -> Scenario:
    """The scenario without the hashes of the files it came from."""
    return dataclasses.replace(scenario, inputs={})


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_bundle_reads_back(good: Good, tmp_path: Path) -> None:
    scenario = good("family_doctor.coverage=0.123456789012345", "parameters.e_seek=0.7")
    again = read_scenario(bundle(scenario, tmp_path / "one"))
    assert content(again) == content(scenario)
    assert fingerprint(again) == fingerprint(scenario)
    bundle(again, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_pingxiang_reads_back(tmp_path: Path) -> None:
    scenario = read_scenario(PINGXIANG, overrides=["telemedicine@ecg.gain=0.1"])
    assert content(read_scenario(bundle(scenario, tmp_path))) == content(scenario)


def test_odd_texts_read_back(good: Good, tmp_path: Path) -> None:
    odd = 'quote " comma, colon: hash # brace } 中文　null  blanks'
    scenario = good()
    rule = dataclasses.replace(scenario.rules[2], assumption=one(odd), group="true")
    label = dataclasses.replace(scenario.label, en="- 1.5", zh="~")
    figure = dataclasses.replace(scenario.parameters["e_seek"], source=one(odd), note=one('=1+1, "x"'))
    changed = dataclasses.replace(
        scenario, rules=(rule,), label=label, parameters={**scenario.parameters, "e_seek": figure}
    )
    assert content(read_scenario(bundle(changed, tmp_path))) == content(changed)


def test_the_fingerprint_goes_by_content(good: Good) -> None:
    plain = fingerprint(good())
    assert fingerprint(good()) == plain
    assert fingerprint(good("family_doctor.coverage=0.30")) == plain
    assert len({plain, fingerprint(good("family_doctor.coverage=0.31")), fingerprint(without_rules(good()))}) == 3
    assert fingerprint(good("settings.beliefs=false")) != plain


def test_inputs_name_every_file(good: Good) -> None:
    inputs = good().inputs
    assert "scenario.yaml" in inputs
    assert "regions/weicheng/people.csv" in inputs
    assert "documents/paper.yaml" in inputs
    assert "parameters/plain/plain.csv" in inputs
    assert all(len(digest) == 64 for digest in inputs.values())


def test_a_scenario_goes_to_another_process(good: Good) -> None:
    assert pickle.loads(pickle.dumps(good())) == good()


def test_the_baseline_has_no_rules(good: Good) -> None:
    assert without_rules(good()).rules == ()
    assert without_rules(good()).region == good().region
