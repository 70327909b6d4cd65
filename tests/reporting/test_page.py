"""The page: complete, in both languages, safe from what files say, the same bytes for the same results."""

from __future__ import annotations

import base64
import csv
import io
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from sim.reporting.folder import Results
from sim.reporting.fonts import FONT
from sim.reporting.page import words as page_words
from sim.reporting.page.blocks import Plot
from sim.reporting.page.drawings import for_excel
from sim.reporting.page.font import characters
from sim.reporting.page.html import page_html
from sim.reporting.page.sections import sections
from sim.reporting.page.svg import inlined
from sim.reporting.plots import PLOTS, plots_of
from sim.reporting.tables import words as table_words
from sim.reporting.tables.all import Tables
from sim.vocabulary.labels import LANGUAGES

from . import made_up_report
from .page_reader import Page

SECTIONS = (
    "plain", "scoreboard", "contributions", "flows", "money", "places", "side_effects", "waits", "belief", "rules",
    "assumptions", "definitions", "reproduce",
)  # fmt: skip
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def html(folder: Path, lang: str = "zh") -> str:
    return page_html(Tables(Results(folder)), lang)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_report.build(tmp_path_factory.mktemp("report") / "run")


@pytest.fixture(scope="module")
def source(folder: Path) -> str:
    return html(folder)


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return Page(html(made_up_report.hostile(tmp_path_factory.mktemp("hostile") / "run")))


def test_sections_stand_in_order_and_in_the_contents(page: Page) -> None:
    assert tuple(e.attributes["id"] for e in page.all("section")) == SECTIONS
    links = [e.attributes["href"] for e in page.all("a") if e.attributes.get("class") != "skip"]
    assert links == [f"#{key}" for key in SECTIONS]


def test_headings_skip_no_level(page: Page) -> None:
    levels = [int(e.tag[1]) for e in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_every_text_is_there_in_both_languages(page: Page) -> None:
    spans = [e for e in page.all("span") if e.attributes.get("class") in ("zh", "en")]
    zh = [e for e in spans if e.attributes["class"] == "zh"]
    en = [e for e in spans if e.attributes["class"] == "en"]
    assert len(zh) == len(en) > 500
    assert not [e.words for e in en if CHINESE.search(e.words)]
    heads = {e.words for e in page.all("h2")}
    assert any("谁付钱" in words and "Who pays" in words for words in heads)


def test_it_opens_in_the_language_asked_for(folder: Path) -> None:
    for lang, code in (("zh", "zh-CN"), ("en", "en")):
        root = Page(html(folder, lang)).all("html")[0]
        assert root.attributes["data-lang"] == lang
        assert root.attributes["lang"] == code


def test_ids_are_unique_and_every_reference_is_answered(page: Page, source: str) -> None:
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    asked = set(re.findall(r"url\(#([^)]+)\)", source))
    for element in page.elements:
        for name in ("href", "xlink:href"):
            value = element.attributes.get(name, "")
            asked |= {value[1:]} if value.startswith("#") else set()
        asked |= set(element.attributes.get("aria-labelledby", "").split())
    assert asked <= set(ids)
    assert len(asked) > 50


def test_nothing_is_loaded_from_anywhere(page: Page, source: str) -> None:
    policy = next(e for e in page.all("meta") if e.attributes.get("http-equiv") == "Content-Security-Policy")
    assert policy.attributes["content"].startswith("default-src 'none';")
    assert "http" not in policy.attributes["content"]
    for element in page.elements:
        for name in ("src", "href", "xlink:href", "action", "data", "poster"):
            value = element.attributes.get(name, "")
            assert value.startswith(("#", "data:")) or not value, f"{element.tag} {name}={value}"
    assert not re.search(r"url\(\s*[\"']?(?!#|data:|\"data:)", source.replace('url("data:', "url(data:"))
    assert "@import" not in source


def test_what_files_say_is_text(hostile: Page) -> None:
    assert len(hostile.all("script")) == 1
    assert "caught" not in hostile.all("script")[0].words
    assert not hostile.all("b", "img", "iframe", "object")
    assert not [e for e in hostile.elements for name in e.attributes if name.startswith("on")]
    assert made_up_report.SCRIPT in hostile.all("h1")[0].words
    cells = {e.words for e in hostile.all("td")}
    assert made_up_report.QUOTED in cells
    assert made_up_report.FORMULA in cells


def test_every_plot_has_words_data_and_a_place(folder: Path, page: Page) -> None:
    placed = [
        block.plot
        for section in sections(Tables(Results(folder)))
        for block in section.blocks
        if isinstance(block, Plot)
    ]
    placed.append("contributions")  # only where something was explained
    for plot in PLOTS:
        assert f"plot.{plot.name}" in page_words.TEXT
        assert plot.name in placed
    drawn = page.all("svg")
    assert len(drawn) == len(LANGUAGES) * len(plots_of(Results(folder)))
    texts = {e.attributes["id"]: e.words for e in page.all("title", "desc") if "id" in e.attributes}
    for drawing in drawn:
        assert drawing.attributes["role"] == "img"
        title, about = (texts[name] for name in drawing.attributes["aria-labelledby"].split())
        assert len(title) > 8
        assert len(about) > 20
    for button in (e for e in page.all("button") if e.attributes.get("class") == "csv"):
        rows = list(csv.reader(io.StringIO(button.attributes["data-csv"])))
        assert len({len(row) for row in rows}) == 1
        assert len(rows) > 2


def test_english_is_set_with_straight_quotes(page: Page) -> None:
    """The Chinese font draws curly ones as wide as a Chinese character."""
    curly = [e.words for e in page.elements if e.langs[-1:] == ("en",) and set("‘’“”") & set(e.words)]
    assert not curly


def test_the_font_has_every_character_of_the_page(source: str) -> None:
    data = re.search(r"base64,([A-Za-z0-9+/=]+)\"", source)
    assert data is not None
    font = TTFont(io.BytesIO(base64.b64decode(data.group(1))))
    text = source.replace(data.group(1), "")
    missing = {letter for letter in characters(text) if ord(letter) not in font.getBestCmap()}
    assert not missing
    assert len(data.group(1)) < 400_000


def test_the_shipped_font_has_every_word_of_ours() -> None:
    there = set(TTFont(FONT).getBestCmap())
    texts = [text for table in (page_words.TEXT, table_words.TEXT) for both in table.values() for text in both]
    assert not {letter for text in texts for letter in text if ord(letter) not in there}


def test_equal_results_give_equal_bytes_wherever_they_lie(folder: Path, source: str, tmp_path: Path) -> None:
    again = Path(shutil.copytree(folder, tmp_path / "elsewhere"))
    assert html(again) == source
    assert str(folder.parent) not in source


def test_the_page_is_small(source: str) -> None:
    assert len(source.encode("utf-8")) < 3_000_000


def test_numbers_are_those_of_the_table(folder: Path, page: Page) -> None:
    row = Results(folder).row("primary_visit_share", "reform", "2018")
    assert row is not None
    cells = [e for e in page.all("td") if e.attributes.get("data-order") == str(row["mean"])]
    assert any(f"{row['mean'] * 100:.1f}%" in e.words for e in cells)


def test_contributions_are_shown_once_they_are_there(folder: Path, page: Page, tmp_path: Path) -> None:
    section = next(e for e in page.all("section") if e.attributes["id"] == "contributions")
    assert "sim explain RESULT" in section.words
    explained = Path(shutil.copytree(folder, tmp_path / "explained"))
    made_up_report.explain(explained)
    after = next(e for e in Page(html(explained)).all("section") if e.attributes["id"] == "contributions")
    assert "sim explain" not in after.words
    assert "基层首诊与签约" in after.words
    assert "+2.0 points [+1.5, +2.5] *" in after.words
    assert "Interaction" in after.words
    assert "家庭医生签约服务、gatekeeping" in after.words  # a rule by its name, one that is not listed by its id


def test_one_replication_claims_nothing(tmp_path: Path) -> None:
    page = Page(html(made_up_report.build(tmp_path / "one", replications=1, quick=True)))
    text = page.all("body")[0].words
    assert "快速试算：只看方向，不可引用。" in text
    assert "effect and luck cannot be told apart" in text
    assert not [e for e in page.all("td") if "sure" in e.attributes.get("class", "").split()]
    assert "*" not in {e.words[-1:] for e in page.all("td")}


def test_every_clause_and_every_rule_is_listed(folder: Path, page: Page) -> None:
    scenario = Tables(Results(folder)).scenario
    assert scenario is not None
    section = next(e for e in page.all("section") if e.attributes["id"] == "rules")
    clauses = [clause for document in scenario.documents for clause in document.clauses]
    assert len(clauses) > 50
    for clause in clauses:
        assert clause.zh in section.words
        assert clause.id in section.words
    for label in Results(folder).rules["label_zh"]:
        assert label in section.words


def test_a_run_without_a_scenario_file_says_so(results: Path) -> None:
    text = Page(html(results)).all("body")[0].words
    assert "no clauses are listed" in text


def test_a_drawing_keeps_what_it_needs() -> None:
    """An id that something points at is renamed with it, others go; style and metadata of the page stay ours."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9pt" '
        'viewBox="0 0 9 9"><path d="M 1.23456 -0.5 \n L 7 8" transform="scale(0.015625)"/>'
        '<metadata>m</metadata><defs><style>*{fill:red}</style><path id="a"/><path id="b"/></defs>'
        '<g id="c" clip-path="url(#b)"><use xlink:href="#a"/><image xlink:href="data:image/png;base64,AA=="/></g></svg>'
    )
    found = inlined(drawing, "x-", "Say <this>", "about")
    assert 'id="x-a"' in found
    assert 'clip-path="url(#x-b)"' in found
    assert 'xlink:href="#x-a"' in found
    assert 'd="M 1.23 -0.5 L 7 8" transform="scale(0.015625)"' in found
    assert 'xlink:href="data:image/png;base64,AA=="' in found
    assert "Say &lt;this&gt;" in found
    for gone in ('id="c"', "metadata", "style", "width="):
        assert gone not in found


def test_a_formula_in_the_data_is_text_to_excel() -> None:
    table = for_excel('area,mean\n=1+2,-0.5\n@x,+3\n"-a, b",1\n')
    assert list(csv.reader(io.StringIO(table))) == [
        ["area", "mean"], ["'=1+2", "-0.5"], ["'@x", "+3"], ["'-a, b", "1"],
    ]  # fmt: skip
