"""Every encounter is billed and counted here, once: the resident's year, the count tables, the transfers."""

from __future__ import annotations

from typing import NamedTuple

from sim.engine.clock import TICKS_PER_DAY, ticks_of
from sim.engine.counts import (
    ASSISTANCE,
    CRITICAL_ILLNESS,
    FIRST_HOME,
    FUND_EMPLOYEE,
    FUND_RESIDENT,
    OUTSIDE_PAYER,
    VISIT_KINDS,
    Counts,
)
from sim.engine.steps import NOWHERE, contract_of
from sim.engine.tables import Behaviour, Month, Residents, World
from sim.rules.event.bill import stay_bill, visit_bill
from sim.rules.event.charges import charge
from sim.rules.event.stay import bed_days
from sim.vocabulary.names import Encounter, Place, Scheme

FUND = (FUND_EMPLOYEE, FUND_RESIDENT, OUTSIDE_PAYER)
SCHEMES, KINDS, PLACES = len(Scheme), len(Encounter), len(Place)
TICKS_PER_MINUTE = 240


class Entry(NamedTuple):
    """One encounter as the journal keeps it; money in fen."""

    key: int
    person: int
    episode: int
    leg: int
    kind: int
    facility: int
    condition: int
    severity: int
    referral: int
    wait_ticks: int
    bed_days: int
    drugs: int
    consumables: int
    tests: int
    services: int
    fund: int
    critical_illness: int
    assistance: int
    self_paid: int
    self_funded: int


class Recorder:
    """Bills encounters and adds them to the month's counts; ``journal`` keeps single encounters too."""

    def __init__(self, w: World, p: Behaviour, r: Residents, *, journal: bool) -> None:
        self.w, self.p, self.r = w, p, r
        self.journal: list[Entry] | None = [] if journal else None
        self.counts = Counts()
        self.m: Month
        self.long_wait = int(p.long_wait_minutes * TICKS_PER_MINUTE)
        self.place = [place_class(w, home, f) for home in range(w.districts + 1) for f in range(w.facilities)]

    def open_month(self, m: Month, above_bound: int) -> None:
        """Start a new month's counts."""
        self.m = m
        self.counts = Counts()
        self.counts.above_bound = above_bound

    def need(self, i: int, g: int, s: int, emergency: bool, f: int) -> None:
        """A need arose and was brought to facility ``f``, or to nobody."""
        w, r = self.w, self.r
        row = self.counts.needs[((r.home[i] * w.conditions + g) * 3 + s) * 5 + r.age[i]]
        row[0] += 1
        if f == NOWHERE:
            row[1] += 1
            return
        if emergency or w.gate_exempt[g]:
            row[2] += 1
        row[3 + w.tier[f]] += 1

    def visit(
        self, i: int, episode: int, leg: int, key: int, kind: int, f: int, g: int, s: int, referral: int, wait: int,
        factor: float,
    ) -> None:
        """One visit ended: bill it and count it."""
        w, r, m = self.w, self.r, self.m
        scheme = r.scheme[i]
        cell = ((f * w.conditions + g) * 3 + s) * 4
        if kind == Encounter.EMERGENCY:
            factor *= self.p.emergency_visit_ratio
        charges = (
            charge(m.visit_fen[cell], factor),
            charge(m.visit_fen[cell + 1], factor),
            charge(m.visit_fen[cell + 2], factor),
            charge(m.visit_fen[cell + 3], factor),
        )
        bill = visit_bill(
            charges[0] + charges[1] + charges[2] + charges[3],
            scheme,
            w.grade[f],
            r.outpatient_scope[i],
            r.outpatient_fund[i],
            m.benefit,
        )
        r.outpatient_scope[i] += bill[0] + bill[3]
        r.outpatient_fund[i] += bill[0]
        r.visits[i] += 1
        contract = contract_of(m, r, i)
        if contract and f == 3 * r.place[i]:
            r.own_team[i] += 1
        row = self.counts.visits[((r.home[i] * w.facilities + f) * VISIT_KINDS + kind) * 3 + referral]
        row[0] += 1
        row[1] += wait
        row[2] += 1 if wait > self.long_wait else 0
        self._book(i, episode, leg, key, kind, f, g, s, referral, wait, 0, charges, bill, 0, contract)

    def stay(
        self, i: int, episode: int, leg: int, key: int, kind: int, f: int, g: int, s: int, referral: int, length: int,
        factor: float, part: float,
    ) -> None:
        """One stay ended after ``length`` ticks: bill its ``part`` of the whole treatment and count it."""
        w, r, m = self.w, self.r, self.m
        scheme = r.scheme[i]
        cell = ((f * w.conditions + g) * 3 + s) * 4
        factor *= part * (self.p.day_surgery_cost_ratio if kind == Encounter.DAY_SURGERY else 1.0)
        charges = (
            charge(m.stay_fen[cell], factor),
            charge(m.stay_fen[cell + 1], factor),
            charge(m.stay_fen[cell + 2], factor),
            charge(m.stay_fen[cell + 3], factor),
        )
        bill = stay_bill(
            charges[0] + charges[1] + charges[2] + charges[3],
            scheme,
            w.grade[f],
            r.poor[i] != 0,
            referral,
            0,
            r.stays[i],
            r.inpatient_fund[i],
            r.self_paid[i],
            r.critical[i],
            m.unreferred_penalty[r.home[i]],
            m.benefit,
        )
        r.inpatient_fund[i] += bill[0]
        r.self_paid[i] += bill[3] + bill[1]
        r.critical[i] += bill[1]
        r.stays[i] += 1
        day = ticks_of(key) // TICKS_PER_DAY
        if kind != Encounter.STEP_DOWN:
            before = r.last_discharge[i]
            admitted = day - length // TICKS_PER_DAY
            if before >= 0 and admitted - before <= 30:
                gap = max(1, admitted - before)
                r.readmitted[i] = gap if r.readmitted[i] == 0 else min(r.readmitted[i], gap)
            r.last_discharge[i] = day
        days = bed_days(length, TICKS_PER_DAY)
        weight = w.weight_milli[g * 3 + s]
        self._book(i, episode, leg, key, kind, f, g, s, referral, 0, days, charges, bill, weight, contract_of(m, r, i))

    def census(self, f: int, open_beds: int, occupied: int) -> None:
        """Beds at midnight."""
        row = self.counts.beds[f]
        row[0] += open_beds
        row[1] += occupied

    def bed_wait(self, f: int, ticks: int) -> None:
        """An elective patient got a bed after this wait."""
        row = self.counts.beds[f]
        row[2] += ticks
        row[3] += 1

    def sent_on(self, f: int) -> None:
        """A patient who needed a bed was sent to the next hospital."""
        self.counts.beds[f][4] += 1

    def flow(self, i: int, first: int, admitted: int) -> None:
        """An episode ended: where it was first seen and where, if at all, it was admitted."""
        w = self.w
        home = self.r.home[i]
        of_home = home * w.facilities
        last = PLACES if admitted == NOWHERE else self.place[of_home + admitted]
        self.counts.flows[(home * PLACES + self.place[of_home + first]) * (PLACES + 1) + last] += 1

    def _book(
        self, i: int, episode: int, leg: int, key: int, kind: int, f: int, g: int, s: int, referral: int, wait: int,
        days: int, charges: tuple[int, int, int, int], bill: tuple[int, int, int, int, int], weight: int, contract: int,
    ) -> None:
        """Add one billed encounter to the case table, the people table, the transfers and the journal."""
        w, r, counts = self.w, self.r, self.counts
        scheme, home = r.scheme[i], r.home[i]
        fund, critical, assistance, self_paid, self_funded = bill
        row = counts.cases[((((f * SCHEMES + scheme) * w.conditions + g) * 3 + s) * KINDS + kind) * 3 + referral]
        row[0] += 1
        row[1] += days
        row[2] += charges[0]
        row[3] += charges[1]
        row[4] += charges[2]
        row[5] += charges[3]
        row[6] += fund
        row[7] += critical
        row[8] += assistance
        row[9] += self_paid
        row[10] += self_funded
        row[11] += weight
        pocket = self_paid + self_funded
        r.out_of_pocket[i] += pocket
        place = self.place[home * w.facilities + f]
        person = counts.people[
            (((((home * PLACES + place) * 5 + r.age[i]) * 3 + scheme) * 3 + contract) * 2 + r.key_group[i]) * 2
            + r.urban[i]
        ]
        person[1 if kind >= Encounter.STAY else 0] += 1
        person[2] += fund + critical + assistance
        person[3] += pocket
        transfers = counts.transfers
        transfers[FUND[scheme] * w.facilities + f] += fund
        transfers[(FIRST_HOME + home) * w.facilities + f] += pocket
        if critical:
            transfers[CRITICAL_ILLNESS * w.facilities + f] += critical
        if assistance:
            transfers[ASSISTANCE * w.facilities + f] += assistance
        if self.journal is not None:
            self.journal.append(
                Entry(
                    key, i, episode, leg, kind, f, g, s, referral, wait, days, *charges, *bill,
                )
            )


def place_class(w: World, home: int, f: int) -> int:
    """Where a facility stands seen from a home."""
    tier = w.tier[f]
    if tier == 0:
        return Place.PRIMARY
    if tier == 1:
        return Place.HOME_COUNTY if w.district[f] == home else Place.OTHER_DISTRICT
    return Place.TERTIARY if tier == 2 else Place.OUTSIDE
