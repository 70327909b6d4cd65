"""The folder of a back-test as it is read for people: series and trends with names, numbers in their units."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.asked import BacktestQuestionShape, read_tested
from sim.experiments.asked import tell as asked
from sim.experiments.backtest.folder import SERIES, SETS, TRENDS, YEARS
from sim.experiments.backtest.judge import HELD, SERIES_COLUMNS, YEAR_COLUMNS
from sim.experiments.backtest.series import JOIN
from sim.experiments.kept_files import read_csv
from sim.reporting.backtest.words import say
from sim.reporting.headlines import title
from sim.reporting.lines import sentence_case
from sim.reporting.numbers import EMPTY, MINUS
from sim.vocabulary.labels import label

WORDS = (
    "indicator",
    "group",
    "unit",
    "part",
    "in_sample",
    "verdict",
    "verdict_held",
    "verdict_fitted",
    "trend",
    "answers_to",
    "worst",
)


@dataclass(frozen=True)
class BacktestResult:
    """The files of a folder.

    Raises
    ------
    InputInvalid : a file is not there, damaged, or lacks a column.
    """

    folder: Path

    @cached_property
    def asked(self) -> BacktestQuestionShape:
        """The question."""
        return read_tested(self.folder)

    @cached_property
    def years(self) -> pd.DataFrame:
        """A row a series and year; see `sim.experiments.backtest.judge`."""
        return self._table(YEARS, YEAR_COLUMNS)

    @cached_property
    def series(self) -> pd.DataFrame:
        """A row a series."""
        return self._table(SERIES, SERIES_COLUMNS)

    @cached_property
    def trends(self) -> pd.DataFrame:
        """A row a trend."""
        return self._table(TRENDS, ["trend", "value", "low", "high", "answers_to", "fitted", "at_bound", "reached"])

    @cached_property
    def sets(self) -> pd.DataFrame:
        """A row a set."""
        return self._table(SETS, ["set", "kept", "worst"])

    def _table(self, name: str, columns: list[str]) -> pd.DataFrame:
        words = dict.fromkeys(WORDS, str)
        found = read_csv(self.folder / name, asked("test_again"), columns, dtype=words)
        return found.assign(**{word: found[word].fillna("") for word in WORDS if word in found})

    @property
    def kept(self) -> int:
        """Sets that are left."""
        return int(self.sets["kept"].sum())

    @property
    def held(self) -> pd.DataFrame:
        """The held-back figures."""
        return self.years[self.years["part"] == HELD]

    @property
    def fitted(self) -> pd.DataFrame:
        """The trends that were fitted."""
        return self.trends[self.trends["answers_to"] != ""]

    @property
    def independent(self) -> pd.DataFrame:
        """The series whose held-back years informed no range."""
        return self.series[self.series["in_sample"] == ""]

    @property
    def blanks(self) -> dict[str, Any]:
        """What many sentences say of the years."""
        first, last = self.asked.years
        held = self.asked.held
        return {
            "first": first,
            "last": last,
            "until": held[0] - 1,
            "held": f"{held[0]}-{held[-1]}" if len(held) > 1 else held[0],
        }

    def note(self, row: Mapping[str, Any], lang: str) -> str:
        """Where the definition of a series is not the model's; empty if it is."""
        found = self.asked.notes.get(f"{row['indicator']}/{row['group']}")
        return "" if found is None else str(getattr(found, lang))


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table by column."""
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def name_of(row: Mapping[str, Any], lang: str) -> str:
    """What the series of a row is called."""
    return series_name(row["indicator"], row["group"], lang)


def series_name(indicator: str, group: str, lang: str) -> str:
    """What a series is called."""
    name = sentence_case(title(indicator, lang))
    if group == "all":
        return name
    groups = say("together", lang).join(label(word, lang) for word in group.split(JOIN))
    return say("group", lang, name=name, group=groups)


def yearly(value: float, points: bool, lang: str, *, sign: bool = True) -> str:
    """A growth a year or an error, in points of a share or in percent."""
    if math.isnan(value):
        return EMPTY
    scaled = round(100.0 * value, 1)
    mark = MINUS if scaled < 0 else "+" if sign and scaled > 0 else ""
    return say("of_points" if points else "of_percent", lang, x=f"{mark}{abs(scaled):.1f}")
