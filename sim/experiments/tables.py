"""What is known of facilities, rules and inputs as tables beside the results."""

from __future__ import annotations

import pandas as pd

from sim.region.facilities import facilities_of
from sim.region.levels import Levels
from sim.region.pools import districts_of
from sim.scenario.numbers import numbers_of
from sim.scenario.scenario import Scenario

LEVEL = ["level", "level_en", "level_zh"]


def facility_table(scenario: Scenario) -> pd.DataFrame:
    """One row a facility, the generated primary ones too; doctors are licensed ones.

    In a region that declares its levels each row says its level too; elsewhere that is the tier.
    """
    districts = [d.id for d in scenario.region.districts]
    rows = [
        (
            f.id,
            f.label.en,
            f.label.zh,
            districts[f.district] if f.district >= 0 else "",
            f.tier.id,
            f.kind.id,
            f.grade.id,
            f.owner.id,
            f.beds,
            f.doctors,
            f.level.id,
            f.level.label.en,
            f.level.label.zh,
        )
        for f in facilities_of(scenario.region).all
    ]
    columns = ["id", "en", "zh", "district", "tier", "kind", "grade", "owner", "beds", "doctors"]
    found = pd.DataFrame(rows, columns=[*columns, *LEVEL])
    return found if scenario.region.levels != Levels() else found[columns]


def district_table(scenario: Scenario) -> pd.DataFrame:
    """One row a district."""
    rows = [(d.id, d.label.en, d.label.zh, d.kind.id, round(d.value("residents"))) for d in scenario.region.districts]
    found = pd.DataFrame(rows, columns=["id", "en", "zh", "kind", "residents"])
    rate = scenario.region.people.get("gps_per_10k")
    return found if rate is None else found.assign(gps=(found["residents"] * rate.value / 1e4).round(1))


def rule_table(scenario: Scenario) -> pd.DataFrame:
    """One row a rule: what, where, from when, by which clause."""
    rows = [
        (
            rule.id,
            rule.lever.en,
            rule.lever.zh,
            " ".join(rule.clauses),
            rule.start.isoformat(),
            f"{rule.first_month[0]}-{rule.first_month[1]:02d}",
            rule.ramp_months,
            " ".join(rule.where or districts_of(scenario.region, rule.pools)) or "all",
            rule.group,
            rule.assumption.en,
            rule.assumption.zh,
        )
        for rule in scenario.rules
    ]
    columns = [
        "id",
        "label_en",
        "label_zh",
        "clauses",
        "from",
        "first_month",
        "ramp_months",
        "where",
        "group",
        "assumption",
        "assumption_zh",
    ]
    return pd.DataFrame(rows, columns=columns)


def input_table(scenario: Scenario) -> pd.DataFrame:
    """Every number that went in, with unit, range, source and confidence; texts and names in both languages."""
    rows = [
        (
            *(path, n.value, n.unit, n.low, n.high, n.source.en, n.confidence.id, n.note.en),
            *(name.en, name.zh, n.source.zh, n.note.zh),
        )
        for path, name, n in numbers_of(scenario)
    ]
    columns = ["path", "value", "unit", "low", "high", "source", "confidence", "note"]
    columns += ["label_en", "label_zh", "source_zh", "note_zh"]
    return pd.DataFrame(rows, columns=columns)
