"""A library with one back-test, and a model of a few lines in the place of runs: what is found of it is known."""

from __future__ import annotations

import csv
import math
import shutil
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from sim.experiments.backtest.runs import PastRun
from sim.scenario.calendar_table import CALENDAR

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "scenarios"
YEARS = range(2010, 2020)
# Within the ranges of trend.csv, none of them the value there.
TRUTH = {"trend_unit_visit_county": 0.032, "trend_unit_adm_tertiary": 0.02, "trend_hospital_visits": 0.04}
SERIES = ("cost_per_visit/county", "cost_per_discharge/tertiary", "visits_per_resident/all", "primary_visit_share/all",
          "alos/tertiary", "cost_growth/all")  # fmt: skip
UNITS = {"cost_per_visit": "yuan", "cost_per_discharge": "yuan", "visits_per_resident": "visits per year",
         "primary_visit_share": "share", "alos": "days", "cost_growth": "growth"}  # fmt: skip
HEAD = "indicator,group,year,value,unit,low,high,source,confidence,note"
TOLD = """\
schema: 1
id: made_up
title: {en: Made up, zh: 虚构}
region: experiments/regions/heping
years: {base: 2010, last: LAST}
setting: {en: a place that is not there, zh: 虚构的地方}
series:
LISTED
left_out:
  - {en: rain, zh: 降雨}
"""


def values(trends: Mapping[str, float], luck: int = 0) -> dict[str, float]:
    """What the made-up place gives under some trends, by ``indicator/group/year``."""
    found = {}
    for year in YEARS:
        t = year - YEARS[0]
        shaken = 1.0 + 0.0005 * math.sin(7.0 * luck + 3.0 * t)
        hospital = 2.5 * (1.0 + trends["trend_hospital_visits"]) ** t
        of_year = {
            "cost_per_visit/county": 150.0 * (1.0 + trends["trend_unit_visit_county"]) ** t * shaken,
            "cost_per_discharge/tertiary": 10_000.0 * (1.0 + trends["trend_unit_adm_tertiary"]) ** t * shaken,
            "visits_per_resident/all": (hospital + 3.0) * shaken,
            "primary_visit_share/all": 3.0 / (hospital + 3.0),
            "alos/tertiary": 10.0 * shaken,
        }
        if t:
            of_year["cost_growth/all"] = 0.09
        found |= {f"{name}/{year}": value for name, value in of_year.items()}
    return found


class MadeUpYears:
    """Counts how often it was run; ``stop_at`` is the run at which somebody presses Ctrl-C."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.runs, self.stop_at = 0, stop_at

    def __call__(self, job: PastRun) -> dict[str, float]:
        """One run."""
        if self.runs == self.stop_at:
            raise KeyboardInterrupt
        self.runs += 1
        trends = {name: job.drawn.parameters[name].value for name in TRUTH}
        return values(trends, job.replication)


def figures(trends: Mapping[str, float], **factors: float) -> list[str]:
    """The rows of a table with levels of their own; ``y2018`` multiplies the figures of a year by a factor."""
    rows = []
    for name, value in values(trends).items():
        series, _, year = name.rpartition("/")
        indicator, _, group = series.partition("/")
        found = value * factors.get(f"y{year}", 1.0)
        if indicator.startswith("cost_per"):
            found *= 1.3
        rows.append(
            f"{indicator},{group},{year},{found:.10g},{UNITS[indicator]},{0.99 * found:.10g},{1.01 * found:.10g},"
            "made up,assumption,"
        )
    return rows


def library(
    folder: Path,
    rows: Iterable[str],
    listed: Iterable[str] = SERIES,
    last: int = 2019,
    unsure: Collection[str] = tuple(TRUTH),
) -> Path:
    """A library with parameters, the made-up prefecture and one back-test, ``made_up``; few trends are ``unsure``."""
    for part in ("parameters", "experiments/regions"):
        if not (folder / part).exists():
            shutil.copytree(LIBRARY / part, folder / part)
    shutil.copy(LIBRARY / CALENDAR, folder / CALENDAR)
    _without_range(folder / "parameters/china-2016/trend.csv", unsure)
    target = folder / "backtests"
    target.mkdir(exist_ok=True)
    lines = "\n".join(
        f"  - {{indicator: {name.partition('/')[0]}, group: {name.partition('/')[2]}}}" for name in listed
    )
    told = TOLD.replace("LISTED", lines).replace("LAST", str(last))
    (target / "made_up.yaml").write_text(told, encoding="utf-8")
    (target / "made_up.csv").write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    return folder


def _without_range(file: Path, unsure: Collection[str]) -> None:
    """Leave a range to these trends alone: what answers to few trends takes few runs to tell."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        if row["quantity"] not in unsure:
            row |= {"low": "", "high": "", "confidence": "statistic"}
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
