"""`sim levers`: what a scenario can set, found in either language, and rules to paste for what it does not use."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from sim.policy.levers import LEVERS
from sim.scenario.addable import example, unused
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.scenario.settable import lever_settings

ROOT = Path(__file__).parents[2]
PINGXIANG = ROOT / "scenarios" / "pingxiang.yaml"
XIAOCHENG = ROOT / "tests" / "regions" / "xiaocheng" / "scenario.yaml"
LIBRARY = ROOT / "scenarios"
SCENARIOS = (PINGXIANG, XIAOCHENG)


def answer(*words: str, scenario: Path = PINGXIANG) -> str:
    """What the command prints."""
    result = CliRunner().invoke(cli.app, ["levers", str(scenario), *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def written(file: Path, text: str) -> Path:
    """The file with the text."""
    file.write_text(text + "\n", encoding="utf-8")
    return file


@pytest.fixture(scope="module", params=SCENARIOS, ids=lambda path: path.parent.stem)
def bare(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Scenario]:
    """A scenario without rules: its file, with the region beside it, and what it says."""
    folder = tmp_path_factory.mktemp("bare")
    shutil.copytree(request.param.parent / "regions", folder / "regions")
    file = written(folder / "bare.yaml", request.param.read_text(encoding="utf-8").partition("\nrules:\n")[0])
    return file, read_scenario(file, library=LIBRARY)


@pytest.mark.parametrize("lever", LEVERS)
def test_every_example_can_be_pasted(bare: tuple[Path, Scenario], lever: str) -> None:
    file, scenario = bare
    rule = example(scenario, LEVERS[lever], "zh")
    assert rule.startswith(f"  - {lever}:")
    text = f"{file.read_text(encoding='utf-8')}\nrules:\n{rule}"
    pasted = read_scenario(written(file.with_name("pasted.yaml"), text), library=LIBRARY)
    assert [r.lever.id for r in pasted.rules] == [lever]
    assert pasted.rules[0].start.year == 2017
    assert pasted.rules[0].assumption.zh.startswith("试算")


def test_what_pingxiang_does_not_use_can_be_added_to_it(tmp_path: Path) -> None:
    read = read_scenario(PINGXIANG)
    others = unused(read)
    assert {lever.id for lever in others} == set(LEVERS) - {rule.lever.id for rule in read.rules}
    rules = "\n".join(example(read, lever, "zh") for lever in others)
    text = PINGXIANG.read_text(encoding="utf-8").replace("\nrules:\n", f"\nrules:\n{rules}\n")
    added = read_scenario(written(tmp_path / "more.yaml", text), library=LIBRARY)
    assert {rule.lever.id for rule in added.rules} == set(LEVERS)
    assert unused(added) == []


def test_a_package_names_an_alliance_that_is_there(bare: tuple[Path, Scenario]) -> None:
    file, scenario = bare
    alliance = example(scenario, LEVERS["alliance"], "en")
    text = f"{file.read_text(encoding='utf-8')}\nrules:\n{alliance}"
    with_one = written(file.with_name("one.yaml"), text)
    budget = example(read_scenario(with_one, library=LIBRARY), LEVERS["budget"], "en")
    assert "kind: package" in budget
    both = read_scenario(written(with_one, f"{text}\n{budget}"), library=LIBRARY)
    assert [rule.lever.id for rule in both.rules] == ["alliance", "budget"]


@pytest.mark.parametrize(
    ("word", "lever"),
    [
        ("起付线", "deductibles"),
        ("门槛费", "deductibles"),
        ("封顶线", "protection"),
        ("差别化支付", "benefit_tilt"),
        ("DRG", "drg"),
    ],
)
def test_words_find_levers_that_the_file_does_not_use(word: str, lever: str) -> None:
    shown = answer(word, "--lang", "zh")
    assert f"{lever}（本情景未使用）" in shown
    assert f"  - {lever}: {{" in shown
    assert "粘贴到情景文件的rules:下：" in shown


@pytest.mark.parametrize(
    ("word", "path"),
    [("下派", "posted_doctors.doctors"), ("医共体", "alliance@peoples_luxi.lead"), ("打包", "budget.trend_allowance"),
     ("secondment", "posted_doctors.doctors"), ("集采", "drug_procurement.price_cut")],
)  # fmt: skip
def test_words_find_what_the_file_uses_by_another_name(word: str, path: str) -> None:
    assert f"{path} = " in answer(word, "--lang", "zh")


def test_without_a_word_the_unused_ones_are_named_by_shelf() -> None:
    shown = answer("--lang", "zh")
    assert "医保支付：" in shown
    assert "起付线（deductibles）" in shown
    assert "  - deductibles:" not in shown


def test_data_tells_what_is_used() -> None:
    rows = json.loads(answer("起付线", "--json", "--lang", "zh"))
    assert {row["used"] for row in rows} == {False}
    first = next(row for row in rows if row["path"] == "deductibles.first")
    assert first["rule"].startswith("  - deductibles:")
    assert (first["unit"], first["unit_zh"], first["value"]) == ("yuan", "元", None)
    rows = json.loads(answer("下派", "--json"))
    assert {row["used"] for row in rows} == {True}
    assert all({"source", "source_zh"} <= set(row) for row in rows)


def test_nothing_found_names_the_nearest() -> None:
    assert answer("起夫线", "--lang", "zh").strip() == "没有与“起夫线”相符的内容。是不是：起付线？"
    assert "Did you mean: deductibles" in answer("deductable", "--lang", "en")


@pytest.mark.parametrize("lever", LEVERS)
def test_every_lever_is_told_in_both_languages(lever: str) -> None:
    one = LEVERS[lever]
    for zh, en in ((one.zh, one.en), (one.summary_zh, one.summary), *((s.zh, s.en) for _, _, s in lever_settings(one))):
        assert any("\u4e00" <= c <= "\u9fff" for c in zh)
        assert en
        assert en.isascii() or not any("\u4e00" <= c <= "\u9fff" for c in en)
    assert len(one.words.split()) >= 2
