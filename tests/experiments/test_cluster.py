"""A sweep on a scheduler with two workers gives the tables that two processes of this machine give."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import cli

ROOT = Path(__file__).parents[2]
FILE = ROOT / "tests/regions/xiaocheng/scenario.yaml"
TINY = ("--sample", "0.01", "--reps", "1", "--library", str(ROOT / "scenarios"), "--lang", "en")
THREE = ("--vary", "family_doctor.coverage=0.2,0.4,0.6")


def ask(folder: Path, *more: str) -> Result:
    return CliRunner().invoke(cli.app, ["sweep", str(FILE), *TINY, *THREE, "-o", str(folder), *more])


def test_the_same_tables_from_a_cluster(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        result = ask(tmp_path / "cluster", "--cluster", cluster.scheduler_address)
    assert result.exit_code == 0, result.output
    assert "3 points: 3 done" in result.stdout
    assert ask(tmp_path / "here", "-j", "1").exit_code == 0
    for name in ("design", "results", "targets", "failures"):
        one, other = ((tmp_path / place / f"{name}.csv").read_bytes() for place in ("cluster", "here"))
        assert one == other, name
    assert len(pd.read_csv(tmp_path / "cluster" / "results.csv")["id"].unique()) == 3


def test_nobody_at_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("sim.experiments.cluster.SECONDS_TO_ANSWER", 1)
    result = ask(tmp_path / "sweep", "--cluster", "tcp://127.0.0.1:9")
    assert result.exit_code == 3
    assert "--cluster: tcp://127.0.0.1:9: no scheduler answers" in result.stderr
    assert "dask scheduler" in result.stderr
