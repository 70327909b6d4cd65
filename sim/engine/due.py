"""Rows of the present quarter of an hour in the order of their keys, and what the next ones need asked for in time.

What is planned for a quarter before it begins is put in order once; what is added while it lasts is in the heap.
Letters as in `event_loop`.
"""

from sim.engine.cells import BILLED_WIDTH, bill_cell, cell, charges_of
from sim.engine.clock import person_of, ticks_of
from sim.engine.counts import Counts
from sim.engine.order import finish_order
from sim.engine.packed import LINE, prefetch
from sim.engine.rows import CONSULTED
from sim.engine.tables import Month, Residents, World
from sim.engine.traffic import (
    FAR,
    FREE_PAGE,
    HEAP_SIZE,
    NEVER,
    NONE,
    PAGE,
    QUARTER,
    SLICE_BITS,
    SLICES,
    TICKS_PER_QUARTER,
    Traffic,
)

NEAR, NEXT = 4, 2  # rows ahead for which it is asked where their bill is counted, and then for these counts
WORDS = LINE // 8  # of memory that come together


def next_quarter(t: Traffic) -> None:
    """The next quarter of an hour begins: its rows are put in order, its pages are free again.

    Rows with one key, two returns of one resident, stay in the order in which they were planned: pages and rows are
    read from the last to the first, and slices filled from their ends.
    """
    quarter = t.single[QUARTER] + 1
    t.single[QUARTER] = quarter
    for n in range(SLICES):
        t.slice_end[n] = 0
    page = t.quarter_page[quarter]
    while page != NONE:
        prefetch(t.page_key, t.page_next[page] * PAGE)
        for at in range(page * PAGE, page * PAGE + t.page_size[page]):
            t.slice_end[_slice_of(quarter, t.page_key[at])] += 1
        page = t.page_next[page]
    size = 0
    for n in range(SLICES):
        size += t.slice_end[n]
        t.slice_end[n] = size
    page = t.quarter_page[quarter]
    while page != NONE:
        before = t.page_next[page]
        prefetch(t.page_row, before * PAGE)
        for at in range(page * PAGE + t.page_size[page] - 1, page * PAGE - 1, -1):
            n = _slice_of(quarter, t.page_key[at])
            place = t.slice_end[n] - 1
            t.slice_end[n] = place
            t.due_key[place], t.due_row[place] = t.page_key[at], t.page_row[at]
        t.page_next[page] = t.single[FREE_PAGE]
        t.single[FREE_PAGE] = page
        page = before
    finish_order(t.due_key, t.due_row, size)
    t.due_key[size] = NEVER


def _slice_of(quarter: int, key: int) -> int:
    """Which slice of its quarter a moment lies in; the last one for what the calendar has no quarter for."""
    return min((ticks_of(key) - quarter * TICKS_PER_QUARTER) >> SLICE_BITS, SLICES - 1)


def ask_for_due(w: World, m: Month, r: Residents, c: Counts, t: Traffic, due: int) -> None:
    """Ask for what later rows will need. After the last one due there are old ones: asking for them changes nothing."""
    prefetch(t.key, t.due_row[due + FAR])
    prefetch(r.home, person_of(t.due_key[due + FAR]))
    k = t.due_row[due + NEAR]
    if t.stage[k] == CONSULTED:
        prefetch(m.visit_fen, charges_of(cell(w, t.facility[k], t.condition[k], t.severity[k])))
        prefetch(c.bill_place, _bill_of(w, r, t, k))
    k = t.due_row[due + NEXT]
    if t.stage[k] == CONSULTED:
        _ask_for_counts(c, _bill_of(w, r, t, k))


def ask_for_added(w: World, m: Month, r: Residents, c: Counts, t: Traffic) -> None:
    """Ask for what the first rows of the heap will need."""
    size = t.single[HEAP_SIZE]
    if size == 0:
        return
    k = t.heap[0]
    if t.stage[k] == CONSULTED:
        prefetch(m.visit_fen, charges_of(cell(w, t.facility[k], t.condition[k], t.severity[k])))
        _ask_for_counts(c, _bill_of(w, r, t, k))
    for place in range(1, min(size, 3)):
        prefetch(t.key, t.heap[place])
        prefetch(r.home, person_of(t.heap_key[place]))


def _bill_of(w: World, r: Residents, t: Traffic, k: int) -> int:
    """The cell of `BILLED` of a row's visit."""
    payer = r.payer[t.person[k]]
    return bill_cell(w, t.facility[k], payer, t.condition[k], t.severity[k], t.kind[k], t.referral[k])


def _ask_for_counts(c: Counts, at: int) -> None:
    """Ask for the counts of a cell of `BILLED`."""
    row = c.bill_place[at] * BILLED_WIDTH
    for word in range(0, BILLED_WIDTH, WORDS):
        prefetch(c.billed, row + word)
