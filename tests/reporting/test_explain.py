"""What each group of rules did: parts that sum, who did most, how sure, in both languages."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path

import pandas as pd
import pytest

from sim.reporting.explain_text import explain_data, explain_text
from sim.reporting.explanation import Explanation, indicators, most, part
from sim.reporting.folder import Results
from sim.reporting.lines import width
from sim.reporting.plots import contributions, draw_plots
from sim.reporting.plots.frame import house_style
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.labels import LANGUAGES

from . import made_up_explain
from .drawn import title_of


@pytest.fixture
def copy(results: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(results, tmp_path / "copy"))


@pytest.fixture
def alone(copy: Path) -> Path:
    shutil.rmtree(copy / "explain")
    return made_up_explain.write(copy, replications=1)


def test_the_parts_sum_to_the_total(results: Path) -> None:
    rows = Explanation(results).contributions
    for name in indicators(rows):
        whole = part(rows, name, "total")
        assert whole is not None
        of_name = rows[(rows["indicator"] == name) & (rows["kind"] == "shapley")]
        assert of_name["mean"].sum() == pytest.approx(whole.mean)


def test_headlines_come_in_the_order_of_the_report(results: Path) -> None:
    names = ["primary_visit_share", "county_visit_rate", "county_inpatient_share", "cost_growth"]
    assert indicators(Explanation(results).contributions) == names


def test_who_did_most_goes_the_way_of_the_total(results: Path) -> None:
    rows = Explanation(results).contributions
    found = {name: most(rows, name) for name in indicators(rows)}
    assert found["primary_visit_share"] is not None and found["primary_visit_share"][0] == "contracts"  # noqa: PT018
    assert found["cost_growth"] is not None and found["cost_growth"][0] == "payment"  # noqa: PT018


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_fits_80_columns_and_has_equal_bytes(results: Path, lang: str) -> None:
    text = explain_text(results, lang)
    assert max(map(width, text.splitlines())) <= 80
    assert "\x1b" not in text
    assert "nan" not in text
    assert text == explain_text(results, lang)


def test_the_text_says_who_by_how_much_and_how_sure(results: Path) -> None:
    text = " ".join(explain_text(results, "en").split())
    rows = Explanation(results).contributions
    share = part(rows, "primary_visit_share", "shapley", "contracts")
    assert share is not None
    assert f"Contracts and first contact {share.signed('share')} +3.0 +2.8" in text
    assert (
        "the largest part is contracts and first contact (+2.9 points). The interval of that part leaves out zero"
        in text
    )
    assert "County visit rate: no change in all, groups offset each other" in text
    assert "County share of admissions: no group brings a change that can be seen." in text
    assert "family-doctor contracts" in text  # what is in a group, by the name of the rule
    assert "签约与首诊" in explain_text(results, "zh")
    assert "县域内住院人次占比：没有一组措施带来可见变化。" in explain_text(results, "zh")


def test_single_rules_are_not_listed_once_more(copy: Path) -> None:
    assert "Rules in each group" in explain_text(copy, "en")
    path = copy / "explain" / "players.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(" budget@east", ""), encoding="utf-8")
    assert "Rules in each group" not in explain_text(copy, "en")


def test_one_replication_claims_nothing(alone: Path) -> None:
    text = " ".join(explain_text(alone, "en").split())
    assert "One replication: no intervals" in text
    assert "With one replication this cannot be told from luck." in text
    assert "this is not luck" not in text
    assert "[" not in text


def test_data_is_json_with_both_names(results: Path, alone: Path) -> None:
    for folder in (results, alone):
        text = json.dumps(explain_data(folder), allow_nan=False)
        found = json.loads(text)
        assert [player["player"] for player in found["players"]] == ["contracts", "distance", "payment"]
        assert found["players"][2]["rules"] == ["case_payment", "budget@east"]
        assert found["indicators"][0]["zh"].startswith("基层诊疗量占比")


def headed(folder: Path, lang: str) -> str:
    results = Results(folder)
    with house_style():
        return title_of(contributions.draw(contributions.data(results), results, lang), lang)


def only(folder: Path, indicator: str) -> Path:
    """The same with one indicator."""
    path = folder / "explain" / "contributions.csv"
    rows = pd.read_csv(path)
    rows[rows["indicator"] == indicator].to_csv(path, index=False)
    return folder


@pytest.mark.parametrize(
    ("indicator", "en", "zh"),
    [
        (
            "primary_visit_share",
            "is due to contracts and first contact (+2.9 points)",
            "签约与首诊贡献最大（+2.9个百分点）",
        ),
        ("cost_growth", "(−2.4 points) is due to payment (−2.0 points)", "医保支付贡献最大（−2.0个百分点）"),
        ("county_visit_rate", "groups of rules offset each other", "各组措施相互抵消"),
        ("county_inpatient_share", "no group of rules visibly changes", "没有一组措施"),
    ],
)
def test_the_title_states_the_finding(copy: Path, indicator: str, en: str, zh: str) -> None:
    only(copy, indicator)
    assert en.lower() in headed(copy, "en").lower()
    assert zh in headed(copy, "zh")


def test_the_title_of_one_replication_says_so(alone: Path) -> None:
    assert headed(alone, "en").endswith("one replication, this may be luck")
    assert headed(alone, "zh").endswith("仅1次重复，与随机波动不可区分")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_drawings_are_equal_and_no_glyph_is_missing(copy: Path, lang: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        first = {path.name: path.read_bytes() for path in draw_plots(copy, lang, ["contributions"])}
        again = {path.name: path.read_bytes() for path in draw_plots(copy, lang, ["contributions"])}
    assert first == again
    assert set(first) == {"contributions.csv", f"contributions.{lang}.svg", f"contributions.{lang}.png"}


def test_without_an_explanation_there_is_no_plot(single: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(single, tmp_path / "plain"))
    assert draw_plots(folder, "en", ["contributions"]) == []


def test_a_missing_file_or_column_is_named_with_what_to_do(single: Path, copy: Path) -> None:
    with pytest.raises(InputInvalid, match=r"explain/contributions\.csv|explain/explain\.json") as missing:
        explain_text(single, "en")
    assert "sim explain" in str(missing.value)
    (copy / "explain" / "explain.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(InputInvalid, match="not a JSON object"):
        explain_text(copy, "en")
    (copy / "explain" / "explain.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputInvalid, match="no JSON"):
        explain_text(copy, "en")


def test_a_missing_column_is_named_with_those_there(copy: Path) -> None:
    path = copy / "explain" / "contributions.csv"
    pd.read_csv(path).rename(columns={"mean": "average"}).to_csv(path, index=False)
    with pytest.raises(InputInvalid, match="no column mean; there are indicator, year, player, kind, average"):
        explain_text(copy, "en")


def test_a_cell_that_is_no_number_is_named(copy: Path) -> None:
    path = copy / "explain" / "contributions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",3\n", ",three\n", 1), encoding="utf-8")
    with pytest.raises(InputInvalid, match=r"column n: .*three.*every cell is a number or empty"):
        explain_text(copy, "en")
