"""The folder of a comparison as tables: several scenarios on the same luck, each beside a reference."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.asked import read_comparison
from sim.experiments.asked import tell as tell_asked
from sim.experiments.seal import check_seal
from sim.reporting.checked_files import read_table
from sim.reporting.comparison.contrasts import Contrasts
from sim.reporting.coverage import Coverage
from sim.reporting.estimate import Estimate
from sim.reporting.folder import Results
from sim.reporting.headlines import WITH_PARTS
from sim.reporting.target_table import decisive, is_own
from sim.scenario.faults import Faults
from sim.vocabulary.doubt import Doubt
from sim.vocabulary.labels import label
from sim.vocabulary.names import AgeBand, Scheme

REMEDY = tell_asked("compare_again")
COLUMNS = ("indicator", "year", "area", "group", "case", "measure", "mean", "low", "high", "n")
TARGETS = (
    "case", "target", "clause", "indicator", "year", "area", "comparator", "value", "arm", "mean", "met", "probability",
)  # fmt: skip
BASELINE = "baseline"
GROUPS = {"age": AgeBand.ids(), "scheme": Scheme.ids()}
MET = {"True": True, "False": False, "": float("nan")}


@dataclass(frozen=True)
class Comparison:
    """The files of one comparison. Ids stay ids; `name` gives the words for people."""

    folder: Path

    @cached_property
    def asked(self) -> dict[str, Any]:
        """Reference, cases, years, replications, sample, whether the baseline is one for all, what it is split by."""
        faults = Faults()
        check_seal(self.folder, faults)
        faults.stop_if_any()
        return read_comparison(self.folder)

    @property
    def reference(self) -> str:
        """The case that the others are set against."""
        return str(self.asked["reference"])

    @property
    def cases(self) -> list[str]:
        """All cases, the reference first."""
        return [self.reference, *self.others]

    @property
    def others(self) -> list[str]:
        """The cases that are set against the reference, in the order asked for."""
        return [str(case) for case in self.asked["cases"] if case != self.reference]

    @property
    def shown(self) -> list[str]:
        """The cases behind the arm without rules, if that is one and the same for all of them."""
        return [BASELINE, *self.cases] if self.asked["shared_baseline"] else self.cases

    @property
    def year(self) -> str:
        """The year compared."""
        return str(self.asked["year"])

    @property
    def replications(self) -> int:
        """How often each case was run with other luck."""
        return int(self.asked["replications"])

    @property
    def members(self) -> int:
        """Over how many sets of parameters; none where intervals hold luck alone, or an older program wrote them."""
        return int(self.asked.get("members") or 0)

    @property
    def doubt(self) -> Doubt:
        """What intervals and probabilities hold."""
        return self.coverage.doubt

    @property
    def coverage(self) -> Coverage:
        """The same in words."""
        return Coverage(self.replications, self.members)

    @cached_property
    def _titles(self) -> pd.DataFrame:
        return read_table(self.folder / "cases.csv", ("case", "title_en", "title_zh"), REMEDY).set_index("case")

    def name(self, case: str, lang: str) -> str:
        """A case's title; its id where the title is missing or another case has the same: the reference keeps it."""
        if case == BASELINE:
            return label(BASELINE, lang)
        titles = self._titles[f"title_{lang}"]
        title = str(titles.get(case, ""))
        shared = case != self.reference and (titles == title).sum() > 1
        return case if not title or shared else title

    def letter(self, case: str) -> str:
        """A letter for a narrow place: A is the reference; the names stand in a key."""
        n = self.cases.index(case)
        return (chr(ord("A") + n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)

    def results(self, case: str) -> Results:
        """The results folder of a case."""
        return Results(self.folder / "cases" / case)

    @property
    def words(self) -> Results:
        """The reference's results, for names of places."""
        return self.results(self.reference)

    @cached_property
    def table(self) -> pd.DataFrame:
        """``comparison.csv``: value, effect and difference by indicator, year, area, group and case."""
        return read_table(self.folder / "comparison.csv", COLUMNS, REMEDY)

    @cached_property
    def _numbers(self) -> dict[tuple[str, ...], Estimate]:
        """The year compared, by indicator, case, measure, area, group."""
        rows = self.table[(self.table["year"] == self.year) & self.table["mean"].notna()]
        keys = zip(*(rows[column] for column in ("indicator", "case", "measure", "area", "group")), strict=True)
        values = zip(rows["mean"], rows["low"], rows["high"], strict=True)
        return {key: Estimate(*map(float, value)) for key, value in zip(keys, values, strict=True)}

    def number(
        self, indicator: str, case: str, measure: str = "value", area: str = "all", group: str = "all"
    ) -> Estimate | None:
        """One number of the year compared; None if there is none."""
        return self._numbers.get((indicator, case, measure, area, group))

    @property
    def headlines(self) -> list[str]:
        """Headlines with their parts that the reference has a value for."""
        return [name for name in WITH_PARTS if self.number(name, self.reference) is not None]

    @property
    def groups(self) -> list[tuple[str, str]]:
        """What the comparison is split by, as area and group; nothing if it is not."""
        by = str(self.asked["by"])
        if by == "county":
            return self._counties
        there = set(self.table["group"])
        return [("all", group) for group in GROUPS.get(by, ()) if group in there]

    @property
    def groups_or_counties(self) -> list[tuple[str, str]]:
        """The groups; counties where the comparison is not split."""
        return self.groups or self._counties

    @property
    def _counties(self) -> list[tuple[str, str]]:
        return [(str(area), "all") for area in self.words.places.index]

    def group_name(self, area: str, group: str, lang: str) -> str:
        """A district, an age band or a scheme."""
        return self.words.short(area, lang) if group == "all" else label(group, lang)

    @cached_property
    def inputs(self) -> pd.DataFrame:
        """What the cases were given, where they differ: path, names, unit, one column a case."""
        # A case may be called "low" or "mean".
        found = read_table(self.folder / "inputs.csv", ("path", "zh", "en", "unit", *self.cases), REMEDY, numbers=())
        return found[found[self.cases].nunique(axis=1) > 1].reset_index(drop=True)

    @cached_property
    def targets(self) -> pd.DataFrame:
        """The calendar-year targets with the reform, a line a case and target; ``met`` is empty if unknown."""
        found = read_table(self.folder / "targets.csv", TARGETS, REMEDY)
        found = found[(found["arm"] == "reform") & ~found["year"].str.contains("..", regex=False)]
        found = found.assign(met=found["met"].map(MET).astype(object))
        parts = [decisive(found[found["case"] == case]) for case in self.cases]
        whole = pd.concat(parts, ignore_index=True)
        return pd.concat([whole[is_own(whole)], whole[~is_own(whole)]], ignore_index=True)

    @property
    def own_targets(self) -> pd.DataFrame:
        """Those of the targets that no document sets: the question of whoever compares."""
        return self.targets[is_own(self.targets)]

    def met(self, case: str) -> tuple[int, int]:
        """How many targets a case meets, and how many it has."""
        rows = self.targets[self.targets["case"] == case]
        return sum(met is True for met in rows["met"]), len(rows)

    @cached_property
    def contrasts(self) -> Contrasts:
        """Every pair of cases, net positions, and what was moved."""
        return Contrasts(self.folder)


def finite(numbers: Sequence[Estimate | None]) -> list[float]:
    """All ends and means that are numbers, for the scale of a plot."""
    ends = [end for one in numbers if one is not None for end in (one.low, one.mean, one.high)]
    return [end for end in ends if math.isfinite(end)]
