"""The reference engine: one SimPy process an episode, reading like the care pathway it simulates."""

from __future__ import annotations

from typing import Any

import numpy as np
from simpy import Environment

from sim import draws
from sim.engine import booking, everybody, steps
from sim.engine.clock import BED, MIDNIGHT, OPENING, CalendarMonth, pack
from sim.engine.counts import Counts, sparse_counts
from sim.engine.demand import Classes, Demand, Needs, needs_of_month
from sim.engine.first_contact import first_contact, first_reason
from sim.engine.given_place import NOWHERE, emergency_place
from sim.engine.hours import hour_of, is_open
from sim.engine.journal import COLUMNS
from sim.engine.levels import contacts, is_beyond, is_primary
from sim.engine.queues import DoctorPool, Ward
from sim.engine.simpy_house import Case, House, Way
from sim.engine.simpy_stay import admission_probability, stay
from sim.engine.simpy_visit import follow_ups, move_on, next_place, sideways_place, visit
from sim.engine.tables import Behaviour, Month, Residents, World, pools_of
from sim.engine.waits import Waits, close_day, close_kept, close_night, close_wards
from sim.rules.event.chance import standard_normal
from sim.rules.event.outcome import GOES_ON, REFERRED_UP, SOLVED
from sim.vocabulary.names import Reason
from sim.vocabulary.tables import TotalCount
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_HOUR


class SimpyEngine:
    """Moves residents through the facilities, month by month.

    Parameters
    ----------
    waits : the memory of waits; it says whether queues are simulated (needs everybody, or scaled capacity) or the
        wait is the rule's.
    feedback : whether people weigh the wait at all.
    journal : whether to keep every encounter; ``only`` limits it to one resident.
    """

    def __init__(
        self,
        w: World,
        p: Behaviour,
        r: Residents,
        waits: Waits,
        *,
        feedback: bool,
        journal: bool = False,
        only: int = -1,
    ) -> None:
        env = Environment()
        columns: Any = (np.asarray(column).tolist() for column in r)
        self.h = House(
            env=env,
            w=w,
            p=p,
            r=Residents(*columns),  # lists: what plain Python indexes fastest
            c=sparse_counts(),
            waits=waits,
            perceived=waits.minutes if feedback else [0.0] * len(waits.minutes),
            pools=[DoctorPool(env) for _ in range(w.pools)],
            wards=[Ward(env, 0, w.beds_extra[f]) for f in range(w.facilities)],
            journal=[] if journal else None,
            only=only,
            worths=[0.0] * (len(w.choice_set) + 3),
            places=[0] * (len(w.choice_set) + 3),
        )
        env.process(self._clock())

    def needs(self, demand: Demand, demand_class: Classes, seed: int, when: CalendarMonth) -> Needs:
        """A month's needs."""
        return needs_of_month(demand, demand_class, seed, when.number, when.first_day, when.days)

    def advance(self, m: Month, needs: Needs, until_day: int, *, last: bool = False) -> Counts:
        """Simulate to the end of a month, the last one or not, under its tables and return its counts."""
        h = self.h
        m = h.m = _as_lists(m)
        h.c = sparse_counts()
        everybody.sign_up(m, h.r, len(h.r.home))
        for f, ward in enumerate(h.wards):
            ward.beds, ward.kept = m.beds[f], m.beds_kept[f]
        for k, pool in enumerate(h.pools):
            pool.staff(m.doctors_general[k], m.doctors_reserved[k])
        h.env.process(self._onsets(needs))
        h.env.run(until=pack(until_day * TICKS_PER_DAY, 0, 0))
        if last:
            booking.count_open_waits(h.c, self.beds_asked(), until_day * TICKS_PER_DAY)
        return h.c

    @property
    def residents(self) -> Residents:
        """The residents' records as they are now."""
        return self.h.r

    def start_year(self, habit_share: float) -> None:
        """Habits move, deductibles and ceilings start again."""
        everybody.start_year(self.h.r, habit_share, len(self.h.r.home))

    def take_journal(self) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
        """The encounters since the last call, one row each, columns as in `journal.COLUMNS`."""
        taken = np.array(self.h.journal or [], dtype=np.int64).reshape(-1, len(COLUMNS))
        if self.h.journal is not None:
            self.h.journal = []
        return taken

    def occupied(self) -> int:
        """Patients in bed."""
        return sum(ward.occupied for ward in self.h.wards)

    def waiting_for_bed(self) -> int:
        """Elective patients in the queues for a bed."""
        return sum(ward.waiting() for ward in self.h.wards)

    def beds_asked(self) -> list[tuple[int, int]]:
        """Facility of each elective patient who waits for a bed, and the tick in which it was asked for."""
        return list(self.h.asked.values())

    def waiting_for_doctor(self) -> int:
        """Patients in the queues for a doctor."""
        return sum(pool.waiting() for pool in self.h.pools)

    # -- time ---------------------------------------------------------------------------------------------

    def _clock(self) -> Way:
        """Opening, closing and midnight of every day."""
        h, w = self.h, self.h.w
        day = 0
        # `at` counts from now; the first day starts at tick 0.
        while True:
            opening = day * TICKS_PER_DAY + w.opening_hour * TICKS_PER_HOUR
            if opening > 0:
                yield h.at(opening, MIDNIGHT, OPENING)
            if h.simulate:
                self._open_pools(day)
            if w.hours < 24:
                yield h.at(opening + w.hours * TICKS_PER_HOUR, MIDNIGHT, OPENING)
                if h.simulate:
                    for pool in h.pools:
                        pool.closes()
            close_day(w, h.m, h.waits, w.days_closed[day])
            day += 1
            yield h.at(day * TICKS_PER_DAY - 1, MIDNIGHT, BED)
            self._census()

    def _open_pools(self, day: int) -> None:
        w = self.h.w
        for f in range(w.facilities):
            if is_open(w, f, day):
                for pool in pools_of(w, f):
                    self.h.pools[pool].opens()

    def _census(self) -> None:
        """Count beds at midnight and give new beds to those who wait."""
        h, w = self.h, self.h.w
        by_group = [0] * w.load_groups
        beds = [0] * w.load_groups
        for f, ward in enumerate(h.wards):
            if ward.beds > 0 or ward.occupied > 0:
                booking.count_census(h.c, f, ward.beds, ward.occupied)
                by_group[w.load_group[f]] += ward.occupied
                beds[w.load_group[f]] += ward.beds
                close_kept(w, h.waits, f, ward.in_kept, ward.kept)
                ward.call()
        close_wards(w, h.waits)
        for group, occupied in enumerate(by_group):
            close_night(h.waits, group, occupied, beds[group])

    # -- the patient's way ---------------------------------------------------------------------------------

    def _onsets(self, needs: Needs) -> Way:
        """Start every need of the month at its moment."""
        for key, chain, i, episode, g, s, emergency in needs.records.tolist():
            yield self.h.env.timeout(key - self.h.env.now)
            self._need(i, episode, chain, g, s, emergency != 0)

    def _need(self, i: int, episode: int, chain: int, g: int, s: int, emergency: bool) -> None:
        """Seek, consider, choose; an emergency goes to the nearest capable department."""
        h = self.h
        w, p, m, r = h.w, h.p, h.m, h.r
        if emergency:
            f = emergency_place(w, p, m, r, i, g, s, chain)
        else:
            hour = hour_of(w, h.now)
            f = first_contact(w, p, m, r, i, g, s, hour, chain, h.perceived, h.worths, h.places)
        booking.count_need(w, r, h.c, i, g, s, emergency, f)
        if f == NOWHERE:
            return
        if not emergency:
            r.first_contacts[i] += 1
            r.first_primary[i] += 1 if is_primary(w, f) else 0
        dear = standard_normal(draws.uniform(chain, draws.PATIENT), draws.uniform(chain, draws.PATIENT_2))
        reason = Reason.EMERGENCY if h.journal is None else first_reason(w, p, m, r, i, g, s, chain, emergency)
        h.c.totals[TotalCount.STARTED] += 1
        h.env.process(self._episode(Case(i, episode, chain, g, s, emergency, dear, reason), f))

    def _episode(self, case: Case, f: int) -> Way:
        """From the first contact to the last: visits up the levels, perhaps a stay, follow-ups."""
        h, w = self.h, self.h.w
        first_place = f
        admitted_at = NOWHERE
        while case.leg < contacts(w):
            yield from visit(h, case, f, case.leg, case.emergency and case.leg == 0)
            sent = case.reason == Reason.SENT_SIDEWAYS
            result = steps.outcome_here(w, h.p, h.m, f, case.condition, case.severity, case.chain, case.leg, sent)
            unsolved = result != SOLVED
            bed_below = NOWHERE
            if result == SOLVED:
                if case.draw(draws.ADMIT) >= admission_probability(h, case, f):
                    follow_ups(h, case, f)
                    break
                if h.m.beds[f] > 0 or is_beyond(w, f):
                    admitted_at = yield from stay(h, case, f)
                    break
                result = REFERRED_UP  # needs a bed, and there is none here
                bed_below = steps.own_centre(w, h.m, h.r, case.person, f)
            if result not in (REFERRED_UP, GOES_ON):
                break
            formal = result == REFERRED_UP
            onward, reason = bed_below, steps.onward_reason(formal, bed_below != NOWHERE)
            if onward == NOWHERE:
                onward = next_place(h, case, f, formal)
                if formal and unsolved and (onward == NOWHERE or is_beyond(w, onward)):
                    beside = sideways_place(h, case, f)
                    if beside != NOWHERE:
                        onward, reason = beside, Reason.SENT_SIDEWAYS
            if onward == NOWHERE:
                break
            case.before = w.level[f]
            yield from move_on(h, case, formal, reason)
            f = onward
        booking.count_flow(w, h.r, h.c, case.person, first_place, admitted_at)
        h.c.totals[TotalCount.FINISHED] += 1


def _as_lists(m: Month) -> Month:
    """The month with lists: what plain Python indexes fastest."""
    arrays = {name: column for name, column in m._asdict().items() if isinstance(column, np.ndarray)}
    return m._replace(**{name: column.tolist() for name, column in arrays.items()})
