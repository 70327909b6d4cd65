"""What the reference engine has at hand while a month runs: tables, doctors, wards, what is counted; and one need."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any

from simpy import Environment, Event

from sim import draws
from sim.engine import booking, paying
from sim.engine.clock import MIDNIGHT, pack, ticks_of
from sim.engine.counts import Counts
from sim.engine.given_place import NOWHERE
from sim.engine.journal import Entry, entry_reason
from sim.engine.queues import DoctorPool, Ward
from sim.engine.tables import Behaviour, Month, Residents, World
from sim.engine.waits import Waits
from sim.rules.event.bill import arrival_of
from sim.vocabulary.names import Referral

Way = Generator[Event, Any, Any]


@dataclass(slots=True)
class Case:
    """One need on its way: whose, which, and what its draws hang on. ``dear`` is the deviate of its bills,
    ``referral`` and ``reason`` how the present facility was come to, ``before`` the level of the place before it,
    ``leg`` the number of the contact, ``kept_bed`` whether the bed is one kept for the referred; ``arrival`` of a
    follow-up that of its illness (codes of `names.Arrival`)."""

    person: int
    episode: int
    chain: int
    condition: int
    severity: int
    emergency: bool
    dear: float
    reason: int
    referral: int = Referral.NONE
    leg: int = 0
    before: int = NOWHERE
    chain_paid: int = paying.NOT_MOVED
    kept_bed: bool = False
    arrival: int | None = None

    @property
    def arrives(self) -> int:
        """How benefits see the present contact."""
        return arrival_of(self.referral, self.emergency) if self.arrival is None else self.arrival

    def draw(self, number: int) -> float:
        """A uniform of the present contact."""
        return draws.uniform(self.chain, draws.LEG * self.leg + number)


@dataclass(slots=True)
class House:
    """All that a patient's way reads and changes; ``m`` and ``c`` are those of the month under way.

    ``perceived`` are the waits that people weigh, ``asked`` who waits for a bed: where, and since which tick.
    ``worths`` and ``places`` are room for a choice. ``only`` limits the journal to one resident, unless negative.
    """

    env: Environment
    w: World
    p: Behaviour
    r: Residents
    c: Counts
    waits: Waits
    perceived: list[float]
    pools: list[DoctorPool]
    wards: list[Ward]
    journal: list[Entry] | None
    only: int
    worths: list[float]
    places: list[int]
    asked: dict[int, tuple[int, int]] = field(default_factory=dict)
    m: Month = field(init=False)

    @property
    def simulate(self) -> bool:
        """Whether queues are simulated, or the wait is the rule's."""
        return self.waits.simulate != 0

    @property
    def moment(self) -> int:
        """The present moment, packed."""
        return int(self.env.now)

    @property
    def now(self) -> int:
        """The present moment in ticks."""
        return ticks_of(self.moment)

    def at(self, ticks: int, person: int, slot: int) -> Event:
        """A timeout at an absolute moment; a resident's own events never share a tick."""
        if person != MIDNIGHT:
            if ticks == self.r.last_tick[person]:
                ticks += 1
            self.r.last_tick[person] = ticks
        return self.env.timeout(pack(ticks, person, slot) - self.env.now)

    def log(
        self, case: Case, leg: int, kind: int, f: int, referral: int, wait: int, days: int,
        amounts: booking.Amounts,
    ) -> None:  # fmt: skip
        """Write one encounter into the journal."""
        if self.journal is None or (self.only >= 0 and self.only != case.person):
            return
        self.journal.append(
            Entry(
                self.moment, case.person, case.episode, leg, kind, f, case.condition, case.severity, referral, wait,
                days, *amounts, entry_reason(kind, case.reason),
            )
        )  # fmt: skip
