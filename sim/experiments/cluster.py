"""A sweep on a Dask cluster, through the executor interface of the standard library.

The workers need this program in the same version, and the folders of the scenario and of the sweep under the same
paths: a point is written by whoever runs it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress

from sim.experiments.executor import Answer, Enough, Item, answer_all
from sim.vocabulary.errors import InputInvalid, Problem

SECONDS_TO_ANSWER = 10


def each_on_cluster(
    work: Callable[[Item], Answer],
    items: Sequence[Item],
    address: str,
    died: Callable[[Item], Answer],
    told: Callable[[Item, Answer], None],
) -> None:
    """`each_surviving` on the workers of a scheduler such as ``tcp://10.0.0.5:8786``.

    Raises
    ------
    InputInvalid : dask.distributed is not installed, or nobody answers at the address, or no worker is there.
    """
    try:
        from distributed import Client
    except ImportError:
        raise _invalid(address, "dask.distributed is not installed", "pip install 'tiered-care-sim[cluster]'") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        what = f"no scheduler answers: {' '.join(str(error).split())[:200]}"
        raise _invalid(address, what, "start one with `dask scheduler` and give the address that it prints") from None
    with client:
        if not client.scheduler_info()["workers"]:
            raise _invalid(address, "the scheduler has no worker", f"start some with `dask worker {address}`")
        with suppress(Enough):
            pool = client.get_executor(pure=False)
            answer_all(pool, work, dict(enumerate(items)), told, lambda item, _: died(item))


def _invalid(address: str, what: str, remedy: str) -> InputInvalid:
    return InputInvalid([Problem("--cluster", 0, 0, address, what, remedy)])
