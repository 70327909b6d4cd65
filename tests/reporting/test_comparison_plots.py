"""Plots of a comparison: numbers beside them, titles that state the finding, equal bytes, no missing glyph."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path

import pandas as pd
import pytest

from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.money_words import say
from sim.reporting.comparison.plots import CASE_PLOTS, cases, draw_comparison, groups, money, side_effects, targets
from sim.reporting.plots.beside import table_rows
from sim.reporting.plots.frame import house_style
from sim.vocabulary.labels import LANGUAGES

from . import made_up_comparison
from .drawn import assert_nothing_is_cut_off, title_of

NAMES = [plot.name for plot in CASE_PLOTS]


@pytest.fixture(scope="module")
def drawn(comparison: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(comparison, tmp_path_factory.mktemp("plots") / "comparison"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning
        for lang in LANGUAGES:
            draw_comparison(folder, lang)
    return folder


@pytest.fixture
def copy(comparison: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(comparison, tmp_path / "copy"))


def title(name: str, folder: Path, lang: str) -> str:
    plot = next(plot for plot in CASE_PLOTS if plot.name == name)
    found = Comparison(folder)
    with house_style():
        return title_of(plot.draw(plot.data(found), found, lang), lang)


def test_every_plot_has_its_files_and_equal_bytes(drawn: Path) -> None:
    first = {path.name: path.read_bytes() for path in (drawn / "plots").iterdir()}
    assert set(first) == {f"{name}.{end}" for name in NAMES for end in ("csv", "zh.svg", "zh.png", "en.svg", "en.png")}
    for path in draw_comparison(drawn, "zh"):
        assert path.read_bytes() == first[path.name], path.name


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_cut_off(drawn: Path, name: str, lang: str) -> None:
    plot = next(plot for plot in CASE_PLOTS if plot.name == name)
    with house_style():
        rows = table_rows((drawn / "plots" / f"{name}.csv").read_text(encoding="utf-8"))
        assert_nothing_is_cut_off(plot.draw(rows, Comparison(drawn), lang))


def test_four_scenarios_and_one_replication_are_drawn(one_replication: Path, tmp_path: Path) -> None:
    four = made_up_comparison.build(tmp_path / "four", ("plan", "more", "none", "less"), replications=2, by="")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(draw_comparison(four, "zh")) == 3 * len(NAMES)
        assert len(draw_comparison(Path(shutil.copytree(one_replication, tmp_path / "one")), "en")) == 3 * len(NAMES)


def test_headlines_name_the_highest_and_the_lowest(comparison: Path) -> None:
    more, plan = (Comparison(comparison).number("primary_visit_share", case) for case in ("more", "plan"))
    assert more is not None
    assert plan is not None
    text = title("cases", comparison, "en")
    assert f"highest with More contracts ({more.mean * 100:.1f} %)" in text
    assert f"({plan.mean * 100:.1f} %)" in text
    assert "加大签约最高" in title("cases", comparison, "zh")


def test_no_difference_is_called_so(tmp_path: Path) -> None:
    same = made_up_comparison.build(tmp_path / "same", ("plan", "none"))
    assert "is the same in all scenarios" in title("cases", same, "en")
    assert "No scenario meets more targets than the reference" in title("cases_targets", same, "en")
    assert "all net positions are those of The plan" in title("cases_money", same, "en")
    assert title("cases_counties", same, "en").startswith("No group differs visibly")
    assert "the intervals of all side effects against The plan include zero" in title("cases_side_effects", same, "en")
    assert "各副作用指标与原方案之差的区间均含零" in title("cases_side_effects", same, "zh")


def test_more_targets_met_make_the_title(copy: Path) -> None:
    table = pd.read_csv(copy / "targets.csv")
    best = (table["case"] == "more") & (table["arm"] == "reform")
    table.loc[~best & (table["arm"] == "reform"), "met"] = False
    table.loc[best, "met"] = True
    table.to_csv(copy / "targets.csv", index=False)
    count = Comparison(copy).met("more")[0]
    assert f"More contracts meets most targets, {count} of {count}; the reference meets 0" in title(
        "cases_targets", copy, "en"
    )
    assert targets.data(Comparison(copy)).groupby("case")["met"].sum()["more"] == count


def test_money_is_net_and_the_title_names_who_gains(comparison: Path) -> None:
    rows = money.data(Comparison(comparison))
    assert set(rows["case"]) == {"baseline", "plan", "more", "none"}
    table = pd.read_csv(comparison / "positions.csv").query("case == 'more' and measure == 'difference'")
    gaps = table[table["party"] != "cost"].set_index("party")["mean"]
    most = str(gaps.abs().idxmax())
    text = title("cases_money", comparison, "zh")
    assert text.startswith("与原方案相比，2018年加大签约的净额：" + say(f"party.{most}", "zh"))
    assert gaps.sum() + table.set_index("party")["mean"]["cost"] == pytest.approx(0.0, abs=1.0)


def test_without_tables_of_money_or_targets_those_plots_are_left_out(copy: Path) -> None:
    (copy / "positions.csv").unlink()
    table = pd.read_csv(copy / "targets.csv")
    table.iloc[:0].to_csv(copy / "targets.csv", index=False)
    written = {path.name.partition(".")[0] for path in draw_comparison(copy, "en")}
    assert written == {"cases", "cases_counties", "cases_side_effects"}


def test_what_is_asked_for_stands_in_the_panel_of_its_indicator(copy: Path) -> None:
    """A line at the number asked for, and each scenario's probability in the words above."""
    made_up_comparison.ask(copy, "primary_visit_share", 0.65, chance=0.07)
    found = Comparison(copy)
    rows = table_rows(cases.data(found).to_csv(index=False))
    asked = rows[rows["measure"] == "at_least"]
    assert set(asked["case"]) == {"plan", "more", "none"}
    with house_style():
        figure = cases.draw(rows, found, "en")
        assert_nothing_is_cut_off(figure)
        panel = figure.axes[0]
        assert "asked ≥ 65.0 %; probability A 7 %, B 7 %, C 7 %" in " ".join(panel.get_title(loc="left").split())
        assert any(list(line.get_xdata()) == [65.0, 65.0] for line in panel.lines)
        assert not any("asked" in other.get_title(loc="left") for other in figure.axes[1:])


def test_districts_are_shown_where_nothing_else_is_asked(copy: Path) -> None:
    path = copy / "comparison.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"by": ""}), encoding="utf-8")
    rows = groups.data(Comparison(copy))
    assert set(rows["area"]) == {"city", "east", "west"}


def test_side_effects_whose_interval_leaves_out_zero_are_named_with_their_direction(copy: Path) -> None:
    path = copy / "comparison.csv"
    table = pd.read_csv(path, dtype={"year": str})
    new = {
        "indicator": "wait_minutes_county", "year": "2018", "area": "all", "group": "all", "case": "more",
        "measure": "difference", "mean": -2.0, "low": -3.0, "high": -1.0, "n": 3,
    }  # fmt: skip
    table = table[~((table["indicator"] == new["indicator"]) & (table["measure"] == "difference"))]
    pd.concat([table, pd.DataFrame([new])]).to_csv(path, index=False)
    text = title("cases_side_effects", copy, "en")
    assert "mean wait at county level 2.0 min lower with More contracts" in text
    assert "加大签约的县级医院平均候诊时间低2.0分钟" in title("cases_side_effects", copy, "zh")
    assert (side_effects.data(Comparison(copy))["indicator"] == "wait_minutes_county").sum() == 1
