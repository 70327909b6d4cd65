"""Work that may end its process: what died is found out, and the rest goes on in as many processes as before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress

from sim.experiments.workers import Answer, Board, Died, Item, Submit, processes

RESTARTS = 10  # of the pool; whatever is left then runs one at a time
KILLS_BORNE = 1  # by the system, which is out of memory; each further one halves the processes
SECONDS_BETWEEN_LOOKS = 0.2


class Enough(Exception):
    """Whoever gets the answers wants no more of them."""


def each_surviving(
    work: Callable[[Item], Answer],
    items: Sequence[Item],
    jobs: int,
    died: Callable[[int], Answer],
    told: Callable[[int, Answer], None],
    look: Callable[[Board], None] | None = None,
) -> None:
    """Answer every item; ``told`` gets its place and every answer as it comes, and raises `Enough` to stop.

    When a process dies (out of memory, killed) the items that it may have been at are put aside and the others go on
    in new processes. Each of those then runs alone, and ``died`` answers for it if it takes its process with it.

    Parameters
    ----------
    look : called again and again while processes are at work, with what they have told.
    """
    with suppress(Enough):
        if jobs <= 1:
            for n, item in enumerate(items):
                told(n, work(item))
            return
        left, board = dict(enumerate(items)), Board.of(len(items))
        watch = None if look is None else lambda: look(board)
        aside = _together(work, left, jobs, board, told, watch)
        for n in aside:
            try:
                with processes(1, work, [n], board) as submit:
                    answer_all(submit, left, told, only=[n], look=watch)
            except Died:
                told(n, died(n))


def _together(
    work: Callable[[Item], Answer],
    left: dict[int, Item],
    jobs: int,
    board: Board,
    told: Callable[[int, Answer], None],
    look: Callable[[], None] | None,
) -> list[int]:
    """Answer all that harms no process; gives what is to run alone."""
    aside: list[int] = []
    kills = 0
    for _ in range(RESTARTS):
        going = [n for n in left if n not in aside]
        if not going:
            return aside
        try:
            with processes(min(jobs, len(going)), work, going, board) as submit:
                answer_all(submit, left, told, only=going, look=look)
        except Died as death:
            aside += [n for n in death.items if n in left]
            kills += death.killed
            if death.killed and kills > KILLS_BORNE:
                jobs = max(1, jobs // 2)
    return list(left)


def answer_all(
    submit: Submit[Item, Answer],
    left: dict[int, Item],
    told: Callable[[int, Answer], None],
    *,
    only: Sequence[int] | None = None,
    lost: Callable[[int, BaseException], Answer] | None = None,
    look: Callable[[], None] | None = None,
) -> None:
    """Answer what is ``left`` (or ``only`` some of it) on any executor, taking each answered item out of it.

    ``lost`` answers for an item whose worker failed it; without it the error goes on.
    """
    futures: dict[Future[Answer], int] = {}
    for n in list(left) if only is None else only:
        futures[submit(n, left[n])] = n
    waiting = set(futures)
    while waiting:
        seconds = None if look is None else SECONDS_BETWEEN_LOOKS
        finished, waiting = wait(waiting, seconds, return_when=FIRST_COMPLETED)
        for future in finished:
            n = futures[future]
            error = future.exception() if lost is not None else None
            answer = lost(n, error) if lost is not None and error is not None else future.result()
            del left[n]
            told(n, answer)
        if look is not None:
            look()
