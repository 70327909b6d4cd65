"""Rows of the compiled engine: one an episode under way, with its stage; those of the present quarter
of an hour in a heap, later ones by their quarter.

Letters as in `event_loop`.
"""

from sim.engine.cells import bill_cell, cell, charges_of
from sim.engine.clock import pack, person_of
from sim.engine.counts import Counts
from sim.engine.journal import ENTRY, Entry, entry_reason
from sim.engine.packed import prefetch
from sim.engine.tables import Month, Residents, World
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


def next_quarter(t: Traffic) -> None:
    """The next quarter of an hour begins: its rows go into the heap, its pages are free again."""
    quarter = t.single[QUARTER] + 1
    t.single[QUARTER] = quarter
    page = t.quarter_page[quarter]
    while page != NONE:
        for at in range(page * PAGE, page * PAGE + t.page_size[page]):
            push(t, t.page_key[at], t.page_row[at])
        before = t.page_next[page]
        t.page_next[page] = t.single[FREE_PAGE]
        t.single[FREE_PAGE] = page
        page = before


def ask_for_next(w: World, m: Month, r: Residents, c: Counts, t: Traffic) -> None:
    """Ask for the memory that the next rows will need while the present one is dealt with.

    Of those after the first the row itself and its resident; of the first, which are there by now, what its visit is
    billed from and where that is counted.
    """
    size = t.single[HEAP_SIZE]
    if size == 0:
        return
    k = t.heap[0]
    if t.stage[k] == CONSULTED:
        f, g, s = t.facility[k], t.condition[k], t.severity[k]
        prefetch(m.visit_fen, charges_of(cell(w, f, g, s)))
        at = bill_cell(w, f, r.payer[t.person[k]], g, s, t.kind[k], t.referral[k])
        prefetch(c.bill_place, at)
    for place in range(1, min(size, 3)):
        prefetch(t.key, t.heap[place])
        prefetch(r.home, person_of(t.heap_key[place]))


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
