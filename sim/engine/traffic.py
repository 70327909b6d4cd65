"""Who is on the way, in which queue, in which bed: the compiled engine's whole state as flat columns.

An episode (or a follow-up) under way is a row, not a coroutine; its ``stage`` says what happens at its next
moment. Rows wait in linked lists: one per future day, two per doctor pool, one per ward; today's rows in a heap.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import Any, NamedTuple

import numpy as np

from sim.engine.journal import ENTRY
from sim.engine.records import Amount8, Count1, Count2, Count4, Count8, record_of
from sim.engine.tables import World

Ints = MutableSequence[int]
NONE = -1


class Traffic(NamedTuple):
    """One entry a row for those whose kept size is said; then per pool, facility or day; then single numbers.

    A row is one record of 80 bytes in this order: what an event touches lies together.
    """

    key: Count8
    chain: Count8
    next: Count4
    stage: Count1
    follow_up: Count1
    kind: Count1
    reserved: Count1
    condition: Count1
    severity: Count1
    facility: Count2
    emergency: Count1
    leg: Count1
    own_leg: Count1  # draws of the present visit; follow-ups have their own
    referral: Count1
    person: Count4
    episode: Count2
    first_place: Count2
    below: Count2
    reason: Count1
    split: Count1  # 1 first half of a split stay, 2 the second; 3 to be moved up
    length: Count4
    wait: Count8
    arrival: Count8
    factor: Amount8
    acute: Count4
    chain_paid: Count4  # deductible paid before the patient was moved up, or -1
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
    group_beds: Ints  # [load_groups]
    worths: MutableSequence[float]
    places: Ints
    expected: MutableSequence[float]  # waits people weigh: the memory's, or zeros
    journal: Ints  # [entries * ENTRY]
    single: Ints  # the numbers below


FREE, HEAP_SIZE, CALLED, ENTRIES, JOURNAL_ON, ROWS_FREE, LAST_DAY, ONLY = range(8)
ROW = record_of(Traffic)


def fresh_traffic(
    w: World, *, rows: int, days: int, expected: MutableSequence[float], journal: bool, only: int = NONE
) -> Traffic:
    """Nobody under way; ``rows`` is room for episodes, it grows when needed; ``only`` limits the journal to one."""

    def ints(n: int, value: int = 0) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.full(n, value, dtype=np.int64)

    records = np.zeros(rows, dtype=ROW)
    records["next"] = np.arange(1, rows + 1)
    records["next"][-1] = NONE
    single = ints(8)
    single[ONLY] = only
    single[LAST_DAY] = days - 1
    single[ROWS_FREE] = rows
    single[JOURNAL_ON] = int(journal)
    choices = len(w.choice_set) + 3
    columns: dict[str, Any] = {name: records[name] for name in ROW.names or ()}
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
        group_beds=ints(w.load_groups),
        worths=np.zeros(choices),
        places=ints(choices),
        expected=expected,
        journal=ints(ENTRY),
        single=single,
    )


def grown(t: Traffic, rows: int) -> Traffic:
    """The same traffic with room for more rows; the new ones go to the free list."""
    old = len(t.person)
    records = np.zeros(rows, dtype=ROW)
    for name in ROW.names or ():
        records[name][:old] = getattr(t, name)
    records["next"][old:] = np.arange(old + 1, rows + 1)
    records["next"][-1] = t.single[FREE]
    t.single[FREE] = old
    t.single[ROWS_FREE] += rows - old
    columns: dict[str, Any] = {name: records[name] for name in ROW.names or ()}
    for name in ("heap", "called"):
        wider = np.zeros(rows, dtype=np.int64)
        wider[:old] = getattr(t, name)
        columns[name] = wider
    return t._replace(**columns)
