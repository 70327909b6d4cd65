"""The shape of the count tables: what the engine counts, by what.

A table is keyed by ``keys`` and holds the whole-number columns ``counts``. Money is in fen, waits in
ticks (quarter seconds). Tables are written sparsely, one row per cell that is not zero, with the
columns ``arm, replication, year, month`` in front (``persons``: without ``month``).
``due_fen`` is what the provider is owed under its contract, ``weight_milli`` the weight as coded and
``true_weight_milli`` as it is, ``per_case`` and ``over_3x`` count stays paid per case (or day) and stays dearer than
three times the mean of their cell, ``kept_out`` those kept out of an optional contract, ``reviewed`` those paid their
charges after special review, ``split_stays`` second halves of split stays; ``after_discharge`` counts visits within
two weeks of one.
Keys hold ids (words), not numbers, once a table is on disk.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableShape:
    """Name, key columns and count columns of one table."""

    name: str
    keys: tuple[str, ...]
    counts: tuple[str, ...]


# `home` is a district id, or "inflow" for patients from beyond the prefecture.
VISITS = TableShape(
    "visits",
    ("home", "facility", "kind", "referral"),
    ("count", "wait_ticks", "long_waits", "after_discharge"),
)
CASES = TableShape(
    "cases",
    ("facility", "scheme", "condition", "severity", "kind", "referral"),
    (
        "count",
        "bed_days",
        "drugs_fen",
        "consumables_fen",
        "tests_fen",
        "services_fen",
        "fund_fen",
        "critical_illness_fen",
        "assistance_fen",
        "self_paid_fen",
        "self_funded_fen",
        "weight_milli",
        "due_fen",
        "per_case",
        "over_3x",
        "true_weight_milli",
        "kept_out",
        "reviewed",
        "split_stays",
    ),
)
PEOPLE = TableShape(
    "people",
    ("home", "place", "age", "scheme", "contract", "key_group", "urban"),
    ("visits", "stays", "fund_fen", "out_of_pocket_fen"),
)
NEEDS = TableShape(
    "needs",
    ("home", "condition", "severity", "age"),
    ("onsets", "no_care", "exempt", "first_primary", "first_county", "first_tertiary", "first_outside"),
)
BEDS = TableShape(
    "beds",
    ("facility",),
    (
        "open_bed_days",
        "occupied_bed_days",
        "bed_wait_ticks",
        "bed_waits",
        "sent_on",
        "severe_sent_on",
        "postponed",
        "lost",
    ),
)
PERSONS = TableShape(
    "persons",
    ("home", "age", "scheme", "contract", "key_group", "urban"),
    (
        "residents",
        "with_visit",
        "with_stay",
        "readmitted_15d",
        "readmitted_30d",
        "managed",
        "used_own_team",
        "catastrophic",
    ),
)
MONTHLY = (VISITS, CASES, PEOPLE, NEEDS, BEDS)
ALL = (*MONTHLY, PERSONS)
TICKS_PER_SECOND = 4
TICKS_PER_DAY = 86_400 * TICKS_PER_SECOND
