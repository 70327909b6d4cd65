"""What rules did by insurance pool: how its residents fared, and what its funds spent. Only where there are several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.folder import Results
from sim.reporting.plots.common import ARMS
from sim.reporting.tables.cells import Both, Change, Column, Row, Table, Value, name_of
from sim.reporting.tables.outcome import effect_columns
from sim.reporting.tables.words import word
from sim.vocabulary.labels import unit
from sim.vocabulary.measures import FEN

if TYPE_CHECKING:
    from sim.region.description import Pool
    from sim.scenario.scenario import Scenario

NONE = float("nan")
# Ratios of sums over the districts of a pool.
OUTCOMES = (
    "primary_share_of_residents_visits",
    "county_visit_rate",
    "county_inpatient_share",
    "medical_cost_per_resident",
    "fund_spending_per_resident",
    "oop_share",
)
FUNDS = "fund"  # the table of the results
Line = tuple[Both, float, float, str]


def pools(results: Results, scenario: Scenario | None) -> Table:
    """Each pool with its districts' outcomes and the year of each of its funds; empty where there is one pool."""
    columns = (
        Column(word("pool"), "text"),
        Column(word("indicator"), "text"),
        *effect_columns(results)[:2],
        Column(word("gap"), "change"),
    )
    table = Table("pools", word("pools"), columns, [], word("pools_note", year=results.last_year))
    funds = results.optional(FUNDS)
    if scenario is None or len(scenario.region.pools) < 2 or funds.empty:
        return table
    for pool in scenario.region.pools:
        name = Both(pool.label.zh, pool.label.en)
        for what, before, after, kind in (*_outcomes(pool, results), *_of_funds(pool, funds, results)):
            gap = Change(after - before, NONE, NONE, kind)
            table.rows.append(Row((name, what, Value(before, kind), Value(after, kind), gap)))
    return table


def _outcomes(pool: Pool, results: Results) -> Iterator[Line]:
    """Of everybody who lives in the districts of a pool; a pool of some employees only has no place to tell of."""
    frame = results.indicators
    here = frame[
        (frame["year"] == results.last_year) & (frame["group"] == "all") & frame["area"].isin(list(pool.districts))
    ]
    for name in () if pool.apart else OUTCOMES:
        found = here[here["indicator"] == name].dropna(subset=["numerator", "denominator"])
        above, below = ([_sum(found, arm, part) for arm in ARMS] for part in ("numerator", "denominator"))
        if all(part > 0 for part in below):
            yield name_of(name), above[0] / below[0], above[1] / below[1], unit(name)


def _of_funds(pool: Pool, funds: pd.DataFrame, results: Results) -> Iterator[Line]:
    """What each fund of a pool spent in the last year and what it had left of its income, of all residents."""
    scale = results.weight / results.replications / FEN
    year = funds[funds["year"].astype(str) == results.last_year]
    for payer in pool.payers:
        own = year[year["payer"] == payer.id]
        income, spent = ([_sum(own, arm, part) * scale for arm in ARMS] for part in ("income_fen", "spent_fen"))
        fund = Both(payer.name.zh, payer.name.en)
        yield word("fund_spent", fund=fund), spent[0], spent[1], "yuan"
        yield word("fund_left", fund=fund), income[0] - spent[0], income[1] - spent[1], "yuan"


def _sum(rows: pd.DataFrame, arm: str, column: str) -> float:
    return float(rows.loc[rows["arm"] == arm, column].sum())
