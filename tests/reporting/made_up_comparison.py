"""A made-up comparison: made-up results folders with other effects, set against the first of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd

from sim.experiments import contrasts
from sim.experiments.past import Past
from sim.indicators.summary import half_width
from sim.vocabulary.doubt import Doubt

from . import made_up

KEYS = ["indicator", "year", "area", "group"]
EFFECTS = {"plan": 20, "more": 60, "none": 20, "less": 5}  # visits moved a month and district
TITLES = {
    "plan": ("The plan", "原方案"),
    "more": ("More contracts", "加大签约"),
    "none": ("The same again", "与原方案相同"),
    "less": ("Fewer contracts", "减少签约"),
}


def build(
    folder: Path, cases: tuple[str, ...] = ("plan", "more", "none"), *, replications: int = 3, by: str = "county"
) -> Path:
    """Write the folder; the first case is the reference."""
    (folder / "cases").mkdir(parents=True)
    for case in cases:
        made_up.build(folder / "cases" / case, replications=replications, effect=EFFECTS[case])
        shutil.rmtree(folder / "cases" / case / "tables")  # a comparison may leave them out
    values = {case: pd.read_csv(folder / "cases" / case / "replications.csv", dtype={"year": str}) for case in cases}
    reference = cases[0]
    plan = _arm(values[reference], "reform")
    parts = [_summary(_arm(values[reference], "baseline"), "baseline", "value")]
    for case in cases:
        reform = _arm(values[case], "reform")
        parts.append(_summary(reform, case, "value"))
        parts.append(_summary(reform - _arm(values[case], "baseline"), case, "effect"))
        if case != reference:
            parts.append(_summary(reform - plan, case, "difference"))
    pd.concat(parts).to_csv(folder / "comparison.csv", index=False, float_format="%.10g")
    pasts = {case: Past(folder / "cases" / case, {"sample": 1.0}) for case in cases}
    arms = contrasts.arms_of(values, reference, 2018, "baseline")
    money = contrasts.net(pasts, reference, 2018, "baseline")
    for name, table in (
        ("pairs", contrasts.pairs(arms, Doubt.LUCK)),
        ("positions", contrasts.position_table(money, reference, Doubt.LUCK)),
        ("moved", contrasts.moved(arms, money, reference, Doubt.LUCK)),
    ):
        table.to_csv(folder / f"{name}.csv", index=False, float_format="%.10g")
    titles = pd.DataFrame([(case, *TITLES[case]) for case in cases], columns=["case", "title_en", "title_zh"])
    titles.to_csv(folder / "cases.csv", index=False)
    inputs(cases).to_csv(folder / "inputs.csv", index=False)
    targets = [pd.read_csv(folder / "cases" / case / "targets.csv").assign(case=case) for case in cases]
    pd.concat(targets).to_csv(folder / "targets.csv", index=False)
    asked = {
        "reference": reference, "cases": list(cases), "base_year": "2016", "year": "2018",
        "replications": replications, "sample": 1.0, "seed": 1, "shared_baseline": True, "by": by,
    }  # fmt: skip
    (folder / "comparison.json").write_text(json.dumps(asked), encoding="utf-8")
    return folder


def ask(folder: Path, indicator: str, value: float, *, chance: float) -> None:
    """Put a target of no document into the comparison, as the command line does."""
    path = folder / "targets.csv"
    table = pd.read_csv(path, dtype={"year": str})
    asked = {"target": f"{indicator}-2018", "indicator": indicator, "year": "2018", "area": "all", "met": False}
    asked |= {"comparator": "at_least", "value": value, "mean": 0.6, "probability": chance}
    cases = table["case"].unique()
    rows = [asked | {"case": case, "arm": arm} for case in cases for arm in ("baseline", "reform")]
    pd.concat([table, pd.DataFrame(rows)]).to_csv(path, index=False)


def inputs(cases: tuple[str, ...], count: int = 2) -> pd.DataFrame:
    """``count`` inputs that only ``more`` has otherwise, and one that all share."""
    rows = [
        (
            f"family_doctor.x{n}",
            f"签约{n}",
            f"contracts {n}",
            "share",
            *("0.6" if case == "more" else "0.3" for case in cases),
        )
        for n in range(count)
    ]
    rows.append(("budget.kind", "方式", "kind", "", *("package" for _ in cases)))
    return pd.DataFrame(rows, columns=["path", "zh", "en", "unit", *cases])


def _arm(values: pd.DataFrame, arm: str) -> pd.Series:
    return values[values["arm"] == arm].set_index([*KEYS, "replication"])["value"]


def _summary(values: pd.Series, case: str, measure: str) -> pd.DataFrame:
    grouped = values.groupby(KEYS, sort=False)
    found = grouped.agg(["mean", "std", "count"]).reset_index()
    half = half_width(found["std"], found["count"])
    found = found.assign(low=found["mean"] - half, high=found["mean"] + half, case=case, measure=measure)
    return found.rename(columns={"count": "n"})[[*KEYS, "case", "measure", "mean", "low", "high", "n"]]
