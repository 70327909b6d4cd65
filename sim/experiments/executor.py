"""Runs over processes; the answer does not depend on how many."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sim.experiments.shared_months import run_shared
from sim.experiments.surviving import each_surviving
from sim.experiments.workers import Answer, Board, Died, Item, far, processes
from sim.model.task import Run, Task
from sim.vocabulary.errors import Problem, WorkLost
from sim.vocabulary.phrase import telling

Report = Callable[[int, int], None]

PHRASES = {
    "died": (
        "运行它的进程没有给出结果就结束了，多半是内存不足",
        "its process ended without an answer, most often for want of memory",
    ),
    "smaller": (
        "请用较小的--sample或较少的-j再运行",
        "take a smaller --sample or fewer -j",
    ),
}
tell = telling(PHRASES)


def run_all(tasks: Sequence[Task], jobs: int, report: Report | None = None) -> list[Run]:
    """Run every task and return the results in the order of the tasks.

    ``report`` is called with (months done, months in all) over all tasks while they run.

    Raises
    ------
    WorkLost : a task takes its process with it, even when it runs alone.
    """
    if jobs <= 1 or len(tasks) == 1:
        return _one_by_one(tasks, report)
    order = _apart(tasks)
    asked = [tasks[n] for n in order]

    def look(board: Board) -> None:
        done, whole = board.far()
        if report is not None and whole:
            report(done, whole)

    found = answers(_run, asked, jobs, lambda n: f"{asked[n].arm.id}-{asked[n].replication}", look=look)
    by_place = dict(zip(order, found, strict=True))
    return [by_place[n] for n in range(len(tasks))]


def _apart(tasks: Sequence[Task]) -> list[int]:
    """An order in which tasks that share months are not begun at once: first one of each replication, then another."""
    seen: dict[int, int] = {}
    turns = []
    for task in tasks:
        turns.append(seen.get(task.replication, 0))
        seen[task.replication] = turns[-1] + 1
    return sorted(range(len(tasks)), key=lambda n: turns[n])


def each(
    work: Callable[[Item], Answer], items: Sequence[Item], jobs: int, report: Report | None = None
) -> list[Answer]:
    """One answer an item, in their order; ``work`` is a function of a module, so that other processes find it.

    Raises
    ------
    WorkLost : an item takes its process with it, even when it runs alone.
    """
    jobs = 1 if len(items) == 1 else jobs
    return answers(work, items, jobs, lambda n: f"{n + 1}/{len(items)}", report)


def lost(name: str) -> WorkLost:
    """What is said of work that took its process with it."""
    return WorkLost([Problem(name, 0, 0, "", tell("died"), tell("smaller"))])


def here_and_beside(work: Callable[[Item], Answer], items: Sequence[Item], jobs: int) -> list[Answer]:
    """`each`, the first item in this process, which has loaded already what the work needs; all here if one dies."""
    if jobs <= 1 or len(items) == 1:
        return [work(item) for item in items]
    beside = {n: item for n, item in enumerate(items) if n > 0}
    try:
        with processes(min(jobs, len(items)) - 1, work, beside, Board.of(len(items))) as submit:
            futures = [submit(n, item) for n, item in beside.items()]
            first = work(items[0])
            return [first, *(future.result() for future in futures)]
    except Died:
        return [work(item) for item in items]


def answers(
    work: Callable[[Item], Answer],
    items: Sequence[Item],
    jobs: int,
    name: Callable[[int], str],
    report: Report | None = None,
    look: Callable[[Board], None] | None = None,
) -> list[Answer]:
    """The same, with a ``name`` for each item by its place, to tell of one that is lost."""
    found: dict[int, Answer] = {}

    def died(n: int) -> Answer:
        raise lost(name(n))

    def told(n: int, answer: Answer) -> None:
        found[n] = answer
        if report is not None:
            report(len(found), len(items))

    each_surviving(work, items, jobs, died, told, look)
    return [found[n] for n in range(len(items))]


def _one_by_one(tasks: Sequence[Task], report: Report | None) -> list[Run]:
    runs = []
    for n, task in enumerate(tasks):

        def tell_months(month: int, months: int, n: int = n) -> None:
            if report is not None:
                report(n * months + month, len(tasks) * months)

        runs.append(run_shared(task, tell_months))
    return runs


def _run(task: Task) -> Run:
    """In the worker: one task, telling the parent of every month."""
    return run_shared(task, far)
