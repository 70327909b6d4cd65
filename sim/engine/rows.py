"""Rows of the compiled engine: one an episode under way, with its stage; today's in a heap, later ones by day.

Letters as in `event_loop`.
"""

from sim.engine.clock import (
    pack,
)
from sim.engine.journal import ENTRY, Entry, entry_reason
from sim.engine.tables import Residents
from sim.engine.traffic import (
    ENTRIES,
    FREE,
    HEAP_SIZE,
    JOURNAL_ON,
    LAST_DAY,
    ONLY,
    ROWS_FREE,
    Traffic,
)
from sim.vocabulary.ticks import TICKS_PER_DAY

# What a row does at its moment (or at once); WAIT: its next moment is in the calendar, a queue or nowhere.
WAIT, VISIT, CONSULT, CONSULTED, SEEN, STAY_HERE, LIE_DOWN, BED_READY, LEAVE, LEAVE_BELOW, END = range(11)


def new_row(t: Traffic) -> int:
    """Take a row from the free list."""
    k = t.single[FREE]
    t.single[FREE] = t.next[k]
    t.single[ROWS_FREE] -= 1
    return k


def free_row(t: Traffic, k: int) -> None:
    """Give a row back."""
    t.next[k] = t.single[FREE]
    t.single[FREE] = k
    t.single[ROWS_FREE] += 1


def push(t: Traffic, k: int) -> None:
    """Put a row into today's heap."""
    place = t.single[HEAP_SIZE]
    t.single[HEAP_SIZE] = place + 1
    key = t.key[k]
    while place > 0:
        parent = (place - 1) // 2
        above = t.heap[parent]
        if t.key[above] <= key:
            break
        t.heap[place] = above
        place = parent
    t.heap[place] = k


def pop(t: Traffic) -> int:
    """Take the earliest row out of today's heap."""
    first = t.heap[0]
    size = t.single[HEAP_SIZE] - 1
    t.single[HEAP_SIZE] = size
    moved = t.heap[size]
    key = t.key[moved]
    place = 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size and t.key[t.heap[child + 1]] < t.key[t.heap[child]]:
            child += 1
        below = t.heap[child]
        if key <= t.key[below]:
            break
        t.heap[place] = below
        place = child
    t.heap[place] = moved
    return first


def schedule(r: Residents, t: Traffic, k: int, ticks: int, slot: int, stage: int, today: int) -> None:
    """The row's next moment; a resident's own events never share a tick."""
    i = t.person[k]
    if ticks == r.last_tick[i]:
        ticks += 1
    r.last_tick[i] = ticks
    t.key[k] = pack(ticks, i, slot)
    t.stage[k] = stage
    day = min(ticks // TICKS_PER_DAY, t.single[LAST_DAY])
    if day == today:
        push(t, k)
    else:
        t.next[k] = t.day_first[day]
        t.day_first[day] = k
        t.day_rows[day] += 1


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
