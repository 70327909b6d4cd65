"""Each hospital year by year: beds, queues, patients from beyond and charges, as sums that a reader divides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from sim.indicators.tables import CHARGES, Tables, parts_of
from sim.vocabulary.measures import YUAN
from sim.vocabulary.names import HOSPITAL_TIERS, Encounter
from sim.vocabulary.tables import FROM_BEYOND
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_MINUTE

KEYS = ["arm", "replication", "year", "facility"]
STAYS = tuple(kind.id for kind in Encounter if kind >= Encounter.STAY)


def hospital_years(
    tables: Tables | Sequence[Tables], facilities: pd.DataFrame, weight: float, base_year: int
) -> pd.DataFrame:
    """One row an arm, replication, year and hospital of the prefecture; years before the base year are left out.

    Parameters
    ----------
    tables : the count tables visits, cases and beds (`sim.vocabulary.tables`), with arm, replication, year, month; of
        all runs, or a sequence of those of each.
    facilities : id, district (empty beyond the prefecture), tier.
    weight : real persons a simulated person stands for.

    Returns
    -------
    `KEYS`, then in real persons, days, minutes and yuan of the year: open and occupied bed-days; patients who waited
    for a bed, the days they did, and who was sent on for lack of one; visits, those of patients from beyond among
    them; visits that queued (emergencies do not) and their minutes; stays, their days and charges; charges of visits.
    """
    above = facilities["tier"].isin([tier.id for tier in HOSPITAL_TIERS]) & facilities["district"].fillna("").ne("")
    wanted = facilities.loc[above, "id"].astype(str)
    found = pd.concat([_years(part, wanted, weight, base_year) for part in parts_of(tables)]).fillna(0.0)
    order = {name: place for place, name in enumerate(wanted)}
    return found.reset_index().sort_values(
        KEYS, key=lambda one: one.map(order) if one.name == "facility" else one, kind="stable", ignore_index=True
    )


def _years(tables: Tables, wanted: pd.Series, weight: float, base_year: int) -> pd.DataFrame:
    """The sums of some runs, by `KEYS`."""
    beds, visits, cases = (_of(tables[name], wanted, base_year) for name in ("beds", "visits", "cases"))
    queued = visits[visits["kind"] != Encounter.EMERGENCY.id]
    stays = cases["kind"].isin(STAYS)
    cases = cases.assign(yuan=cases[list(CHARGES)].sum(axis=1) * YUAN)
    parts = [
        _sums(beds, {"open_bed_days": "open_bed_days"}),
        _sums(
            beds.assign(bed_wait_days=beds["bed_wait_ticks"] / TICKS_PER_DAY),
            {name: name for name in ("occupied_bed_days", "bed_waits", "bed_wait_days", "sent_on")},
            weight,
        ),
        _sums(visits, {"count": "visits"}, weight),
        _sums(visits[visits["home"] == FROM_BEYOND], {"count": "visits_from_beyond"}, weight),
        _sums(
            queued.assign(wait_minutes=queued["wait_ticks"] / TICKS_PER_MINUTE),
            {"count": "queued_visits", "wait_minutes": "wait_minutes"},
            weight,
        ),
        _sums(cases[stays], {"count": "stays", "bed_days": "stay_days", "yuan": "stay_yuan"}, weight),
        _sums(cases[~stays], {"yuan": "visit_yuan"}, weight),
    ]
    return pd.concat(parts, axis=1)


def _of(table: pd.DataFrame, wanted: pd.Series, base_year: int) -> pd.DataFrame:
    return table[(table["year"] >= base_year) & table["facility"].astype(str).isin(wanted)]


def _sums(table: pd.DataFrame, columns: Mapping[str, str], weight: float = 1.0) -> pd.DataFrame:
    """Sums by year and hospital under new names."""
    keyed = table.assign(facility=table["facility"].astype(str), arm=table["arm"].astype(str))
    return keyed.groupby(KEYS)[list(columns)].sum().astype("float64").rename(columns=columns) * weight
