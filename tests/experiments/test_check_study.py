"""`sim check` of a study file: what would be emulated, or every fault; nothing is run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import cli

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "scenarios"
STUDIES = sorted((LIBRARY / "experiments").glob("*.yaml"))


def check(file: Path, *more: str) -> Result:
    return CliRunner().invoke(cli.app, ["check", str(file), "--library", str(LIBRARY), *more])


@pytest.mark.parametrize("file", STUDIES, ids=lambda file: file.stem)
def test_every_study_is_sound_and_told(file: Path) -> None:
    for lang, said in (("en", "no fault found"), ("zh", "没有发现错误")):
        result = check(file, "--lang", lang)
        assert result.exit_code == 0, result.output
        assert said in result.stdout
        assert f"sim validate --study {file.stem}" in result.stdout


def test_as_data() -> None:
    told = json.loads(check(LIBRARY / "experiments/zhenjiang.yaml", "--json").stdout)
    assert told["valid"]
    assert [one["id"] for one in told["estimates"]] == ["E038", "E038b"]
    assert told["rules"] > told["rules_without_reform"]


def test_every_fault_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "experiments"
    folder.mkdir()
    text = (LIBRARY / "experiments/zhenjiang.yaml").read_text(encoding="utf-8")
    broken = text.replace("scale: points", "scale: relative")
    (folder / "zhenjiang.yaml").write_text(broken, encoding="utf-8")
    shutil.copytree(LIBRARY / "experiments/regions", folder / "regions")
    result = check(folder / "zhenjiang.yaml", "--lang", "en")
    assert result.exit_code == 3
    assert result.stderr.count("is a share -> write points") == 2
    assert "zhenjiang.yaml:" in result.stderr
    assert "Traceback" not in result.output
