"""The event log: one entry an encounter, what the two engines are compared on."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sim.vocabulary.names import Name


class Entry(NamedTuple):
    """One encounter; ``key`` is the packed moment it ended, money is in fen, ``reason`` one of `Reason`."""

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


class Reason(Name):
    """Why a resident came to a facility: the step of `model.md` 4 that brought him there."""

    EMERGENCY = 0
    USUAL_PLACE = 1
    CONTRACT_OR_GATE = 2
    WEIGHED_ALL = 3
    WEIGHED_HOSPITALS = 4
    REFERRED_UP = 5
    WENT_ON = 6
    SENT_FOR_BED = 7
    FOLLOW_UP = 8
    ADMITTED = 9
    STEPPED_DOWN = 10


def write_journal(rows: NDArray[np.int64], file: Path) -> None:
    """One chunk of the journal as Parquet, about a dozen bytes an encounter."""
    file.parent.mkdir(parents=True, exist_ok=True)
    columns = {name: pa.array(rows[:, n]) for n, name in enumerate(COLUMNS)}
    pq.write_table(pa.table(columns), file, compression="zstd")
