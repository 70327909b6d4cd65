"""What a reader sees on the screen: both languages, 80 columns, nothing claimed that is not known."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sim.reporting import scoreboard_text, write_summary
from sim.reporting.folder import Results
from sim.reporting.lines import width, wrap
from sim.reporting.numbers import difference, interval, money, number, percent
from sim.reporting.sentences import effect, sentence

from . import made_up


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_wider_than_80_columns_and_nothing_is_coloured(results: Path, lang: str) -> None:
    text = scoreboard_text(results, lang)
    assert max(width(line) for line in text.splitlines()) <= 80
    assert "\x1b" not in text
    assert "nan" not in text.lower().split()


def test_the_values_are_those_of_the_table(results: Path) -> None:
    row = Results(results).row("primary_visit_share", "reform", "2018")
    assert row is not None
    assert f"{row['mean'] * 100:.1f} %" in scoreboard_text(results, "en")
    assert f"{row['mean'] * 100:.1f}%" in scoreboard_text(results, "zh")


def test_every_target_says_met_or_missed_with_its_probability(results: Path) -> None:
    text = " ".join(scoreboard_text(results, "en").split())
    assert "≥ 30.0 % 12.0 % missed 32.0 % met (100 %)" in text
    assert "every district" in text
    assert "East County" in text


def test_one_replication_claims_no_certainty(single: Path) -> None:
    text = scoreboard_text(single, "en")
    assert text.startswith("Quick run")
    assert "cannot be told apart" in text
    assert "The interval" not in text
    assert scoreboard_text(single, "zh").startswith("快速试算")


def test_no_effect_is_called_no_change(tmp_path: Path) -> None:
    folder = made_up.build(tmp_path / "none", effect=0)
    found = effect(Results(folder), "primary_visit_share", "2018")
    assert found is not None
    assert found.verdict == "same"
    assert "no change" in sentence(found, "en")


def test_an_effect_whose_interval_leaves_out_zero_is_said_to_have_one(results: Path) -> None:
    found = effect(Results(results), "primary_visit_share", "2018")
    assert found is not None
    assert found.verdict == "sure"
    assert sentence(found, "en").endswith("The interval leaves out zero.")
    assert sentence(found, "zh").endswith("区间不含零。")


def test_misfits_and_limits_are_told(results: Path) -> None:
    text = " ".join(scoreboard_text(results, "en").split())
    assert "1 of 2 figures" in text
    assert "Outside: county visit rate (all counties)" in text
    assert "uncertainty of inputs is not in the intervals" in text


def test_the_summary_holds_both_languages_and_the_same_bytes(results: Path, tmp_path: Path) -> None:
    folders = [Path(shutil.copytree(results, tmp_path / name)) for name in ("a", "b")]
    for folder in folders:
        write_summary(folder, "zh")
    assert (folders[0] / "summary.json").read_bytes() == (folders[1] / "summary.json").read_bytes()
    assert (folders[0] / "summary.txt").read_bytes() == (folders[1] / "summary.txt").read_bytes()
    found = json.loads((folders[0] / "summary.json").read_text(encoding="utf-8"))
    assert found["interval"] == {"level": 0.95, "kind": "luck"}
    assert len(found["sentences"]["zh"]) == len(found["sentences"]["en"])
    assert "renewal_rate" in found["not_computed"]
    assert found["headlines"][0]["indicator"] == "primary_visit_share"
    assert found["headlines"][0]["difference"]["mean"] > 0
    assert {target["target"] for target in found["targets"]} == {
        "cost",
        "cost@2017-07..2018-06",
        "contracts",
        "share",
        "diseases",
        "diseases@2017-07..2018-06",
        "invoice",
        "invoice@2017-07..2018-06",
    }


def test_numbers_are_written_as_planners_write_them() -> None:
    assert f"{number(0.5213, 'share', 'en')} {interval(0.513, 0.529, 'share')}" == "52.1 % [51.3, 52.9]"
    assert difference(0.0123, "share", "zh") == "+1.2个百分点"
    assert difference(-0.0123, "share", "en") == "−1.2 points"
    assert difference(-0.0001, "share", "en") == "0.0 points"
    assert number(1520.4, "yuan", "zh") == "1,520元"
    assert money(2.31e8, "zh") == "2.31亿元"
    assert money(5_000_000, "zh") == "500.0万元"
    assert money(5_000_000, "en") == "5.0 million yuan"
    assert money(-33_328.4, "en") == "−33,328 yuan"
    assert [number(x, "number", "en") for x in (2.0, 1.5)] == ["2", "1.5"]
    assert number(-1_172_000, "yuan", "zh") == "−117.2万元"
    assert number(float("nan"), "share", "en") == "–"
    assert percent(0.004, "en") == "< 1 %"
    assert percent(0.996, "zh") == "> 99%"


def test_lines_break_where_a_reader_expects_it() -> None:
    assert wrap("改革使占比提高2.5个百分点。", 14) == ["改革使占比提高", "2.5个百分点。"]
    assert all(width(line) <= 20 for line in wrap("one two three four five six seven", 20))
    assert wrap("一二三四。", 8) == ["一二三", "四。"]  # no line begins with a full stop
    assert wrap("x [1.2, 3.4]", 6) == ["x", "[1.2, 3.4]"]
