"""Damaged results folders: the file is named with what is wrong, before anything is worked on; nothing is guessed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import cli
from sim.experiments.options import Options
from sim.experiments.run import run_scenario
from sim.experiments.seal import NAME as SEAL
from sim.experiments.seal import seal
from sim.experiments.store import Draft
from sim.scenario.read import read_scenario

ROOT = Path(__file__).parents[2]
FILE = ROOT / "tests/regions/xiaocheng/scenario.yaml"
LIBRARY = ROOT / "scenarios"
READING = (
    ["report", "RUN", "--format", "xlsx"],
    ["diff", "RUN", "RUN"],
    ["explain", "RUN"],
    ["rerun", "RUN", "-o", "OUT"],
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A results folder as a run leaves it, without what is drawn."""
    found = read_scenario(FILE, library=LIBRARY)
    scenario = replace(found, years=replace(found.years, last=2017), targets=(), rules=found.rules[:2])
    draft = Draft(tmp_path_factory.mktemp("whole") / "run")
    run_scenario(scenario, Options(sample=0.01, replications=1, seed=5, jobs=1, engine="simpy"), draft)
    return draft.publish()


@pytest.fixture
def run(whole: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    return Path(shutil.copytree(whole, tmp_path / "results" / "run"))


def sim(words: list[str], run: Path, lang: str = "en") -> Result:
    """The command as typed; RUN is the folder, OUT a new one."""
    named = {"RUN": str(run), "OUT": str(run.parent.parent / "out")}
    return CliRunner().invoke(cli.app, [*(named.get(word, word) for word in words), "--lang", lang])


def refused(result: Result, *said: str) -> None:
    """A fault of four parts, no traceback."""
    assert result.exit_code == 3, result.output
    assert "Traceback" not in result.output
    for words in said:
        assert words in result.stderr


def manifest(run: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Another manifest."""
    file = run / "manifest.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    change(told)
    file.write_text(json.dumps(told), encoding="utf-8")


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("sample", 7, "sample: found 7 -> write at most 1"),
        ("sample", "0.01", "sample: found '0.01' -> write the number without quotes: 0.01"),
        ("replications", 0, "replications: found 0 -> write at least 1"),
        ("replications", 1.5, "replications: found 1.5 -> write a whole number"),
        ("seed", -1, "seed: found -1 -> write at least 0"),
        ("seed", 10**30, "seed: found"),
        ("quick", None, "quick: found nothing -> write true or false"),
        ("engine", "fast", "engine: found 'fast' -> allowed: compiled, simpy"),
        ("years", [2016], "years: found a list of 1 -> name 2"),
        ("years", [2017, 2016], "years: 2016 is before 2017"),
        ("started", "yesterday", "started: found 'yesterday' -> write a time with its offset"),
        ("name", "../../etc", "name: found '../../etc'"),
    ],
)
def test_values_of_a_manifest_are_checked_like_options(
    run: Path, words: list[str], key: str, value: object, said: str
) -> None:
    manifest(run, lambda told: told.update({key: value}))
    refused(sim(words, run), "manifest.json", said)
    assert not (run.parent.parent / "out").exists()


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_a_manifest_that_says_too_little_is_of_another_version(run: Path, words: list[str]) -> None:
    manifest(run, lambda told: told.pop("engine"))
    refused(sim(words, run), "manifest.json", "says nothing about engine: written by another version")
    refused(sim(words, run, "zh"), "manifest.json", "由另一版本写成")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no JSON"),
        (b'{"seed": NaN}', "NaN is not a number"),
        (b'{"seed": 1, "seed": 2}', "key 'seed' twice"),
        (b"[" * 100_000, "nested too deep"),
        (b"[]", "not a JSON object"),
        ('{"name": "中"}'.encode("gb18030"), "not UTF-8 text"),
        (b" " * 3_000_000, "3000000 bytes long"),
    ],
)
def test_what_is_no_manifest_is_said(run: Path, content: bytes, said: str) -> None:
    (run / "manifest.json").write_bytes(content)
    refused(sim(["rerun", "RUN", "-o", "OUT"], run), "manifest.json", said)


@pytest.mark.parametrize("name", ["indicators.csv", "replications.csv", "districts.csv", "checks.json"])
@pytest.mark.parametrize("command", ["report", "explain", "compare"])
def test_a_file_that_is_not_as_it_was_written_is_named(run: Path, command: str, name: str) -> None:
    content = (run / name).read_bytes()
    (run / name).write_bytes(content + b"\n")
    more = ["--variant", "a:family_doctor.coverage=0.6", "-o", "OUT"] if command == "compare" else []
    words = [command, "RUN", *more]
    refused(sim(words, run), name, "not as it was written")
    (run / name).unlink()
    refused(sim(words, run), name, "not there")
    assert not (run.parent.parent / "out").exists()


def test_every_damaged_file_is_named_at_once(run: Path) -> None:
    for name in ("fit.csv", "flows.csv", "tables/beds.parquet"):
        (run / name).write_bytes(b"x")
    refused(sim(["report", "RUN"], run), "fit.csv", "flows.csv", "beds.parquet")


def test_inputs_that_were_edited_are_not_those_of_the_run(run: Path) -> None:
    file = run / "scenario.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("coverage: 0.4", "coverage: 0.5"), encoding="utf-8")
    for words in READING:
        refused(sim(words, run), "scenario.yaml", "not as it was written")
    assert sim(["check", str(file)], run).exit_code == 0, "as a scenario of its own it may be used"


def test_line_ends_of_another_system_are_no_damage(run: Path) -> None:
    for file in run.rglob("*.csv"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert sim(["diff", "RUN", "RUN"], run).exit_code == 0
    assert sim(["report", "RUN", "--format", "xlsx"], run).exit_code == 0


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_the_seal_is_read_by_a_common_tool(run: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--quiet", SEAL], cwd=run, check=True)


def test_a_seal_that_is_damaged_is_named_with_its_line(run: Path) -> None:
    file = run / SEAL
    file.write_text("x" + file.read_text(encoding="utf-8"), encoding="utf-8")
    refused(sim(["report", "RUN"], run), f"{SEAL}:1:1")


def test_a_name_in_a_seal_does_not_lead_out_of_the_folder(run: Path) -> None:
    (run.parent / "secret").write_text("x", encoding="utf-8")
    (run / SEAL).write_text(f"{'0' * 64}  ../secret\n", encoding="utf-8")
    refused(sim(["report", "RUN"], run), f"{SEAL}:1:1")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("name", ["manifest.json", "indicators.csv", SEAL])
def test_a_pipe_in_the_place_of_a_file_is_refused_at_once(run: Path, name: str) -> None:
    (run / name).unlink()
    os.mkfifo(run / name)
    result = sim(["report", "RUN"], run)
    refused(result, name)


def test_a_run_that_an_older_version_wrote_is_said_to_be_one(run: Path) -> None:
    (run / "indicators.csv").write_text("indicator,year\nx,2016\nx,2017\n", encoding="utf-8")
    seal(run)
    manifest(run, lambda told: told.update(sources="older"))
    refused(sim(["report", "RUN"], run), "written by another version of this program")


def test_years_that_are_not_in_the_tables(run: Path) -> None:
    manifest(run, lambda told: told.update(years=[2016, 2050]))
    refused(sim(["report", "RUN"], run), "manifest.json", "2016, 2050 not among the years of indicators.csv")


def test_a_listing_names_what_it_leaves_out(run: Path) -> None:
    shutil.copytree(run, run.parent / "spoilt")
    (run.parent / "spoilt" / "manifest.json").write_text("{", encoding="utf-8")
    result = sim(["list", str(run.parent), "--json"], run)
    assert result.exit_code == 0
    assert [entry["folder"] for entry in json.loads(result.stdout)] == [str(run)]
    assert "spoilt/manifest.json: no JSON" in result.stderr


def test_a_comparison_without_targets_is_one(whole: Path, tmp_path: Path) -> None:
    words = ["compare", "RUN", "--variant", "a:family_doctor.coverage=0.6", "-j", "1", "-o", str(tmp_path / "compared")]
    result = sim(words, whole)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "compared" / "targets.csv").read_text(encoding="utf-8").startswith("case,target,")
