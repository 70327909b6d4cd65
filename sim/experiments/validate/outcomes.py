"""What studies measure, as monthly sums of a run's case table: every outcome is a ratio of sums, or a sum."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.scenario.scenario import Scenario

Floats = NDArray[np.float64]

STAYS = ("stay", "day_surgery")
VISITS = ("general", "specialist", "emergency")
EVERYTHING = (*STAYS, *VISITS, "step_down")
DRUGS = ("drugs_fen",)
OTHER = ("consumables_fen", "tests_fen", "services_fen")
CHARGES = (*DRUGS, *OTHER)
POCKET = ("self_paid_fen", "self_funded_fen")
COUNT = ("count",)


@dataclass(frozen=True, slots=True)
class Outcome:
    """``top`` over ``below`` (columns summed) of encounters of these ``kinds``; a plain sum where below is empty.

    A ``share`` is compared in points, everything else by logarithms.
    """

    kinds: tuple[str, ...]
    top: tuple[str, ...]
    below: tuple[str, ...] = COUNT
    share: bool = False


OUTCOMES: Mapping[str, Outcome] = {
    "cost_per_admission": Outcome(STAYS, CHARGES),
    "pocket_per_admission": Outcome(STAYS, POCKET),
    "fund_per_admission": Outcome(STAYS, ("fund_fen", "critical_illness_fen")),
    "paid_per_admission": Outcome(STAYS, ("due_fen",)),
    "drugs_per_admission": Outcome(STAYS, DRUGS),
    "other_per_admission": Outcome(STAYS, OTHER),
    "services_per_admission": Outcome(STAYS, ("services_fen",)),
    "items_per_admission": Outcome(STAYS, ("drugs_fen", "tests_fen", "services_fen")),
    "drug_share_inpatient": Outcome(STAYS, DRUGS, CHARGES, share=True),
    "length_of_stay": Outcome(STAYS, ("bed_days",)),
    "cost_per_visit": Outcome(VISITS, CHARGES),
    "drugs_per_visit": Outcome(VISITS, DRUGS),
    "drug_share_outpatient": Outcome(VISITS, DRUGS, CHARGES, share=True),
    "discharges": Outcome(STAYS, COUNT, ()),
    "visits": Outcome(VISITS, COUNT, ()),
    "inpatient_spending": Outcome(STAYS, CHARGES, ()),
    "drug_spending": Outcome(EVERYTHING, DRUGS, ()),
    "weight_per_admission": Outcome(STAYS, ("weight_milli",)),
    "coded_over_true": Outcome(STAYS, ("weight_milli",), ("true_weight_milli",)),
    "share_kept_out": Outcome(STAYS, ("kept_out",), ("kept_out", "per_case"), share=True),
}


class Series(NamedTuple):
    """Monthly sums [T] of one group of facilities; ``below`` is 1 a month for a plain sum."""

    top: Floats
    below: Floats


class Choice(NamedTuple):
    """Which cases count: facilities, and condition groups and schemes (all where empty)."""

    facilities: Collection[str]
    conditions: Collection[str] = ()
    schemes: Collection[str] = ()


def months_of(scenario: Scenario) -> list[str]:
    """The months of a run as ``2010-01``, from the base year on."""
    years = range(scenario.years.base, scenario.years.last + 1)
    return [f"{year}-{month:02d}" for year in years for month in range(1, 13)]


def series(cases: pd.DataFrame, name: str, choice: Choice, months: Sequence[str]) -> Series:
    """One outcome of one group, month by month."""
    what = OUTCOMES[name]
    kept = cases["kind"].isin(what.kinds) & cases["facility"].isin(list(choice.facilities))
    if choice.conditions:
        kept &= cases["condition"].isin(list(choice.conditions))
    if choice.schemes:
        kept &= cases["scheme"].isin(list(choice.schemes))
    rows = cases.loc[kept]
    first = int(months[0][:4])
    month = ((rows["year"] - first) * 12 + rows["month"] - 1).to_numpy()

    def monthly(columns: tuple[str, ...]) -> Floats:
        amount = rows[list(columns)].sum(axis=1).to_numpy(dtype=np.float64)
        return np.bincount(month, weights=amount, minlength=len(months))[: len(months)].astype(np.float64)

    return Series(monthly(what.top), monthly(what.below) if what.below else np.ones(len(months)))
