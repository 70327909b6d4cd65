"""A sweep on a scheduler with two workers gives the tables that two processes of this machine give."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
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


CLUSTER = """
from distributed import LocalCluster
if __name__ == "__main__":
    cluster = LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    )
    print(cluster.scheduler_address, flush=True)
    input()
"""


def test_a_scheduler_that_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said what is kept and which command goes on; the same command goes on, here."""
    pytest.importorskip("distributed")
    monkeypatch.setattr("sim.experiments.cluster.SECONDS_TO_ANSWER", 5)
    (tmp_path / "cluster.py").write_text(CLUSTER, encoding="utf-8")
    scheduler = subprocess.Popen(
        [sys.executable, str(tmp_path / "cluster.py")],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        start_new_session=True,
    )  # fmt: skip
    try:
        assert scheduler.stdout is not None
        address = scheduler.stdout.readline().strip()
        folder = tmp_path / "sweep"

        def end_it_after_a_point() -> None:
            while not list(folder.glob("points/*.parquet")):
                time.sleep(0.05)
            os.killpg(scheduler.pid, signal.SIGKILL)

        threading.Thread(target=end_it_after_a_point, daemon=True).start()
        many = ("--vary", "pathways.share=0.1:0.9:40")
        result = ask(folder, *many, "--cluster", address)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(scheduler.pid, signal.SIGKILL)
        scheduler.communicate()
    assert result.exit_code == 1, result.output
    assert f"--cluster: {address}: the scheduler no longer answers; " in result.stderr
    assert "of 120 points are done, and kept -> start it and its workers again" in result.stderr
    assert f"{folder}: points are kept; the same command goes on" in result.stderr
    assert "Traceback" not in result.output
    assert len(list(folder.glob("points/*.sha256"))) < 120
