"""The Chinese report of a real scenario has no English sentence; the English one no Chinese."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from sim.experiments.tables import rule_table
from sim.reporting.report import write_report
from sim.scenario.read import read_scenario

from ..vocabulary.english import english
from . import made_up_report

VOID = {"meta", "link", "input", "br", "img", "wbr"}
NOT_READ = {"script", "style", "code", "pre"}  # nobody reads these, or they are to be typed


class Reader(HTMLParser):
    """The text of a page that stands in one language."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang, self.text = lang, list[str]()
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("lang") or ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        langs = [lang for tag, lang in self._open if lang and tag != "html"]
        if (langs or [self.lang])[-1] == self.lang and not NOT_READ & {tag for tag, _ in self._open}:
            self.text.append(data)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The report of made-up results with the inputs and rules of Pingxiang."""
    folder = made_up_report.build(tmp_path_factory.mktemp("chinese") / "results")
    rules = rule_table(read_scenario(made_up_report.PINGXIANG))
    pd.DataFrame(rules).to_csv(folder / "rules.csv", index=False)
    write_report(folder, "zh", ["html"])
    return (folder / "report" / "report.html").read_text(encoding="utf-8")


def text(page: str, lang: str) -> str:
    """What a reader of one language sees."""
    reader = Reader(lang)
    reader.feed(page)
    return " | ".join(reader.text)


def test_the_chinese_page_has_no_english_sentence(page: str) -> None:
    shown = text(page, "zh")
    assert "公式、比例、范围与日期均未写明" in shown
    assert "数量级依据2013、2018年家庭健康询问调查" in shown
    assert "县域居民在本县（市、区）内的出院人次" in shown
    assert english(shown) == []


def test_the_english_page_has_the_same_texts(page: str) -> None:
    shown = text(page, "en")
    assert "formula, shares, perimeter and date are not printed" in shown
    assert "order of magnitude from the 2013 and 2018 household surveys" in shown
    assert "discharges of county residents inside their county" in shown


def test_results_without_translations_show_what_they_have(tmp_path: Path) -> None:
    folder = made_up_report.build(tmp_path / "old")
    table = pd.read_csv(folder / "parameters.csv")
    table.drop(columns=["label_en", "label_zh", "source_zh", "note_zh"]).to_csv(folder / "parameters.csv", index=False)
    write_report(folder, "zh", ["html"])
    shown = text((folder / "report" / "report.html").read_text(encoding="utf-8"), "zh")
    assert "order of magnitude from the 2013 and 2018 household surveys" in shown
    assert "parameters.e_seek" in shown
