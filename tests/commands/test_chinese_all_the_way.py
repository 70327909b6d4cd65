"""A planner who reads only Chinese meets no English sentence on the terminal."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import cli
from sim.experiments.sensitivity.ends import COLUMNS, HEADLINE_THREE
from sim.experiments.tables import input_table
from sim.reporting.assumptions import assumptions_page
from sim.scenario.read import read_scenario

from ..vocabulary.english import english

ROOT = Path(__file__).parents[2]
PINGXIANG = "scenarios/pingxiang.yaml"
VARIANT = "scenarios/variants/pingxiang-drg.yaml"
XIAOCHENG = "tests/regions/xiaocheng/scenario.yaml"
LINES = (
    ("check", PINGXIANG),
    ("plan", PINGXIANG),
    ("plan", PINGXIANG, "--vary", "family_doctor.coverage=0.3:0.6:3"),
    ("levers", PINGXIANG),
    ("levers", PINGXIANG, "医保"),
    ("levers", PINGXIANG, "xyz"),
    ("indicators",),
    ("indicators", "xyz"),
    ("rules", "list"),
    ("rules", "coverage"),
    ("diff", PINGXIANG, VARIANT),
    ("diff", PINGXIANG, PINGXIANG),
    ("diff", PINGXIANG, XIAOCHENG),
    ("list", "tests"),
)


def answer(*line: str) -> str:
    """What a line prints in Chinese."""
    result = CliRunner().invoke(cli.app, [*line, "--lang", "zh"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_the_detector_finds_sentences_and_leaves_ids_alone() -> None:
    assert english("说明：half of a surplus or an overspend，见下") == ["half of a surplus or an overspend"]
    assert english("the clause prints no date") == ["the clause prints no date"]
    assert english("the region’s own trends") == ["the region’s own trends"]
    assert (
        english("owners: [city, county]；`a b c d`；family_doctor.coverage = 0.3；sim run scenarios/a.yaml；DRG付费")
        == []
    )


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_no_english_on_the_terminal(line: tuple[str, ...]) -> None:
    shown = answer(*line)
    assert shown.strip()
    assert english(shown) == []


def test_no_english_about_any_rule_or_clause() -> None:
    scenario = read_scenario(Path(PINGXIANG))
    clauses = [clause.id for document in scenario.documents for clause in document.clauses]
    for word in (*(rule.id for rule in scenario.rules), *clauses[::5]):
        assert english(answer("rules", "show", word)) == [], word


def test_no_english_on_the_page_of_assumptions() -> None:
    scenario = read_scenario(Path(PINGXIANG))
    ends = [("", "", float("nan")), ("parameters.e_seek", "low", 0.1), ("parameters.e_seek", "high", 0.5)]
    rows = [(*end, name, 0.5 + n / 100, 0.01) for n, end in enumerate(ends) for name in HEADLINE_THREE]
    moves = pd.DataFrame(rows, columns=COLUMNS)
    page = assumptions_page(scenario, input_table(scenario), moves, "zh", sample=0.05, screened=3)
    assert "| `parameters.e_seek` | 就医与否对价格的弹性 | 0.1至0.5 | 下限 |" in page
    assert english(page) == []


@pytest.mark.parametrize("name", ["assumptions.zh.md", "tutorial.zh.md"])
def test_no_english_in_the_chinese_papers(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    fenced = text.split("```")
    assert english("\n".join(fenced[::2])) == []
