"""Plots of a sweep: from its folder alone, in both languages, the numbers beside them."""

from __future__ import annotations

import warnings
from pathlib import Path

import pandas as pd
import pytest

from sim.reporting.plots.sweep import draw_sweep, map_data, read_sweep
from sim.vocabulary.labels import LANGUAGES

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


def test_words_scattered_points_and_single_ones_have_no_plot(tmp_path: Path) -> None:
    assert draw_sweep(folder_of(tmp_path / "words", [{"a.kind": "one"}, {"a.kind": "other"}]), "en") == []
    assert draw_sweep(folder_of(tmp_path / "scattered", TWO, "lhs"), "en") == []
    assert draw_sweep(folder_of(tmp_path / "single", ONE[:1]), "en") == []
    (tmp_path / "empty").mkdir()
    assert draw_sweep(tmp_path / "empty", "en") == []
