"""Where the bottleneck is: shares of beds as counted, the fullest place named, what the reform changes and how sure."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from sim.reporting.folder import Results
from sim.reporting.lines import fitting
from sim.reporting.plots import capacity, draw_plots
from sim.reporting.plots.frame import house_style

from . import made_up
from .drawn import assert_nothing_is_cut_off, title_of


def title(folder: Path, lang: str) -> str:
    results = Results(folder)
    with house_style():
        return title_of(capacity.draw(capacity.data(results), results, lang), lang)


@pytest.fixture
def copy(results: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(results, tmp_path / "copy"))


def test_shares_are_bed_days_in_use_over_open_ones(results: Path) -> None:
    rows = capacity.data(Results(results))
    march = rows[(rows["kind"] == "beds") & (rows["part"] == "east_hospital") & (rows["month"] == 3)]
    by_arm = march[march["year"] == 2018].set_index("arm")["mean"]
    assert by_arm["baseline"] == pytest.approx(1.01)  # 70 + 20 + 10 of a hundred, and one for the mean run
    assert by_arm["reform"] == pytest.approx(0.97)
    year = rows[(rows["kind"] == "effect") & (rows["part"] == "east_hospital")].set_index("arm")
    assert year.loc["difference", "mean"] == pytest.approx(-0.04)
    assert year.loc["difference", "high"] < 0  # both arms share their luck


def test_tiers_are_sums_over_their_places(results: Path) -> None:
    rows = capacity.data(Results(results))
    beds = pd.read_parquet(results / "tables/beds.parquet").query("arm == 'reform' and year == 2018 and month == 5")
    county = beds[beds["facility"].str.endswith("hospital")]
    share = (
        county.groupby("replication")["occupied_bed_days"].sum() / county.groupby("replication")["open_bed_days"].sum()
    )
    here = rows[(rows["kind"] == "tier") & (rows["part"] == "county") & (rows["arm"] == "reform")]
    here = here[(here["year"] == 2018) & (here["month"] == 5)]
    assert here["mean"].item() == pytest.approx(share.mean())


def test_a_sample_is_scaled_to_all_residents(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    (copy / "manifest.json").write_text(json.dumps(manifest | {"sample": 0.5}), encoding="utf-8")
    rows = capacity.data(Results(copy))
    assert rows.loc[(rows["kind"] == "beds") & (rows["part"] == "peoples"), "mean"].min() > 1.6


def test_the_title_names_the_place_the_month_and_the_change(results: Path) -> None:
    text = title(results, "en")
    assert "at hospital: 87.8 % in use over 2018, 97.0 % at the most (2018-03)" in text
    assert "the reform takes off 4.0 points" in text
    assert "病床最紧张的是hospital" in title(results, "zh")
    assert "改革使之降低4.0个百分点" in title(results, "zh")


def test_no_change_is_called_so_and_one_replication_claims_nothing(tmp_path: Path, single: Path) -> None:
    same = made_up.build(tmp_path / "same", effect=0)
    assert "the reform leaves that as it is" in title(same, "en")
    assert "改革前后相同" in title(same, "zh")
    assert "takes off 4.0 points (one replication, cannot be told from luck)" in title(single, "en")
    assert "改革使之降低4.0个百分点（1次重复，与随机波动不可区分）" in title(single, "zh")


def test_more_and_longer_are_said_as_such(copy: Path) -> None:
    beds = pd.read_parquet(copy / "tables/beds.parquet")
    fuller = (beds["arm"] == "reform") & (beds["facility"] == "east_hospital")
    beds.loc[fuller, "occupied_bed_days"] += 600
    beds.to_parquet(copy / "tables/beds.parquet")
    table = pd.read_csv(copy / "indicators.csv")
    longer = (table["indicator"] == "wait_minutes_tertiary") & (table["arm"] == "difference")
    reform = (table["indicator"] == "wait_minutes_tertiary") & (table["arm"] == "reform")
    table.loc[reform, "mean"] += 30
    table.loc[longer, ["mean", "low", "high"]] = [30.0, -5.0, 65.0]
    table.to_csv(copy / "indicators.csv", index=False)
    assert "the reform adds" in title(copy, "en")
    assert "the reform makes it 30.0 min longer (may be none: its interval includes zero)" in title(copy, "en")
    assert "改革使之延长30.0分钟（区间含零，可能没有变化）" in title(copy, "zh")


def test_without_the_table_of_beds_the_plot_is_left_out(copy: Path) -> None:
    (copy / "tables/beds.parquet").unlink()
    assert draw_plots(copy, "en", ["capacity"]) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_places_without_beds_leave_waits(copy: Path, lang: str) -> None:
    beds = pd.read_parquet(copy / "tables/beds.parquet")
    beds.assign(open_bed_days=0, occupied_bed_days=0).to_parquet(copy / "tables/beds.parquet")
    results = Results(copy)
    with house_style():
        figure = capacity.draw(capacity.data(results), results, lang)
        assert_nothing_is_cut_off(figure)
    assert "东" not in title_of(figure, lang)


def test_a_long_name_is_cut_where_there_is_no_room() -> None:
    assert fitting("Central Hospital", 20) == "Central Hospital"
    assert fitting("First Affiliated Hospital of a University", 20) == "First Affiliated Ho…"
    assert fitting("河南省人民医院", 10) == "河南省人…"
