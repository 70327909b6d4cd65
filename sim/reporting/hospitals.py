"""Hospitals year by year, and those whose beds or queues nobody would believe."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from sim.indicators.enough import ENOUGH
from sim.reporting.folder import Results
from sim.reporting.numbers import number
from sim.reporting.wording import say as words
from sim.vocabulary.phrase import saying

KEYS = ["facility", "year", "arm"]
# Counted beds with 30 % more patients than beds stand in corridors; nobody waits a week of open clinics for a doctor.
OVERFULL = 1.3
WEEK_OF_QUEUE = 5 * 7 * 60.0  # minutes in which clinics of five days of seven hours are open
SHOWN = 5  # in a sentence

PHRASES = {
    "overfull": (
        "以下医院的病床使用率超过{limit}，请先查明原因再引用（急诊可住加床，地区也可在编制床位外加床）：{names}。",
        "More than {limit} of the beds of these hospitals are taken (emergencies lie on extra beds, and a region may "
        "put up beds beside the counted ones); find out why before quoting: {names}.",
    ),
    "queue": (
        "以下医院门诊平均候诊超过一周的开诊时间，请先查明原因再引用（就诊人次超过医师所能接诊）：{names}。",
        "Patients of these hospitals wait for more than a week of open clinics (more come than its doctors can see); "
        "find out why before quoting: {names}.",
    ),
    "one": ("{hospital}（{arm}，{year}年，{value}）", "{hospital} ({arm}, {year}, {value})"),
    "more": ("另{n}处", "{n} more"),
}
say = saying(PHRASES)


class Strained(NamedTuple):
    """A hospital, arm and year beyond a limit."""

    facility: str
    arm: str
    year: str
    value: float


def hospital_years(results: Results) -> pd.DataFrame:
    """Ratios by hospital (in the order of the file), year and arm, over all replications; empty if nobody kept sums.

    ``simulated`` stays behind them, ``occupancy``, ``wait_minutes`` a visit that queued, ``from_beyond`` share of
    visits, ``stays`` a replication, ``stay_days``, ``yuan_per_stay``, ``bed_wait_days`` of those who waited.
    """
    kept = results.hospitals
    if kept.empty:
        return pd.DataFrame()
    sums = kept.drop(columns="replication").groupby(KEYS, sort=False).sum()
    return pd.DataFrame(
        {
            "simulated": sums["stays"] / results.weight,
            "occupancy": sums["occupied_bed_days"] / sums["open_bed_days"],
            "wait_minutes": sums["wait_minutes"] / sums["queued_visits"],
            "from_beyond": sums["visits_from_beyond"] / sums["visits"],
            "stays": sums["stays"] / results.replications,
            "stay_days": sums["stay_days"] / sums["stays"],
            "yuan_per_stay": sums["stay_yuan"] / sums["stays"],
            "bed_wait_days": sums["bed_wait_days"] / sums["bed_waits"],
        }
    )


def strained(years: pd.DataFrame, column: str, limit: float) -> list[Strained]:
    """The worst year of each hospital and arm beyond a limit, the worst hospital first; no tiny sample is judged."""
    if years.empty:
        return []
    judged = years[years["simulated"] >= ENOUGH]
    beyond = judged.loc[judged[column] > limit, column].sort_values(ascending=False)
    places = (beyond.index.get_level_values(name).astype(str) for name in ("facility", "arm", "year"))
    found = [Strained(*row) for row in zip(*places, beyond.astype(float), strict=True)]
    return list({(one.facility, one.arm): one for one in reversed(found)}.values())[::-1]


def strained_sentences(results: Results, lang: str) -> list[str]:
    """Which hospitals are fuller, or have longer queues, than anybody would believe; nothing if there is none."""
    years = hospital_years(results)
    limits = (("overfull", "occupancy", OVERFULL, "share"), ("queue", "wait_minutes", WEEK_OF_QUEUE, "minutes"))
    lines = []
    for key, column, limit, unit in limits:
        found = strained(years, column, limit)
        if found:
            names = [_told(results, one, unit, lang) for one in found[:SHOWN]]
            names += [say("more", lang, n=len(found) - SHOWN)] if len(found) > SHOWN else []
            lines.append(say(key, lang, limit=number(limit, unit, lang), names=words("and", lang).join(names)))
    return lines


def _told(results: Results, one: Strained, unit: str, lang: str) -> str:
    name = results.facilities.loc[one.facility, lang]
    arm = words(one.arm, lang)
    return say("one", lang, hospital=name, arm=arm.lower(), year=one.year, value=number(one.value, unit, lang))
