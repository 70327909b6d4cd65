"""A made-up prefecture whose statistics the model itself has made, so that the numbers behind them are known."""

from __future__ import annotations

import math
import shutil
from pathlib import Path

from sim.experiments.fit.measured import BaseYears, base_year_of
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "scenarios"
TIERS = ("primary", "county", "tertiary", "outside")
KEYS = (
    ("visits_per_resident", "all", "all", "visits per year"),
    ("admissions_per_100", "all", "all", "per 100 residents"),
    ("county_visit_rate", "counties", "all", "share"),
    ("wait_minutes_county", "all", "all", "minutes"),
    *((f"visit_share_{tier}", "all", "all", "share") for tier in TIERS),
    *((f"discharge_share_{tier}", "all", "all", "share") for tier in TIERS),
    *(("cost_per_visit", "all", tier, "yuan") for tier in TIERS),
    *(("alos", "all", tier, "days") for tier in TIERS[:3]),
)
HEAD = "indicator,area,group,value,unit,low,high,source,confidence,note\n"


def read(place: Path) -> Scenario:
    """The scenario as it is now."""
    return read_scenario(place / "scenario.yaml", library=LIBRARY)


def region(place: Path) -> Path:
    """The folder of its region."""
    return place / "regions/xiaocheng"


def made(folder: Path, *, sample: float, seed: int) -> Path:
    """Xiaocheng with the statistics of its own base year, on some luck."""
    place = folder / "x"
    shutil.copytree(ROOT / "tests/regions/xiaocheng", place)
    file = region(place) / "anchors.csv"
    lines = [f"{i},{a},{g},1,{unit},,,made up,statistic,\n" for i, a, g, unit in KEYS]
    file.write_text(HEAD + "".join(lines), encoding="utf-8")
    runs = BaseYears(base_year_of(read(place)), {"first": sample}, 1, seed, "", folder, 1, lambda *_: None)
    truth = runs({}, "first")
    lines = [
        f"{i},{a},{g},{v:.6g},{unit},{v * 0.92:.6g},{v * 1.08:.6g},made up,statistic,\n"
        for i, a, g, unit in KEYS
        if math.isfinite(v := truth[i, a, g])
    ]
    file.write_text(HEAD + "".join(lines), encoding="utf-8")
    return place
