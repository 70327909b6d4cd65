"""Runs over processes; the answer does not depend on how many."""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
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
            _stop(pool)
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


def here_and_beside(work: Callable[[Item], Answer], items: Sequence[Item], jobs: int) -> list[Answer]:
    """`each`, the first item in this process, which has loaded already what the work needs."""
    if jobs <= 1 or len(items) == 1:
        return [work(item) for item in items]
    with _processes(min(jobs, len(items)) - 1) as pool:
        futures = [pool.submit(work, item) for item in items[1:]]
        first = work(items[0])
        return [first, *(future.result() for future in futures)]


class Enough(Exception):
    """Whoever gets the answers wants no more of them."""


def each_surviving(
    work: Callable[[Item], Answer],
    items: Sequence[Item],
    jobs: int,
    died: Callable[[Item], Answer],
    told: Callable[[Item, Answer], None],
) -> None:
    """`each` for work that may end its process: ``told`` gets every answer as it comes, and raises `Enough` to stop.

    When a process dies (out of memory, killed) nobody can say which item did it; those that were not answered then
    run one at a time in a process of their own, and ``died`` answers for each that takes its process with it.
    """
    with suppress(Enough):
        if jobs <= 1 or not items:
            for item in items:
                told(item, work(item))
            return
        left = dict(enumerate(items))
        with suppress(BrokenProcessPool), _processes(min(jobs, len(left))) as pool:
            answer_all(pool, work, left, told)
        for n, item in list(left.items()):
            try:
                with _processes(1) as pool:
                    answer_all(pool, work, {n: item}, told)
            except BrokenProcessPool:
                told(item, died(item))


def answer_all(
    pool: Executor,
    work: Callable[[Item], Answer],
    left: dict[int, Item],
    told: Callable[[Item, Answer], None],
    lost: Callable[[Item, BaseException], Answer] | None = None,
) -> None:
    """Answer what is ``left`` on any executor, taking each answered item out of it.

    ``lost`` answers for an item whose worker failed it; without it the error goes on.
    """
    futures = {pool.submit(work, item): n for n, item in left.items()}
    waiting = set(futures)
    while waiting:
        finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in finished:
            error = future.exception() if lost is not None else None
            item = left[futures[future]]
            answer = lost(item, error) if lost is not None and error is not None else future.result()
            told(left.pop(futures[future]), answer)


@contextmanager
def _processes(jobs: int) -> Iterator[Executor]:
    """Processes of this machine; they end now if the block does not end well."""
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _end_with_parent) as pool:
        try:
            yield pool
        except BrokenProcessPool:
            raise
        except BaseException:
            _stop(pool)
            raise


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the pool's processes now."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()


def _end_with_parent() -> None:
    """In the worker: end when the parent is gone, even if it was killed and could not say so; leave Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


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
