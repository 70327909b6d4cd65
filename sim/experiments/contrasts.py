"""Cases of a comparison against one another, paired run by run: every pair, net positions, what was moved."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from sim import indicators
from sim.experiments.past import Past
from sim.indicators.positions import positions, public_spending
from sim.indicators.summary import half_width, over_runs
from sim.vocabulary.doubt import Doubt

PAIRS = ["indicator", "case", "against", "mean", "low", "high", "n"]
POSITIONS = ["party", "case", "measure", "mean", "low", "high", "n"]
MOVED = ["what", "case", "mean", "low", "high", "n"]
# What is moved, by the indicator that tells the share moved of its denominator: visits, stays of county residents.
SHARES = {"visits": "primary_visit_share", "stays": "county_inpatient_share"}
CONTRACTS = "contract_rate"
MONEY = ("money", "finance", "fund")
Arms = Mapping[str, pd.DataFrame]


def arms_of(values: Mapping[str, pd.DataFrame], reference: str, year: int, baseline: str | None) -> Arms:
    """One year of the whole prefecture: the reform arm of each case, the reference first.

    The arm without rules comes before them by the name ``baseline``, where it is one and the same for all.
    """
    chosen = {case: _of_year(found, year) for case, found in values.items()}
    order = [reference, *(case for case in values if case != reference)]
    arms = {case: chosen[case][chosen[case]["arm"] == "reform"] for case in order}
    if baseline is not None:
        without = chosen[reference]
        return {baseline: without[without["arm"] == "baseline"], **arms}
    return arms


def _of_year(values: pd.DataFrame, year: int) -> pd.DataFrame:
    return values[(values["year"] == str(year)) & (values["area"] == "all") & (values["group"] == "all")]


def pairs(arms: Arms, doubt: Doubt) -> pd.DataFrame:
    """The headlines of every case less those of every one before it."""
    by_case = {
        case: rows[rows["indicator"].isin(indicators.HEADLINE)].set_index(["indicator", "replication"])["value"]
        for case, rows in arms.items()
    }
    parts = [
        over_runs((by_case[case] - by_case[against]).dropna().reset_index(), ["indicator"], doubt).assign(
            case=case, against=against
        )
        for against, case in combinations(by_case, 2)
    ]
    return pd.concat(parts, ignore_index=True)[PAIRS]


def net(cases: Mapping[str, Past], reference: str, year: int, baseline: str | None) -> dict[str, pd.DataFrame]:
    """Net yuan of the year by case: ``replication, party, yuan``; nothing where a folder has no tables of money."""
    found = {}
    for case in (reference, *(name for name in cases if name != reference)):
        past = cases[case]
        if not all((past.folder / f"{name}.csv").is_file() for name in MONEY):
            return {}
        money, finance, fund = (pd.read_csv(past.folder / f"{name}.csv") for name in MONEY)
        places = pd.read_csv(past.folder / "facilities.csv", dtype=str)
        tiers = dict(zip(places["id"], places["tier"], strict=True))
        weight = 1.0 / float(past.manifest["sample"])
        of_case = positions(money, finance, fund, tiers, year=year, weight=weight)
        if case == reference and baseline is not None:
            found[baseline] = of_case[of_case["arm"] == "baseline"]
        found[case] = of_case[of_case["arm"] == "reform"]
    return found


def position_table(found: Mapping[str, pd.DataFrame], reference: str, doubt: Doubt) -> pd.DataFrame:
    """Value of every party in every case, and its difference to the reference."""
    by_case = {case: rows.set_index(["party", "replication"])["yuan"].rename("value") for case, rows in found.items()}
    parts = []
    for case, yuan in by_case.items():
        parts.append(over_runs(yuan.reset_index(), ["party"], doubt).assign(case=case, measure="value"))
        if case != reference:
            gap = (yuan - by_case[reference]).reset_index()
            parts.append(over_runs(gap, ["party"], doubt).assign(case=case, measure="difference"))
    return pd.concat(parts, ignore_index=True)[POSITIONS] if parts else pd.DataFrame(columns=POSITIONS)


def moved(arms: Arms, found: Mapping[str, pd.DataFrame], reference: str, doubt: Doubt) -> pd.DataFrame:
    """What each case moves against the reference, and at what public cost.

    ``visits`` to primary places and ``stays`` to the own county: the change of the share times all visits or stays of
    the case, so that more visits in all move nothing. ``contracts``: residents more under contract. ``public_yuan``:
    what public purses spend more. ``yuan_per_visit``: of that for each visit moved; a ratio of means.
    """
    rows: list[tuple[object, ...]] = []
    spent = {case: _spent(of_case) for case, of_case in found.items()}
    for case in (name for name in arms if name != reference):
        gaps: dict[str, pd.Series] = {}
        for what, name in SHARES.items():
            old, new = (_values(arms[which], name) for which in (reference, case))
            gaps[what] = (new["value"] - old["value"]) * new["denominator"]
        old, new = (_values(arms[which], CONTRACTS) for which in (reference, case))
        gaps["contracts"] = new["numerator"] - old["numerator"]
        if spent:
            gaps["public_yuan"] = spent[case] - spent[reference]
        table = pd.concat(gaps, names=["what"]).rename("value").reset_index().dropna(subset=["value"])
        for row in over_runs(table, ["what"], doubt).to_dict("records"):
            rows.append((row["what"], case, row["mean"], row["low"], row["high"], row["n"]))
        if spent:
            rows.append(("yuan_per_visit", case, *_ratio(gaps["public_yuan"], gaps["visits"], doubt)))
    return pd.DataFrame(rows, columns=MOVED)


def _values(rows: pd.DataFrame, indicator: str) -> pd.DataFrame:
    return rows[rows["indicator"] == indicator].set_index("replication")[["value", "numerator", "denominator"]]


def _spent(of_case: pd.DataFrame) -> pd.Series:
    return public_spending(of_case).droplevel("arm")


def _ratio(above: pd.Series, below: pd.Series, doubt: Doubt) -> tuple[float, float, float, int]:
    """A ratio of means over runs with its interval by linearisation."""
    both = pd.concat([above, below], axis=1, keys=["above", "below"]).dropna()
    n, under = len(both), float(both["below"].mean()) if len(both) else 0.0
    if under == 0.0:
        return np.nan, np.nan, np.nan, n
    ratio = float(both["above"].mean()) / under
    if n < 2:
        return ratio, np.nan, np.nan, n
    rest = (both["above"] - ratio * both["below"]).std(ddof=1) / abs(under)
    half = float(half_width(pd.Series([rest]), pd.Series([n]), doubt).iloc[0])
    return ratio, ratio - half, ratio + half, n
