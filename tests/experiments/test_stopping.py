"""Told to stop, or killed: nothing half-written is published, nobody is left behind, and it is said."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"
LONG = ("--sample", "0.5", "--library", str(LIBRARY), "-j", "2")  # would take minutes
pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")


def children(parent: int) -> set[int]:
    """The processes that a process has started, and that are there."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(after[1]) == parent and after[0] != "Z":
            found.add(int(stat.parent.name))
    return found


def workers(parent: int) -> set[int]:
    """Those of them that simulate."""
    return {pid for pid in children(parent) if b"spawn_main" in _command(pid)}


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def until(what: Callable[[], object], seconds: float = 300) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@contextmanager
def started(*words: str, lang: str = "en") -> Iterator[subprocess.Popen[str]]:
    """A command with its workers at work, in a group of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", *words, "--lang", lang],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def gone(pids: set[int]) -> bool:
    """Whether none of these processes is a worker of ours any more."""
    return not any(b"spawn_main" in _command(pid) for pid in pids)


def test_a_run_that_is_told_to_stop(tmp_path: Path) -> None:
    with started("run", str(FILE), *LONG, "-o", str(tmp_path / "out")) as process:
        until(lambda: len(workers(process.pid)) == 2)
        time.sleep(0.5)
        pids = workers(process.pid)
        process.terminate()
        _, told = process.communicate(timeout=60)
    assert process.returncode == 143, told
    assert told.splitlines()[-1] == "terminated"
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []
    until(lambda: gone(pids), 10)


def test_workers_end_when_the_command_was_killed(tmp_path: Path) -> None:
    """Nobody could tell them; the folder is cleared away by the next run there."""
    with started("run", str(FILE), *LONG, "-o", str(tmp_path / "out")) as process:
        until(lambda: len(workers(process.pid)) == 2)
        time.sleep(0.5)
        pids = workers(process.pid)
        process.kill()
        process.communicate()
    until(lambda: gone(pids), 30)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("wait", [0.0, 0.3])
def test_ctrl_c_on_a_terminal_reaches_workers_that_are_starting(tmp_path: Path, wait: float) -> None:
    """It goes to the whole group; a worker that has not yet learned to ignore it must not show its insides."""
    with started("run", str(FILE), *LONG, "-o", str(tmp_path / "out"), lang="zh") as process:
        until(lambda: workers(process.pid))
        time.sleep(wait)
        pids = workers(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert "已中断" in told
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []
    until(lambda: gone(pids), 10)


def test_a_worker_that_is_killed_costs_a_run_nothing(tmp_path: Path) -> None:
    # Long enough, whatever is compiled already, that two processes are worth starting.
    short = ("--sample", "0.08", "--reps", "1", "--engine", "simpy", "--library", str(LIBRARY), "-j", "2")
    with started("run", str(FILE), *short, "-o", str(tmp_path / "out")) as process:
        until(lambda: len(workers(process.pid)) == 2)
        time.sleep(0.5)
        os.kill(min(workers(process.pid)), signal.SIGKILL)
        _, told = process.communicate(timeout=300)
    assert process.returncode == 0, told
    assert (tmp_path / "out" / "report" / "report.html").exists()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize(
    "words",
    [
        ("compare", str(FILE), "--variant", "more:family_doctor.coverage=0.6", *LONG),
        ("validate", "--draws", "32", "-j", "2", "--library", str(LIBRARY)),
        ("sweep", str(FILE), "--vary", "family_doctor.coverage=0.1:0.9:9", *LONG),
    ],
    ids=lambda words: words[0] if isinstance(words, tuple) else str(words),
)
def test_every_command_ends_with_its_workers(tmp_path: Path, words: tuple[str, ...], number: int) -> None:
    with started(*words, "-o", str(tmp_path / "out")) as process:
        until(lambda: len(workers(process.pid)) == 2, 120)
        time.sleep(1)
        pids = workers(process.pid)
        process.send_signal(number)
        _, told = process.communicate(timeout=60)
    assert process.returncode == (-9 if number == signal.SIGKILL else 128 + number), told
    assert "Traceback" not in told
    until(lambda: gone(pids), 30)
    if words[0] == "sweep" and number != signal.SIGKILL:
        assert "points are kept; the same command goes on" in told
    elif number != signal.SIGKILL:
        assert list(tmp_path.iterdir()) == []
