"""Each assumption set to the ends of its range, one at a time: a small round of all, a larger one of the strongest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sim.experiments.executor import Report, each
from sim.experiments.sensitivity.runs import EFFECT, LEVEL, Changes, Plan, VariedRun, measured
from sim.experiments.shared_months import sharing_months
from sim.scenario.settable import Settable

HEADLINE_THREE = ("primary_visit_share", "county_visit_rate", "cost_growth")
COLUMNS = ["path", "end", "value", "indicator", "reform", "effect"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One run of both arms with one input changed (``path`` empty: none)."""

    plan: Plan
    path: str
    end: str
    value: float
    sample: float

    @property
    def run(self) -> VariedRun:
        """The run."""
        changes: Changes = ((self.path, self.value),) if self.path else ()
        return VariedRun(self.plan, changes, self.sample)


def variants(plan: Plan, items: Sequence[Settable], sample: float) -> list[Variant]:
    """The scenario as it is, then each item at both ends of its range."""
    found = [Variant(plan, "", "", float("nan"), sample)]
    for item in items:
        for end, value in (("low", item.low), ("high", item.high)):
            if value is not None and value != item.value:
                found.append(Variant(plan, item.path, end, value, sample))
    return found


def strongest(
    plan: Plan, items: Sequence[Settable], samples: tuple[float, float], top: int, report: Report | None = None
) -> tuple[pd.DataFrame, int]:
    """All items at a small sample, then those that moved most at a larger one.

    Returns
    -------
    The second round as `one_at_a_time` gives it, and the number of items of the first.
    """
    first = ranked(one_at_a_time(variants(plan, items, samples[0]), plan.jobs, report))
    chosen = [item for item in items if item.path in first.index[:top]]
    return one_at_a_time(variants(plan, chosen, samples[1]), plan.jobs, report), len(items)


def one_at_a_time(found: Sequence[Variant], jobs: int, report: Report | None = None) -> pd.DataFrame:
    """A row a variant and headline; columns `COLUMNS`. An end that the scenario refuses has no row."""
    with sharing_months():
        answers = each(measured, [variant.run for variant in found], jobs, report)
    rows = [
        (one.path, one.end, one.value, name, values[f"{name}/{LEVEL}"], values[f"{name}/{EFFECT}"])
        for one, values in zip(found, answers, strict=True)
        for name in HEADLINE_THREE
        if values
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def ranked(table: pd.DataFrame) -> pd.Series:
    """Paths by the largest move of any headline's value or effect at either end, in points, the strongest first."""
    base = table[table["path"] == ""].set_index("indicator")
    moved = table[table["path"] != ""].copy()
    for column in ("reform", "effect"):
        moved[column] = (moved[column] - moved["indicator"].map(base[column])).abs()
    moved["most"] = moved[["reform", "effect"]].max(axis=1)
    return moved.groupby("path")["most"].max().sort_values(ascending=False)
