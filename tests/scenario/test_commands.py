"""The commands check, plan, levers and schema as a planner types them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import cli
from sim.commands import answering

GOOD = Path(__file__).parent / "good" / "weicheng.yaml"
BAD = Path(__file__).parent / "bad"
ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., Result]


@pytest.fixture
def run(library: Path) -> Run:
    """Runs a command on the made-up library."""

    def call(*words: str) -> Result:
        extra = [] if words[0] == "schema" else ["--library", str(library)]
        return CliRunner().invoke(cli.app, [*words, *extra])

    return call


def answer(result: Result) -> str:
    """What a sound command printed."""
    assert result.exit_code == 0, result.output
    return result.stdout


def test_check_of_a_sound_scenario(run: Run) -> None:
    assert "weicheng: no fault found" in answer(run("check", str(GOOD), "--lang", "en"))
    assert "没有发现错误" in answer(run("check", str(GOOD), "--lang", "zh"))
    data = json.loads(answer(run("check", str(GOOD), "--json")))
    assert data["valid"] is True
    assert (data["rules"], data["targets"]) == (3, 1)


def test_check_of_a_broken_scenario(run: Run) -> None:
    result = run("check", str(BAD / "several_at_once.yaml"))
    assert result.exit_code == 3
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 7
    assert "several_at_once.yaml:9:31: rules[0].family_doctor.coverage: found 3.0 -> write at most 1" in result.stderr
    assert "Traceback" not in result.output
    data = json.loads(run("check", str(BAD / "several_at_once.yaml"), "--json").stdout)
    assert data["valid"] is False
    assert {"file", "line", "column", "path", "what", "remedy"} == set(data["problems"][0])


def test_usage_is_two(run: Run) -> None:
    assert run("check").exit_code == 2
    assert run("check", str(GOOD), "--lang", "fr").exit_code == 2
    assert run("plan", str(GOOD), "--reps", "0").exit_code == 2
    assert run("check", str(GOOD), "--set", "family_doctor.coverage=2").exit_code == 3


def test_plan_says_when_and_what(run: Run) -> None:
    text = answer(run("plan", str(GOOD), "--lang", "en", "--set", "telemedicine@county.gain=0.1"))
    assert "2017-10-31 -> 2017-11-01" in text
    assert "coverage: 0.2 -> 0.3 share" in text
    assert "gain: 0 -> 0.1 share solved" in text
    assert max(map(len, text.splitlines())) <= 80
    data = json.loads(answer(run("plan", str(GOOD), "--json", "--reps", "5")))
    assert data["runs"] == 10
    assert data["rules"][0]["months_in_force"] == {"2016": 0, "2017": 2, "2018": 12}
    assert data["rules"][2]["in_force_until"] == "2018-07-01"
    assert data["rules"][2]["months_in_force"] == {"2016": 0, "2017": 12, "2018": 6}


def test_plan_scales_with_the_sample_and_the_runs() -> None:
    pingxiang = str(ROOT / "scenarios" / "pingxiang.yaml")

    def plan(*words: str) -> dict[str, float]:
        result = CliRunner().invoke(cli.app, ["plan", pingxiang, "--json", *words])
        return dict(json.loads(answer(result)))

    whole, tenth = plan(), plan("--sample", "0.1")
    assert tenth["residents"] == pytest.approx(whole["residents"] / 10, rel=1e-4)
    one, two, four = (plan("--reps", reps, "-j", "1")["minutes"] for reps in ("1", "2", "4"))
    assert four - two == pytest.approx(2 * (two - one), rel=0.1)
    assert plan("--reps", "4", "-j", "4")["minutes"] == plan("--reps", "2", "-j", "2")["minutes"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_levers_lists_what_can_be_set(run: Run, lang: str) -> None:
    text = answer(run("levers", str(GOOD), "coverage", "--lang", lang))
    assert f"family_doctor.coverage = 0.3 {'占比' if lang == 'zh' else 'share'}  [0, 1]" in text
    assert ("签约覆盖率" in text) == (lang == "zh")
    assert "parameters" not in text
    rows = json.loads(answer(run("levers", str(GOOD), "--json")))
    assert {"family_doctor.coverage", "telemedicine@ecg.gain", "parameters.e_seek", "years.last"} <= {
        row["path"] for row in rows
    }


def test_schema_is_json(run: Run) -> None:
    schema = json.loads(answer(run("schema")))
    assert schema["$schema"].startswith("https://json-schema.org/")
    rule = schema["$defs"]["RuleShape"]
    assert "family_doctor" in rule["properties"]
    assert rule["properties"]["family_doctor"]["additionalProperties"] is False
    assert "contract_rate" in schema["$defs"]["TargetShape"]["properties"]["indicator"]["enum"]


def test_the_language_follows_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIM_LANG", "zh")
    assert "没有发现错误" in answer(run("check", str(GOOD)))
    monkeypatch.setenv("SIM_LANG", "")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "没有发现错误" in answer(run("check", str(GOOD)))
    monkeypatch.setenv("LC_ALL", "C")
    assert "no fault found" in answer(run("check", str(GOOD)))


def test_an_unexpected_error_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(answering, "read", fail)
    result = run("check", str(GOOD))
    assert result.exit_code == 1
    assert "unexpected RuntimeError: boom" in result.stderr
    assert isinstance(run("check", str(GOOD), "--debug").exception, RuntimeError)


def test_an_interrupt_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(answering, "read", stop)
    assert run("check", str(GOOD)).exit_code == 130


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    code = (
        "import sys, cli\n"
        "from typer.testing import CliRunner\n"
        "assert CliRunner().invoke(cli.app, ['--help']).exit_code == 0\n"
        "heavy = {'numpy', 'pandas', 'scipy', 'matplotlib', 'pydantic', 'ruamel'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(cli.__file__).parent)
    assert time.perf_counter() - start < 3  # the promise is 0.5 s; a busy test machine gets more


def test_the_schema_beside_the_scenarios_is_the_one_in_force() -> None:
    """Else: ``sim schema > scenarios/scenario.schema.json``."""
    file = ROOT / "scenarios" / "scenario.schema.json"
    printed = answer(CliRunner().invoke(cli.app, ["schema"]))
    assert json.loads(file.read_text(encoding="utf-8")) == json.loads(printed)


@pytest.mark.parametrize("name", ["scenarios/pingxiang.yaml", "tests/regions/xiaocheng/scenario.yaml"])
def test_the_scenarios_that_come_with_the_program_are_sound(name: str) -> None:
    result = CliRunner().invoke(cli.app, ["check", str(ROOT / name)])
    assert result.exit_code == 0, result.output
