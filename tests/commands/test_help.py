"""Help and faults of usage, in the language of the line."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

import cli
from sim.commands.help_page import help_of, keys_of
from sim.commands.help_texts import HELP

ROOT = Path(__file__).parents[2]
USAGE = 2


def commands(command: Any, words: str = "") -> Iterator[tuple[str, Any]]:
    """Every command and group with its words."""
    yield words, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, f"{words} {name}".strip())


EVERY = dict(commands(typer.main.get_command(cli.app)))


def answer(*words: str, lang: str | None = None, code: int = 0) -> str:
    """What a line prints on either stream."""
    result = CliRunner().invoke(cli.app, list(words), env={"SIM_LANG": lang or "", "LC_ALL": "C"})
    assert result.exit_code == code, result.output
    return result.output


def text_of(words: str, param: str) -> str | None:
    """The key whose text is shown for a parameter."""
    return next((key for key in keys_of(words, param) if help_of(key, "zh")), None)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words or "sim")
def test_every_command_and_option_has_help(words: str) -> None:
    assert help_of(words or "sim", "zh")
    params = [param.name for param in EVERY[words].params]
    assert [name for name in params if text_of(words, name) is None] == []


def test_no_help_without_a_command() -> None:
    used = {words or "sim" for words in EVERY} | {"help"}
    used |= {str(text_of(words, param.name)) for words, command in EVERY.items() for param in command.params}
    assert set(HELP) - used == set()


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words or "sim")
def test_help_shows_the_texts_of_the_table(words: str) -> None:
    for lang, heading in (("zh", "选项："), ("en", "Options:")):
        shown = answer(*words.split(), "--help", "--lang", lang)
        assert heading in shown
        together = "".join(shown.split())
        for key in (words or "sim", *(str(text_of(words, p.name)) for p in EVERY[words].params)):
            assert "".join(help_of(key, lang).split()) in together


def test_where_the_language_comes_from() -> None:
    assert answer("--lang", "zh", "run", "--help").startswith("用法：")
    assert answer("run", "--help", "--lang=zh", lang="en").startswith("用法：")
    assert answer("run", "--help", lang="zh").startswith("用法：")
    assert answer("run", "--help", lang="zh_CN.UTF-8").startswith("用法：")
    assert answer("run", "--help", "--lang", "en", lang="zh").startswith("Usage:")
    assert answer("run", "--help").startswith("Usage:")


def test_a_language_that_is_none() -> None:
    shown = answer("--help", lang="fr").splitlines()
    assert shown[0].startswith("SIM_LANG=fr: neither zh nor en")
    assert shown[1].startswith("Usage:")
    assert "SIM_LANG=fr" not in answer("--help", "--lang", "zh", lang="fr")
    assert "--lang" in answer("list", "--lang", "fr", code=USAGE)


@pytest.mark.parametrize(
    ("line", "zh", "en"),
    [
        ("run", "错误：缺少参数 SCENARIO。", "Error: Missing argument SCENARIO."),
        ("journey x", "错误：缺少选项 --resident。", "Error: Missing option --resident."),
        ("compare x --reps 0", "错误：--reps 的值不对：应不小于1", "greater than or equal to 1"),
        ("run x --sample 2", "错误：--sample 的值不对：应不大于1", "less than or equal to 1"),
        ("compare x --reps many", "错误：--reps 的值不对：应为整数", "valid integer"),
        ("run x --sample half", "错误：--sample 的值不对：应为数字", "valid number"),
        ("run x --jorunal", "错误：没有选项 --jorunal。是不是 --journal", "Did you mean --journal"),
        ("run x --quick=1", "错误：选项 --quick 后面不能写值。", "does not take a value"),
        ("compare x --reps", "错误：选项 --reps 后面要写一个值。", "requires an argument"),
        ("run x y", "错误：多出的参数：y。", "extra argument"),
        ("rnu x", "错误：没有命令 rnu。是不是 'run'？", "Did you mean 'run'?"),
        ("xyzxyz", "错误：没有命令 xyzxyz。", "No such command 'xyzxyz'"),
    ],
)
def test_faults_of_usage(line: str, zh: str, en: str) -> None:
    assert zh in answer(*line.split(), lang="zh", code=USAGE)
    assert en in answer(*line.split(), lang="en", code=USAGE)


@pytest.mark.parametrize(("lang", "wanted"), [("zh", "命令："), ("en", "Commands:")])
def test_nothing_typed_shows_the_help(lang: str, wanted: str) -> None:
    assert wanted in answer(lang=lang, code=USAGE)
    assert wanted in answer("rules", lang=lang, code=USAGE)


def test_help_is_there_at_once() -> None:
    """The best of three: a busy machine may be slow once."""
    line = [sys.executable, "-c", "import cli; cli.app(['--help'])"]
    took = []
    for _ in range(3):
        begin = time.perf_counter()
        subprocess.run(line, cwd=ROOT, check=True, capture_output=True)
        took.append(time.perf_counter() - begin)
    assert min(took) < 0.5
