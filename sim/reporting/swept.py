"""The folder of a sweep for a report: its points, targets and failures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from sim.reporting.checked_files import read_table
from sim.reporting.coverage import Coverage
from sim.reporting.numbers import percent
from sim.reporting.plots.sweep import drawn_indicators
from sim.reporting.plots.sweep.read import REMEDY, Sweep, read_sweep
from sim.reporting.plots.trajectory import SHOWN
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.phrase import telling

# Funds, the package and hospitals, beside what care is about: a lever is no good that only moves the bill.
MONEY = ("fund_spending_per_resident", "fund_balance", "package_surplus", "hospital_margin_share")
TARGETS = ("id", "target", "indicator", "year", "area", "comparator", "value", "arm", "mean", "met")
MET = {"True": True, "False": False}
PHRASES = {
    "no_points": ("没有一种取值组合得到结果", "no combination of values has a result"),
    "again": (
        "查看 failures.csv 中的原因，改正后再运行同一扫描",
        "see failures.csv for why, then run the same sweep again",
    ),
}
tell = telling(PHRASES)


@dataclass(frozen=True)
class Swept:
    """The files of one sweep."""

    folder: Path

    @cached_property
    def sweep(self) -> Sweep:
        """The points that have a result, with the headlines."""
        return self.outcomes.only(*SHOWN)

    @cached_property
    def named(self) -> tuple[str, ...]:
        """Further indicators that somebody has had drawn."""
        return drawn_indicators(self.folder)

    @cached_property
    def outcomes(self) -> Sweep:
        """The same with money too, and with what somebody has had drawn.

        Raises
        ------
        InputInvalid : there is none.
        """
        found = read_sweep(self.folder, tuple(dict.fromkeys((*SHOWN, *MONEY, *self.named))))
        if found is None or found.values.empty:
            raise InputInvalid([Problem(str(self.folder), 0, 0, "", tell("no_points"), tell("again"))])
        return found

    @cached_property
    def targets(self) -> pd.DataFrame:
        """The calendar-year targets with the reform, a line a point and target; ``met`` is empty if unknown."""
        file = self.folder / "targets.csv"
        if not file.exists():
            return pd.DataFrame(columns=list(TARGETS))
        found = read_table(file, TARGETS, REMEDY)
        found = found[(found["arm"] == "reform") & ~found["year"].str.contains("..", regex=False)]
        whole = found.drop_duplicates(["id", "target"], keep="last")
        return whole.assign(met=whole["met"].map(MET).astype(object))

    @cached_property
    def failures(self) -> pd.DataFrame:
        """Points without a result, and why."""
        file = self.folder / "failures.csv"
        columns = ("id", *self.sweep.paths.index, "error", "message")
        return read_table(file, columns, REMEDY) if file.exists() else pd.DataFrame(columns=list(columns))

    @cached_property
    def base_year(self) -> str:
        """The year before the reform: the first that results are of."""
        return str(read_table(self.folder / "results.csv", ("year",), REMEDY)["year"].min())

    @property
    def points(self) -> int:
        """Combinations with a result."""
        return int(self.sweep.values["id"].nunique())

    @property
    def replications(self) -> int:
        """How often each arm was run at each of them."""
        return int(self.sweep.asked["reps"])

    @property
    def coverage(self) -> Coverage:
        """What intervals hold: luck alone, as parameters are what varies by intent."""
        return Coverage(self.replications)

    def title(self, lang: str) -> str:
        """The title of the scenario."""
        return str(self.sweep.asked["title"][lang])

    def sample(self, lang: str) -> str:
        """The share of residents simulated."""
        share = float(self.sweep.asked["sample"])
        return percent(share, lang, 0 if share >= 0.01 else 2)
