"""Which rule did it, on the made-up prefecture."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.experiments.explain import INDICATORS, Explained, explain, players_of
from sim.experiments.explain_folder import write_explained
from sim.experiments.measure import values_of
from sim.experiments.options import Options, tasks_of
from sim.model.run import run_arm
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.scenario.subset import simulated, with_rules

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"
OPTIONS = Options(sample=0.1, replications=2, seed=3, jobs=2, engine="simpy")
GROUPS = {"family_doctor": "people", "gatekeeping": "people", "telemedicine": "places", "zero_markup": "prices"}


@pytest.fixture(scope="module")
def whole() -> Scenario:
    return read_scenario(FILE, library=LIBRARY)


@pytest.fixture(scope="module")
def scenario(whole: Scenario) -> Scenario:
    """Four rules in three groups, two years."""
    rules = tuple(replace(r, group=GROUPS[r.lever.id]) for r in whole.rules if r.lever.id in GROUPS)
    return replace(whole, years=replace(whole.years, last=2018), rules=rules, targets=())


@pytest.fixture(scope="module")
def found(scenario: Scenario) -> Explained:
    return explain(scenario, OPTIONS)


def mean(found: Explained, player: str, kind: str) -> np.ndarray:
    rows = found.contributions
    chosen = rows[(rows["player"] == player) & (rows["kind"] == kind)].set_index("indicator")
    return chosen.loc[list(INDICATORS), "mean"].to_numpy()


def test_shares_sum_to_the_whole(found: Explained) -> None:
    shares = sum(mean(found, player.id, "shapley") for player in found.players)
    assert shares == pytest.approx(mean(found, "all", "total"), abs=1e-9)
    alone = sum(mean(found, player.id, "alone") for player in found.players)
    assert mean(found, "all", "total") - alone == pytest.approx(mean(found, "all", "interaction"), abs=1e-9)
    assert (found.method, found.runs) == ("enumeration", 2**3 * 2)


def test_the_whole_is_the_effect_of_a_run(scenario: Scenario, found: Explained) -> None:
    runs = [run_arm(task) for task in tasks_of(scenario, OPTIONS)]
    values = values_of(scenario, runs, OPTIONS.sample, only=INDICATORS)
    last = values[(values["year"] == "2018") & (values["area"] == "all") & (values["group"] == "all")]
    arms = last.groupby(["indicator", "arm"])["value"].mean().unstack()
    effect = (arms["reform"] - arms["baseline"]).loc[list(INDICATORS)].to_numpy()
    assert mean(found, "all", "total") == pytest.approx(effect, abs=1e-12)
    assert abs(effect[0]) > 0.001  # there is something to share out


def test_contracts_and_gate_bring_people_to_primary_care(found: Explained) -> None:
    first = INDICATORS.index("primary_visit_share")
    assert mean(found, "people", "shapley")[first] > abs(mean(found, "prices", "shapley")[first])


def test_without_its_alliance_a_package_has_no_holder(whole: Scenario) -> None:
    kept = with_rules(whole, {rule.id for rule in whole.rules if rule.lever.id != "alliance"})
    gone = {rule.id for rule in whole.rules} - {rule.id for rule in kept.rules}
    assert gone == {"alliance@dongshan", "budget@dongshan"}
    run_arm(replace(tasks_of(kept, replace(OPTIONS, sample=0.01))[1]))  # and it runs


def test_two_scenarios_share_a_baseline_and_nothing_else(whole: Scenario) -> None:
    fewer = replace(with_rules(whole, {whole.rules[0].id}), name="fewer")
    assert simulated(whole, rules_on=False) == simulated(fewer, rules_on=False)
    assert simulated(whole, rules_on=True) != simulated(fewer, rules_on=True)


def test_every_rule_a_player_of_its_own(whole: Scenario) -> None:
    players = players_of(whole, "rule")
    assert [player.rules for player in players] == [(rule.id,) for rule in whole.rules]
    assert len({player.label.zh for player in players}) == len(players)


def test_more_than_six_are_sampled_with_an_interval(scenario: Scenario, whole: Scenario) -> None:
    some = ("family_doctor", "gatekeeping", "telemedicine", "zero_markup", "pathways", "financing", "bed_control")
    many = replace(scenario, rules=tuple(rule for rule in whole.rules if rule.lever.id in some))
    small = replace(OPTIONS, sample=0.02, replications=1)
    found = explain(many, small, by="rule", permutations=4)
    assert (found.method, found.permutations) == ("sampled", 4)
    assert found.pairs.empty
    shares = sum(mean(found, player.id, "shapley") for player in found.players)
    assert shares == pytest.approx(mean(found, "all", "total"), abs=1e-9)
    rows = found.contributions
    assert rows.loc[rows["kind"] == "shapley", "low"].notna().all()  # which orders were drawn is a matter of luck too
    assert rows.loc[rows["kind"] == "alone", "low"].isna().all()


def test_written_twice_the_same(found: Explained, tmp_path: Path) -> None:
    folder = write_explained(found, OPTIONS, 2018, tmp_path)
    first = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert write_explained(found, OPTIONS, 2018, tmp_path) == folder
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == first
    assert sorted(first) == ["SHA256SUMS", "contributions.csv", "explain.json", "pairs.csv", "players.csv"]
    assert json.loads(first["explain.json"])["method"] == "enumeration"
    assert pd.read_csv(folder / "players.csv")["rules"].tolist()[0] == "family_doctor gatekeeping"
