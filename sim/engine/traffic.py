"""Who is on the way, in which queue, in which bed: the compiled engine's whole state as flat columns.

An episode (or a follow-up) under way is a row, not a coroutine; its ``stage`` says what happens at its next
moment. Rows wait in linked lists, two per doctor pool and one per ward; or in the calendar, on pages of a future
quarter of an hour, which are put in order when it begins, without looking at the rows; those added to the present
quarter are in a heap.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import Any, NamedTuple

import numpy as np

from sim.engine.journal import ENTRY
from sim.engine.records import Amount8, Count1, Count2, Count4, Count8, record_of
from sim.engine.tables import World
from sim.vocabulary.ticks import TICKS_PER_DAY

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
    before: Count1  # level of the place that the patient came from in this illness, or NONE
    kind: Count1
    reserved: Count1  # seen by a reserved doctor; lies in a kept bed
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
    split: Count1  # 1 first half of a split stay, 2 the second; 3 to be moved up; of a follow-up, the illness's arrival
    length: Count4
    wait: Count8
    arrival: Count8
    dear: Amount8  # standard normal deviate of what the patient costs
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
    kept_first: Ints  # the queue of the referred, where beds are kept for them
    kept_last: Ints
    kept_queue: Ints
    in_kept: Ints  # of those in bed: the referred in kept beds, under a sample wherever they lie
    quarter_page: Ints  # [days * QUARTERS] page of rows planned for a quarter of an hour that is being filled
    page_key: Ints  # [pages * PAGE] keys of planned rows
    page_row: Ints  # [pages * PAGE] the rows
    page_size: Ints  # [pages] rows on it
    page_next: Ints  # [pages] the full page before it; or the next that is free
    day_rows: Ints  # [days] how many are planned for a day before it begins
    due_key: Ints  # keys of the rows planned for the present quarter before it began, in order, then NEVER
    due_row: Ints  # the rows
    slice_end: Ints  # [SLICES] while they are put in order
    heap: Ints  # rows added to the present quarter, ordered by key
    heap_key: Ints  # their keys
    called: Ints  # rows whose doctor or bed has just become free
    group_occupied: Ints  # [load_groups]
    group_beds: Ints  # [load_groups]
    worths: MutableSequence[float]
    places: Ints
    expected: MutableSequence[float]  # waits people weigh: the memory's, or zeros
    journal: Ints  # [entries * ENTRY]
    single: Ints  # the numbers below


# Rows and pages that were never used come after those that were; their memory is not touched.
(
    FREE, HEAP_SIZE, CALLED, ENTRIES, JOURNAL_ON, ROWS_FREE, ROWS_USED, LAST_QUARTER, ONLY, QUARTER, FREE_PAGE,
    PAGES_USED,
) = range(12)  # fmt: skip
QUARTERS = 96  # of an hour, in a day: rows of one lie in the nearest memory while it lasts
PAGE = 8  # planned rows on a page of the calendar
TICKS_PER_QUARTER = TICKS_PER_DAY // QUARTERS
SLICE_BITS = 3  # a slice of a quarter is 8 ticks, which few rows share even at the busiest time
SLICES = (TICKS_PER_QUARTER >> SLICE_BITS) + 1
NEVER = 2**63 - 1  # after every key
FAR = 8  # rows ahead of the one due whose memory is asked for
ROW = record_of(Traffic)


def fresh_traffic(
    w: World, *, rows: int, days: int, expected: MutableSequence[float], journal: bool, only: int = NONE
) -> Traffic:
    """Nobody under way; ``rows`` is room for episodes, it grows when needed; ``only`` limits the journal to one."""

    def ints(n: int, value: int = 0) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.full(n, value, dtype=np.int64) if value else np.zeros(n, dtype=np.int64)

    records = np.zeros(rows, dtype=ROW)
    single = ints(12)
    single[ONLY], single[FREE], single[FREE_PAGE] = only, NONE, NONE
    single[LAST_QUARTER] = days * QUARTERS - 1
    single[ROWS_FREE] = rows
    single[JOURNAL_ON] = int(journal)
    pages = pages_for(rows, days * QUARTERS)
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
        kept_first=ints(w.facilities, NONE),
        kept_last=ints(w.facilities, NONE),
        kept_queue=ints(w.facilities),
        in_kept=ints(w.facilities),
        quarter_page=ints(days * QUARTERS, NONE),
        page_key=ints(pages * PAGE),
        page_row=ints(pages * PAGE),
        page_size=ints(pages),
        page_next=ints(pages),
        day_rows=ints(days),
        due_key=ints(rows + FAR + 1),
        due_row=ints(rows + FAR + 1),
        slice_end=ints(SLICES),
        heap=ints(rows),
        heap_key=ints(rows),
        called=ints(rows),
        group_occupied=ints(w.load_groups),
        group_beds=ints(w.load_groups),
        worths=np.zeros(choices),
        places=ints(choices),
        expected=expected,
        journal=ints(ENTRY),
        single=single,
    )


def pages_for(rows: int, quarters: int) -> int:
    """Pages of the calendar that are enough: a row is on one at most, and of a quarter one at most is not full."""
    return min(rows, quarters) + rows // PAGE + 1


def resized(t: Traffic, rows: int) -> Traffic:
    """The same traffic with room for so many rows, those ever used at least; the other's stays as it is.

    Between two days: nothing is due.
    """
    records = np.zeros(rows, dtype=ROW)
    used = t.single[ROWS_USED]
    for name in ROW.names or ():
        records[name][:used] = getattr(t, name)[:used]
    columns: dict[str, Any] = {name: records[name] for name in ROW.names or ()}
    columns["single"] = np.array(t.single)
    columns["single"][ROWS_FREE] += rows - len(t.person)
    pages, used_pages, in_heap = pages_for(rows, len(t.quarter_page)), t.single[PAGES_USED], t.single[HEAP_SIZE]
    wider = {
        "page_key": (pages * PAGE, used_pages * PAGE),
        "page_row": (pages * PAGE, used_pages * PAGE),
        "page_size": (pages, used_pages),
        "page_next": (pages, used_pages),
        "due_key": (rows + FAR + 1, 0),
        "due_row": (rows + FAR + 1, 0),
        "heap": (rows, in_heap),
        "heap_key": (rows, in_heap),
        "called": (rows, t.single[CALLED]),
    }
    for name, (size, kept) in wider.items():
        columns[name] = np.zeros(size, dtype=np.int64)
        columns[name][:kept] = getattr(t, name)[:kept]
    return t._replace(**columns)
