"""Plots of a sweep whose points differ by luck only, or in another unit than a share."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sim.indicators.summary import half_width
from sim.reporting.plots.frame import house_style
from sim.reporting.plots.sweep import chosen, draw_sweep, read_sweep
from sim.reporting.plots.sweep.choice import known_indicators
from sim.reporting.plots.sweep.luck import within_luck
from sim.reporting.plots.sweep.maps import TOLD_NOTHING
from sim.reporting.plots.sweep.scale import scale_of
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.labels import LANGUAGES

from .drawn import assert_nothing_is_cut_off, title_of

ASKED = """\
schema: 1
scenario: a.yaml
title: {en: Xiaocheng, zh: 小城}
design: grid
sample: 0.02
reps: REPS
seed: 1
"""
WITHIN = {"zh": "差异不超出随机波动", "en": "within luck"}
HEAD = ["id", "a.x", "b.y", "indicator", "year", "area", "arm", "mean", "low", "high"]


def folder_of(place: Path, effect: float, *, reps: int = 2, indicator: str = "primary_visit_share") -> Path:
    """Nine points; ``effect`` is what both paths together move the indicator by, luck 0.02 of it at each point."""
    unit = 1.0 if indicator == "primary_visit_share" else 2e8
    half = float(half_width(pd.Series([0.02]), pd.Series([reps])).iloc[0])
    rows = []
    for n, (x, y) in enumerate((x, y) for x in (0.0, 0.5, 1.0) for y in (0.0, 0.5, 1.0)):
        mean = 0.5 + effect * (x + y) / 2 + (0.01 if n % 2 else -0.01)
        for arm, level in (("baseline", 0.5), ("reform", mean), ("difference", mean - 0.5)):
            ends = [value * unit for value in (level, level - half, level + half)]
            rows.append([f"p{n}", x, y, indicator, "2018", "all", arm, *ends])
    place.mkdir()
    pd.DataFrame(rows, columns=HEAD).to_csv(place / "results.csv", index=False)
    names = [(path, "签约覆盖率", "share with a contract", "share", "0.3") for path in ("a.x", "b.y")]
    pd.DataFrame(names, columns=["path", "zh", "en", "unit", "value"]).to_csv(place / "paths.csv", index=False)
    (place / "sweep.yaml").write_text(ASKED.replace("REPS", str(reps)), encoding="utf-8")
    return place


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("effect", "reps", "grey"), [(0.0, 2, True), (0.3, 2, False), (0.0, 1, False)])
def test_a_map_of_luck_is_grey_and_says_so(tmp_path: Path, lang: str, effect: float, reps: int, grey: bool) -> None:
    found = read_sweep(folder_of(tmp_path / "sweep", effect, reps=reps))
    assert found is not None
    _, rows, draw = chosen(found, found.varied)
    with house_style():
        figure = draw(rows, found, lang)
    assert_nothing_is_cut_off(figure)
    assert (WITHIN[lang] in title_of(figure, lang)) == grey
    picture = figure.axes[0].images[0]
    colours = {tuple(colour) for row in picture.to_rgba(picture.get_array()) for colour in row}
    one = tuple(int(TOLD_NOTHING[n : n + 2], 16) / 255 for n in (1, 3, 5))
    assert (colours == {(*one, 1.0)}) == grey
    assert len(figure.axes) == (1 if grey else 2), "a scale of colours where colours say something"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_of_luck_say_so(tmp_path: Path, lang: str) -> None:
    for name, effect in (("luck", 0.0), ("more", 0.5)):
        folder = folder_of(tmp_path / name, effect)
        found = read_sweep(folder)
        assert found is not None
        _, rows, draw = chosen(found, ["a.x"])
        with house_style():
            assert (WITHIN[lang] in title_of(draw(rows, found, lang), lang)) == (name == "luck")


def test_the_test_of_variances_is_that_of_scipy() -> None:
    """On the replications themselves; the interval of each point is all that the plot has of them."""
    verdicts = set()
    for shift in np.linspace(0.0, 3.0, 13):
        runs = np.array([[0.1, 0.5, -0.4], [0.2, -0.1, 0.6], [-0.5, 0.4, 0.0], [0.3, 0.2, -0.2]])
        runs += shift * np.arange(4)[:, None] / 3
        half = half_width(pd.Series(runs.std(axis=1, ddof=1)), pd.Series([3] * 4)).to_numpy()
        mean = runs.mean(axis=1)
        rows = pd.DataFrame({"arm": "reform", "mean": mean, "low": mean - half, "high": mean + half})
        luck = within_luck(rows, 3)
        assert luck == (stats.f_oneway(*runs).pvalue >= 0.05), shift
        verdicts.add(luck)
    assert verdicts == {True, False}


def test_one_replication_or_one_point_says_nothing_of_luck() -> None:
    rows = pd.DataFrame({"arm": "reform", "mean": [0.1, 0.2], "low": [0.0, 0.1], "high": [0.2, 0.3]})
    assert within_luck(rows, 1) is None
    assert within_luck(rows.head(1), 2) is None
    assert within_luck(rows.assign(mean=0.1, low=0.1, high=0.1), 2) is True
    assert within_luck(rows.assign(low=rows["mean"], high=rows["mean"]), 2) is False


@pytest.mark.parametrize("lang", LANGUAGES)
def test_money_is_drawn_in_its_own_unit(tmp_path: Path, lang: str) -> None:
    folder = folder_of(tmp_path / "sweep", 0.3, indicator="fund_balance")
    written = draw_sweep(folder, lang, ["fund_balance"])
    assert [path.name for path in written] == [
        f"sweep_map_fund_balance.{end}" for end in ("csv", f"{lang}.svg", f"{lang}.png")
    ]
    found = read_sweep(folder, ("fund_balance",))
    assert found is not None
    _, rows, draw = chosen(found, found.varied)
    with house_style():
        figure = draw(rows, found, lang)
    assert_nothing_is_cut_off(figure)
    words = {text.get_text() for text in figure.texts}
    assert any({"zh": "单位：万元", "en": "Unit: million yuan"}[lang] in text for text in words)
    assert {"zh": "9,800", "en": "98.0"}[lang] in {text.get_text() for text in figure.axes[0].texts}
    assert draw_sweep(folder, lang, ["package_surplus"]) == [], "nothing has a value of it"


def test_a_number_below_zero_keeps_its_sign() -> None:
    assert scale_of("fund_balance", [-3e6, float("nan")], "zh").text(-3e6) == "−300"
    assert scale_of("package_surplus", [-0.2], "en").text(-0.2) == "−20.0"
    assert scale_of("fund_spending_per_resident", [1234.4], "zh").text(1234.4) == "1,234"


def test_an_unknown_indicator_is_refused_with_the_nearest() -> None:
    assert known_indicators(["fund_balance", "fund_balance", "oop_share"]) == ("fund_balance", "oop_share")
    with pytest.raises(InputInvalid) as refused:
        known_indicators(["fund_ballance", "renewal_rate", "医保基金当期结余"])
    texts = [problem.told("zh") for problem in refused.value.problems]
    assert "fund_balance" in texts[0]
    assert "sim indicators" in texts[0]
    assert "不计算" in texts[1]
    assert "fund_balance" in texts[2]
