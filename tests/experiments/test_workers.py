"""Processes that die: what they were at is found out, the rest goes on in as many processes as before."""

from __future__ import annotations

import signal
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from sim.experiments import executor, surviving, workers
from sim.experiments.executor import each
from sim.experiments.surviving import each_surviving
from sim.experiments.workers import Board, processes
from sim.vocabulary.errors import WorkLost

# Work is `eval` in these tests: a function that every process knows.
GONE = "__import__('os')._exit(1)"
KILLED = "__import__('os').kill(__import__('os').getpid(), 9)"


def once(file: Path, deed: str) -> str:
    """A text that does the deed the first time it is evaluated."""
    return f"7 if __import__('os').path.exists({str(file)!r}) else (open({str(file)!r}, 'w').close(), {deed})"


@pytest.fixture
def pools(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many processes each pool was started with."""
    started: list[int] = []

    def counted(jobs: int, work: Any, left: Collection[int], board: Board) -> Any:
        started.append(jobs)
        return processes(jobs, work, left, board)

    monkeypatch.setattr(surviving, "processes", counted)
    return started


def answered(items: list[str], jobs: int) -> dict[int, object]:
    answers: dict[int, object] = {}
    each_surviving(eval, items, jobs, lambda _: "died", answers.__setitem__)
    return answers


def test_one_early_death_costs_no_parallelism(pools: list[int], tmp_path: Path) -> None:
    items = [once(tmp_path / "dead", GONE), *(f"__import__('time').sleep(0.01) or {n}" for n in range(1, 30))]
    assert answered(items, 2) == {0: 7, **{n: n for n in range(1, 30)}}
    assert pools[:2] == [2, 2], "two processes, and two again"
    assert pools[2:] in ([1], [1, 1]), "one for the item that did it, and one for its neighbour, which may have"


def test_only_what_a_dead_process_was_at_is_put_aside(pools: list[int]) -> None:
    """A death is told apart from the work of its neighbours; the item is run alone, and told to have died."""
    items = [GONE if n == 5 else f"__import__('time').sleep(0.1) or {n}" for n in range(20)]
    assert answered(items, 2) == {n: "died" if n == 5 else n for n in range(20)}
    assert pools in ([2, 2, 1], [2, 2, 1, 1]), "one for the item, and one for a neighbour that was at work too"


def test_kills_by_the_system_halve_the_processes(pools: list[int], tmp_path: Path) -> None:
    """It is out of memory: fewer at once are what helps."""
    slow = "__import__('time').sleep(0.2)"
    items = [once(tmp_path / str(n), f"({slow}, {KILLED})") for n in range(3)] + [f"{slow} or {n}" for n in range(12)]
    found = answered(items, 4)
    assert [found[n] for n in range(3)] == [7, 7, 7]
    assert [found[n] for n in range(3, 15)] == list(range(12))
    assert pools[:2] == [4, 4]
    assert 1 in pools


def test_everything_dies_and_it_comes_to_an_end(pools: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surviving, "RESTARTS", 2)
    assert answered([GONE] * 5, 2) == dict.fromkeys(range(5), "died")
    assert pools[2:] == [1] * (len(pools) - 2)


def test_work_that_takes_its_process_with_it_is_named() -> None:
    with pytest.raises(WorkLost) as lost:
        each(eval, ["0", "1", GONE], 2)
    (problem,) = lost.value.problems
    assert problem.told("en").startswith("3/3: its process ended without an answer, most often for want of memory -> ")
    assert "--sample" in problem.told("zh")
    assert "内存不足" in problem.told("zh")


def test_a_run_is_named_by_arm_and_replication() -> None:
    with pytest.raises(WorkLost, match="reform-1: its process ended without an answer"):
        executor.answers(eval, ["0", GONE], 2, lambda n: ("baseline-1", "reform-1")[n])


def test_an_error_in_a_worker_is_the_error() -> None:
    with pytest.raises(ZeroDivisionError):
        each(eval, ["0", "1 / 0"], 2)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_while_a_process_is_started_comes_afterwards(number: int) -> None:
    """A process that is half told what to do would show a traceback."""
    order: list[str] = []
    before = signal.signal(number, lambda *_: order.append("stopped"))
    try:
        with workers._born_quiet():
            signal.raise_signal(number)
            order.append("started")
        assert order == ["started", "stopped"]
        signal.raise_signal(number)
        assert order == ["started", "stopped", "stopped"]
    finally:
        signal.signal(number, before)


def test_a_stop_that_is_ignored_stays_so() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with workers._born_quiet():
            signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)
