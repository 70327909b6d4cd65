"""What a run draws at its end: every plot once in each language, and the bytes of what is drawn apart."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from sim.reporting.finish import finish, summarised
from sim.reporting.folder import Results
from sim.reporting.page import drawings
from sim.reporting.page.words import say
from sim.reporting.plots import Drawn, PlotRecipe, draw_plots, drawn
from sim.reporting.report import SCREEN, write_report
from sim.reporting.summary import write_summary
from sim.vocabulary.labels import LANGUAGES

ONE_LANGUAGE = say("one_language").of("en")


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def apart(results: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = Path(shutil.copytree(results, tmp_path_factory.mktemp("apart") / "run"))
    write_summary(folder, "en")
    draw_plots(folder, "en")
    write_report(folder, "en", SCREEN)
    return files_of(folder)


def test_the_bytes_are_those_of_each_drawn_apart(results: Path, apart: dict[str, bytes], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(results, tmp_path / "run"))
    assert summarised(folder, "en") == []
    assert finish(folder, "en", jobs=2) == []
    together = files_of(folder)
    assert [name for name in apart if together.get(name) != apart[name]] == []
    assert list(together) == list(apart)


def test_each_plot_is_drawn_once_in_a_language(results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, str]] = []

    def counted(plot: PlotRecipe, of: Results, lang: str) -> Drawn:
        seen.append((plot.name, lang))
        return drawn(plot, of, lang)

    monkeypatch.setattr(drawings, "drawn", counted)
    finish(Path(shutil.copytree(results, tmp_path / "run")), "zh", 1)
    assert len(seen) == len(set(seen))
    assert {lang for _, lang in seen} == set(LANGUAGES)


def test_a_first_look_draws_the_page_alone_and_the_rest_is_made_good(results: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(results, tmp_path / "run"))
    before = set(files_of(folder))
    assert finish(folder, "en", jobs=1, page_only=True) == []
    assert set(files_of(folder)) - before == {"report/report.html"}
    page = (folder / "report" / "report.html").read_text(encoding="utf-8")
    assert page.count('<div lang="en">') == page.count("<figure id=") > 3
    assert ONE_LANGUAGE in page
    done = CliRunner().invoke(cli.app, ["report", str(folder), "--lang", "en"])
    assert done.exit_code == 0, done.output
    made = set(files_of(folder)) - before
    assert {"report/report.xlsx", "report/report.docx", "plots/headline.en.svg", "plots/headline.en.png"} <= made
    whole = (folder / "report" / "report.html").read_text(encoding="utf-8")
    assert ONE_LANGUAGE not in whole
    for lang in LANGUAGES:
        assert whole.count(f'<div class="{lang}" lang="{lang}">') == page.count("<figure id=")
