"""The folder of a sweep as tables, and the smallest point at which all targets are met."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.asked import read_question
from sim.experiments.asked import tell as tell_asked
from sim.experiments.seal import check_seal
from sim.policy.levers import LEVERS
from sim.reporting.checked_files import read_table
from sim.reporting.coverage import Coverage
from sim.reporting.numbers import number, percent
from sim.reporting.plots.sweep.luck import within_luck
from sim.reporting.plots.sweep.words import say
from sim.reporting.plots.trajectory import SHOWN
from sim.reporting.plots.words import say as say_all
from sim.scenario.faults import Faults
from sim.vocabulary.labels import label, name_alone, unit

COLUMNS = ("id", "indicator", "year", "area", "arm", "mean", "low", "high")
REMEDY = tell_asked("sweep_again")


@dataclass(frozen=True)
class Sweep:
    """The tables of a sweep's folder, last year and whole prefecture.

    ``values`` has a column a path: numbers where all its values are numbers, else the words as they were typed.
    """

    asked: dict[str, Any]
    paths: pd.DataFrame
    values: pd.DataFrame
    met: pd.Series
    year: str
    levels: dict[str, list[Any]]
    shown: tuple[str, ...] = SHOWN

    def only(self, *shown: str) -> Sweep:
        """The same with the values of these indicators alone."""
        return replace(self, values=self.values[self.values["indicator"].isin(shown)], shown=shown)

    @property
    def indicator(self) -> str:
        """The indicator of a map or a scatter plot: the first of those shown."""
        return self.shown[0]

    def number(self, value: float, lang: str) -> str:
        """A value of that indicator for a title, with its unit."""
        return number(value, unit(self.indicator), lang)

    def within_luck(self) -> bool | None:
        """Whether that indicator differs between points by no more than luck; None if nobody can say."""
        return within_luck(self.values[self.values["indicator"] == self.indicator], int(self.asked["reps"]))

    def name(self, path: str, lang: str) -> str:
        """What a path is called on an axis; in English with what it means and its unit."""
        short = self.plain_name(path, lang)
        if lang == "zh":
            return short
        row = self.paths.loc[path]
        # Units of levers are English words; a share needs none. What counts if it is not set is no part of a name.
        unit = f" ({row['unit']})" if row["unit"] not in ("", "share") else ""
        means = str(row["en"]).partition(";")[0]
        return f"{short}{unit}" if means == short else f"{short} – {means}{unit}"

    def plain_name(self, path: str, lang: str) -> str:
        """What a path is called in a title: its label says little without its rule."""
        head, _, key = path.rpartition(".")
        lever = LEVERS.get(head.removeprefix("rules.").partition("@")[0])
        row = self.paths.loc[path]
        if lever is None:
            return name_alone(str(row[lang]))
        field = key.replace("_", " ")
        return say(
            "of_rule", lang, rule=lever.zh if lang == "zh" else lever.en, name=name_alone(str(row["zh"])), field=field
        )

    @property
    def varied(self) -> list[str]:
        """Paths with two values or more among the points that have an answer."""
        return [str(path) for path in self.paths.index if self.values[path].nunique() > 1]

    def is_number(self, path: str) -> bool:
        """Whether a path has numbers only."""
        return pd.api.types.is_numeric_dtype(self.values[path])

    def met_at(self, ids: pd.Series) -> pd.Series:
        """For each point whether all targets are met; False for all where the scenario has none."""
        return ids.map(self.met).eq(True) if len(self.met) else pd.Series(data=False, index=ids.index)

    @cached_property
    def smallest(self) -> pd.Series | None:
        """The point at which all targets are met with the least sum of its numbers, each on its range; else None."""
        points = self.values.drop_duplicates("id")
        points = points[self.met_at(points["id"])]
        if points.empty:
            return None
        size = pd.Series(0.0, index=points.index)
        for path in self.varied:
            if self.is_number(path):
                low, high = self.values[path].min(), self.values[path].max()
                size += (points[path] - low) / (high - low)
            else:
                size += points[path].map(self.levels[path].index) * 1e-9  # the first named, if all else is equal
        return points.iloc[int(size.to_numpy().argmin())]

    def is_smallest(self, ids: pd.Series) -> pd.Series:
        """Marks that point."""
        return ids.eq(self.smallest["id"]) if self.smallest is not None else pd.Series(data=False, index=ids.index)


def read_sweep(folder: Path, shown: tuple[str, ...] = SHOWN) -> Sweep | None:
    """The sweep of a folder with the values of some indicators; nothing if no point has an answer."""
    if not (folder / "results.csv").exists():
        return None
    faults = Faults()
    check_seal(folder, faults)
    faults.stop_if_any()
    asked = read_question(folder)
    paths = read_table(folder / "paths.csv", ("path", "zh", "en", "unit"), REMEDY).set_index("path")
    values = read_table(folder / "results.csv", (*COLUMNS, *paths.index), REMEDY)
    year = str(values["year"].max())
    values = values[(values["year"] == year) & (values["area"] == "all") & values["indicator"].isin(shown)]
    order = _design(folder, values, list(paths.index))
    levels: dict[str, list[Any]] = {}
    for path in paths.index:
        numbers = pd.to_numeric(values[path], errors="coerce")
        if numbers.notna().all():
            values = values.assign(**{path: numbers})
            levels[path] = sorted(numbers.unique().tolist())
        else:
            levels[path] = order[path].drop_duplicates().tolist()
    return Sweep(asked, paths, values, _met(folder / "targets.csv"), year, levels, shown)


def _design(folder: Path, values: pd.DataFrame, paths: list[str]) -> pd.DataFrame:
    """The points in the order asked for, if it was kept: words have no other order."""
    file = folder / "design.csv"
    found = read_table(file, paths, REMEDY) if file.exists() else values
    return pd.concat([found[paths], values[paths]])


def _met(file: Path) -> pd.Series:
    """For each point whether the reform meets every target; empty where the scenario has none."""
    if not file.exists():
        return pd.Series(dtype=bool)
    lines = read_table(file, ("id", "target", "arm", "met"), REMEDY)
    # Only the years that the scenario names, not the twelve months after the start (ids with @).
    lines = lines[(lines["arm"] == "reform") & lines["met"].ne("") & ~lines["target"].str.contains("@")]
    return lines["met"].eq("True").groupby(lines["id"]).all()


def value_text(value: Any) -> str:
    """A value of a path as people write it."""
    return f"{value:.4g}" if isinstance(value, int | float) else str(value)


def met_text(found: Sweep, paths: list[str], lang: str) -> str:
    """The end of a title: the smallest point at which all targets are met, or that there is none.

    Without ``paths`` only how many points meet them.
    """
    if not len(found.met):
        return ""
    if found.smallest is None:
        return say("all_met_none", lang)
    if len(paths) == 1:
        return say("all_met_one", lang, values=value_text(found.smallest[paths[0]]))
    met = int(found.met_at(found.values.drop_duplicates("id")["id"]).sum())
    if not paths:
        return say("all_met_count", lang, met=met)
    return say("all_met_some", lang, met=met, values=smallest_text(found, paths, lang))


def smallest_text(found: Sweep, paths: list[str], lang: str) -> str:
    """The values of the smallest point at which all targets are met; empty if there is none."""
    if found.smallest is None:
        return ""
    texts = {path: value_text(found.smallest[path]) for path in paths}
    pairs = [say("pair", lang, path=found.plain_name(path, lang), value=text) for path, text in texts.items()]
    return say_all("and", lang).join(pairs)


def luck_text(found: Sweep, lang: str) -> str:
    """The end of a title where the points differ by no more than luck."""
    return say("within_luck", lang) if found.within_luck() else ""


def below(found: Sweep, lang: str, unit_words: str, *, intervals: bool = True) -> str:
    """The line below the title: unit, area, year, n; and what ``intervals`` mean where there are any."""
    drawn = Coverage(int(found.asked["reps"])).drawn(lang, intervals=intervals)
    return say_all("below", lang, unit=unit_words, area=label("all", lang), year=found.year, drawn=drawn)


def source(found: Sweep, lang: str) -> str:
    """The last line of the foot."""
    sample = float(found.asked["sample"])
    share = percent(sample, lang, 0 if sample >= 0.01 else 2)
    return say_all("source", lang, title=found.asked["title"][lang], sample=share, quick="").strip()
