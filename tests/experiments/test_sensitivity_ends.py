"""What to measure first: ends of ranges, one at a time, on shared luck."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from sim.experiments.sensitivity.ends import HEADLINE_THREE, Variant, one_at_a_time, ranked, variants
from sim.experiments.sensitivity.inputs import uncertain
from sim.experiments.sensitivity.runs import Plan
from sim.experiments.tables import input_table
from sim.reporting.assumptions import assumptions_page
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The made-up prefecture with every lever."""
    return read_scenario(FILE, library=LIBRARY)


@pytest.fixture(scope="module")
def table(scenario: Scenario) -> pd.DataFrame:
    """One strong input and one that nothing reads here, at both ends, 3 % of the people."""
    chosen = [
        item for item in uncertain(scenario) if item.path in ("parameters.refer_up_share", "parameters.eta_refer")
    ]
    assert len(chosen) == 2
    found = variants(Plan(FILE, LIBRARY, (), 1, 1), chosen, 0.03)
    assert [v.end for v in found] == ["", "low", "high", "low", "high"]
    return one_at_a_time(found, jobs=1)


def test_every_item_has_a_range_and_a_doubt(scenario: Scenario) -> None:
    found = {item.path: item for item in uncertain(scenario)}
    assert all(item.low is not None and item.high is not None and item.low < item.high for item in found.values())
    assert "parameters.stepdown_base" not in found, "a statistic"
    assert "parameters.pass_package_compact" in found
    assert "budget@dongshan.surplus_kept_share" in found


def test_the_strong_one_comes_first(table: pd.DataFrame) -> None:
    order = ranked(table)
    assert order.index[0] == "parameters.refer_up_share"
    assert order.iloc[0] > order.iloc[1] >= 0.0


def test_a_refused_value_has_no_row() -> None:
    wrong = Variant(Plan(FILE, LIBRARY, (), 1, 1), "parameters.refer_up_share", "high", 7.0, 0.03)
    assert one_at_a_time([wrong], jobs=1).empty


def test_the_page_is_there_in_chinese(scenario: Scenario, table: pd.DataFrame) -> None:
    page = assumptions_page(scenario, input_table(scenario), table, "zh", sample=0.03, screened=2)
    assert page.count("`parameters.refer_up_share` | 基层未解决病例中经转诊上转的占比 | 0.15至0.5 |") == 2
    assert "| `parameters.contract_fulfilment` | 签约履约率 | 0.5 | 占比 | 0.2 | 0.9 | 无出处 |" in page


def test_the_page_lists_every_assumption(scenario: Scenario, table: pd.DataFrame) -> None:
    inputs = input_table(scenario)
    page = assumptions_page(scenario, inputs, table, "en", sample=0.03, screened=2)
    listed = [line for line in page.splitlines() if line.startswith("| `") and line.count("|") == 8]
    assert len([line for line in listed if "`region." in line or "`conditions." in line]) > 500
    assert page.count("`parameters.refer_up_share` | unsolved cases referred up | 0.15 to 0.5 |") == 2
    base = table[table["path"] == ""].set_index("indicator")
    assert set(base.index) == set(HEADLINE_THREE)
    assert f"{abs(100 * base.loc['cost_growth', 'reform']):.1f}" in page
