"""The event log: one entry an encounter, what the two engines are compared on."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sim.vocabulary.names import Encounter, Reason


class Entry(NamedTuple):
    """One encounter; ``key`` is the packed moment it ended, money is in fen, ``reason`` one of `names.Reason`."""

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
    due: int
    reason: int


COLUMNS = Entry._fields
ENTRY = len(COLUMNS)  # numbers of one entry


def entry_reason(kind: int, came: int) -> int:
    """The reason of an encounter: a stay has its own, a visit that for which the patient ``came``."""
    if kind in (Encounter.STAY, Encounter.DAY_SURGERY):
        return Reason.ADMITTED
    return Reason.STEPPED_DOWN if kind == Encounter.STEP_DOWN else came


def write_journal(rows: NDArray[np.int64], file: Path) -> None:
    """One chunk of the journal as Parquet, about a dozen bytes an encounter."""
    file.parent.mkdir(parents=True, exist_ok=True)
    columns = {name: pa.array(rows[:, n]) for n, name in enumerate(COLUMNS)}
    pq.write_table(pa.table(columns), file, compression="zstd")
