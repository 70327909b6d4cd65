"""Doctors and beds of the reference engine: who waits, who is served, how full it is."""

from __future__ import annotations

from collections import deque

from simpy import Environment, Event

from sim.rules.event.queue import NOBODY, REFERRED, doctor_for, next_patient
from sim.rules.event.stay import ANYBODY, NO_BED, REFERRED_KEPT, bed_for, next_for_bed


class DoctorPool:
    """General and reserved doctors with one queue each for general and referred patients, first come first served.

    A consultation begun is finished; outside opening hours nobody new is called, and those who still wait are
    served first at the next opening.
    """

    def __init__(self, env: Environment) -> None:
        self.env = env
        self.staffed_general = self.free_general = 0
        self.staffed_reserved = self.free_reserved = 0
        self.open = True
        self.general: deque[tuple[int, Event]] = deque()
        self.referred: deque[tuple[int, Event]] = deque()

    def staff(self, general: int, reserved: int) -> None:
        """Doctors on duty from now on; who is busy finishes first (a free count may pass below zero)."""
        self.free_general += general - self.staffed_general
        self.free_reserved += reserved - self.staffed_reserved
        self.staffed_general, self.staffed_reserved = general, reserved

    def arrive(self, key: int, referred: bool) -> tuple[Event | None, bool]:
        """A patient arrives: (None, by a reserved doctor?) if served at once, else the event to wait for."""
        if self.open:
            doctor = doctor_for(referred, self.free_general, self.free_reserved)
            if doctor != NOBODY:
                self._take(doctor == REFERRED)
                return None, doctor == REFERRED
        called = self.env.event()
        (self.referred if referred else self.general).append((key, called))
        return called, False

    def leave(self, reserved: bool) -> None:
        """A consultation ends: call the next patient, or the doctor is free."""
        if reserved:
            self.free_reserved += 1
        else:
            self.free_general += 1
        if self.open and (self.free_reserved if reserved else self.free_general) > 0:
            self._call(reserved)

    def opens(self) -> None:
        """Opening: every free doctor calls, reserved ones first."""
        self.open = True
        while self.free_reserved > 0 and self._call(True):
            pass
        while self.free_general > 0 and self._call(False):
            pass

    def closes(self) -> None:
        """Nobody is called any more."""
        self.open = False

    def waiting(self) -> int:
        """Patients in both queues."""
        return len(self.general) + len(self.referred)

    def _take(self, reserved: bool) -> None:
        if reserved:
            self.free_reserved -= 1
        else:
            self.free_general -= 1

    def _call(self, reserved: bool) -> bool:
        """One free doctor of this kind calls the next patient, if there is one for him."""
        general_head = self.general[0][0] if self.general else -1
        referred_head = self.referred[0][0] if self.referred else -1
        queue = next_patient(reserved, general_head, referred_head)
        if queue == NOBODY:
            return False
        _, called = (self.referred if queue == REFERRED else self.general).popleft()
        self._take(reserved)
        called.succeed(reserved)
        return True


class Ward:
    """The beds of one facility: elective patients wait in order, emergencies may lie on extra beds.

    ``kept`` beds are for elective patients with a referral, who wait in a queue of their own where there are any.
    """

    def __init__(self, env: Environment, beds: int, extra: int) -> None:
        self.env = env
        self.beds, self.kept = beds, 0
        self.extra = extra
        self.occupied = self.in_kept = 0
        self.queue: deque[tuple[int, Event]] = deque()
        self.referred: deque[tuple[int, Event]] = deque()

    def waiting(self) -> int:
        """Patients in both queues."""
        return len(self.queue) + len(self.referred)

    def take(self, referred: bool) -> bool | None:
        """An elective patient lies down if a bed is free and nobody was first: in a kept one? None if there is none."""
        bed = bed_for(referred, self.occupied, self.in_kept, self.beds, self.kept)
        ahead = len(self.referred) if bed == REFERRED_KEPT else self.waiting()
        if bed == NO_BED or ahead > 0:
            return None
        self.lie_down(bed == REFERRED_KEPT)
        return bed == REFERRED_KEPT

    def lie_down(self, kept: bool) -> None:
        """One more in bed."""
        self.occupied += 1
        self.in_kept += 1 if kept else 0

    def wait_for_bed(self, since: int, referred: bool) -> Event:
        """The event that a bed is free, with whether it is a kept one; the bed is taken when it fires."""
        freed = self.env.event()
        (self.referred if referred and self.kept > 0 else self.queue).append((since, freed))
        return freed

    def leave(self, kept: bool) -> None:
        """A patient goes home; the next in the queue gets the bed."""
        self.go(kept)
        self.call()

    def go(self, kept: bool) -> None:
        """One fewer in bed."""
        self.occupied -= 1
        self.in_kept -= 1 if kept else 0

    def call(self) -> None:
        """Give free beds to those who wait."""
        while self.waiting() > 0:
            since, referred_since = (queue[0][0] if queue else -1 for queue in (self.queue, self.referred))
            bed = next_for_bed(since, referred_since, self.occupied, self.in_kept, self.beds, self.kept)
            if bed == NO_BED:
                return
            _, freed = (self.queue if bed == ANYBODY else self.referred).popleft()
            self.lie_down(bed == REFERRED_KEPT)
            freed.succeed(bed == REFERRED_KEPT)
