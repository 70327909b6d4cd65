"""`sim indicators`: what every number means, in both languages, found by either."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import cli
from sim.indicators import NOT_COMPUTED, register
from sim.vocabulary.definitions import definitions
from sim.vocabulary.indicator_ids import INDICATOR_IDS
from sim.vocabulary.labels import label, unit, unit_words


def answer(*words: str) -> str:
    """What the command prints."""
    result = CliRunner().invoke(cli.app, ["indicators", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def chinese(text: str) -> bool:
    """Whether it has Chinese characters."""
    return any("\u4e00" <= c <= "\u9fff" for c in text)


@pytest.mark.parametrize("name", INDICATOR_IDS)
def test_every_indicator_is_defined_in_both_languages(name: str) -> None:
    known = definitions()[name]
    for text in (known.text, known.numerator, known.denominator, unit_words(unit(name))):
        assert chinese(text.zh)
        assert text.en
        assert not chinese(text.en)


def test_no_definition_without_an_indicator() -> None:
    assert tuple(definitions()) == INDICATOR_IDS


def test_the_denominator_is_none_where_nothing_is_divided() -> None:
    counts = {name for name, known in definitions().items() if known.denominator.en.startswith("none:")}
    assert {unit(name) for name in counts} == {"count", "number", "yuan"}
    assert {name for name in counts if unit(name) == "yuan"} == {"fund_balance"}
    assert counts >= {name for name in INDICATOR_IDS if unit(name) in ("count", "number")}


def test_all_are_listed_with_what_is_not_computed() -> None:
    shown = answer("--lang", "zh")
    for name in INDICATOR_IDS:
        assert f"{label(name, 'zh')}  {name}" in shown
    assert shown.count("本模型不计算：") == len(NOT_COMPUTED)
    assert shown.count("统计口径：") == len(register())


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("留住", "county_inpatient_share"), ("retention", "county_inpatient_share"), ("看病贵", "oop_share")],
)
def test_search_in_either_language(word: str, wanted: str) -> None:
    names = [row["id"] for row in json.loads(answer(word, "--json"))]
    assert wanted in names
    assert len(names) < len(INDICATOR_IDS) // 4


def test_full_width_letters_and_capitals_are_the_same() -> None:
    assert answer("ＣＭＩ", "--lang", "zh") == answer("cmi", "--lang", "zh") == answer("CMI", "--lang", "zh")
    assert "case_mix_index" in answer("CMI")


def test_what_nothing_has_gets_the_nearest() -> None:
    assert "没有与“签约人数率”相符的指标。是不是：" in answer("签约人数率", "--lang", "zh")
    assert "家庭医生签约率" in answer("签约人数率", "--lang", "zh")
    assert "Did you mean: bed occupancy" in answer("bed ocupancy", "--lang", "en")
