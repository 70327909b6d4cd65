"""Plots of a sweep: from its folder alone, in both languages, the numbers beside them."""

from __future__ import annotations

import warnings
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

from sim.reporting.plots.frame import house_style
from sim.reporting.plots.sweep import chosen, draw_sweep, map_data, read_sweep
from sim.reporting.plots.sweep.maps import panel_path
from sim.reporting.plots.sweep.scatter import rank_correlations
from sim.vocabulary.labels import LANGUAGES

from .drawn import assert_nothing_is_cut_off, title_of

ASKED = """\
schema: 1
scenario: a.yaml
title: {en: Xiaocheng, zh: 小城}
design: DESIGN
sample: 0.02
reps: 2
seed: 1
"""


def folder_of(place: Path, points: list[dict[str, float | str]], design: str = "grid") -> Path:
    """A finished sweep in which the primary share is half the sum of the paths and the target is 0.5."""
    paths = list(points[0])
    rows, targets = [], []
    for n, point in enumerate(points):
        front = {"id": f"{n:02d}e5", **point}  # an id that a careless reader takes for a number
        share = 0.5 * sum(value if isinstance(value, float) else 0.3 for value in point.values())
        for year in ("2016", "2018"):
            for arm, mean in (("baseline", 0.05), ("reform", share if year == "2018" else 0.4)):
                line = {"indicator": "primary_visit_share", "year": year, "area": "all", "arm": arm, "mean": mean}
                rows.append({**front, **line, "low": mean - 0.02, "high": mean + 0.02})
        for target, met in (("primary_visit_share-2018", share >= 0.5), ("x@2017-11..2018-10", False)):
            targets.append({**front, "target": target, "arm": "reform", "met": met})
    place.mkdir()
    pd.DataFrame(rows).to_csv(place / "results.csv", index=False)
    pd.DataFrame(targets).to_csv(place / "targets.csv", index=False)
    names = [(path, "签约覆盖率", "share with a contract", "share", "0.3") for path in paths]
    pd.DataFrame(names, columns=["path", "zh", "en", "unit", "value"]).to_csv(place / "paths.csv", index=False)
    (place / "sweep.yaml").write_text(ASKED.replace("DESIGN", design), encoding="utf-8")
    return place


ONE: list[dict[str, float | str]] = [{"a.x": x} for x in (0.2, 0.4, 0.8)]
TWO: list[dict[str, float | str]] = [{"a.x": x, "b.y": y} for x in (0.2, 0.6, 0.8) for y in (0.1, 0.4)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("points", "name"), [(ONE, "sweep_lines"), (TWO, "sweep_map")])
def test_each_is_drawn_with_its_numbers(
    tmp_path: Path, lang: str, points: list[dict[str, float | str]], name: str
) -> None:
    folder = folder_of(tmp_path / "sweep", points)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning
        written = draw_sweep(folder, lang)
    assert [file.name for file in written] == [f"{name}.csv", f"{name}.{lang}.svg", f"{name}.{lang}.png"]
    assert all(file.stat().st_size > 0 for file in written)
    first = [file.read_bytes() for file in written]
    assert [file.read_bytes() for file in draw_sweep(folder, lang)] == first
    table = pd.read_csv(written[0])
    assert table.loc[table["mean"].idxmax(), "a.x"] == 0.8


def test_the_map_knows_where_all_targets_are_met(tmp_path: Path) -> None:
    found = read_sweep(folder_of(tmp_path / "sweep", TWO))
    assert found is not None
    table = map_data(found, ["a.x", "b.y"])
    met = table[table["all_met"]]
    assert sorted(zip(met["a.x"], met["b.y"], strict=True)) == [(0.6, 0.4), (0.8, 0.4)]


WORDS: list[dict[str, float | str]] = [{"gatekeeping.kind": kind} for kind in ("voluntary", "mandatory")]
THREE: list[dict[str, float | str]] = [
    {"a.x": x, "gatekeeping.kind": kind, "b.y": y}
    for x in (0.2, 0.6, 0.8)
    for kind in ("voluntary", "mandatory")
    for y in (0.1, 0.4)
]
FOUR = [{**point, "c.z": n / 12} for n, point in enumerate(THREE)]


def drawn_of(folder: Path, lang: str) -> Figure:
    """A sweep's figure; to be called in the house style."""
    found = read_sweep(folder)
    assert found is not None
    _, table, draw = chosen(found, found.varied)
    return draw(table, found, lang)


def headed(folder: Path, lang: str) -> str:
    """The title of a sweep's plot."""
    with house_style():
        return title_of(drawn_of(folder, lang), lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("points", "design", "name"),
    [
        (WORDS, "grid", "sweep_lines"),
        (THREE, "grid", "sweep_maps"),
        (TWO, "lhs", "sweep_scatter"),
        (FOUR, "sobol", "sweep_scatter"),
    ],
)
def test_words_three_paths_and_scattered_points_are_drawn_too(
    tmp_path: Path, lang: str, points: list[dict[str, float | str]], design: str, name: str
) -> None:
    folder = folder_of(tmp_path / "sweep", points, design)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        written = draw_sweep(folder, lang)
    assert [file.name for file in written] == [f"{name}.csv", f"{name}.{lang}.svg", f"{name}.{lang}.png"]
    first = [file.read_bytes() for file in written]
    assert [file.read_bytes() for file in draw_sweep(folder, lang)] == first
    assert set(points[0]) <= set(pd.read_csv(written[0]).columns)
    with house_style():
        assert_nothing_is_cut_off(drawn_of(folder, lang))


def test_the_smallest_point_that_meets_all_targets_stands_in_the_title(tmp_path: Path) -> None:
    one = folder_of(tmp_path / "one", [{"a.x": x} for x in (0.4, 1.0, 1.2)])  # the target is met from 1.0 on
    assert headed(one, "en").endswith("smallest value that meets all targets: 1")
    assert headed(one, "zh").endswith("达到全部目标的最小取值为1")
    two = folder_of(tmp_path / "two", TWO)
    assert "2 meet all targets" in headed(two, "en")
    assert "share with a contract = 0.6, share with a contract = 0.4" in headed(two, "en")
    none = folder_of(tmp_path / "none", [{"a.x": x} for x in (0.2, 0.4)])
    assert headed(none, "en").endswith("none meets all targets")


def test_a_change_and_no_change_of_the_headline_are_told_apart(tmp_path: Path) -> None:
    up = folder_of(tmp_path / "up", ONE)
    assert "10.0 % at 0.2, 40.0 % at 0.8" in headed(up, "en")
    assert "由10.0%变为40.0%" in headed(up, "zh")
    flat = folder_of(tmp_path / "flat", [{"a.x": 0.4, "b.y": 0.4}, {"a.x": 0.2, "b.y": 0.6}])
    results = pd.read_csv(flat / "results.csv", dtype=str)
    results.assign(**{"b.y": "1"}).to_csv(flat / "results.csv", index=False)  # one value: no path any more
    assert "stays at 40.0 %" in headed(flat, "en")


def test_words_are_ordered_as_they_were_asked_for_and_named_with_their_rule(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "words", WORDS)
    design = {"id": ["01e5", "00e5"], "gatekeeping.kind": ["mandatory", "voluntary"]}
    pd.DataFrame(design).to_csv(folder / "design.csv", index=False)
    found = read_sweep(folder)
    assert found is not None
    assert found.levels["gatekeeping.kind"] == ["mandatory", "voluntary"]
    assert found.plain_name("gatekeeping.kind", "en") == "first contact at primary care: kind"
    assert found.plain_name("gatekeeping.kind", "zh") == "签约覆盖率（基层首诊）"


@pytest.mark.parametrize("words", [["true", "false"], ["2017-10-31", "2018-01-01"], ["null", "0.5"]])
def test_words_that_look_like_something_else_stay_words(tmp_path: Path, words: list[str]) -> None:
    folder = folder_of(tmp_path / "sweep", [{"a.x": word} for word in words])
    found = read_sweep(folder)
    assert found is not None
    assert not found.is_number("a.x")
    assert found.levels["a.x"] == words
    assert draw_sweep(folder, "en")


def test_the_panel_is_a_word_or_the_path_with_the_fewest_values(tmp_path: Path) -> None:
    found = read_sweep(folder_of(tmp_path / "sweep", THREE))
    assert found is not None
    assert panel_path(found, found.varied) == "gatekeeping.kind"
    assert panel_path(found, ["a.x", "b.y"]) == "b.y"


def test_the_closest_path_is_the_one_that_decides(tmp_path: Path) -> None:
    points: list[dict[str, float | str]] = [{"a.x": x / 20, "b.y": (x * 7 % 11) / 1000} for x in range(11)]
    found = read_sweep(folder_of(tmp_path / "sweep", points, "lhs"))
    assert found is not None
    rhos = rank_correlations(map_data(found, found.varied), found, found.varied)
    assert rhos["a.x"] == pytest.approx(1.0)
    assert abs(rhos["b.y"]) < 0.5


def test_fewer_than_two_answers_have_no_plot(tmp_path: Path) -> None:
    assert draw_sweep(folder_of(tmp_path / "single", ONE[:1]), "en") == []
    (tmp_path / "empty").mkdir()
    assert draw_sweep(tmp_path / "empty", "en") == []
