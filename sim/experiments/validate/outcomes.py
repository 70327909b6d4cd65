"""What studies measure, as monthly sums of a run's case table: every outcome is a ratio of sums, or a sum."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.scenario.scenario import Scenario
from sim.vocabulary.measures import MONTHS, stamp

Floats = NDArray[np.float64]

STAYS = ("stay", "day_surgery")
VISITS = ("general", "specialist", "emergency")
EVERYTHING = (*STAYS, *VISITS, "step_down")
DRUGS = ("drugs_fen",)
OTHER = ("consumables_fen", "tests_fen", "services_fen")
CHARGES = (*DRUGS, *OTHER)
POCKET = ("self_paid_fen", "self_funded_fen")
COUNT = ("count",)
AWAY = ("other_district", "tertiary", "outside")


@dataclass(frozen=True, slots=True)
class StudyOutcome:
    """``top`` over ``below`` (columns summed) of encounters of these ``kinds``; a plain sum where below is empty.

    A ``share`` is compared in points, everything else by logarithms. With ``among`` the sum below is over all
    facilities. With ``places`` it is about the residents of the treated districts, wherever they go: of their visits or
    stays (columns of the table of people) those at these places, seen from home. With ``finance`` the columns are those
    of the table of finance, which knows neither kinds nor conditions nor schemes. ``reported`` is the indicator that
    this is of all facilities or residents of a region, so that what is validated is what is reported; a study counts
    no step-down stays, which an indicator counts as stays.
    """

    kinds: tuple[str, ...]
    top: tuple[str, ...]
    below: tuple[str, ...] = COUNT
    share: bool = False
    among: bool = False
    places: tuple[str, ...] = ()
    finance: bool = False
    reported: str = ""


def _of_residents(column: str, places: tuple[str, ...], reported: str = "") -> StudyOutcome:
    """Which share of the visits or stays of residents are at these places."""
    return StudyOutcome((), (column,), (column,), share=True, places=places, reported=reported)


OUTCOMES: Mapping[str, StudyOutcome] = {
    "cost_per_admission": StudyOutcome(STAYS, CHARGES, reported="cost_per_discharge"),
    "pocket_per_admission": StudyOutcome(STAYS, POCKET),
    "fund_per_admission": StudyOutcome(STAYS, ("fund_fen", "critical_illness_fen")),
    "paid_per_admission": StudyOutcome(STAYS, ("due_fen",)),
    "drugs_per_admission": StudyOutcome(STAYS, DRUGS),
    "other_per_admission": StudyOutcome(STAYS, OTHER),
    "services_per_admission": StudyOutcome(STAYS, ("services_fen",)),
    "items_per_admission": StudyOutcome(STAYS, ("drugs_fen", "tests_fen", "services_fen")),
    "drug_share_inpatient": StudyOutcome(STAYS, DRUGS, CHARGES, share=True),
    "length_of_stay": StudyOutcome(STAYS, ("bed_days",), reported="alos"),
    "cost_per_visit": StudyOutcome(VISITS, CHARGES, reported="cost_per_visit"),
    "drugs_per_visit": StudyOutcome(VISITS, DRUGS),
    "drug_share_outpatient": StudyOutcome(VISITS, DRUGS, CHARGES, share=True),
    "discharges": StudyOutcome(STAYS, COUNT, ()),
    "visits": StudyOutcome(VISITS, COUNT, ()),
    "inpatient_spending": StudyOutcome(STAYS, CHARGES, ()),
    "drug_spending": StudyOutcome(EVERYTHING, DRUGS, ()),
    "weight_per_admission": StudyOutcome(STAYS, ("weight_milli",), reported="case_mix_index"),
    "share_of_visits": StudyOutcome(VISITS, COUNT, COUNT, share=True, among=True),
    "primary_share_of_visits": StudyOutcome(
        (), ("visits",), ("visits",), share=True, places=("primary",), reported="primary_share_of_residents_visits"
    ),
    "primary_share_of_stays": StudyOutcome(
        (), ("stays",), ("stays",), share=True, places=("primary",), reported="discharge_share_primary"
    ),
    "share_of_stays_away": _of_residents("stays", AWAY),
    "share_of_stays": StudyOutcome(STAYS, COUNT, COUNT, share=True, among=True),
    "procured_quantity": StudyOutcome((), ("procured_units",), ("procured_units_before",), finance=True),
    "procured_spending": StudyOutcome((), ("procured_fen",), ("procured_before_fen",), finance=True),
    "coded_over_true": StudyOutcome(STAYS, ("weight_milli",), ("true_weight_milli",)),
    "share_kept_out": StudyOutcome(
        STAYS, ("kept_out",), ("kept_out", "per_case"), share=True, reported="kept_out_share"
    ),
}


class OutcomeTables(NamedTuple):
    """The tables of a run that outcomes are made of."""

    cases: pd.DataFrame
    people: pd.DataFrame
    finance: pd.DataFrame


class Series(NamedTuple):
    """Monthly sums [T] of one group of facilities; ``below`` is 1 a month for a plain sum."""

    top: Floats
    below: Floats


class Choice(NamedTuple):
    """Which cases count: facilities, condition groups and schemes (all where empty); or the residents of ``homes``."""

    facilities: Collection[str]
    conditions: Collection[str] = ()
    schemes: Collection[str] = ()
    homes: Collection[str] = ()


def months_of(scenario: Scenario) -> list[str]:
    """The months of a run as ``2010-01``, from the base year on."""
    years = range(scenario.years.base, scenario.years.last + 1)
    return [f"{year}-{month:02d}" for year in years for month in range(1, MONTHS + 1)]


def series(tables: OutcomeTables, name: str, choice: Choice, months: Sequence[str]) -> Series:
    """One outcome of one group, month by month."""
    what = OUTCOMES[name]
    if what.places:
        rows = _of(tables.people, home=choice.homes, scheme=choice.schemes or None)
        return Series(_monthly(_of(rows, place=what.places), what.top, months), _monthly(rows, what.below, months))
    if what.finance:
        own = _of(tables.finance, facility=choice.facilities)
        return Series(_monthly(own, what.top, months), _monthly(own, what.below, months))
    rows = _of(tables.cases, kind=what.kinds, condition=choice.conditions or None, scheme=choice.schemes or None)
    own = _of(rows, facility=choice.facilities)
    below = rows if what.among else own
    return Series(
        _monthly(own, what.top, months), _monthly(below, what.below, months) if what.below else np.ones(len(months))
    )


def _of(rows: pd.DataFrame, **words: Collection[str] | None) -> pd.DataFrame:
    """The rows with one of these words in a column; None keeps all."""
    for column, allowed in words.items():
        if allowed is not None:
            rows = rows.loc[rows[column].isin(list(allowed))]
    return rows


def _monthly(rows: pd.DataFrame, columns: tuple[str, ...], months: Sequence[str]) -> Floats:
    """Sum of columns by month; [T]."""
    month = stamp(rows["year"].to_numpy(), rows["month"].to_numpy()) - stamp(int(months[0][:4]), 1)
    amount = rows[list(columns)].sum(axis=1).to_numpy(dtype=np.float64)
    return np.bincount(month, weights=amount, minlength=len(months))[: len(months)].astype(np.float64)
