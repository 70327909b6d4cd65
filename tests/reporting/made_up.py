"""A made-up results folder: counts by formula, everything else computed from them, no model run.

Two counties and a city, three years, two arms. The reform begins in 2017-07 and moves visits from the city's
hospital to the township centres; replications differ by a few visits.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from sim import indicators
from sim.policy.target import Target
from sim.region.description import Anchor
from sim.vocabulary.names import Confidence
from sim.vocabulary.open_days import OpenDays
from sim.vocabulary.phrase import one
from sim.vocabulary.quantity import Quantity
from sim.vocabulary.tables import ALL

from . import made_up_money

DISTRICTS = pd.DataFrame(
    [
        ("city", "City (with the development zone)", "市辖区（含经开区）", "urban", 50_000),
        ("east", "East County", "东县", "county", 30_000),
        ("west", "West County", "西县", "county", 20_000),
    ],
    columns=["id", "en", "zh", "kind", "residents"],
)
FACILITIES = pd.DataFrame(
    [
        *[
            (f"{home}_{word}", word, word, home, tier, kind, "first", owner, beds, 20.0)
            for home in ("city", "east", "west")
            for word, tier, kind, owner, beds in (
                ("centre", "primary", "township_centre", "county", 30),
                ("village", "primary", "village_clinics", "county", 0),
                ("hospital", "county", "general", "county", 120),
            )
        ],
        ("peoples", "peoples", "peoples", "city", "tertiary", "general", "third", "city", 400, 80.0),
        ("beyond", "beyond", "beyond", None, "outside", "beyond", "outside", "province", 0, 0.0),
    ],
    columns=["id", "en", "zh", "district", "tier", "kind", "grade", "owner", "beds", "doctors"],
)
YEARS = (2016, 2017, 2018)
START = 2017 * 12 + 6
PLACE = {
    "centre": "primary",
    "village": "primary",
    "hospital": "home_county",
    "peoples": "tertiary",
    "beyond": "outside",
}
VISITS = {"centre": 400, "village": 300, "hospital": 250, "peoples": 200, "beyond": 30}
STAYS = {"centre": 5, "hospital": 15, "peoples": 12, "beyond": 4}
WAITS = [f"wait_minutes_{tier}" for tier in ("primary", "county", "tertiary")]
# Beds in use of a hundred, by the end of a facility's id; the east's hospital is the fullest, in March.
USED = {"centre": 40, "hospital": 70, "peoples": 85}
YUAN = {"centre": 60, "village": 40, "hospital": 160, "peoples": 240, "beyond": 330}


def build(folder: Path, *, replications: int = 3, quick: bool = False, effect: int = 20) -> Path:
    """Write the folder; ``effect`` is how many visits a month and district the reform moves."""
    tables = _tables(replications, effect)
    (folder / "tables").mkdir(parents=True)
    for name, frame in tables.items():
        frame.to_parquet(folder / "tables" / f"{name}.parquet", index=False)
    money = made_up_money.tables(tables["cases"], FACILITIES)
    values = indicators.compute(
        tables | money, FACILITIES, DISTRICTS, 1.0, starts=[(2017, 7)], base_year=2016, rules=made_up_money.rules()
    )
    fitted = indicators.fit(_anchors(), values)
    files = money | {
        "facilities": FACILITIES,
        "districts": DISTRICTS,
        "rules": _rules(),
        "indicators": indicators.summarise(values),
        "targets": indicators.score([*_targets(), *made_up_money.targets()], values),
        "fit": fitted,
        "flows": _flows(replications, effect),
        "timeseries": indicators.with_open_days(
            indicators.timeseries(
                tables, FACILITIES, DISTRICTS, 1.0, indicators=[*indicators.HEADLINE[:6], *WAITS], base_year=2016
            ),
            OpenDays(),
        ),
        "hospitals": indicators.hospital_years(tables, FACILITIES, 1.0, 2016),
        "replications": values,
    }
    for name, frame in files.items():
        frame.to_csv(folder / f"{name}.csv", index=False, float_format="%.10g", lineterminator="\n")
    manifest = {
        "name": "made-up", "title_en": "Made-up prefecture", "title_zh": "某市改革试点", "years": [2016, 2018],
        "sample": 1.0, "replications": replications, "seed": 1, "quick": quick, "journal": False, "language": "en",
        "engine": "simpy", "queues": "simulate", "fingerprint": "0123abcd", "sources": "0123abcd", "inputs": {},
        "packages": {}, "python": "", "started": "2024-05-01T08:00:00+00:00", "seconds": 1.0,
    }  # fmt: skip
    inside = fitted["inside"].dropna()
    misses = fitted[[found is False for found in fitted["inside"]]]
    checks = {
        "fit_inside": int(inside.sum()), "fit_of": len(inside),
        "fit_misses": [f"{row.indicator}/{row.area}/{row.group}" for row in misses.itertuples()],
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "checks.json").write_text(json.dumps(checks), encoding="utf-8")
    return folder


def _tables(replications: int, effect: int) -> dict[str, pd.DataFrame]:
    rows: dict[str, list[dict[str, object]]] = {shape.name: [] for shape in ALL}
    for arm in ("baseline", "reform"):
        for run in range(replications):
            head: dict[str, object] = {"arm": arm, "replication": run}
            for year in YEARS:
                for month in range(1, 13):
                    on = arm == "reform" and year * 12 + month - 1 >= START
                    _month(rows, head | {"year": year, "month": month}, effect if on else 0, run)
                rows["persons"] += _persons(head | {"year": year}, on=arm == "reform" and year >= 2017)
    frames = {}
    for shape in ALL:
        month = [] if shape.name == "persons" else ["month"]
        columns = ["arm", "replication", "year", *month, *shape.keys, *shape.counts]
        plain = dict.fromkeys(shape.keys, "none") | dict.fromkeys(shape.counts, 0)
        frames[shape.name] = pd.DataFrame([plain | row for row in rows[shape.name]], columns=columns)
    return frames


def _month(rows: dict[str, list[dict[str, object]]], head: dict[str, object], moved: int, run: int) -> None:
    year, month = int(str(head["year"])), int(str(head["month"]))
    rows["beds"] += _beds(head, moved, run)
    drift = (year - 2016) * 6 + (month % 3)
    for n, home in enumerate(("city", "east", "west")):
        for word, base in VISITS.items():
            facility = word if word in ("peoples", "beyond") else f"{home}_{word}"
            # A drift from the village to the city without the reform; a little luck by replication.
            count = base + {"centre": moved + run * 2, "village": -drift, "peoples": drift - moved}.get(word, 0) + n * 3
            stays = STAYS.get(word, 0) + (1 if moved and word == "hospital" else 0)
            fen = YUAN[word] * 100 * (100 + (year - 2016) * 4) // 100
            rows["visits"].append(
                head
                | {"home": home, "facility": facility, "kind": "general", "count": count, "wait_ticks": count * 2400}
            )
            case = {"facility": facility, "scheme": "resident", "condition": "injury", "severity": "mild"}
            rows["cases"].append(head | case | {"kind": "general", "count": count, "services_fen": fen * count})
            if stays:
                bill = {"services_fen": fen * 30 * stays, "bed_days": 8 * stays, "weight_milli": 900 * stays}
                rows["cases"].append(head | case | {"kind": "stay", "count": stays} | bill)
            rows["people"].append(
                head
                | {"home": home, "place": PLACE[word], "visits": count, "stays": stays, "fund_fen": fen * count // 2}
            )


def _beds(head: dict[str, object], moved: int, run: int) -> list[dict[str, object]]:
    found = []
    for facility in FACILITIES[FACILITIES["beds"] > 0].itertuples():
        used = USED[str(facility.id).rpartition("_")[2]] + run
        if facility.id == "east_hospital":
            used += 20 + (10 if head["month"] == 3 else 0) - (4 if moved else 0)
        open_days = int(str(facility.beds)) * 30
        found.append(
            head | {"facility": facility.id, "open_bed_days": open_days, "occupied_bed_days": open_days * used // 100}
        )
    return found


def _persons(head: dict[str, object], *, on: bool) -> list[dict[str, object]]:
    found = []
    for home, residents in zip(DISTRICTS["id"], DISTRICTS["residents"], strict=True):
        signed = int(residents * (0.32 if on else 0.12))
        plain = head | {"home": home, "key_group": "no"}
        found.append(plain | {"contract": "signed", "residents": signed})
        found.append(plain | {"contract": "none", "residents": residents - signed})
    return found


def _flows(replications: int, effect: int) -> pd.DataFrame:
    rows = [
        (arm, run, year, home, first, last, count + (effect if (arm, first) == ("reform", "primary") else 0))
        for arm in ("baseline", "reform")
        for run in range(replications)
        for year in YEARS
        for home in (*DISTRICTS["id"], "inflow")
        for first, last, count in (
            ("primary", "none", 8000), ("primary", "primary", 60), ("primary", "home_county", 40),
            ("home_county", "none", 3000), ("home_county", "home_county", 160), ("home_county", "tertiary", 20),
            ("tertiary", "none", 2000), ("tertiary", "tertiary", 130), ("outside", "outside", 45),
        )
    ]  # fmt: skip
    columns = ["arm", "replication", "year", "home", "first_contact_place", "admission_place", "count"]
    return pd.DataFrame(rows, columns=columns)


def _rules() -> pd.DataFrame:
    rows = [
        ("family_doctor", "family-doctor contracts", "家庭医生签约服务", "P-1", "2017-06-30", "2017-07", "a"),
        ("telemedicine", "telemedicine", "远程医疗", "P-2", "2018-01-01", "2018-01", "b"),
    ]
    return pd.DataFrame(rows, columns=["id", "label_en", "label_zh", "clauses", "from", "first_month", "group"])


def _targets() -> list[Target]:
    return [
        Target("cost", "cost_growth", "at_most", 0.10, 2017, "all", ("P-3",), False, None, ""),
        Target("contracts", "contract_rate", "at_least", 0.30, 2017, "all", ("P-1",), False, None, ""),
        Target(
            "share", "primary_visit_share", "above_base_year", None, 2018, "every_district", ("P-4",), False, None, ""
        ),
    ]


def _anchors() -> list[Anchor]:
    def anchor(indicator: str, area: str, figure: float, low: float, high: float) -> Anchor:
        number = Quantity(figure, "share", one("made up"), Confidence.ASSUMPTION, low, high)
        return Anchor(indicator, area, "all", number)

    return [
        anchor("primary_visit_share", "all", 0.6, 0.5, 0.7),
        anchor("county_visit_rate", "counties", 0.2, 0.1, 0.3),
        anchor("booking_rate", "all", 0.2, 0.1, 0.3),
    ]
