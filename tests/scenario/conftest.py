"""A small made-up library; its tables follow the table of quantities, so a new one needs no edit here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from pathlib import Path

import pytest

from sim.region import quantities
from sim.region.quantities import Limits
from sim.scenario.calendar_table import CALENDAR
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario

HOLIDAYS = Path(__file__).parents[2] / "scenarios" / CALENDAR
GOOD = Path(__file__).parent / "good" / "weicheng.yaml"
NUMBER = "value,unit,low,high,source,confidence,note"
REGION = """schema: 1
id: weicheng
title: {en: Weicheng, zh: 微城}
base_year: 2016
districts:
  - {id: town, en: Town, zh: 城区, kind: urban, area: urban}
  - {id: hill, en: Hill, zh: 山县, kind: county, area: county_area}
hospitals:
  - {id: city, en: City, zh: 市医院, district: town, tier: tertiary, kind: general, grade: third, owner: city}
  - id: hill_first
    en: Hill
    zh: 县医院
    district: hill
    tier: county
    kind: general
    grade: second
    owner: county
  - {id: beyond, en: Elsewhere, zh: 市外医院, tier: outside, kind: beyond, grade: outside, owner: province}
alliances:
  - {id: one, en: One, zh: 一, lead: city, members: [hill_first, hill], compact: false}
"""
PAPER = """schema: 1
id: paper
number: No. 1
issuer: the office
issued: 2016-12-01
title: {en: Paper, zh: 文件}
clauses:
  - {id: A-1, en: sign, zh: 签约, priority: 1, status: modelled}
  - {id: A-2, en: connect, zh: 联网, priority: 2, status: context, why: "said, but no number"}
"""


def plausible(limits: Limits) -> float:
    """0.2 of a share, so that five parts make a whole and three do not exceed it; else near 1, and whole."""
    return 0.2 if limits.low <= 0.2 <= limits.high <= 1 and not limits.whole else max(limits.low, min(limits.high, 1.0))


def table(head: str, owners: Iterable[str], limits: Mapping[str, Limits]) -> str:
    """A table with a row for each owner and quantity."""
    lines = [f"{head},{NUMBER}"]
    for owner, (name, limit) in product(owners, limits.items()):
        value = plausible(limit)
        low, high = max(limit.low, value / 2), min(limit.high, value * 2)
        lines.append(f"{owner}{name},{value:g},{limit.unit},{low:g},{high:g},made up,assumption,")
    return "\n".join(lines) + "\n"


# Districts in which nobody comes or goes.
STILL = {name: limit for name, limit in quantities.DISTRICTS.items() if limit.required}


def write_library(folder: Path) -> Path:
    """The library as files."""
    travel = [f"from,settlement,to,{NUMBER}"]
    for start, settlement, end in product(
        ("town", "hill"), ("urban", "rural"), ("town", "hill", "outside", "own_primary")
    ):
        travel.append(f"{start},{settlement},{end},10,minutes,5,20,made up,assumption,")
    region, parameters = "regions/weicheng", "parameters/plain"
    texts = {
        f"{region}/region.yaml": REGION,
        f"{region}/districts.csv": table("entity,quantity", ("town,", "hill,"), STILL),
        f"{region}/hospitals.csv": table("entity,quantity", ("city,", "hill_first,", "beyond,"), quantities.HOSPITALS),
        f"{region}/benefit.csv": table("entity,quantity", ("employee,", "resident,"), quantities.BENEFIT),
        f"{region}/people.csv": table("quantity", ("",), quantities.PEOPLE),
        f"{region}/calibrated.csv": table("quantity", ("",), quantities.CALIBRATED),
        f"{region}/travel.csv": "\n".join(travel) + "\n",
        f"{region}/anchors.csv": f"indicator,area,group,{NUMBER}\nalos,all,all,8,days,,,book,statistic,\n",
        f"{parameters}/plain.csv": table("quantity", ("",), quantities.PARAMETERS),
        f"{parameters}/conditions.csv": table("condition,quantity", ("cold,", "heart,"), quantities.CONDITIONS),
        "documents/paper.yaml": PAPER,
        CALENDAR: HOLIDAYS.read_text(encoding="utf-8"),
    }
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library, not to be written to."""
    return write_library(tmp_path_factory.mktemp("library"))


@pytest.fixture
def own_library(tmp_path: Path) -> Path:
    """A library of one's own, to break."""
    return write_library(tmp_path / "own")


@pytest.fixture
def good(library: Path) -> Callable[..., Scenario]:
    """Reads the good scenario with overrides."""
    return lambda *overrides: read_scenario(GOOD, library=library, overrides=overrides)
