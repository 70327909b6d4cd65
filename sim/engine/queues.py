"""Doctors and beds of the reference engine: who waits, who is served, how full it is."""

from __future__ import annotations

from collections import deque

from simpy import Environment, Event

from sim.rules.event.queue import NOBODY, REFERRED, doctor_for, next_patient


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
    """The beds of one facility: elective patients wait in order, emergencies may lie on extra beds."""

    def __init__(self, env: Environment, beds: int, extra: int) -> None:
        self.env = env
        self.beds = beds
        self.extra = extra
        self.occupied = 0
        self.queue: deque[Event] = deque()

    def wait_for_bed(self) -> Event:
        """The event that a bed is free; the bed is taken when it fires."""
        freed = self.env.event()
        self.queue.append(freed)
        return freed

    def leave(self) -> None:
        """A patient goes home; the next in the queue gets the bed."""
        self.occupied -= 1
        self.call()

    def call(self) -> None:
        """Give free beds to those who wait."""
        while self.queue and self.occupied < self.beds:
            self.occupied += 1
            self.queue.popleft().succeed()
