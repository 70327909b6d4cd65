"""The reference engine: one SimPy process an episode, reading like the care pathway it simulates."""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from simpy import Environment, Event

from sim import draws
from sim.engine import booking, new_year, paying, steps
from sim.engine.cells import by_severity, cell, centre_of, hour_at
from sim.engine.clock import (
    ARRIVAL,
    BED,
    LEAVING,
    MIDNIGHT,
    OPENING,
    RETURN,
    SERVED,
    pack,
    ticks_of,
)
from sim.engine.counts import Counts, sparse_counts
from sim.engine.demand import Needs
from sim.engine.hours import clinic_wait, hour_of, let_in
from sim.engine.journal import COLUMNS, Entry, entry_reason
from sim.engine.levels import contacts, is_beyond, is_primary
from sim.engine.queues import DoctorPool, Ward
from sim.engine.tables import Behaviour, Month, Residents, World, pools_of
from sim.engine.waits import (
    Waits,
    bed_load,
    bed_wait_days,
    close_day,
    close_night,
    close_wards,
    note_visit,
    queued_bed_days,
)
from sim.rules.event.chance import lognormal
from sim.rules.event.outcome import GOES_ON, REFERRED_UP, SOLVED
from sim.rules.event.pricing.contract import BY_ITEM
from sim.rules.event.quota import ELSEWHERE, LOST, TAKEN
from sim.rules.event.stay import bed_days, has_bed, stay_ticks
from sim.vocabulary.names import Encounter, Reason, Referral
from sim.vocabulary.tables import TotalCount
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE

Way = Generator[Event, Any, Any]


@dataclass(slots=True)
class Case:
    """One need on its way: whose, which, and what its draws hang on. ``factor`` is the patient factor of its bills,
    ``referral`` and ``reason`` how the present facility was come to, ``leg`` the number of the contact."""

    person: int
    episode: int
    chain: int
    condition: int
    severity: int
    emergency: bool
    factor: float
    reason: int
    referral: int = Referral.NONE
    leg: int = 0
    chain_paid: int = paying.NOT_MOVED

    def draw(self, number: int) -> float:
        """A uniform of the present contact."""
        return draws.uniform(self.chain, draws.LEG * self.leg + number)


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
        self.env = Environment()
        self.w, self.p = w, p
        columns: Any = (np.asarray(column).tolist() for column in r)
        self.r = Residents(*columns)  # lists: what plain Python indexes fastest
        self.simulate = waits.simulate != 0
        self.waits = waits
        self.perceived = waits.minutes if feedback else [0.0] * len(waits.minutes)
        self.pools = [DoctorPool(self.env) for _ in range(w.pools)]
        self.wards = [Ward(self.env, 0, w.beds_extra[f]) for f in range(w.facilities)]
        self.asked: dict[int, tuple[int, int]] = {}  # who waits for a bed: where, and since which tick
        self.journal: list[Entry] | None = [] if journal else None
        self.only = only
        self.c = sparse_counts()
        self.worths = [0.0] * (len(w.choice_set) + 3)
        self.places = [0] * (len(w.choice_set) + 3)
        self.m: Month
        self.env.process(self._clock())

    def advance(self, m: Month, needs: Needs, until_day: int, *, last: bool = False) -> Counts:
        """Simulate to the end of a month, the last one or not, under its tables and return its counts."""
        self.m = m
        self.c = sparse_counts()
        for f, ward in enumerate(self.wards):
            ward.beds = m.beds[f]
        for k, pool in enumerate(self.pools):
            pool.staff(m.doctors_general[k], m.doctors_reserved[k])
        self.env.process(self._onsets(needs))
        self.env.run(until=pack(until_day * TICKS_PER_DAY, 0, 0))
        if last:
            booking.count_open_waits(self.c, self.beds_asked(), until_day * TICKS_PER_DAY)
        return self.c

    @property
    def residents(self) -> Residents:
        """The residents' records as they are now."""
        return self.r

    def contracts(self, m: Month) -> list[int]:
        """Every resident's contract under a month's tables."""
        found = [0] * len(self.r.home)
        new_year.contracts_of(m, self.r, found, len(found))
        return found

    def start_year(self, habit_share: float) -> None:
        """Habits move, deductibles and ceilings start again."""
        new_year.start_year(self.r, habit_share, len(self.r.home))

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

    def beds_asked(self) -> list[tuple[int, int]]:
        """Facility of each elective patient who waits for a bed, and the tick in which it was asked for."""
        return list(self.asked.values())

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
        beds = [0] * self.w.load_groups
        for f, ward in enumerate(self.wards):
            if ward.beds > 0 or ward.occupied > 0:
                booking.count_census(self.c, f, ward.beds, ward.occupied)
                by_group[self.w.load_group[f]] += ward.occupied
                beds[self.w.load_group[f]] += ward.beds
                ward.call()
        close_wards(self.w, self.waits)
        for group, occupied in enumerate(by_group):
            close_night(self.waits, group, occupied, beds[group])

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
        w, p, m, r = self.w, self.p, self.m, self.r
        if emergency:
            f = steps.emergency_place(w, p, m, r, i, g, s, chain)
        else:
            hour = hour_of(w, ticks_of(self.env.now))
            f = steps.first_contact(w, p, m, r, i, g, s, hour, chain, self.perceived, self.worths, self.places)
        booking.count_need(w, r, self.c, i, g, s, emergency, f)
        if f == steps.NOWHERE:
            return
        if not emergency:
            r.first_contacts[i] += 1
            r.first_primary[i] += 1 if is_primary(w, f) else 0
        factor = steps.patient_factor(p, draws.uniform(chain, draws.PATIENT), draws.uniform(chain, draws.PATIENT_2))
        reason = Reason.EMERGENCY if self.journal is None else steps.first_reason(w, p, m, r, i, g, s, chain, emergency)
        self.c.totals[TotalCount.STARTED] += 1
        self.env.process(self._episode(Case(i, episode, chain, g, s, emergency, factor, reason), f))

    def _episode(self, case: Case, f: int) -> Way:
        """From the first contact to the last: visits up the levels, perhaps a stay, follow-ups."""
        first_place = f
        admitted_at = steps.NOWHERE
        while case.leg < contacts(self.w):
            yield from self._visit(case, f, case.leg, case.emergency and case.leg == 0)
            result = steps.outcome_here(self.w, self.p, self.m, f, case.condition, case.severity, case.chain, case.leg)
            bed_below = steps.NOWHERE
            if result == SOLVED:
                if case.draw(draws.ADMIT) >= self._admission_probability(case, f):
                    self._follow_ups(case, f)
                    break
                if self.m.beds[f] > 0 or is_beyond(self.w, f):
                    admitted_at = yield from self._stay(case, f)
                    break
                result = REFERRED_UP  # needs a bed, and there is none here
                bed_below = steps.own_centre(self.w, self.m, self.r, case.person, f)
            if result not in (REFERRED_UP, GOES_ON):
                break
            onward = bed_below if bed_below != steps.NOWHERE else self._next_place(case, f, result == REFERRED_UP)
            if onward == steps.NOWHERE:
                break
            yield from self._move_on(case, result == REFERRED_UP, bed_below != steps.NOWHERE)
            f = onward
        booking.count_flow(self.w, self.r, self.c, case.person, first_place, admitted_at)
        self.c.totals[TotalCount.FINISHED] += 1

    def _admission_probability(self, case: Case, f: int) -> float:
        return steps.admission_probability(
            self.w, self.p, self.m, self.r, case.person, f, case.condition, case.severity, case.emergency, case.referral
        )

    def _next_place(self, case: Case, f: int, formal: bool) -> int:
        hour = hour_of(self.w, ticks_of(self.env.now))
        return steps.next_place(
            self.w, self.p, self.m, self.r, case.person, case.condition, case.severity, f, formal, hour, case.chain,
            case.leg, self.perceived, self.worths, self.places,
        )  # fmt: skip

    def _move_on(self, case: Case, formal: bool, for_bed: bool) -> Way:
        """To the next place: at once in an emergency, else after some days."""
        days = 1 + math.floor(self.p.next_visit_days * 2.0 * case.draw(draws.NEXT_DAY))
        case.referral = Referral.UP if formal else Referral.NONE
        case.reason = steps.onward_reason(formal, for_bed)
        case.leg += 1
        if not case.emergency:
            yield self._at(ticks_of(self.env.now) + days * TICKS_PER_DAY, case.person, ARRIVAL)

    def _visit(self, case: Case, f: int, own_leg: int, emergency: bool) -> Way:
        """One consultation: wait for opening, for a doctor, be seen, be billed. Its draws hang on ``own_leg``."""
        w = self.w
        kind, wait = Encounter.EMERGENCY, 0
        if not emergency:
            yield from self._until_open(case, own_leg, f)
            special = draws.uniform(case.chain, draws.LEG * own_leg + draws.SPECIALIST) < self.m.specialist[w.level[f]]
            kind = Encounter.SPECIALIST if special else Encounter.GENERAL
            if steps.has_queue(w, f):
                wait = yield from self._consultation(case, own_leg, f)
        amounts = booking.book_visit(
            w, self.p, self.m, self.r, self.c, case.person, kind, f, case.condition, case.severity, case.referral,
            wait, ticks_of(self.env.now) // TICKS_PER_DAY, case.factor,
        )  # fmt: skip
        self._log(case, own_leg, kind, f, case.referral, wait, 0, amounts)

    def _until_open(self, case: Case, own_leg: int, f: int) -> Way:
        """Who finds the door closed comes back at the same hour on one of the next four open days."""
        now = ticks_of(self.env.now)
        again = let_in(self.w, f, now, draws.uniform(case.chain, draws.LEG * own_leg + draws.FOLLOW_HOUR))
        if again != now:
            yield self._at(again, case.person, RETURN)

    def _consultation(self, case: Case, own_leg: int, f: int) -> Way:
        """Queue for a doctor of the right pool; returns the wait in ticks."""
        w = self.w
        pool = steps.pool_of(w, f, case.condition)
        arrival = ticks_of(self.env.now)
        hour = hour_of(w, arrival)
        if not self.simulate:
            minutes = self.waits.minutes[hour_at(w, pool, hour)]
            note_visit(w, self.waits, pool, hour, minutes)
            return math.floor(minutes * TICKS_PER_MINUTE + 0.5)
        called, reserved = self.pools[pool].arrive(self.env.now, case.referral == Referral.UP)
        if called is not None:
            reserved = yield called
        wait = clinic_wait(w, f, arrival, ticks_of(self.env.now))
        u1 = draws.uniform(case.chain, draws.LEG * own_leg + draws.SERVICE)
        u2 = draws.uniform(case.chain, draws.LEG * own_leg + draws.SERVICE_2)
        length = steps.service_ticks(w, self.p, f, u1, u2)
        yield self._at(ticks_of(self.env.now) + length, case.person, SERVED)
        self.pools[pool].leave(reserved)
        note_visit(w, self.waits, pool, hour, wait / TICKS_PER_MINUTE)
        return wait

    def _stay(self, case: Case, f: int) -> Way:
        """A stay: day surgery or a bed, its length, perhaps the rest at a lower level; returns the hospital."""
        w, g = self.w, case.condition
        then = paying.postponed(self.p, self.m, f, case.emergency, case.chain, case.leg)
        if then != TAKEN:
            booking.count_postponed(self.c, f, then == LOST)
            if then == LOST:
                return steps.NOWHERE
            if then == ELSEWHERE:
                f = steps.next_hospital(w, self.p, self.m, self.r, case.person, g, case.severity, f)
            else:
                later = math.floor(self.p.postponed_days * TICKS_PER_DAY)
                yield self._at(ticks_of(self.env.now) + later, case.person, BED)
        if not case.emergency and self.m.day_surgery_on[f] and case.draw(draws.DAY_CASE) < w.day_surgery[g]:
            self._discharge(case, case.leg, Encounter.DAY_SURGERY, f, case.referral, 1, 1.0, self._contract(case, f))
            return f
        return (yield from self._lie(case, f))

    def _lie(self, case: Case, f: int) -> Way:
        """A bed, how long, and what may end the stay early: moved up, sent down, split; returns the hospital."""
        w, g = self.w, case.condition
        at = cell(w, f, g, case.severity)
        f = yield from self._bed(case, f, self.m.stay_days[at])
        at = cell(w, f, g, case.severity)
        mean = self.m.stay_days[at]
        contract = self._contract(case, f)
        if contract >= 0:
            mean *= self.m.case_days[by_severity(f, case.severity)]
        days = lognormal(mean, self.p.stay_sigma, case.draw(draws.STAY), case.draw(draws.STAY_2))
        length = stay_ticks(days, TICKS_PER_DAY)
        occupied_there = self.wards[centre_of(self.r.place[case.person])].occupied
        below = steps.place_below(w, self.m, self.r, case.person, f, g, occupied_there)
        up = paying.moves_up(w, self.p, self.m, self.r, case.person, f, g, case.severity, case.chain, case.leg)
        agreed = not up and case.draw(draws.STEP_DOWN) < self.m.step_down[f] * w.step_down_share[g]
        down = agreed and below != steps.NOWHERE
        once = not up and not down and case.chain_paid == paying.NOT_MOVED
        split = once and paying.splits(self.m, f, contract, case.chain, case.leg)
        part = w.step_down_part[g] if down else 1.0 - self.p.split_part if split else 0.0
        part = 1.0 - self.p.move_up_after if up else part
        acute = max(TICKS_PER_HOUR, math.floor(length * (1.0 - part) + 0.5))
        yield self._at(ticks_of(self.env.now) + acute, case.person, LEAVING)
        self._leave_bed(f)
        amounts = self._discharge(
            case, case.leg, Encounter.STAY, f, case.referral, acute, acute / length, self._contract(case, f), int(split)
        )
        if up:
            return (yield from self._moved_up(case, f, booking.in_catalogue(amounts)))
        if split:
            f = yield from self._second_half(case, f, length, max(TICKS_PER_HOUR, length - acute))
        if down:
            self.wards[below].occupied += 1
            rest = length - acute
            yield self._at(ticks_of(self.env.now) + max(TICKS_PER_HOUR, rest), case.person, LEAVING)
            self._leave_bed(below)
            self._discharge(case, case.leg + 1, Encounter.STEP_DOWN, below, Referral.DOWN, rest, rest / length, BY_ITEM)
        return f

    def _moved_up(self, case: Case, f: int, in_scope: int) -> Way:
        """On to the next place up, which takes the patient like an emergency; returns its hospital."""
        case.chain_paid = paying.deductible_paid(
            self.w, self.m, self.r, case.person, f, case.referral, case.chain_paid, in_scope
        )
        onward = self._next_place(case, f, True)
        if onward == steps.NOWHERE:
            return f
        case.referral, case.emergency, case.leg = Referral.UP, True, case.leg + 1
        return (yield from self._lie(case, onward))

    def _second_half(self, case: Case, f: int, length: int, rest: int) -> Way:
        """The rest of a stay that was split: some days later, in a bed again; returns its hospital."""
        case.emergency = False
        again = math.floor(self.p.split_gap_days * TICKS_PER_DAY)
        yield self._at(ticks_of(self.env.now) + again, case.person, BED)
        f = yield from self._bed(case, f, self.m.stay_days[cell(self.w, f, case.condition, case.severity)])
        yield self._at(ticks_of(self.env.now) + rest, case.person, LEAVING)
        self._leave_bed(f)
        contract = self._contract(case, f)
        self._discharge(case, case.leg + 1, Encounter.STAY, f, case.referral, rest, rest / length, contract, 2)
        return f

    def _contract(self, case: Case, f: int) -> int:
        return paying.contract_of_stay(
            self.w, self.m, self.r, case.person, f, case.condition, case.severity, case.chain, case.leg, case.factor
        )

    def _discharge(
        self, case: Case, leg: int, kind: int, f: int, referral: int, length: int, part: float, contract: int,
        split: int = 0,
    ) -> booking.Amounts:  # fmt: skip
        """Bill a part of the treatment and write it down."""
        chain_paid = paying.NOT_MOVED if kind == Encounter.STEP_DOWN else case.chain_paid
        day = ticks_of(self.env.now) // TICKS_PER_DAY
        amounts = booking.book_stay(
            self.w, self.p, self.m, self.r, self.c, case.person, kind, f, case.condition, case.severity, referral, day,
            length, case.factor, part, split, contract, chain_paid, case.draw(draws.REVIEW),
        )  # fmt: skip
        self._log(case, leg, kind, f, referral, 0, bed_days(length, TICKS_PER_DAY), amounts)
        return amounts

    def _bed(self, case: Case, f: int, stay_days: float) -> Way:
        """A bed here or, if that takes too long, at the next hospital; returns the hospital of the stay."""
        w, i, g, s, emergency = self.w, case.person, case.condition, case.severity, case.emergency
        for _ in range(steps.HOSPITALS_ASKED):
            ward = self.wards[f]
            if is_beyond(w, f):
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
            booking.count_sent_on(self.c, f, s)
            f = steps.next_hospital(w, self.p, self.m, self.r, i, g, s, f)
        ward = self.wards[f]
        asked = ticks_of(self.env.now)
        self.asked[id(case)] = f, asked
        if emergency or is_beyond(w, f):
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
        del self.asked[id(case)]
        if not emergency:
            booking.count_bed_wait(self.c, f, ticks_of(self.env.now) - asked)
            self.waits.granted[f] += 1
        return f

    def _leave_bed(self, f: int) -> None:
        if self.simulate:
            self.wards[f].leave()
        else:
            self.wards[f].occupied -= 1

    def _follow_ups(self, case: Case, f: int) -> None:
        """Start those follow-up visits that will take place, at the facility that solved the case."""
        slots = self.w.follow_slots[case.condition]
        if slots == 0:
            return
        chance = steps.follow_up_probability(
            self.w, self.p, self.m, self.r, case.person, f, case.condition, case.severity
        )
        for slot in range(slots):
            if case.draw(draws.FOLLOW + slot) < chance:
                self.c.totals[TotalCount.STARTED] += 1
                self.env.process(self._follow_up(case, slot, f))

    def _follow_up(self, case: Case, slot: int, f: int) -> Way:
        """One follow-up: a visit some days later, at the same hour."""
        visit = replace(case, emergency=False, referral=Referral.NONE, reason=Reason.FOLLOW_UP)
        days = max(1, math.floor(self.w.follow_days[case.condition] * (slot + 1) + 0.5))
        yield self._at(ticks_of(self.env.now) + days * TICKS_PER_DAY, case.person, RETURN + slot)
        yield from self._visit(visit, f, steps.follow_up_leg(self.w, case.leg, slot), False)
        self.c.totals[TotalCount.FINISHED] += 1

    def _log(
        self, case: Case, leg: int, kind: int, f: int, referral: int, wait: int, days: int,
        amounts: booking.Amounts,
    ) -> None:  # fmt: skip
        """Write one encounter into the journal."""
        if self.journal is None or (self.only >= 0 and self.only != case.person):
            return
        self.journal.append(
            Entry(
                self.env.now, case.person, case.episode, leg, kind, f, case.condition, case.severity, referral, wait,
                days, *amounts, entry_reason(kind, case.reason),
            )
        )  # fmt: skip
