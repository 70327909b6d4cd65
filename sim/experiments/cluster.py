"""A sweep on a Dask cluster, through the executor interface of the standard library.

The workers need this program in the same version, and the folders of the scenario and of the sweep under the same
paths: a point is written by whoever runs it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress

from sim.experiments.place import system_refused
from sim.experiments.surviving import Enough, answer_all
from sim.experiments.workers import Answer, Item
from sim.vocabulary.errors import InputInvalid, Problem, WorkLost
from sim.vocabulary.phrase import Bilingual, telling

SECONDS_TO_ANSWER = 10
SECONDS_TO_CLOSE = 2

PHRASES = {
    "not_installed": ("没有安装dask.distributed", "dask.distributed is not installed"),
    "install": ("请安装：pip install 'tiered-care-sim[cluster]'", "pip install 'tiered-care-sim[cluster]'"),
    "nobody": ("没有调度器应答：{why}", "no scheduler answers: {why}"),
    "start": (
        "请用`dask scheduler`启动一个，并写上它显示的地址",
        "start one with `dask scheduler` and give the address that it prints",
    ),
    "no_worker": ("调度器没有工作进程", "the scheduler has no worker"),
    "start_worker": ("请用`dask worker {address}`启动", "start some with `dask worker {address}`"),
    "gone": (
        "调度器不再应答；{whole}个点中已完成{done}个，都已保留",
        "the scheduler no longer answers; {done} of {whole} points are done, and kept",
    ),
    "again": (
        "请重新启动调度器和工作进程，再运行同一命令即可继续；不用集群时去掉--cluster",
        "start it and its workers again and give the same command: it goes on; without --cluster it goes on here",
    ),
}
tell = telling(PHRASES)


def each_on_cluster(
    work: Callable[[Item], Answer],
    items: Sequence[Item],
    address: str,
    lost: Callable[[int, BaseException], Answer],
    told: Callable[[int, Answer], None],
) -> None:
    """`each_surviving` on the workers of a scheduler such as ``tcp://10.0.0.5:8786``.

    ``lost`` answers for an item that its worker failed, or that has taken several workers with it.

    Raises
    ------
    InputInvalid : dask.distributed is not installed, or nobody answers at the address, or no worker is there.
    WorkLost : the scheduler is gone while there is work left.
    """
    try:
        from distributed import Client
    except ImportError:
        raise _invalid(address, tell("not_installed"), tell("install")) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:  # TypeError: a tls address and no certificate of ours
        why = " ".join(str(error).split())[:200]
        raise _invalid(address, tell("nobody", why=why), tell("start")) from None
    left = dict(enumerate(items))
    try:
        if not client.scheduler_info()["workers"]:
            raise _invalid(address, tell("no_worker"), tell("start_worker", address=address))
        pool = client.get_executor(pure=False)
        with suppress(Enough):
            answer_all(lambda _, item: pool.submit(work, item), left, told, lost=lost)
    except (CancelledError, OSError) as error:
        # The client gives up its futures when it has lost the scheduler, and says nothing.
        if _of_this_machine(error):
            raise
        what = tell("gone", done=len(items) - len(left), whole=len(items))
        raise WorkLost([Problem("--cluster", 0, 0, address, what, tell("again"))]) from None
    finally:
        with suppress(Exception):
            client.close(timeout=SECONDS_TO_CLOSE)


def _of_this_machine(error: BaseException) -> bool:
    """Whether it is a disk or a right that is missing, and not the other end."""
    return isinstance(error, OSError) and system_refused(error) is not None


def _invalid(address: str, what: Bilingual, remedy: Bilingual) -> InputInvalid:
    return InputInvalid([Problem("--cluster", 0, 0, address, what, remedy)])
