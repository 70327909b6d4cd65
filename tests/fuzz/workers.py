"""Many cases over processes; one that hangs beyond the alarm's reach is ended with its process."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from .case import BEGUN, Case, begun, judged
from .oracle import Verdict

PATIENCE = 120.0  # seconds of work without an answer; an alarm comes first wherever Python still runs
STALLED = 600.0  # seconds without an answer, worked or not
CASES_A_PROCESS = 400  # then a fresh one, so that nothing piles up
MEMORY = 6 * 2**30  # bytes of address space; more is a failure and must not take the machine with it


def play_all(numbers: Iterable[int], seed: int, home: Path, jobs: int, told: Callable[[Case], None]) -> None:
    """Play every case; ``told`` gets each as it is judged."""
    waiting = list(reversed(list(numbers)))
    context = multiprocessing.get_context("spawn")
    workers: dict[Connection, _Worker] = {}
    try:
        while waiting or workers:
            while waiting and len(workers) < jobs:
                batch = [waiting.pop() for _ in range(min(CASES_A_PROCESS, len(waiting)))]
                worker = _Worker(context, batch, seed, home)
                workers[worker.answers] = worker
            for answers in multiprocessing.connection.wait(list(workers), timeout=1.0):
                worker = workers[answers]  # type: ignore[index]
                try:
                    found = answers.recv()  # type: ignore[union-attr]
                except EOFError:
                    del workers[worker.answers]
                    worker.end()
                    if worker.left:
                        told(worker.lost("its process died"))
                        waiting += reversed(worker.left)
                    continue
                worker.answered()
                if found.verdict == BEGUN:
                    worker.at = found
                else:
                    worker.left.remove(found.number)
                    told(found)
            for worker in list(workers.values()):
                if worker.left and worker.is_stuck:
                    del workers[worker.answers]
                    worker.end()
                    told(worker.lost("hang in compiled code"))
                    waiting += reversed(worker.left)
    finally:
        for worker in workers.values():
            worker.end()


class _Worker:
    """A process with the cases it has not answered yet."""

    def __init__(self, context: multiprocessing.context.SpawnContext, batch: list[int], seed: int, home: Path) -> None:
        self.left = batch
        self.at: Case | None = None
        self.answers, theirs = context.Pipe(duplex=False)
        self.process = context.Process(target=_work, args=(list(batch), seed, home, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.answered()

    def answered(self) -> None:
        """From here on it is waited for."""
        self.last, self.worked = time.monotonic(), _seconds_of_work(self.process.pid)

    @property
    def is_stuck(self) -> bool:
        """Whether it has worked, or waited, for too long; on a busy machine it does neither."""
        worked = _seconds_of_work(self.process.pid) - self.worked
        return worked > PATIENCE or time.monotonic() - self.last > STALLED

    def lost(self, why: str) -> Case:
        """The case it was at, as a failure; it is not tried again."""
        number = self.left.pop(0)
        at = self.at if self.at is not None and self.at.number == number else Case(number, "", "", "", ())
        return replace(at, verdict=Verdict("lost", why))

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.answers.close()


def _seconds_of_work(pid: int | None) -> float:
    """Processor time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _work(batch: list[int], seed: int, home: Path, answers: Connection) -> None:
    """In the worker: play and answer; copies go when they are judged."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory(prefix="fuzz-", dir=home.parent) as folder:
        os.chdir(folder)
        with open(os.devnull, "w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        for number in batch:
            place = Path(folder) / str(number)
            case = begun(number, seed, home, place)
            answers.send(case)
            answers.send(judged(case, place))
            shutil.rmtree(place, ignore_errors=True)
