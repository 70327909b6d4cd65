"""What files say is text wherever it goes: terminal, plot, page, sheet."""

from __future__ import annotations

import io
import re
import warnings
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib.text import Text
from openpyxl import load_workbook

from sim.reporting.explain_text import explain_text
from sim.reporting.folder import Results
from sim.reporting.on_screen import as_text
from sim.reporting.page.html import page_html
from sim.reporting.plots import draw_plots, plots_of
from sim.reporting.plots.frame import house_style
from sim.reporting.scoreboard import scoreboard_text
from sim.reporting.tables.all import Tables
from sim.reporting.text_table import text_table
from sim.reporting.workbook import workbook
from sim.vocabulary.labels import LANGUAGES
from sim.vocabulary.one_line import UNSEEN, one_line

from . import made_up, made_up_explain
from .drawn import assert_nothing_is_cut_off
from .hostile import LINES, MARKUP, RARE, rename
from .page_reader import Page

ROOT = Path(__file__).parents[2]
ALL = (*MARKUP, *LINES, *RARE)


@pytest.fixture(scope="module", params=[MARKUP, LINES, RARE], ids=["markup", "lines", "rare"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    plain = made_up_explain.write(made_up.build(tmp_path_factory.mktemp("plain") / "run"))
    return rename(plain, tmp_path_factory.mktemp("hostile") / "run", tuple(request.param))


def names(folder: Path) -> list[str]:
    results = Results(folder)
    return [results.title("zh"), *results.places["zh"], *results.rules["label_zh"].drop_duplicates()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_terminal_shows_names_as_they_are(folder: Path, lang: str) -> None:
    text = scoreboard_text(folder, lang) + explain_text(folder, lang)
    results = Results(folder)
    for name in (results.title(lang), *results.places[lang], *results.rules[f"label_{lang}"]):
        assert name[1:] in text.replace("\n", ""), name
    assert not UNSEEN.search(text.replace("\n", ""))


@pytest.mark.parametrize("name", [one_line(text) for text in ALL])
def test_a_cell_of_a_table_is_text(name: str) -> None:
    table = text_table(name, name)
    table.add_row(name, name)
    assert as_text(table).count(name) == 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plots_show_names_as_they_are(folder: Path, lang: str) -> None:
    results = Results(folder)
    seen = ""
    with house_style(), warnings.catch_warnings():
        warnings.simplefilter("error")
        for plot in plots_of(results):
            figure = plot.draw(plot.data(results), results, lang)
            assert_nothing_is_cut_off(figure)
            for text in figure.findobj(Text):
                assert isinstance(text, Text)
                assert not text.get_parse_math()
                seen += text.get_text().replace("\n", "")
    for name in names(folder):
        assert name[1:] in seen, name


def test_plots_are_well_formed(folder: Path) -> None:
    for path in draw_plots(folder, "zh"):
        if path.suffix == ".svg":
            ElementTree.parse(path)


def test_the_page_holds_no_element_of_a_name(folder: Path) -> None:
    page = Page(page_html(Tables(Results(folder)), "zh"))
    assert not page.all("b")
    assert page.all("h1")[0].words == " ".join(Results(folder).title("zh").split())
    text = "".join(page.elements[0].text)
    assert all(name in text for name in names(folder))
    assert not UNSEEN.search("".join(text.split("\n")).replace("\t", ""))


def test_the_sheets_hold_names_as_text(folder: Path) -> None:
    book = load_workbook(io.BytesIO(workbook(Tables(Results(folder)), "zh")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    values = {str(cell.value) for cell in cells}
    assert Results(folder).title("zh") in values
    assert set(Results(folder).places["zh"]) - {""} <= {value.split("（")[0] for value in values}


def test_a_text_is_one_line_of_what_can_be_seen() -> None:
    assert [one_line(text) for text in LINES] == ["两 行", "a b", "[31m红", "尾 行", "丁", "反 向"]
    assert [one_line(text) for text in MARKUP] == list(MARKUP)


def test_there_is_one_way_to_the_terminal() -> None:
    """Another console would read markup in names."""
    made = re.compile(r"\bConsole\(\w|\bConsole\(\)|rich\.print|from rich import print")
    found = [path.name for path in (ROOT / "sim").rglob("*.py") if made.search(path.read_text(encoding="utf-8"))]
    assert set(found) <= {"screen.py"}
