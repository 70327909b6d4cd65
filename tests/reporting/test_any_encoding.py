"""No sign, unit or bullet is lost, whatever the console can show: only Chinese where there is no Chinese."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from sim.vocabulary.any_encoding import ERRORS, SIGNS, nearest, register

from .printed import texts

ROOT = Path(__file__).parents[2]
CHINESE = ("gbk", "cp936", "gb2312", "big5", "utf-8")
LATIN = ("ascii", "latin-1", "cp1252", "cp437")


@pytest.fixture(scope="module")
def signs() -> list[str]:
    """Every character that is printed, less the letters of Chinese, and what stands for them."""
    printed = {letter for text in texts() for letter in text} | set(SIGNS) | set("─━│┌┐└┘├┤┬┴┼╸╺…é％：２")
    return sorted(letter for letter in printed if not unicodedata.name(letter, "").startswith("CJK UNIFIED"))


@pytest.mark.parametrize("encoding", [*CHINESE, *LATIN])
def test_nothing_but_chinese_becomes_a_question_mark(signs: list[str], encoding: str) -> None:
    register()
    assert "−" in signs
    assert "•" in signs
    lost = [sign for sign in signs if "?" in sign.encode(encoding, ERRORS).decode(encoding) and sign not in "?？"]
    assert not lost


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
def test_a_minus_stays_a_minus(encoding: str) -> None:
    assert nearest("−3.7 [−4.0, −3.1] ≥ 65 %", encoding)[:18] == "-3.7 [-4.0, -3.1] "
    assert nearest("• a", encoding) in ("· a", "* a")


def test_chinese_is_as_it_is_where_it_can_be() -> None:
    assert nearest("改革效果−3.7%，“县”", "gbk") == "改革效果-3.7%，“县”"
    assert nearest("改革−3", "ascii") == "??-3"


@pytest.mark.parametrize(("encoding", "lang"), [("gbk", "zh"), ("ascii", "en"), ("latin-1", "en")])
def test_a_scoreboard_in_a_pipe(results: Path, encoding: str, lang: str) -> None:
    code = (
        "import sys; from pathlib import Path; from sim.commands.answering import any_console\n"
        "from sim.reporting.scoreboard import scoreboard; from sim.vocabulary.screen import screen\n"
        "any_console(); screen().print(scoreboard(Path(sys.argv[1]), sys.argv[2]))"
    )
    command = [sys.executable, "-c", code, str(results), lang]
    env = os.environ | {"PYTHONIOENCODING": encoding}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True)
    shown = done.stdout.decode(encoding)
    title = "某市改革试点" if lang == "zh" else "Made-up prefecture"
    assert title in shown
    assert "?" not in shown
    assert "-" in shown
    assert done.stderr == b""


def test_help_is_printed_where_nothing_but_ascii_is_known() -> None:
    env = os.environ | {"PYTHONIOENCODING": "ascii", "SIM_LANG": "zh"}
    command = [sys.executable, "-m", "cli", "--help"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
