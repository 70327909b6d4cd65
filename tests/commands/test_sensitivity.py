"""`sim sensitivity` as it is typed: what is refused, and what is said before anything runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import cli
from sim.reporting.lines import width

from ..vocabulary.english import english

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"


def call(*more: str, lang: str = "en") -> Result:
    """The command as typed."""
    line = ["sensitivity", str(FILE), "--library", str(LIBRARY), *more, "--lang", lang]
    return CliRunner().invoke(cli.app, line)


@pytest.mark.parametrize(
    ("typed", "en", "zh"),
    [
        (("--method", "saltelli"), "write one of tornado, morris, sobol", "可写：tornado, morris, sobol"),
        (("--points", "100"), "no power of two -> write 64 or 128", "须为2的幂 -> 请写64或128"),
        (("--from", "x"), "an earlier analysis chooses the inputs of --method sobol", "先前的分析只用来"),
        (
            ("--method", "sobol", "--from", "x"),
            "no folder of a finished sensitivity analysis",
            "不是敏感性分析的结果文件夹",
        ),
        (("--only", "parameters.refer_up_shar"), "near it: parameters.refer_up_share", "相近的有：parameters.refer_up"),
        (("--only", "years.last"), "it is no number, or has no range to be varied over", "没有可变动的范围"),
        (("--trajectories", "1"), "--trajectories", "--trajectories"),
    ],
)
def test_what_cannot_be_done(typed: tuple[str, ...], en: str, zh: str) -> None:
    for lang, words in (("en", en), ("zh", zh)):
        result = call(*typed, "--dry-run", lang=lang)
        assert result.exit_code == 2, result.output
        assert words in result.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("method", ["tornado", "morris", "sobol"])
def test_what_would_be_run(method: str, lang: str) -> None:
    result = call("--method", method, "--dry-run", lang=lang)
    assert result.exit_code == 0, result.output
    assert max(width(line) for line in result.stdout.splitlines()) <= 80
    assert "parameters.refer_up_share" in result.stdout
    if lang == "zh":
        assert english(result.stdout) == []


def test_how_many_points() -> None:
    two = ("--only", "parameters.refer_up_share", "--only", "parameters.e_seek", "--dry-run", "--json")
    points = {m: json.loads(call(*two, "--method", m).stdout)["points"] for m in ("tornado", "morris", "sobol")}
    assert points == {"tornado": 4 + 4, "morris": 4 + 6 * 3, "sobol": 4 + 64 * 4}
    told = json.loads(call("--method", "sobol", "--dry-run", "--json").stdout)
    assert told["points"] == 4 + 6 * (told["screened"] + 1) + 64 * (8 + 2)
    assert told["seconds"] > 0
