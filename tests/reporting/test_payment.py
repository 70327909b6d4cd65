"""Money, package and side effects as a reader sees them; sums to the fen, stars only where they are earned."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from sim.reporting import scoreboard_text
from sim.reporting.folder import Results
from sim.reporting.package import covered
from sim.reporting.plots import draw_plots, money, scoreboard
from sim.reporting.sentences import Effect
from sim.reporting.side_effects import mark

from . import made_up_money

HEAD = "arm,replication,year,budget,kind,residents\n"


@pytest.fixture
def copy(results: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(results, tmp_path / "run"))


def block(text: str, start: str, end: str) -> list[str]:
    return text[text.index(start) : text.index(end)].splitlines()


def part(rows: pd.DataFrame, name: str, arm: str) -> float:
    found = rows[(rows["part"] == name) & (rows["arm"] == arm)]["yuan"]
    assert len(found) == 1
    return float(found.iloc[0])


def test_what_is_paid_is_what_is_spent_or_kept(results: Path) -> None:
    rows = money.data(Results(results))
    sums = rows.groupby(["arm", "side"])["yuan"].sum()
    table = pd.read_csv(results / "money.csv")
    for arm in ("baseline", "reform"):
        mine = table[(table["arm"] == arm) & (table["year"] == 2018) & (table["tier"] != "alliance")]
        received = mine["fen"].sum() / 100 / 3  # three replications
        assert sums[arm, "payer"] == pytest.approx(received, rel=1e-12)
        assert sums[arm, "use"] == pytest.approx(received, rel=1e-12)


def test_settlement_is_the_funds_and_an_overspend_is_borne_by_hospitals(results: Path) -> None:
    rows = money.data(Results(results))
    care = part(rows, "patients", "reform")  # half of every bill
    assert part(rows, "funds", "reform") == pytest.approx(care + made_up_money.SETTLED / 100)
    assert part(rows, "budgets", "reform") == pytest.approx(-made_up_money.BORNE / 100)
    assert part(rows, "budgets", "baseline") == 0.0
    bills = pd.read_csv(results / "finance.csv").query("year == 2018 and arm == 'reform'")
    tertiary = bills[bills["facility"] == "peoples"]["charges_fen"].sum() / 100 / 3
    assert part(rows, "margin_tertiary", "reform") == pytest.approx(tertiary * 0.2 + made_up_money.SETTLED / 100)


def test_money_of_a_sample_is_scaled_to_all_residents(results: Path, copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    (copy / "manifest.json").write_text(json.dumps(manifest | {"sample": 0.05}), encoding="utf-8")
    whole, sample = (money.data(Results(folder))["yuan"] for folder in (results, copy))
    assert sample.tolist() == pytest.approx((whole * 20).tolist())


def test_a_payer_nobody_knows_is_named(copy: Path) -> None:
    table = pd.read_csv(copy / "money.csv")
    table["payer"] = table["payer"].replace("residents:east", "charity:east")
    table.to_csv(copy / "money.csv", index=False)
    with pytest.raises(ValueError, match=r"charity:east.*known kinds are fund"):
        money.data(Results(copy))


def test_without_tables_of_money_the_plot_is_left_out(copy: Path) -> None:
    (copy / "finance.csv").unlink()
    assert draw_plots(copy, "en", ["money"]) == []


def test_the_picture_has_the_calendar_targets_outcomes_first(results: Path) -> None:
    rows = scoreboard.data(Results(results))
    reform = rows[rows["arm"] == "reform"]
    assert reform["target"].tolist() == ["cost", "contracts", "share", "diseases", "invoice"]
    assert reform["kind"].tolist() == ["outcome"] * 3 + ["implementation"] * 2
    assert reform.set_index("target")["area"]["share"] == "every_district"


def test_targets_stand_in_two_groups_with_their_score(results: Path) -> None:
    text = scoreboard_text(results, "en")
    measures = block(text, "Measures taken", "With and without")
    assert measures[0].strip() == "Measures taken: 1 of 2 met"
    assert "Outcomes: 3 of 3 met" in text
    assert "Diseases paid per case" in measures[1]
    assert "(" not in measures[1].split("met")[-1]  # dates have no probability
    assert not any("2017-07.." in line for line in measures)
    assert any("2017-07.." in line for line in block(text, "Outcomes", "Measures taken"))


def test_the_package_stands_first_and_is_marked(results: Path) -> None:
    assert covered(Results(results)) == ["east"]
    lines = block(scoreboard_text(results, "en"), "With and without", "What could go wrong")
    places = [line for line in lines if " County" in line]
    assert places[0].startswith("East County (package)")
    assert places[1].startswith("West County ")
    row = Results(results).row("county_inpatient_share", "difference", "2018", "east")
    assert row is not None
    assert f"{row['mean'] * 100:+.1f}*" in places[0]
    assert "东县（打包）" in scoreboard_text(results, "zh")


@pytest.mark.parametrize("budgets", ["", "\n", HEAD, f"{HEAD}reform,0,2017,b,package,east\n"])
def test_without_a_package_counties_are_not_set_against_it(copy: Path, budgets: str) -> None:
    (copy / "budgets.csv").write_text(budgets, encoding="utf-8")
    assert covered(Results(copy)) == []
    assert "With and without the package" not in scoreboard_text(copy, "en")


def test_side_effects_show_both_arms_and_leave_out_what_has_no_value(results: Path) -> None:
    lines = block(scoreboard_text(results, "en"), "What could go wrong", "In plain words")
    text = " ".join(" ".join(lines).split())
    row = Results(results).row("hospital_margin_share", "reform", "2018", group="tertiary")
    assert row is not None
    assert f"20.0 % {row['mean'] * 100:.1f} %" in text
    assert "Package surplus (negative: – −1.6 % –" in text  # the baseline has no package
    assert "readmitted" not in text  # nobody was counted as admitted
    assert text.count("*") == 2  # in the heading, and at the tertiary margin


def effect_of(difference: float, low: float, high: float) -> Effect:
    return Effect("over_3x_share", "2018", 0.05, 0.05 + difference, difference, low, high, 3)


def test_a_star_needs_an_interval_without_zero_and_a_change_that_can_be_seen() -> None:
    assert mark(effect_of(0.01, 0.005, 0.015)) == "*"
    assert mark(effect_of(0.01, -0.005, 0.025)) == " "
    assert mark(effect_of(0.0001, 0.00005, 0.00015)) == " "
    assert mark(effect_of(0.01, float("nan"), float("nan"))) == " "
