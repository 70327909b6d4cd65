"""Samples with the wait rule stand for everybody with queues."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from sim.experiments.options import Options, compiles
from sim.experiments.run import run_scenario
from sim.experiments.store import Draft
from sim.scenario.read import read_scenario

ROOT = Path(__file__).parents[2]
HEADLINE = ("primary_visit_share", "primary_visit_share_no_village", "county_visit_rate", "county_inpatient_share")
# Four samples, so that luck (0.4 points of the share of admissions for one of them) does not hide a bias.
SAMPLES = 4
# The rule knows no wave after a holiday and no single morning of one doctor: levels lie further apart than effects.
LEVELS, EFFECTS = 0.01, 0.005

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not compiles(), reason="too long without Numba")]


def indicators(folder: Path, sample: float, replications: int) -> pd.Series:
    """Headline indicators of Pingxiang by arm and year, 2016 and 2017."""
    scenario = read_scenario(ROOT / "scenarios/pingxiang.yaml")
    scenario = replace(scenario, years=replace(scenario.years, last=2017))
    draft = Draft(folder / f"sample_{sample:g}")
    run_scenario(scenario, Options(sample=sample, replications=replications, seed=1, jobs=2, engine="compiled"), draft)
    found = pd.read_csv(draft.publish() / "indicators.csv", dtype={"year": str})
    found = found[found["indicator"].isin(HEADLINE) & (found["group"] == "all") & found["year"].isin(["2016", "2017"])]
    found = found[found["area"] == found.groupby("indicator")["area"].transform("first")]
    return found.set_index(["indicator", "arm", "year"])["mean"].sort_index()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Samples of 5 % with the wait rule beside everybody with queues."""
    folder = tmp_path_factory.mktemp("sample")
    found = {"sample": indicators(folder, 0.05, SAMPLES), "everybody": indicators(folder, 1.0, 1)}
    return pd.DataFrame(found).dropna()


def test_levels(both: pd.DataFrame) -> None:
    levels = both[both.index.get_level_values("arm") != "difference"]
    assert len(levels) >= 12
    apart = (levels["sample"] - levels["everybody"]).abs()
    assert (apart < LEVELS).all(), levels[apart >= LEVELS].to_string()


def test_differences(both: pd.DataFrame) -> None:
    differences = both[both.index.get_level_values("arm") == "difference"]
    assert len(differences) >= 4
    apart = (differences["sample"] - differences["everybody"]).abs()
    assert (apart < EFFECTS).all(), differences[apart >= EFFECTS].to_string()
