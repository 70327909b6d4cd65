"""The folder of a run of the nation as tables."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.kept_files import read_json
from sim.vocabulary.phrase import Bilingual

AGAIN = Bilingual("run the same command again", "请再次运行同一命令")
HEADLINES = (
    ("primary_visit_share", "all"),
    ("county_visit_rate", "counties"),
    ("county_inpatient_share", "counties"),
    ("visits_per_resident", "all"),
    ("admissions_per_100", "all"),
    ("alos", "all"),
    ("cost_per_discharge", "all"),
    ("medical_cost_per_resident", "all"),
    ("cost_growth", "all"),
    ("oop_share", "all"),
    ("fund_spending_per_insured", "all"),
    ("drg_coverage", "all"),
)
POOL_COLUMNS = ("primary_visit_share", "admissions_per_100", "cost_per_discharge", "medical_cost_per_resident")


class NationResult:
    """Reads once, when asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What was run."""
        return read_json(self.folder / "manifest.json", AGAIN)

    @property
    def arms(self) -> list[dict[str, str]]:
        """Id and names of the arms, in order."""
        found: list[dict[str, str]] = self.manifest["arms"]
        return found

    def table(self, name: str) -> pd.DataFrame:
        """One of the tables; periods and dates are text."""
        return pd.read_csv(self.folder / f"{name}.csv", dtype={"year": str, "day": str, "clause": str})

    @cached_property
    def nation(self) -> pd.DataFrame:
        """Values of the nation and of each type."""
        return self.table("nation")

    @cached_property
    def pools(self) -> pd.DataFrame:
        """Values of each pool."""
        return self.table("pools")

    @property
    def years(self) -> list[str]:
        """Reported years."""
        first, last = self.manifest["years"]
        return [str(year) for year in range(first, last + 1)]

    def of_arm(self, arm: str, lang: str) -> str:
        """The name of an arm."""
        return next(one[lang] for one in self.arms if one["id"] == arm)

    def row(self, frame: pd.DataFrame, indicator: str, arm: str, year: str, area: str) -> pd.Series | None:
        """The row of one value; None where there is none."""
        found = frame[
            (frame["indicator"] == indicator)
            & (frame["arm"] == arm)
            & (frame["year"] == year)
            & (frame["area"] == area)
            & (frame["group"] == "all")
        ]
        return None if found.empty else found.iloc[0]
