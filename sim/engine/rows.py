"""Rows of the compiled engine: one an episode under way, with its stage; those planned for a later quarter of an hour
on its pages, those added to the present one in a heap.

Letters as in `event_loop`.
"""

from sim.engine.clock import pack
from sim.engine.journal import ENTRY, Entry, entry_reason
from sim.engine.packed import prefetch
from sim.engine.tables import Residents
from sim.engine.traffic import (
    ENTRIES,
    FREE,
    FREE_PAGE,
    HEAP_SIZE,
    JOURNAL_ON,
    LAST_QUARTER,
    NONE,
    ONLY,
    PAGE,
    PAGES_USED,
    QUARTER,
    QUARTERS,
    ROWS_FREE,
    ROWS_USED,
    TICKS_PER_QUARTER,
    Traffic,
)

# What a row does at its moment (or at once); WAIT: its next moment is in the calendar, a queue or nowhere.
WAIT, VISIT, CONSULT, CONSULTED, SEEN, STAY_HERE, LIE_DOWN, BED_READY, LEAVE, LEAVE_BELOW, END = range(11)


def new_row(t: Traffic) -> int:
    """Take a row that is free again, or the first that was never used."""
    k = t.single[FREE]
    if k == NONE:
        k = t.single[ROWS_USED]
        t.single[ROWS_USED] = k + 1
    else:
        t.single[FREE] = t.next[k]
        if t.next[k] != NONE:
            prefetch(t.key, t.next[k])
    t.single[ROWS_FREE] -= 1
    return k


def free_row(t: Traffic, k: int) -> None:
    """Give a row back."""
    t.next[k] = t.single[FREE]
    t.single[FREE] = k
    t.single[ROWS_FREE] += 1


def push(t: Traffic, key: int, k: int) -> None:
    """Put a row into the heap."""
    place = t.single[HEAP_SIZE]
    t.single[HEAP_SIZE] = place + 1
    while place > 0:
        parent = (place - 1) // 2
        above = t.heap_key[parent]
        if above <= key:
            break
        t.heap_key[place] = above
        t.heap[place] = t.heap[parent]
        place = parent
    t.heap_key[place] = key
    t.heap[place] = k


def pop(t: Traffic) -> int:
    """Take the earliest row out of the heap."""
    first = t.heap[0]
    size = t.single[HEAP_SIZE] - 1
    t.single[HEAP_SIZE] = size
    key = t.heap_key[size]
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size and t.heap_key[child + 1] < t.heap_key[child]:
            child += 1
        below = t.heap_key[child]
        if key <= below:
            break
        t.heap_key[place] = below
        t.heap[place] = t.heap[child]
        place = child
    t.heap_key[place] = key
    t.heap[place] = t.heap[size]
    return first


def schedule(r: Residents, t: Traffic, k: int, ticks: int, slot: int, stage: int, today: int) -> None:
    """The row's next moment; a resident's own events never share a tick."""
    i = t.person[k]
    if ticks == r.last_tick[i]:
        ticks += 1
    r.last_tick[i] = ticks
    key = pack(ticks, i, slot)
    t.key[k] = key
    t.stage[k] = stage
    quarter = min(ticks // TICKS_PER_QUARTER, t.single[LAST_QUARTER])
    if quarter <= t.single[QUARTER]:
        push(t, key, k)
        return
    day = quarter // QUARTERS
    if day != today:
        t.day_rows[day] += 1
    page = t.quarter_page[quarter]
    if page == NONE or t.page_size[page] == PAGE:
        page = new_page(t, page)
        t.quarter_page[quarter] = page
    at = page * PAGE + t.page_size[page]
    t.page_size[page] += 1
    t.page_key[at], t.page_row[at] = key, k


def new_page(t: Traffic, full: int) -> int:
    """An empty page of the calendar, after a full one or NONE."""
    page = t.single[FREE_PAGE]
    if page == NONE:
        page = t.single[PAGES_USED]
        t.single[PAGES_USED] = page + 1
    else:
        t.single[FREE_PAGE] = t.page_next[page]
    t.page_next[page] = full
    t.page_size[page] = 0
    return page


def log(
    t: Traffic,
    k: int,
    now: int,
    leg: int,
    kind: int,
    f: int,
    referral: int,
    wait: int,
    days: int,
    amounts: tuple[int, int, int, int, int, int, int, int, int, int],
) -> None:
    """Write one encounter into the journal."""
    if t.single[JOURNAL_ON] == 0:
        return
    if t.single[ONLY] >= 0 and t.single[ONLY] != t.person[k]:
        return
    entry = Entry(
        now, t.person[k], t.episode[k], leg, kind, f, t.condition[k], t.severity[k], referral, wait, days, *amounts,
        entry_reason(kind, t.reason[k]),
    )  # fmt: skip
    row = t.single[ENTRIES] * ENTRY
    t.single[ENTRIES] += 1
    for n in range(ENTRY):
        t.journal[row + n] = entry[n]
