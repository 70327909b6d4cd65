"""The table of pools: outcomes of their districts as ratios of sums, every fund by name; nothing where there is one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from sim.reporting.folder import Results
from sim.reporting.tables.all import Tables
from sim.reporting.tables.cells import Change, Value
from sim.reporting.tables.pools import pools
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(results: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up results, with a year of the funds of two pools."""
    own = tmp_path_factory.mktemp("pools") / "results"
    own.mkdir()
    for file in results.iterdir():
        if file.is_file():
            (own / file.name).write_bytes(file.read_bytes())
    year = Results(own).last_year
    rows = [
        (arm, 0, year, month, "employee", payer, 3_000, 1_000 + 500 * (arm == "reform"))
        for arm in ("baseline", "reform")
        for month in (1, 2)
        for payer in ("jin.employee", "yun.rural")
    ]
    columns = ["arm", "replication", "year", "month", "scheme", "payer", "income_fen", "spent_fen"]
    pd.DataFrame(rows, columns=columns).to_csv(own / "fund.csv", index=False)
    return own


@pytest.fixture(scope="module")
def twopools() -> Scenario:
    return read_scenario(ROOT / "tests/regions/twopools/scenario.yaml", library=ROOT / "scenarios")


def with_districts(scenario: Scenario, folder: Path) -> Scenario:
    """The first pool has the districts of the made-up results, the second none of them."""
    jin, yun = scenario.region.pools
    here = replace(jin, districts=tuple(str(word) for word in Results(folder).places.index))
    return replace(scenario, region=replace(scenario.region, pools=(here, yun)))


def test_outcomes_are_ratios_of_sums_over_the_districts(folder: Path, twopools: Scenario) -> None:
    results = Results(folder)
    found = pools(results, with_districts(twopools, folder))
    row = next(r for r in found.rows if r.cells[1].en == "Medical cost per resident")  # type: ignore[union-attr]
    lines = results.indicators.query("indicator == 'medical_cost_per_resident' and group == 'all' and area != 'all'")
    here = lines[(lines["year"] == results.last_year) & lines["area"].isin(list(results.places.index))]
    sums = here.groupby("arm")[["numerator", "denominator"]].sum()
    for cell, arm in zip(row.cells[2:4], ("baseline", "reform"), strict=True):
        assert isinstance(cell, Value)
        assert cell.value == pytest.approx(sums.loc[arm, "numerator"] / sums.loc[arm, "denominator"])


def test_every_fund_is_named_with_what_it_spent_and_kept(folder: Path, twopools: Scenario) -> None:
    results = Results(folder)
    found = pools(results, with_districts(twopools, folder))
    names = [row.cells[1].en for row in found.rows]  # type: ignore[union-attr]
    assert sum(name.startswith("Spent by the fund") for name in names) == len(twopools.region.payers)
    spent = found.rows[names.index("Spent by the fund: new rural cooperative scheme")].cells
    scale = results.weight / results.replications
    assert isinstance(spent[4], Change)
    assert spent[4].value == pytest.approx(10 * scale), "2 months x 500 fen"
    kept = found.rows[names.index("Left of the year's income: new rural cooperative scheme")].cells[2]
    assert isinstance(kept, Value)
    assert kept.value == pytest.approx(40 * scale)


def test_one_pool_has_no_table(folder: Path) -> None:
    one = read_scenario(ROOT / "scenarios/pingxiang.yaml")
    assert not pools(Results(folder), one)
    assert not Tables(Results(folder)).pools
