"""Plots: every glyph there, nothing cut off, drawn from the CSV beside them, equal bytes."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

from sim.reporting.folder import Results
from sim.reporting.plots import PLOTS, PlotRecipe, draw_plots
from sim.reporting.plots.frame import VERMILION, house_style
from sim.vocabulary.labels import LANGUAGES

from .drawn import assert_nothing_is_cut_off

NAMES = [plot.name for plot in PLOTS]


@pytest.fixture(scope="module")
def drawn(results: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(results, tmp_path_factory.mktemp("plots") / "run"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning
        for lang in LANGUAGES:
            draw_plots(folder, lang)
    return folder


def figure_of(plot: PlotRecipe, folder: Path, lang: str) -> Figure:
    results = Results(folder)
    return plot.draw(plot.data(results), results, lang)


def test_every_plot_has_its_files(drawn: Path) -> None:
    for name in NAMES:
        for end in ("csv", "zh.svg", "zh.png", "en.svg", "en.png"):
            assert (drawn / "plots" / f"{name}.{end}").stat().st_size > 100


def test_equal_results_give_equal_bytes(drawn: Path, results: Path, tmp_path: Path) -> None:
    again = Path(shutil.copytree(results, tmp_path / "again"))
    for path in draw_plots(again, "zh", ["headline", "flows_admissions"]):
        assert path.read_bytes() == (drawn / "plots" / path.name).read_bytes(), path.name


def test_plots_hold_no_date_and_no_program(drawn: Path) -> None:
    for path in (drawn / "plots").glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert "<dc:date>" not in text
        assert "Matplotlib v" not in text
        assert "font-family" not in text  # letters are paths: no font needed to read it


def test_what_is_drawn_is_the_csv_beside_it(results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table is written, read back, and only then drawn."""
    folder = Path(shutil.copytree(results, tmp_path / "run"))
    seen: list[pd.DataFrame] = []
    plot = PLOTS[0]

    def draw(rows: pd.DataFrame, results: Results, lang: str) -> Figure:
        seen.append(rows)
        return plot.draw(rows, results, lang)

    monkeypatch.setattr("sim.reporting.plots.PLOTS", (PlotRecipe(plot.name, plot.data, draw),))
    draw_plots(folder, "en")
    table = pd.read_csv(folder / "plots" / "headline.csv")
    assert seen[0]["mean"].tolist() == table["mean"].tolist()
    arms = set(table["arm"])
    assert arms == {"baseline", "reform", "difference", "target"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_cut_off(results: Path, name: str, lang: str) -> None:
    plot = next(plot for plot in PLOTS if plot.name == name)
    with house_style():
        assert_nothing_is_cut_off(figure_of(plot, results, lang))


def test_the_title_states_the_finding(results: Path, single: Path) -> None:
    with house_style():
        sure = figure_of(PLOTS[0], results, "en").texts[0].get_text()
        unknown = figure_of(PLOTS[0], single, "en").texts[0].get_text()
    row = Results(results).row("primary_visit_share", "difference", "2018")
    assert row is not None
    assert f"primary-care share of visits {row['mean'] * 100:.1f} points higher" in sure.replace("\n", " ")
    assert "one replication" in unknown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_target_runs_through_the_words_of_another(results: Path, tmp_path: Path, lang: str) -> None:
    """Targets of one indicator for two years: each stroke is clear of every label."""
    folder = Path(shutil.copytree(results, tmp_path / "run"))
    targets = pd.read_csv(folder / "targets.csv")
    cost = targets[(targets["indicator"] == "cost_growth") & (targets["year"].astype(str) == "2017")]
    later = [cost.assign(year="2018", target=f"later{n}", value=value) for n, value in enumerate((0.08,))]
    pd.concat([targets, *later]).to_csv(folder / "targets.csv", index=False)
    with house_style():
        for name in ("headline", "trajectory"):
            figure = figure_of(next(plot for plot in PLOTS if plot.name == name), folder, lang)
            assert_nothing_is_cut_off(figure)
            strokes = [line for axes in figure.axes for line in axes.lines if line.get_color() == VERMILION]
            thick = [line.get_window_extent() for line in strokes if line.get_linewidth() == 2]
            labels_ = [text for axes in figure.axes for text in axes.texts if "10.0" in text.get_text()]
            assert len(thick) >= 2
            assert labels_
            for text in labels_:
                box = text.get_window_extent()
                assert not [line for line in thick if line.overlaps(box)], (name, text.get_text())
