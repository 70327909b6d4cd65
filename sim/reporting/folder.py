"""A results folder as tables: the only thing a report reads."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.kept_files import read_csv, read_json
from sim.experiments.manifest import read_manifest
from sim.indicators.enough import counted_by
from sim.reporting.checked_files import with_lines
from sim.reporting.coverage import Coverage
from sim.vocabulary.doubt import Doubt
from sim.vocabulary.labels import LANGUAGES, label
from sim.vocabulary.names import Tier
from sim.vocabulary.one_line import one_line
from sim.vocabulary.phrase import telling

KEYS = ("indicator", "arm", "year", "area", "group")

PHRASES = {"again": ("请重新运行情景", "run the scenario again")}
tell = telling(PHRASES)


@dataclass(frozen=True)
class Results:
    """The files of one run. Ids stay ids; `name` gives the words for people."""

    folder: Path

    def table(self, name: str) -> pd.DataFrame:
        """One CSV of the folder; ``year`` and other ids are text. InputInvalid if it is not there or no table."""
        text = dict.fromkeys(("year", "area", "group", "home"), str) if name != "timeseries" else {"area": str}
        frame = read_csv(self.folder / f"{name}.csv", tell("again"), keep_default_na=False, na_values=[""])
        return with_lines(frame.astype({column: kind for column, kind in text.items() if column in frame.columns}))

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """Name, titles, years, sample, replications; see `read_manifest`."""
        return read_manifest(self.folder)

    @cached_property
    def checks(self) -> dict[str, Any]:
        """What must hold, and how many base-year figures are met; empty if the run did not write them."""
        file = self.folder / "checks.json"
        return read_json(file, tell("again")) if file.exists() else {}

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """Means and intervals by indicator, arm, year, area, group."""
        return self.table("indicators")

    @cached_property
    def targets(self) -> pd.DataFrame:
        """Targets with their values and probabilities."""
        return self.table("targets")

    @property
    def calendar_targets(self) -> pd.DataFrame:
        """Targets by calendar year, as documents set them; without the twelve months after the start."""
        return self.targets[~self.targets["year"].astype(str).str.contains("..", regex=False)]

    @cached_property
    def rules(self) -> pd.DataFrame:
        """Rules of the reform, in order of their first month."""
        return self.table("rules").sort_values("first_month", kind="stable", ignore_index=True)

    @cached_property
    def places(self) -> pd.DataFrame:
        """Districts by id, with their names and kind."""
        return self.table("districts").set_index("id")

    @cached_property
    def hospitals(self) -> pd.DataFrame:
        """Sums of every hospital in every year; empty where the run did not keep them."""
        return self.optional("hospitals")

    @cached_property
    def facilities(self) -> pd.DataFrame:
        """Facilities by id, with their names, places and tiers."""
        return self.table("facilities").set_index("id")

    @cached_property
    def levels(self) -> pd.DataFrame:
        """Names of the levels of care by id that the region declares beside the national classes, lowest first."""
        facilities = self.optional("facilities").reindex(columns=["level", *(f"level_{lang}" for lang in LANGUAGES)])
        own = facilities.dropna().drop_duplicates("level").set_index("level")
        return own.loc[[word for word in own.index if word not in Tier.ids()]]

    @property
    def base_year(self) -> str:
        """The year before the reform."""
        return str(self.manifest["years"][0])

    @property
    def last_year(self) -> str:
        """The year whose effects head the report."""
        return str(self.manifest["years"][-1])

    @property
    def weight(self) -> float:
        """Real persons a simulated one stands for; tables of money are those of the sample."""
        return 1.0 / float(self.manifest["sample"])

    @property
    def replications(self) -> int:
        """How often each arm was run with other luck."""
        return int(self.manifest["replications"])

    @property
    def members(self) -> int:
        """Over how many sets of parameters; none where intervals hold luck alone, or an older program wrote them."""
        return int(self.manifest.get("members") or 0)

    @property
    def doubt(self) -> Doubt:
        """What intervals and probabilities hold."""
        return self.coverage.doubt

    @property
    def coverage(self) -> Coverage:
        """The same in words."""
        return Coverage(self.replications, self.members)

    def title(self, lang: str) -> str:
        """The scenario's title."""
        return one_line(str(self.manifest.get(f"title_{lang}") or self.manifest["name"]))

    def name(self, area: str, lang: str) -> str:
        """The name of a district, of a level of care or of one of the words for several."""
        found = self._names.get(lang, {}).get(area)
        if found is not None:
            return found
        try:
            return label(area, lang)
        except KeyError:
            return area

    def short(self, area: str, lang: str) -> str:
        """The name without what stands in brackets, for narrow places."""
        return self.name(area, lang).split("（")[0].split(" (")[0]

    def optional(self, name: str) -> pd.DataFrame:
        """One CSV of the folder, or an empty table if the run did not write it."""
        path = self.folder / f"{name}.csv"
        return self.table(name) if path.exists() and path.stat().st_size > 1 else pd.DataFrame()

    def row(self, indicator: str, arm: str, year: str, area: str = "all", group: str = "all") -> pd.Series | None:
        """One line of the indicators; None if there is none."""
        place = self._lines.get((indicator, arm, year, area, group))
        return None if place is None else self.indicators.iloc[place]

    def events(self, indicator: str, year: str, area: str = "all") -> float:
        """Simulated events behind a value of the reform arm, all replications together; infinite for measures.

        See `sim.indicators.enough`.
        """
        name = counted_by(indicator)
        row = None if name is None else self.row(name, "reform", year, area)
        if row is None:
            return math.inf
        counted = row["numerator"] if pd.isna(row["denominator"]) else row["denominator"]
        return float(counted) * float(row["n"]) / self.weight

    @cached_property
    def _lines(self) -> dict[tuple[str, ...], int]:
        """Where the line of an indicator, arm, year, area and group stands; the first one where there are two."""
        keys = zip(*(self.indicators[name] for name in KEYS), strict=True)
        return {key: place for place, key in reversed(list(enumerate(keys)))}

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        """Names of districts and of the region's own levels of care by language and id."""
        levels = self.levels
        return {
            lang: {str(k): str(v) for k, v in {**levels[f"level_{lang}"], **self.places[lang]}.items()}
            for lang in LANGUAGES
            if lang in self.places.columns
        }
