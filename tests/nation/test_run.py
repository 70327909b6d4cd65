"""A run of the nation: what is kept, what fails, what is run again, here and on a cluster."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import cli
from sim.model.task import Run, Task
from sim.nation import work

LIBRARY = Path(__file__).parents[2] / "scenarios"
TABLES = ("nation", "pools", "shares", "targets", "share_targets", "facts", "run_pools")


def ask(file: Path, folder: Path, *more: str) -> Result:
    usual = ("--quick", "-j", "1", "--library", str(LIBRARY), "--lang", "en", "-o", str(folder))
    return CliRunner().invoke(cli.app, ["run", str(file), *usual, *more])


def tables(folder: Path) -> dict[str, bytes]:
    return {name: (folder / f"{name}.csv").read_bytes() for name in TABLES}


def test_what_failed_is_listed_and_run_again(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ask(small, tmp_path / "whole")
    assert whole.exit_code == 0, whole.output
    assert "The nation, weighted" in whole.stdout
    assert "70 % of pools" in whole.stdout
    real = work.run_shared

    def fails(task: Task, *args: Any) -> Run:
        if task.scenario.region.id == "k2" and task.scenario.rules:
            raise ValueError("no water")
        return real(task, *args)

    monkeypatch.setattr(work, "run_shared", fails)
    broken = ask(small, tmp_path / "again")
    assert broken.exit_code == 4
    assert "no water" in (tmp_path / "again/failures.csv").read_text(encoding="utf-8")
    assert "left out of all sums" in broken.stdout
    assert set(pd.read_csv(tmp_path / "again/pools.csv")["pool"]) == {"l2"}
    monkeypatch.setattr(work, "run_shared", real)
    mended = ask(small, tmp_path / "again", "--json")
    assert mended.exit_code == 0, mended.output
    told = json.loads(mended.stdout)
    assert (told["run"], told["reused"]) == (2, 2)  # in both pools the second and the third arm do not differ
    assert told["left_out"] == []
    assert tables(tmp_path / "again") == tables(tmp_path / "whole")
    # A damaged answer is as good as missing; everything else stays.
    answer = next((tmp_path / "again/runs").glob("*.parquet"))
    answer.write_bytes(answer.read_bytes()[:100])
    once = json.loads(ask(small, tmp_path / "again", "--json").stdout)
    assert once["run"] == 1
    assert tables(tmp_path / "again") == tables(tmp_path / "whole")
    # Another question does not go into this folder.
    assert ask(small, tmp_path / "again", "--seed", "2").exit_code == 2


def test_the_same_bytes_from_a_cluster(small: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        result = ask(small, tmp_path / "cluster", "--cluster", cluster.scheduler_address)
    assert result.exit_code == 0, result.output
    assert ask(small, tmp_path / "here").exit_code == 0
    assert tables(tmp_path / "cluster") == tables(tmp_path / "here")


def test_commands_that_take_a_region_say_so(small: Path, tmp_path: Path) -> None:
    told = CliRunner().invoke(cli.app, ["compare", str(small), "--lang", "en", "-o", str(tmp_path / "none")])
    assert told.exit_code == 3
    assert "national.yaml:9:1: nation: a scenario of the nation" in told.stderr
    told = CliRunner().invoke(cli.app, ["run", str(small), "--journal", "--lang", "zh"])
    assert told.exit_code == 2
    assert "全国情景没有这个选项" in told.stderr
