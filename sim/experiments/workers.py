"""Processes of this machine: they end with the command that started them, and tell what they have begun."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import sharedctypes
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any, TypeVar

from sim.engine.kept_code import settle

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Submit = Callable[[int, Item], "Future[Answer]"]
STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
NOT_ITS_FAULT = (None, 0, -signal.SIGTERM)  # exit codes of a process that ended well, or that the pool ended
SECONDS_TO_END = 10


@dataclass(frozen=True, slots=True)
class Board:
    """What workers write for their parent to see even when they are killed: plain shared memory, without a lock.

    An item's place has the process that began it last, when it did, and how far it is.
    """

    process: Any
    began: Any
    done: Any
    whole: Any

    @classmethod
    def of(cls, items: int) -> Board:
        """A board for so many items."""
        numbers = [sharedctypes.RawArray(ctypes.c_int64, items) for _ in range(4)]
        return cls(*numbers)

    def begin(self, n: int) -> None:
        """In the worker: note that it is at an item."""
        self.process[n], self.began[n], self.done[n] = os.getpid(), time.monotonic_ns(), 0

    def at_work(self, left: Collection[int]) -> dict[int, int]:
        """The item that each process began last, among those not answered; by process."""
        last: dict[int, int] = {}
        for n in sorted(left, key=lambda n: self.began[n]):
            if self.process[n]:
                last[self.process[n]] = n
        return last

    def far(self) -> tuple[int, int]:
        """Months done, and months in all, as far as workers have told; none in all if none has."""
        months = max(self.whole, default=0)
        return sum(self.done), months * len(self.whole)


class Died(Exception):
    """A worker ended without an answer. ``items`` are those it may have been at, ``killed`` if by the system."""

    def __init__(self, items: Collection[int], killed: bool) -> None:
        super().__init__(items, killed)
        self.items, self.killed = items, killed


_board: Board | None = None  # a worker has one parent to tell
_at = 0


@contextmanager
def processes(
    jobs: int, work: Callable[[Item], Answer], left: Collection[int], board: Board
) -> Iterator[Submit[Item, Answer]]:
    """Give a function that runs an item elsewhere; the processes end now if the block does not end well.

    Raises
    ------
    Died : one of them ended; ``left`` then tells which items have no answer.
    """
    settle()  # once for all of them
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _start, (board,)) as pool:

        def submit(n: int, item: Item) -> Future[Answer]:
            with _born_quiet():
                return pool.submit(_begin, work, n, item)

        try:
            yield submit
        except BrokenProcessPool:
            raise _died(list((pool._processes or {}).values()), left, board) from None
        except BaseException:
            _stop(pool)
            raise


def _died(workers: Collection[BaseProcess], left: Collection[int], board: Board) -> Died:
    """Which items the dead processes were at; those of all processes where nobody can say which one died."""
    for worker in workers:
        worker.join(SECONDS_TO_END)
    dead = {w.pid: w.exitcode for w in workers if w.exitcode not in NOT_ITS_FAULT}
    at_work = board.at_work(left)
    items = [n for process, n in at_work.items() if process in dead] or list(at_work.values())
    return Died(items, -signal.SIGKILL in dead.values() if hasattr(signal, "SIGKILL") else False)


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the pool's processes now."""
    workers = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.terminate()


@contextmanager
def _born_quiet() -> Iterator[None]:
    """A process is started as a whole: who is told to stop in between stops afterwards.

    One whose parent stops before it has told it what to do would show a traceback. And Ctrl-C, which goes to every
    process of a terminal, waits in the new one until it knows to ignore it.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    told: list[tuple[int, FrameType | None]] = []
    handlers = {number: handler for number in STOPS if callable(handler := signal.getsignal(number))}
    for number in handlers:
        signal.signal(number, lambda number, frame: told.append((number, frame)))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for number, frame in told[:1]:
            handlers[number](number, frame)


def _start(board: Board) -> None:
    """In the worker: leave Ctrl-C to the parent, and end when it is gone, even if it was killed."""
    global _board  # noqa: PLW0603
    _board = board
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _begin(work: Callable[[Item], Answer], n: int, item: Item) -> Answer:
    """In the worker: one item."""
    global _at  # noqa: PLW0603
    _at = n
    if _board is not None:
        _board.begin(n)
    return work(item)


def far(done: int, whole: int) -> None:
    """In the worker: how far the item is that it is at."""
    if _board is not None:
        _board.done[_at], _board.whole[_at] = done, whole
