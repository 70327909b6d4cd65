"""Runs over processes; the answer does not depend on how many."""

from __future__ import annotations

import multiprocessing
import queue
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing.queues import Queue
from typing import TypeVar

from sim.model.run import Run, Task, run_arm

Report = Callable[[int, int], None]
Item = TypeVar("Item")
Answer = TypeVar("Answer")
_reports: Queue[tuple[int, int]] | None = None


def run_all(tasks: Sequence[Task], jobs: int, report: Report | None = None) -> list[Run]:
    """Run every task and return the results in the order of the tasks.

    ``report`` is called with (months done, months in all) over all tasks while they run.
    """
    if jobs <= 1 or len(tasks) == 1:
        return _one_by_one(tasks, report)
    context = multiprocessing.get_context("spawn")
    reports: Queue[tuple[int, int]] = context.Queue()
    done: dict[int, tuple[int, int]] = {}
    with ProcessPoolExecutor(min(jobs, len(tasks)), context, _connect, (reports,)) as pool:
        futures = [pool.submit(_run, n, task) for n, task in enumerate(tasks)]
        try:
            _watch(futures, reports, done, len(tasks), report)
            return [future.result() for future in futures]
        except BaseException:
            for future in futures:
                future.cancel()
            for process in list((pool._processes or {}).values()):
                process.terminate()
            raise


def each(
    work: Callable[[Item], Answer], items: Sequence[Item], jobs: int, report: Report | None = None
) -> list[Answer]:
    """One answer an item, in their order; ``work`` is a function of a module, so that other processes find it."""
    if jobs <= 1 or len(items) == 1:
        answers = []
        for n, item in enumerate(items):
            answers.append(work(item))
            if report is not None:
                report(n + 1, len(items))
        return answers
    with ProcessPoolExecutor(min(jobs, len(items)), multiprocessing.get_context("spawn")) as pool:
        futures = [pool.submit(work, item) for item in items]
        waiting = set(futures)
        while waiting:
            _, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            if report is not None:
                report(len(items) - len(waiting), len(items))
        return [future.result() for future in futures]


def _one_by_one(tasks: Sequence[Task], report: Report | None) -> list[Run]:
    runs = []
    for n, task in enumerate(tasks):

        def tell(month: int, months: int, n: int = n) -> None:
            if report is not None:
                report(n * months + month, len(tasks) * months)

        runs.append(run_arm(task, tell))
    return runs


def _watch(
    futures: Sequence[Future[Run]],
    reports: Queue[tuple[int, int]],
    done: dict[int, tuple[int, int]],
    tasks: int,
    report: Report | None,
) -> None:
    """Pass on progress until every task has ended or one has failed."""
    waiting = set(futures)
    while waiting:
        finished, waiting = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
        for future in finished:
            future.result()
        try:
            while True:
                n, packed = reports.get_nowait()
                done[n] = divmod(packed, 10_000)
        except queue.Empty:
            pass
        if report is not None and done:
            months = next(iter(done.values()))[1]
            report(sum(month for month, _ in done.values()), tasks * months)


def _connect(reports: Queue[tuple[int, int]]) -> None:
    """In the worker: where to send progress."""
    global _reports  # noqa: PLW0603 - a process has one parent to report to
    _reports = reports


def _run(n: int, task: Task) -> Run:
    """In the worker: one task, telling the parent of every month."""

    def tell(month: int, months: int) -> None:
        if _reports is not None:
            _reports.put((n, month * 10_000 + months))

    return run_arm(task, tell)
