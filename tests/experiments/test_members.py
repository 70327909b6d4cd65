"""Runs of an ensemble: a set of numbers each, both doubts in the interval, and luck told apart from parameters."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t
from typer.testing import CliRunner, Result

import cli
from sim.commands.how_many import how_many_members
from sim.experiments.cases import Asked, cases_of
from sim.experiments.compare import compare, comparison
from sim.experiments.luck_apart import luck_options
from sim.experiments.members import members_of
from sim.experiments.options import Options, tasks_of
from sim.experiments.past import past_of
from sim.experiments.rerun import differing
from sim.experiments.run import run_scenario
from sim.experiments.store import Draft
from sim.indicators.score import score
from sim.indicators.summary import LuckApart, summarise
from sim.policy.target import Target
from sim.scenario.scenario import Scenario
from sim.vocabulary.doubt import LEVELS, Doubt, doubt_of
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.names import Arm
from sim.vocabulary.phrase import NOTHING
from tests.experiments.own_statistics import LIBRARY, ROOT, read, region
from tests.scenario.made_up_sets import ensemble_for, write

SMALL = Options(0.05, 2, 1, 1)


def values(baseline: list[float], reform: list[float]) -> pd.DataFrame:
    rows = [
        ("primary_visit_share", arm, n, "2018", "all", "all", value * 1e6, 1e6, value)
        for arm, found in (("baseline", baseline), ("reform", reform))
        for n, value in enumerate(found)
    ]
    names = ["indicator", "arm", "replication", "year", "area", "group", "numerator", "denominator", "value"]
    return pd.DataFrame(rows, columns=names)


def row(table: pd.DataFrame, arm: str) -> pd.Series:
    return table[table["arm"] == arm].iloc[0]


# -- intervals -------------------------------------------------------------------------------------------------


def test_the_interval_of_both_doubts_is_where_one_more_member_lies() -> None:
    found = [0.60, 0.62, 0.65, 0.59, 0.63]
    told = row(summarise(values([0.5] * 5, found), Doubt.BOTH), "reform")
    half = t.ppf(0.95, 4) * np.std(found, ddof=1) * np.sqrt(1 + 1 / 5)
    assert told["high"] - told["mean"] == pytest.approx(half)
    assert told["mean"] - told["low"] == pytest.approx(half)
    of_luck = row(summarise(values([0.5] * 5, found)), "reform")
    assert of_luck["high"] - of_luck["mean"] == pytest.approx(t.ppf(0.975, 4) * np.std(found, ddof=1) / np.sqrt(5))


def test_it_holds_one_more_member_nine_times_of_ten() -> None:
    rng = np.random.default_rng(2)
    sets = rng.normal(0.5, 0.01, (4000, 9))
    mean, sd = sets[:, :8].mean(axis=1), sets[:, :8].std(axis=1, ddof=1)
    from sim.indicators.summary import half_width

    half = half_width(pd.Series(sd), pd.Series(np.full(4000, 8)), Doubt.BOTH)
    inside = np.abs(sets[:, 8] - mean) <= half.to_numpy()
    assert inside.mean() == pytest.approx(LEVELS[Doubt.BOTH], abs=0.015)


def test_a_share_stays_a_share_and_one_member_has_no_interval() -> None:
    told = row(summarise(values([0.9] * 3, [0.97, 0.99, 0.80]), Doubt.BOTH), "reform")
    assert told["high"] == 1.0
    alone = row(summarise(values([0.5], [0.6]), Doubt.BOTH), "reform")
    assert np.isnan(alone["low"])


def test_luck_is_told_apart_by_replications_of_fewer_people() -> None:
    members = values([0.50, 0.52, 0.54, 0.50], [0.60, 0.64, 0.66, 0.58])
    luck = values([0.500, 0.504, 0.496, 0.500], [0.600, 0.606, 0.596, 0.598])
    told = row(summarise(members, Doubt.BOTH, LuckApart(luck, 0.25)), "reform")
    whole, alone = np.var([0.60, 0.64, 0.66, 0.58], ddof=1), np.var([0.600, 0.606, 0.596, 0.598], ddof=1)
    assert told["luck_share"] == pytest.approx(alone * 0.25 / whole)
    effect = row(summarise(members, Doubt.BOTH, LuckApart(luck, 0.25)), "difference")
    gaps = np.var([0.10, 0.12, 0.12, 0.08], ddof=1), np.var([0.100, 0.102, 0.100, 0.098], ddof=1)
    assert effect["luck_share"] == pytest.approx(gaps[1] * 0.25 / gaps[0])
    assert row(summarise(members, Doubt.BOTH, LuckApart(members, 9.0)), "reform")["luck_share"] == 1.0
    assert np.isnan(row(summarise(members, Doubt.BOTH), "reform")["luck_share"])


def test_turning_an_effect_around_mirrors_its_interval() -> None:
    one = row(summarise(values([0.5, 0.51, 0.52], [0.6, 0.63, 0.61]), Doubt.BOTH), "difference")
    other = row(summarise(values([0.6, 0.63, 0.61], [0.5, 0.51, 0.52]), Doubt.BOTH), "difference")
    assert (one["low"], one["high"]) == pytest.approx((-other["high"], -other["low"]))


def test_the_probability_of_a_target_is_over_both() -> None:
    target = Target("t", "primary_visit_share", "at_least", 0.61, 2018, "all", (), False, None, NOTHING)
    told = score([target], values([0.5] * 4, [0.60, 0.64, 0.66, 0.58]), 1.0, Doubt.BOTH)
    reform = told[told["arm"] == "reform"].iloc[0]
    assert reform["probability_kind"] == "both"
    assert 0.5 < reform["probability"] < 0.7


def test_cases_are_compared_member_by_member() -> None:
    one = values([0.5, 0.6, 0.7], [0.55, 0.65, 0.75])
    other = values([0.5, 0.6, 0.7], [0.56, 0.66, 0.76])
    told = comparison({"one": one, "other": other}, "one", Doubt.BOTH, shared_baseline=True)
    gap = told[(told["case"] == "other") & (told["measure"] == "difference")].iloc[0]
    assert gap["mean"] == pytest.approx(0.01)
    assert gap["high"] - gap["low"] == pytest.approx(0.0, abs=1e-9)


# -- runs ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Xiaocheng with three sets."""
    place = tmp_path_factory.mktemp("town") / "x"
    shutil.copytree(ROOT / "tests/regions/xiaocheng", place)
    write(region(place), ensemble_for(read(place), 3))
    return place


def test_both_arms_of_a_replication_have_the_numbers_of_its_member(town: Path) -> None:
    scenario = read(town)
    tasks = tasks_of(scenario, Options(0.05, 3, 1, 1, members=3))
    wanted = members_of(scenario, 3)
    assert [(task.scenario, task.arm, task.replication) for task in tasks] == [
        (wanted[n], arm, n) for n in range(3) for arm in Arm
    ]
    alone = tasks_of(scenario, Options(0.05, 3, 1, 1))
    assert {id(task.scenario) for task in alone} == {id(scenario)}


def test_luck_is_looked_at_among_the_region_s_own_numbers_and_few_people(town: Path) -> None:
    scenario = read(town)
    found = luck_options(scenario, Options(1.0, 3, 5, 1, members=3, journal=True))
    assert (found.members, found.replications, found.seed, found.journal) == (0, 4, 5, False)
    residents = sum(d.value("residents") for d in scenario.region.districts)
    assert found.sample == min(1.0, 100_000 / residents)
    tiny = luck_options(replace(scenario), Options(0.001, 3, 5, 1, members=3))
    assert tiny.sample == 0.001


def sim(*line: str) -> Result:
    return CliRunner().invoke(cli.app, list(line))


def simulated(scenario: Scenario, options: Options, folder: Path) -> Path:
    """A results folder as it is before anything is drawn."""
    with Draft(folder) as draft:
        run_scenario(scenario, options, draft)
        return draft.publish()


@pytest.fixture(scope="module")
def done(town: Path) -> Path:
    """A run of the three sets."""
    return simulated(read(town), replace(SMALL, replications=3, members=3), town.parent / "run")


def test_a_run_says_of_each_number_how_sure_it_is_and_why(done: Path) -> None:
    told = json.loads((done / "manifest.json").read_text(encoding="utf-8"))
    assert (told["members"], told["replications"], told["ensemble"]) == (3, 3, "current")
    found = pd.read_csv(done / "indicators.csv")
    shares = found.loc[(found["indicator"] == "primary_visit_share") & (found["arm"] == "reform"), "luck_share"]
    assert shares.between(0, 1).all()
    assert set(pd.read_csv(done / "targets.csv")["probability_kind"]) <= {"both"}
    members = pd.read_csv(done / "members.csv").set_index("path")
    assert members.loc["parameters.e_seek"].nunique() == 3


def test_a_run_of_luck_alone_says_so(town: Path, tmp_path: Path) -> None:
    folder = simulated(read(town), SMALL, tmp_path / "run")
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["members"] == 0
    assert pd.read_csv(folder / "indicators.csv")["luck_share"].isna().all()
    assert not (folder / "members.csv").exists()


def test_a_run_of_members_gives_the_same_bytes_from_its_own_folder(done: Path, tmp_path: Path) -> None:
    past = past_of(done)
    again = simulated(past.scenario, past.options(1), tmp_path / "again")
    assert differing(done, again) == []


def test_how_many_sets_a_run_has(town: Path) -> None:
    scenario = read(town)
    assert how_many_members(scenario, None, luck_alone=False) == 3  # all there are, up to eight
    assert how_many_members(scenario, None, luck_alone=True) == 0
    assert how_many_members(scenario, 0, luck_alone=False) == 0
    assert how_many_members(scenario, 2, luck_alone=False) == 2
    bare = replace(scenario, region=replace(scenario.region, ensemble=None))
    assert how_many_members(bare, None, luck_alone=False) == 0


@pytest.mark.parametrize(
    ("more", "said"),
    [(("--members", "4"), "has 3 sets"), (("--members", "2", "--reps", "2"), "luck alone"), (("--members", "-1"), "")],
)
def test_what_cannot_be_asked_is_refused_before_anything_runs(
    town: Path, tmp_path: Path, more: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "run"
    line = ("run", str(town / "scenario.yaml"), "--library", str(LIBRARY), "-o", str(out), "--lang", "en")
    result = sim(*line, *more)
    assert result.exit_code in (2, 3)
    assert said in result.stderr
    assert not out.exists()


def asked(done: Path, members: int | None = None, replications: int | None = None) -> Asked:
    variants = ("more:family_doctor.coverage=0.6",)
    return Asked((done,), variants, (), None, None, replications, None, members=members)


def test_a_comparison_has_the_members_of_the_result_it_starts_from(done: Path, tmp_path: Path) -> None:
    cases, options = cases_of(asked(done), 1)
    assert (options.members, options.replications) == (3, 3)
    with Draft(tmp_path / "compared") as draft:
        compare(cases, options, draft, cases[0].name)
        folder = draft.publish()
    told = json.loads((folder / "comparison.json").read_text(encoding="utf-8"))
    assert (told["members"], told["replications"]) == (3, 3)
    own = pd.read_csv(folder / "cases/more/members.csv")
    assert own.equals(pd.read_csv(done / "members.csv"))


@pytest.mark.parametrize(("members", "replications"), [(0, None), (2, None), (None, 3)])
def test_results_of_other_doubt_are_not_compared(done: Path, members: int | None, replications: int | None) -> None:
    with pytest.raises(InputInvalid, match="members"):
        cases_of(asked(done, members, replications), 1)


def test_the_kind_of_doubt_follows_from_the_number_of_members() -> None:
    assert (doubt_of(0), doubt_of(1), doubt_of(8)) == (Doubt.LUCK, Doubt.BOTH, Doubt.BOTH)
