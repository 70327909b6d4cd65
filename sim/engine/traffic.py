"""Who is on the way, in which queue, in which bed: the compiled engine's whole state as flat columns.

An episode (or a follow-up) under way is a row, not a coroutine; its ``stage`` says what happens at its next
moment. Rows wait in linked lists: one per future day, two per doctor pool, one per ward; today's rows in a heap.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import NamedTuple

import numpy as np

from sim.engine.tables import World

Ints = MutableSequence[int]
NONE = -1


class Traffic(NamedTuple):
    """One entry a row for the first group; then per pool, facility or day; then single numbers."""

    person: Ints
    episode: Ints
    chain: Ints
    condition: Ints
    severity: Ints
    facility: Ints
    emergency: Ints
    leg: Ints
    own_leg: Ints  # draws of the present visit; follow-ups have their own
    referral: Ints
    first_place: Ints
    stage: Ints
    follow_up: Ints
    kind: Ints
    wait: Ints
    arrival: Ints
    reserved: Ints
    length: Ints
    acute: Ints
    below: Ints
    factor: MutableSequence[float]
    key: Ints
    next: Ints
    # queues
    free_general: Ints  # [pools]
    free_reserved: Ints
    staffed_general: Ints
    staffed_reserved: Ints
    pool_open: Ints
    general_first: Ints
    general_last: Ints
    referred_first: Ints
    referred_last: Ints
    occupied: Ints  # [F]
    bed_first: Ints
    bed_last: Ints
    bed_queue: Ints
    day_first: Ints  # [days] first of the rows planned for a day
    day_rows: Ints  # [days] how many
    heap: Ints  # rows of today, ordered by key
    called: Ints  # rows whose doctor or bed has just become free
    group_occupied: Ints  # [load_groups]
    worths: MutableSequence[float]
    places: Ints
    expected: MutableSequence[float]  # waits people weigh: the memory's, or zeros
    journal: Ints  # [entries * 20]
    single: Ints  # the numbers below


FREE, HEAP_SIZE, CALLED, ENTRIES, JOURNAL_ON, ROWS_FREE, LAST_DAY = range(7)
ROWS = 23  # columns with one entry a row


def fresh_traffic(w: World, *, rows: int, days: int, expected: MutableSequence[float], journal: bool) -> Traffic:
    """Nobody under way; ``rows`` is room for episodes, it grows when needed."""

    def ints(n: int, value: int = 0) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.full(n, value, dtype=np.int64)

    columns = {name: ints(rows) for name in Traffic._fields[:ROWS]}
    columns["factor"] = np.zeros(rows)  # type: ignore[assignment]
    columns["next"] = np.arange(1, rows + 1, dtype=np.int64)
    columns["next"][-1] = NONE
    single = ints(7)
    single[LAST_DAY] = days - 1
    single[ROWS_FREE] = rows
    single[JOURNAL_ON] = int(journal)
    choices = len(w.choice_set) + 3
    return Traffic(
        **columns,
        free_general=ints(w.pools),
        free_reserved=ints(w.pools),
        staffed_general=ints(w.pools),
        staffed_reserved=ints(w.pools),
        pool_open=ints(w.pools, 1),
        general_first=ints(w.pools, NONE),
        general_last=ints(w.pools, NONE),
        referred_first=ints(w.pools, NONE),
        referred_last=ints(w.pools, NONE),
        occupied=ints(w.facilities),
        bed_first=ints(w.facilities, NONE),
        bed_last=ints(w.facilities, NONE),
        bed_queue=ints(w.facilities),
        day_first=ints(days, NONE),
        day_rows=ints(days),
        heap=ints(rows),
        called=ints(rows),
        group_occupied=ints(w.load_groups),
        worths=np.zeros(choices),
        places=ints(choices),
        expected=expected,
        journal=ints(20),
        single=single,
    )


def grown(t: Traffic, rows: int) -> Traffic:
    """The same traffic with room for more rows; the new ones go to the free list."""
    old = len(t.person)
    columns = {}
    for name in (*Traffic._fields[:ROWS], "heap", "called"):
        column = np.asarray(getattr(t, name))
        wider = np.zeros(rows, dtype=column.dtype)
        wider[:old] = column
        columns[name] = wider
    columns["next"][old:] = np.arange(old + 1, rows + 1, dtype=np.int64)
    columns["next"][-1] = t.single[FREE]
    t.single[FREE] = old
    t.single[ROWS_FREE] += rows - old
    return t._replace(**columns)
