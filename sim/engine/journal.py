"""The event log: one entry an encounter, what the two engines are compared on."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One encounter; ``key`` is the packed moment it ended, money is in fen."""

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


COLUMNS = Entry._fields
