"""The reference engine: one SimPy process an episode, reading like the care pathway it simulates."""

from __future__ import annotations

import math
from collections.abc import Generator
from typing import Any

import numpy as np
from simpy import Environment, Event

from sim import draws
from sim.engine import booking, steps
from sim.engine.clock import (
    ARRIVAL,
    BED,
    LEAVING,
    MIDNIGHT,
    OPENING,
    RETURN,
    SERVED,
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    open_day,
    pack,
    ticks_of,
)
from sim.engine.counts import FINISHED, STARTED, Counts, sparse_counts
from sim.engine.demand import Needs
from sim.engine.journal import COLUMNS, Entry
from sim.engine.queues import DoctorPool, Ward
from sim.engine.tables import Behaviour, Month, Residents, World, pools_of
from sim.engine.waits import Waits, bed_load, bed_wait_days, close_day, close_night, close_wards, note_visit, queued_bed_days
from sim.rules.event.chance import lognormal
from sim.rules.event.outcome import GOES_ON, REFERRED_UP, SOLVED, outcome
from sim.rules.event.stay import bed_days, has_bed, stay_ticks
from sim.vocabulary.names import Encounter, Referral

Way = Generator[Event, Any, Any]
LEGS = 4  # contacts of one episode at most: primary, county, tertiary, beyond


class SimpyEngine:
    """Moves residents through the facilities, month by month.

    Parameters
    ----------
    waits : the memory of waits; it says whether queues are simulated (needs everybody, or scaled capacity) or the
        wait is the rule's.
    feedback : whether people weigh the wait at all.
    journal : whether to keep every encounter.
    """

    def __init__(
        self, w: World, p: Behaviour, r: Residents, waits: Waits, *, feedback: bool, journal: bool = False
    ) -> None:
        self.env = Environment()
        self.w, self.p = w, p
        columns: Any = (np.asarray(column).tolist() for column in r)
        self.r = Residents(*columns)  # lists: what plain Python indexes fastest
        self.simulate = waits.simulate != 0
        self.waits = waits
        self.perceived = waits.minutes if feedback else [0.0] * len(waits.minutes)
        self.pools = [DoctorPool(self.env) for _ in range(w.pools)]
        self.wards = [Ward(self.env, 0, w.beds_extra[f]) for f in range(w.facilities)]
        self.journal: list[Entry] | None = [] if journal else None
        self.c = sparse_counts()
        self.worths = [0.0] * (len(w.choice_set) + 3)
        self.places = [0] * (len(w.choice_set) + 3)
        self.m: Month
        self.env.process(self._clock())

    def advance(self, m: Month, needs: Needs, until_day: int) -> Counts:
        """Simulate to the end of a month under its tables and return its counts."""
        self.m = m
        self.c = sparse_counts()
        for f, ward in enumerate(self.wards):
            ward.beds = m.beds[f]
        for k, pool in enumerate(self.pools):
            pool.staff(m.doctors_general[k], m.doctors_reserved[k])
        self.env.process(self._onsets(needs))
        self.env.run(until=pack(until_day * TICKS_PER_DAY, 0, 0))
        return self.c

    @property
    def residents(self) -> Residents:
        """The residents' records as they are now."""
        return self.r

    def contracts(self, m: Month) -> list[int]:
        """Every resident's contract under a month's tables."""
        found = [0] * len(self.r.home)
        steps.contracts_of(m, self.r, found, len(found))
        return found

    def start_year(self, habit_share: float) -> None:
        """Habits move, deductibles and ceilings start again."""
        steps.start_year(self.r, habit_share, len(self.r.home))

    def take_journal(self) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
        """The encounters since the last call, one row each, columns as in `journal.COLUMNS`."""
        taken = np.array(self.journal or [], dtype=np.int64).reshape(-1, len(COLUMNS))
        if self.journal is not None:
            self.journal = []
        return taken

    def occupied(self) -> int:
        """Patients in bed."""
        return sum(ward.occupied for ward in self.wards)

    def waiting_for_bed(self) -> int:
        """Elective patients in the queues for a bed."""
        return sum(len(ward.queue) for ward in self.wards)

    def waiting_for_doctor(self) -> int:
        """Patients in the queues for a doctor."""
        return sum(pool.waiting() for pool in self.pools)

    # -- time ---------------------------------------------------------------------------------------------

    def _at(self, ticks: int, person: int, slot: int) -> Event:
        """A timeout at an absolute moment; a resident's own events never share a tick."""
        if person != MIDNIGHT:
            if ticks == self.r.last_tick[person]:
                ticks += 1
            self.r.last_tick[person] = ticks
        return self.env.timeout(pack(ticks, person, slot) - self.env.now)

    def _clock(self) -> Way:
        """Opening, closing and midnight of every day."""
        w = self.w
        day = 0
        # `_at` counts from now; the first day starts at tick 0.
        while True:
            opening = day * TICKS_PER_DAY + w.opening_hour * TICKS_PER_HOUR
            if opening > 0:
                yield self._at(opening, MIDNIGHT, OPENING)
            if self.simulate:
                self._open_pools(day)
            if w.hours < 24:
                yield self._at(opening + w.hours * TICKS_PER_HOUR, MIDNIGHT, OPENING)
                if self.simulate:
                    for pool in self.pools:
                        pool.closes()
            close_day(w, self.m, self.waits, w.clinic_open[day])
            day += 1
            yield self._at(day * TICKS_PER_DAY - 1, MIDNIGHT, BED)
            self._census()

    def _open_pools(self, day: int) -> None:
        w = self.w
        for f in range(w.facilities):
            if w.every_day[f] or w.clinic_open[day]:
                for pool in pools_of(w, f):
                    self.pools[pool].opens()

    def _census(self) -> None:
        """Count beds at midnight and give new beds to those who wait."""
        by_group = [0] * self.w.load_groups
        for f, ward in enumerate(self.wards):
            if ward.beds > 0 or ward.occupied > 0:
                booking.count_census(self.c, f, ward.beds, ward.occupied)
                by_group[self.w.load_group[f]] += ward.occupied
                ward.call()
        close_wards(self.w, self.waits)
        for group, occupied in enumerate(by_group):
            close_night(self.w, self.waits, group, occupied)

    # -- the patient's way ---------------------------------------------------------------------------------

    def _onsets(self, needs: Needs) -> Way:
        """Start every need of the month at its moment."""
        columns = (
            needs.key,
            needs.person,
            needs.episode,
            needs.chain,
            needs.condition,
            needs.severity,
            needs.emergency,
        )
        for key, i, episode, chain, g, s, emergency in zip(*(c.tolist() for c in columns), strict=True):
            yield self.env.timeout(key - self.env.now)
            self._need(i, episode, chain, g, s, emergency != 0)

    def _need(self, i: int, episode: int, chain: int, g: int, s: int, emergency: bool) -> None:
        """Seek, consider, choose; an emergency goes to the nearest capable department."""
        w, r = self.w, self.r
        ticks = ticks_of(self.env.now)
        if emergency:
            f = steps.emergency_place(w, self.p, self.m, r, i, g, s, chain)
        else:
            hour = steps.hour_of(w, ticks)
            f = steps.first_contact(
                w, self.p, self.m, r, i, g, s, hour, chain, self.perceived, self.worths, self.places
            )
        booking.count_need(w, r, self.c, i, g, s, emergency, f)
        if f == steps.NOWHERE:
            return
        if not emergency:
            r.first_contacts[i] += 1
            r.first_primary[i] += 1 if w.tier[f] == 0 else 0
        self.c.totals[STARTED] += 1
        self.env.process(self._episode(i, episode, chain, g, s, f, emergency))

    def _episode(self, i: int, episode: int, chain: int, g: int, s: int, f: int, emergency: bool) -> Way:
        """From the first contact to the last: visits up the tiers, perhaps a stay, follow-ups."""
        w, p, r = self.w, self.p, self.r
        factor = steps.patient_factor(p, draws.uniform(chain, draws.PATIENT), draws.uniform(chain, draws.PATIENT_2))
        first_place = f
        referral = Referral.NONE
        admitted_at = steps.NOWHERE
        for leg in range(LEGS):
            yield from self._visit(i, episode, chain, leg, g, s, f, emergency and leg == 0, referral, factor)
            cell = (f * w.conditions + g) * 3 + s
            bed_below = steps.NOWHERE
            result = outcome(
                self.m.capability[cell],
                draws.uniform(chain, draws.LEG * leg + draws.SOLVED),
                p.refer_up_share,
                p.go_on_share,
                draws.uniform(chain, draws.LEG * leg + draws.REFER),
            )
            if result == SOLVED:
                chance = steps.admission_probability(w, p, self.m, r, i, f, g, s, emergency, referral)
                if draws.uniform(chain, draws.LEG * leg + draws.ADMIT) >= chance:
                    self._follow_ups(i, episode, chain, leg, g, s, f, factor)
                    break
                if self.m.beds[f] > 0 or w.tier[f] == steps.BEYOND:
                    admitted_at = yield from self._stay(i, episode, chain, leg, g, s, f, emergency, referral, factor)
                    break
                result = REFERRED_UP  # needs a bed, and there is none here
                bed_below = self._own_centre(i, f)
            if result not in (REFERRED_UP, GOES_ON):
                break
            formal = result == REFERRED_UP
            ticks = ticks_of(self.env.now)
            hour = steps.hour_of(w, ticks)
            onward = bed_below
            if onward == steps.NOWHERE:
                onward = steps.next_place(
                    w, p, self.m, r, i, g, s, f, formal, hour, chain, leg, self.perceived, self.worths, self.places
                )
            if onward == steps.NOWHERE:
                break
            f = onward
            referral = Referral.UP if formal else Referral.NONE
            if not emergency:
                days = 1 + math.floor(p.next_visit_days * 2.0 * draws.uniform(chain, draws.LEG * leg + draws.NEXT_DAY))
                yield self._at(ticks + days * TICKS_PER_DAY, i, ARRIVAL)
        booking.count_flow(w, r, self.c, i, first_place, admitted_at)
        self.c.totals[FINISHED] += 1

    def _visit(
        self,
        i: int,
        episode: int,
        chain: int,
        leg: int,
        g: int,
        s: int,
        f: int,
        emergency: bool,
        referral: int,
        factor: float,
    ) -> Way:
        """One consultation: wait for opening, for a doctor, be seen, be billed."""
        w, p = self.w, self.p
        kind, wait = Encounter.EMERGENCY, 0
        if not emergency:
            yield from self._until_open(i, chain, leg, f)
            special = draws.uniform(chain, draws.LEG * leg + draws.SPECIALIST) < self.m.specialist[w.tier[f]]
            kind = Encounter.SPECIALIST if special else Encounter.GENERAL
            if w.pool_first[f] >= 0:
                wait = yield from self._consultation(i, chain, leg, g, f, referral)
        amounts = booking.book_visit(w, p, self.m, self.r, self.c, i, kind, f, g, s, referral, wait, factor)
        if self.journal is not None:
            self.journal.append(Entry(self.env.now, i, episode, leg, kind, f, g, s, referral, wait, 0, *amounts))

    def _until_open(self, i: int, chain: int, leg: int, f: int) -> Way:
        """Who finds the door closed comes back at the same hour on one of the next four open days."""
        w = self.w
        ticks = ticks_of(self.env.now)
        day, within = divmod(ticks, TICKS_PER_DAY)
        start = w.opening_hour * TICKS_PER_HOUR
        length = w.hours * TICKS_PER_HOUR
        u = draws.uniform(chain, draws.LEG * leg + draws.FOLLOW_HOUR)
        closed = w.every_day[f] == 0 and w.clinic_open[day] == 0
        if closed:
            day = open_day(w.clinic_open, day, math.floor(u * 4.0))
        if not start <= within < start + length:
            # After an emergency elsewhere: the next morning's clinic.
            day = open_day(w.clinic_open, day + 1, 0)
            within = start + math.floor(u * length)
            closed = True
        if closed:
            yield self._at(day * TICKS_PER_DAY + within, i, RETURN)

    def _consultation(self, i: int, chain: int, leg: int, g: int, f: int, referral: int) -> Way:
        """Queue for a doctor of the right pool; returns the wait in ticks."""
        w = self.w
        tier = w.tier[f]
        pool = w.pool_first[f] + (w.pool_slot[g] if tier else 0)
        arrival = ticks_of(self.env.now)
        hour = steps.hour_of(w, arrival)
        if not self.simulate:
            minutes = self.waits.minutes[pool * w.hours + hour]
            note_visit(w, self.waits, f, pool, hour, minutes)
            return math.floor(minutes * 240.0 + 0.5)
        called, reserved = self.pools[pool].arrive(self.env.now, referral == Referral.UP)
        if called is not None:
            reserved = yield called
        wait = ticks_of(self.env.now) - arrival
        length = steps.service_ticks(
            w,
            self.p,
            tier,
            draws.uniform(chain, draws.LEG * leg + draws.SERVICE),
            draws.uniform(chain, draws.LEG * leg + draws.SERVICE_2),
        )
        yield self._at(ticks_of(self.env.now) + length, i, SERVED)
        self.pools[pool].leave(reserved)
        note_visit(w, self.waits, f, pool, hour, wait / 240.0)
        return wait

    def _stay(
        self,
        i: int,
        episode: int,
        chain: int,
        leg: int,
        g: int,
        s: int,
        f: int,
        emergency: bool,
        referral: int,
        factor: float,
    ) -> Way:
        """A stay: day surgery or a bed, its length, perhaps the rest at a lower tier; returns the hospital."""
        w, p = self.w, self.p
        if (
            not emergency
            and self.m.day_surgery_on[f]
            and draws.uniform(chain, draws.LEG * leg + draws.DAY_CASE) < w.day_surgery[g]
        ):
            self._discharge(i, episode, leg, Encounter.DAY_SURGERY, f, g, s, referral, 1, factor, 1.0)
            return f
        cell = (f * w.conditions + g) * 3 + s
        f = yield from self._bed(i, g, s, f, emergency, self.m.stay_days[cell])
        days = lognormal(
            self.m.stay_days[(f * w.conditions + g) * 3 + s],
            p.stay_sigma,
            draws.uniform(chain, draws.LEG * leg + draws.STAY),
            draws.uniform(chain, draws.LEG * leg + draws.STAY_2),
        )
        length = stay_ticks(days, TICKS_PER_DAY)
        below = self._place_below(i, f, g)
        down = (
            below != steps.NOWHERE
            and draws.uniform(chain, draws.LEG * leg + draws.STEP_DOWN) < self.m.step_down[f] * w.step_down_share[g]
        )
        part = w.step_down_part[g] if down else 0.0
        acute = max(TICKS_PER_HOUR, math.floor(length * (1.0 - part) + 0.5))
        yield self._at(ticks_of(self.env.now) + acute, i, LEAVING)
        self._leave_bed(f)
        self._discharge(i, episode, leg, Encounter.STAY, f, g, s, referral, acute, factor, acute / length)
        if down:
            self.wards[below].occupied += 1
            yield self._at(ticks_of(self.env.now) + max(TICKS_PER_HOUR, length - acute), i, LEAVING)
            self._leave_bed(below)
            rest = length - acute
            self._discharge(
                i, episode, leg + 1, Encounter.STEP_DOWN, below, g, s, Referral.DOWN, rest, factor, rest / length
            )
        return f

    def _discharge(
        self,
        i: int,
        episode: int,
        leg: int,
        kind: int,
        f: int,
        g: int,
        s: int,
        referral: int,
        length: int,
        factor: float,
        part: float,
    ) -> None:
        day = ticks_of(self.env.now) // TICKS_PER_DAY
        amounts = booking.book_stay(
            self.w, self.p, self.m, self.r, self.c, i, kind, f, g, s, referral, day, length, factor, part
        )
        if self.journal is not None:
            days = bed_days(length, TICKS_PER_DAY)
            self.journal.append(Entry(self.env.now, i, episode, leg, kind, f, g, s, referral, 0, days, *amounts))

    def _bed(self, i: int, g: int, s: int, f: int, emergency: bool, stay_days: float) -> Way:
        """A bed here or, if that takes too long, at the next hospital; returns the hospital of the stay."""
        w = self.w
        for _ in range(3):
            ward = self.wards[f]
            if w.tier[f] == steps.BEYOND:
                ward.occupied += 1
                return f
            if self.simulate:
                expected = queued_bed_days(self.waits, f, len(ward.queue), ward.beds, stay_days)
                full = not has_bed(True, ward.occupied, ward.beds, ward.extra)
            else:
                expected = bed_wait_days(w, self.waits, f, ward.beds, stay_days)
                full = bed_load(w, self.waits, f) >= 1.0 + ward.extra / max(1, ward.beds)
            if (emergency and not full) or (not emergency and expected <= self.p.bed_wait_limit_days):
                break
            booking.count_sent_on(self.c, f)
            f = steps.next_hospital(w, self.p, self.m, self.r, i, g, s, f)
        ward = self.wards[f]
        asked = ticks_of(self.env.now)
        if emergency or w.tier[f] == steps.BEYOND:
            ward.occupied += 1
        elif not self.simulate:
            wait = math.floor(bed_wait_days(w, self.waits, f, ward.beds, stay_days) * TICKS_PER_DAY + 0.5)
            if wait > 0:
                yield self._at(asked + wait, i, BED)
            ward.occupied += 1
        elif has_bed(False, ward.occupied, ward.beds, ward.extra) and not ward.queue:
            ward.occupied += 1
        else:
            yield ward.wait_for_bed()
        if not emergency:
            booking.count_bed_wait(self.c, f, ticks_of(self.env.now) - asked)
            self.waits.granted[f] += 1
        return f

    def _leave_bed(self, f: int) -> None:
        if self.simulate:
            self.wards[f].leave()
        else:
            self.wards[f].occupied -= 1

    def _own_centre(self, i: int, f: int) -> int:
        """The centre a village or private clinic sends a patient to who needs one of its beds."""
        centre = 3 * self.r.place[i]
        return centre if self.w.tier[f] == 0 and f != centre and self.m.beds[centre] > 0 else steps.NOWHERE

    def _place_below(self, i: int, f: int, g: int) -> int:
        """Where the rest of a stay could be spent: the resident's own centre, if it has beds."""
        w, r = self.w, self.r
        if w.tier[f] not in (steps.COUNTY, steps.TERTIARY) or r.home[i] == w.districts:
            return steps.NOWHERE
        centre = 3 * r.place[i]
        return centre if self.m.beds[centre] > 0 and w.step_down_part[g] > 0.0 else steps.NOWHERE

    def _follow_ups(self, i: int, episode: int, chain: int, leg: int, g: int, s: int, f: int, factor: float) -> None:
        """Start those follow-up visits that will take place, at the facility that solved the case."""
        w = self.w
        slots = w.follow_slots[g]
        if slots == 0:
            return
        chance = steps.follow_up_probability(w, self.p, self.m, self.r, i, f, g, s)
        for slot in range(slots):
            if draws.uniform(chain, draws.LEG * leg + draws.FOLLOW + slot) < chance:
                self.c.totals[STARTED] += 1
                self.env.process(self._follow_up(i, episode, chain, leg, slot, g, s, f, factor))

    def _follow_up(
        self, i: int, episode: int, chain: int, leg: int, slot: int, g: int, s: int, f: int, factor: float
    ) -> Way:
        """One follow-up: a visit some days later, at the same hour."""
        days = max(1, math.floor(self.w.follow_days[g] * (slot + 1) + 0.5))
        yield self._at(ticks_of(self.env.now) + days * TICKS_PER_DAY, i, RETURN + slot % 8)
        own = 4 + leg * 16 + slot  # draws of its own: legs beyond those of the episode
        yield from self._visit(i, episode, chain, own, g, s, f, False, Referral.NONE, factor)
        self.c.totals[FINISHED] += 1
