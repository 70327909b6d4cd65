"""The folder of a sensitivity analysis as it is read for people: inputs by rank, with names, and what luck does."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.asked import read_sensitivity
from sim.experiments.asked import tell as asked
from sim.experiments.kept_files import read_csv
from sim.experiments.sensitivity.folder import COLUMNS, MEASURES, NARROWING, SPREAD
from sim.experiments.sensitivity.runs import EFFECT
from sim.reporting.sensitivity.words import say
from sim.vocabulary.labels import unit_words
from sim.vocabulary.phrase import Bilingual

MAIN = {"tornado": "swing", "morris": "mu_star", "sobol": "ST"}
HALF = 1.96  # standard deviations to either side hold 95 %
NOTICED = 0.02  # a spread that narrows by less is not said to narrow
WORDS = ("path", "zh", "en", "unit", "confidence", "source", "source_zh", "indicator", "of", "measure", "converged")


@dataclass(frozen=True, slots=True)
class WorthKnowing:
    """An input and the effect that would narrow most, by which share, if it were known; half-widths in the unit."""

    row: dict[str, Any]
    indicator: str
    narrowing: float
    now: float

    @property
    def then(self) -> float:
        """The half-width once the input is known."""
        return self.now * (1.0 - self.narrowing)

    def name(self, lang: str) -> str:
        """What the input is called."""
        return str(self.row[lang])


@dataclass(frozen=True)
class SensitivityResult:
    """The files of a folder.

    Raises
    ------
    InputInvalid : a file is not there, damaged, or lacks a column.
    """

    folder: Path

    @cached_property
    def asked(self) -> dict[str, Any]:
        """The question."""
        return read_sensitivity(self.folder)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """A row an input, indicator, level or effect, and measure; see `sim.experiments.sensitivity.folder`."""
        kinds = dict.fromkeys(WORDS, str)
        path = self.folder / MEASURES
        return read_csv(path, asked("vary_again"), COLUMNS, dtype=kinds, keep_default_na=False, na_values={
            name: [""] for name in ("value", "low", "high", "estimate", "lower", "upper")
        })  # fmt: skip

    @cached_property
    def spread(self) -> pd.DataFrame:
        """A row an indicator and level or effect."""
        needed = ("indicator", "of", "value", "sd_inputs", "luck_share", "size", "points", "refused")
        return read_csv(self.folder / SPREAD, asked("vary_again"), needed)

    @property
    def method(self) -> str:
        """Tornado, Morris or Sobol."""
        return str(self.asked["method"])

    @property
    def main(self) -> str:
        """The measure that ranks."""
        return MAIN[self.method]

    @property
    def indicators(self) -> list[str]:
        """The headlines, in their order."""
        return list(dict.fromkeys(self.spread["indicator"]))

    @property
    def inputs(self) -> int:
        """How many inputs were varied at last."""
        return int(self.rows["path"].nunique())

    @property
    def size(self) -> int:
        """Trajectories or points."""
        return int(self.spread["size"].iloc[0])

    @property
    def points(self) -> int:
        """Points that count, the scenario as it is not among them."""
        return int(self.spread["points"].iloc[0])

    def told_method(self, lang: str) -> str:
        """The method with its size."""
        return say(self.method, lang, size=self.size)

    def title(self, lang: str) -> str:
        """That of the scenario."""
        return str(self.asked["title"][lang])

    def of(self, indicator: str, of: str, measure: str) -> pd.DataFrame:
        """The rows of one measure by path, in the order of the inputs."""
        rows = self.rows
        mask = (rows["indicator"] == indicator) & (rows["of"] == of) & (rows["measure"] == measure)
        return rows[mask].set_index("path", drop=False)

    def one_spread(self, indicator: str, of: str) -> pd.Series:
        """The row of an indicator's level or effect."""
        return self.spread[(self.spread["indicator"] == indicator) & (self.spread["of"] == of)].iloc[0]

    @cached_property
    def worth_knowing(self) -> list[WorthKnowing]:
        """Every input by the largest share by which knowing it would narrow a headline effect; the first one first."""
        rows = self.rows[(self.rows["measure"] == NARROWING) & (self.rows["of"] == EFFECT)]
        best = rows.loc[rows.groupby("path", sort=False)["estimate"].idxmax()]
        best = best.sort_values("estimate", ascending=False, kind="stable")
        found = []
        for row in best.to_dict("records"):
            indicator = str(row["indicator"])
            now = HALF * float(self.one_spread(indicator, EFFECT)["sd_inputs"])
            record = {str(key): value for key, value in row.items()}
            found.append(WorthKnowing(record, indicator, float(row["estimate"]), now))
        return found

    @property
    def idle(self) -> int:
        """How many inputs moved no headline at all, neither its level nor its effect."""
        main = self.rows[self.rows["measure"] == self.main]
        return int((main.groupby("path")["estimate"].max() == 0).sum())

    @property
    def times_more(self) -> float:
        """How many times as many trajectories or points would settle every effect; nan without intervals."""
        if "times_more" not in self.spread:
            return math.nan
        return float(self.spread.loc[self.spread["of"] == EFFECT, "times_more"].max())

    def unit(self, row: dict[str, Any]) -> Bilingual:
        """The unit of an input."""
        found = unit_words(str(row["unit"]))
        return found if found else Bilingual(say("no_unit", "en"), say("no_unit", "zh"))


def needed_size(found: SensitivityResult) -> int:
    """So many trajectories or points would do; points are a power of two."""
    wanted = math.ceil(found.size * found.times_more)
    return wanted if found.method != "sobol" else 1 << max(0, wanted - 1).bit_length()


def points_for(found: SensitivityResult, size: int) -> int:
    """How many points a design of that size has."""
    return size * (found.inputs + (1 if found.method == "morris" else 2))
