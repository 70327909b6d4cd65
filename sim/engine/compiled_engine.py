"""The compiled engine: the same steps as the reference engine, without a coroutine per patient."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.engine.booking import count_open_waits
from sim.engine.clock import Calendar, CalendarMonth, pack
from sim.engine.compile import twin
from sim.engine.counts import Counts, clear, dense_counts, sizes_of
from sim.engine.demand import (
    BLOCK,
    FOUND,
    NEED,
    Classes,
    Demand,
    Found,
    Needs,
    PlainDraws,
    Rates,
    Sorted,
    batch_of,
    draw_needs,
    needs_of_month,
    put_in_order,
)
from sim.engine.event_loop import run_day
from sim.engine.everybody import sign_up, signing, start_year
from sim.engine.journal import COLUMNS, ENTRY
from sim.engine.packed import Packed
from sim.engine.records import fixed
from sim.engine.rows import BED_READY
from sim.engine.so_far import PeopleSoFar
from sim.engine.tables import Behaviour, Month, Residents, World
from sim.engine.traffic import ENTRIES, FREE, NONE, ROWS_FREE, ROWS_USED, Traffic, fresh_traffic, resized
from sim.engine.waits import Waits
from sim.vocabulary.ticks import TICKS_PER_DAY

DAYS_AFTER_END = 400  # room in the calendar for what is planned beyond the horizon and never happens
ROWS_PER_NEED = 6  # rows and journal entries of a need on its first day: the episode and its follow-ups, at least


class CompiledDraws(PlainDraws):
    """Draws needs with compiled code, in room that is kept from month to month."""

    def __init__(self) -> None:
        self.kept, self.records = np.empty(0, dtype=FOUND), np.empty(0, dtype=NEED)

    def draw(self, d: Rates, classes: Classes, room: int) -> tuple[int, int]:
        """As `PlainDraws.draw`."""
        if room > len(self.kept):
            self.kept, self.records = np.empty(room, dtype=FOUND), np.empty(room, dtype=NEED)
        above = np.zeros(1, dtype=np.int64)
        columns: Any = {name: self.kept[name] for name in FOUND.names or ()}
        self.packed = Packed(Found(**columns, luck=np.empty(BLOCK)))
        size = twin(draw_needs, cache=True)(Packed(d), classes, len(classes), self.packed, room, above)
        return int(size), int(above[0])

    def order(self, d: Rates, size: int, buckets: int, shift: int) -> np.ndarray[Any, Any]:
        """As `PlainDraws.order`; the next month overwrites them."""
        out = Packed(Sorted(*(self.records[name] for name in Sorted._fields)))
        bucket = np.empty(buckets + 1, dtype=np.int64)
        twin(put_in_order, cache=True)(Packed(d), self.packed, size, bucket, buckets, shift, out)
        return self.records[:size]


class CompiledEngine:
    """Moves residents through the facilities, month by month; see `SimpyEngine` for the parameters."""

    def __init__(
        self,
        w: World,
        p: Behaviour,
        r: Residents,
        waits: Waits,
        calendar: Calendar,
        *,
        feedback: bool,
        journal: bool = False,
        only: int = -1,
    ) -> None:
        self.world, self.waits = w, waits
        self.w, self.p, self.r, self.v = Packed(w), Packed(p), Packed(r), Packed(waits)
        expected = self.v.minutes if feedback else np.zeros(len(waits.minutes))
        days = calendar.days + DAYS_AFTER_END
        self.t = Packed(fresh_traffic(w, rows=4096, days=days, expected=expected, journal=journal, only=only))
        self.keep_journal = journal
        self.rows_per_need = max(ROWS_PER_NEED, 1 + max(w.follow_slots))
        self.rows: list[np.ndarray[tuple[int, int], np.dtype[np.int64]]] = []
        self.counts = dense_counts(sizes_of(w))
        self.c = Packed(self.counts)
        self.draws = CompiledDraws()
        self.day = 0
        self.signed: tuple[list[float], ...] = ()
        self.run_day = twin(run_day, cache=True)

    @property
    def so_far(self) -> PeopleSoFar:
        """Everybody at the beginning of a day, to go on with elsewhere."""
        changing = {name: column for name, column in self.r.columns.items() if name not in fixed(Residents)}
        traffic = resized(self._traffic(), int(self.t.single[ROWS_USED]))
        waits = Waits(*(self.v.columns.get(name, value) for name, value in self.waits._asdict().items()))
        return PeopleSoFar(self.day, changing, traffic, waits)

    def go_on(self, so_far: PeopleSoFar) -> None:
        """Take everybody as they are there, in the place of those who have done nothing yet."""
        for name, column in so_far.residents.items():
            self.r.columns[name][:] = column
        for name, column in self.v.columns.items():
            column[:] = getattr(so_far.waits, name)
        rows = max(len(self.t.person), 2 * len(so_far.traffic.person))
        self._repack(resized(so_far.traffic._replace(expected=self.t.expected), rows))
        self.day = so_far.day

    def needs(self, demand: Demand, demand_class: Classes, seed: int, when: CalendarMonth) -> Needs:
        """A month's needs; valid until the next month's are drawn."""
        return needs_of_month(demand, demand_class, seed, when.number, when.first_day, when.days, self.draws)

    def advance(self, m: Month, needs: Needs, until_day: int, *, last: bool = False) -> Counts:
        """Simulate to the end of a month, the last one or not, under its tables.

        The counts that are returned are overwritten by the next month.
        """
        month, counts, c = Packed(m), self.counts, self.c
        clear(counts)
        batch = Packed(batch_of(needs))
        self._staff(m)
        if self.signed != (signed := signing(m)):
            twin(sign_up, cache=True)(month, self.r, len(self.r.home))
            self.signed = signed
        first = 0
        days = np.searchsorted(needs.key, [day_end(day) for day in range(self.day, until_day)])
        for n, day in enumerate(range(self.day, until_day)):
            self._make_room(int(days[n]) - first, day)
            first = int(self.run_day(self.w, self.p, month, self.r, c, self.v, self.t, batch, day, first))
            if self.keep_journal:
                self._read_journal()
        self.day = until_day
        if last:
            count_open_waits(counts, self.beds_asked(), until_day * TICKS_PER_DAY)
        return counts

    @property
    def residents(self) -> Residents:
        """The residents' records as they are now."""
        return Residents(*(self.r.columns[name] for name in Residents._fields))

    def start_year(self, habit_share: float) -> None:
        """Habits move, deductibles and ceilings start again."""
        twin(start_year, cache=True)(self.r, habit_share, len(self.r.home))

    def take_journal(self) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
        """The encounters since the last call, one row each, columns as in `journal.COLUMNS`."""
        taken = np.concatenate([np.empty((0, len(COLUMNS)), dtype=np.int64), *self.rows])
        self.rows = []
        return taken

    def occupied(self) -> int:
        """Patients in bed."""
        return int(self.t.occupied.sum())

    def waiting_for_bed(self) -> int:
        """Elective patients in the queues for a bed."""
        return int(self.t.bed_queue.sum() + self.t.kept_queue.sum())

    def beds_asked(self) -> list[tuple[int, int]]:
        """Facility of each elective patient who waits for a bed, and the tick in which it was asked for."""
        t = self.t
        waiting = t.stage[: int(t.single[ROWS_USED])] == BED_READY
        row = int(t.single[FREE])
        while row != NONE:
            waiting[row] = False
            row = int(t.next[row])
        return [(int(t.facility[k]), int(t.arrival[k])) for k in np.flatnonzero(waiting)]

    def waiting_for_doctor(self) -> int:
        """Patients in the queues for a doctor."""
        found = 0
        for heads in (self.t.general_first, self.t.referred_first):
            for head in heads[heads != NONE].tolist():
                row = head
                while row != NONE:
                    found += 1
                    row = int(self.t.next[row])
        return found

    def _staff(self, m: Month) -> None:
        """Doctors on duty from now on; who is busy finishes first."""
        t = self.t
        general = np.array(m.doctors_general, dtype=np.int64)
        reserved = np.array(m.doctors_reserved, dtype=np.int64)
        t.free_general += general - t.staffed_general
        t.free_reserved += reserved - t.staffed_reserved
        t.staffed_general[:], t.staffed_reserved[:] = general, reserved

    def _make_room(self, onsets: int, day: int) -> None:
        """Before a day begins: rows for all that may start, journal for all that may end."""
        t = self.t
        # Under way and not planned for a later day: due today, or in a queue.
        may_act = len(t.person) - int(t.single[ROWS_FREE]) - int(t.day_rows[day + 1 :].sum())
        wanted = self.rows_per_need * (onsets + may_act) + 1024
        if int(t.single[ROWS_FREE]) < wanted:
            rows = len(t.person)
            self._repack(resized(self._traffic(), max(2 * rows, rows + wanted)))
        if self.keep_journal and len(self.t.journal) < ENTRY * wanted:
            self._repack(self._traffic()._replace(journal=np.zeros(ENTRY * wanted, dtype=np.int64)))

    def _traffic(self) -> Traffic:
        return Traffic(*(self.t.columns[name] for name in Traffic._fields))

    def _repack(self, traffic: Traffic) -> None:
        self.t = Packed(traffic)

    def _read_journal(self) -> None:
        entries = int(self.t.single[ENTRIES])
        if entries:
            self.rows.append(self.t.journal[: entries * len(COLUMNS)].reshape(entries, len(COLUMNS)).copy())
        self.t.single[ENTRIES] = 0


def day_end(day: int) -> int:
    """The packed key before which a day's onsets lie."""
    return pack((day + 1) * TICKS_PER_DAY, 0, 0)
