"""The tables of money that the model writes beside the counts: finance of facilities, funds, budgets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.indicators.numbering import Columns, Ints, Runs, numbers, runs_of
from sim.vocabulary.measures import stamp
from sim.vocabulary.names import Scheme
from sim.vocabulary.services import Service

FINANCE = ("charges_fen", "due_fen", "cost_fen", "settled_fen", "compensation_fen", "public_health_fen")
FUND = ("income_fen", "spent_fen")
BUDGETS = ("budget_fen", "balance_fen")
ITEMS = tuple(f"{service.id}_fen" for service in Service)  # in finance, of results written since they are known
PACKAGE = "package"
PLACE_KEYS = ("district", "tier", "public", "level")


def finance_columns(frame: pd.DataFrame, places: pd.DataFrame, runs: Runs, weight: float) -> Columns:
    """Income, cost and items by run, month, district, tier, own level and whether public; ``places`` by facility."""
    at = places.index.get_indexer(pd.Index(frame["facility"].astype(str)))
    keys = {"run": runs_of(frame, runs), "stamp": _stamps(frame)}
    keys |= {key: places[key].to_numpy(dtype=np.int64)[at] for key in PLACE_KEYS if key in places}
    return _summed(frame, keys, (*FINANCE, *(name for name in ITEMS if name in frame)), weight)


def fund_columns(frame: pd.DataFrame, runs: Runs, weight: float) -> Columns:
    """Income and spending of the funds by run, month and scheme."""
    keys = {"run": runs_of(frame, runs), "stamp": _stamps(frame), "scheme": numbers(frame["scheme"], Scheme.ids())}
    return _summed(frame, keys, FUND, weight)


def budget_columns(frame: pd.DataFrame, runs: Runs, districts: Sequence[str], weight: float) -> Columns:
    """Packaged budgets by run, year and ``home``: every district covered has the row of its package.

    The number after the last district stands for all packages together, each counted once.
    """
    packages = frame[frame["kind"] == PACKAGE] if "kind" in frame else frame.iloc[:0]
    covered = packages.get("residents", pd.Series(dtype=str)).astype(str).str.split("+")
    apart = packages.assign(home=covered).explode("home") if len(packages) else packages.assign(home="")
    rows = pd.concat([apart, packages.assign(home="")], ignore_index=True)
    if rows.empty:
        rows = pd.DataFrame(columns=["arm", "replication", "year", "home", *BUDGETS])
    stamps = stamp(rows["year"].to_numpy(dtype=np.int64), 1)
    return _summed(
        rows, {"run": runs_of(rows, runs), "stamp": stamps, "home": numbers(rows["home"], districts)}, BUDGETS, weight
    )


def _stamps(frame: pd.DataFrame) -> Ints:
    return stamp(frame["year"].to_numpy(dtype=np.int64), frame["month"].to_numpy(dtype=np.int64))


def _summed(frame: pd.DataFrame, keys: dict[str, Ints], money: Sequence[str], weight: float) -> Columns:
    columns = {name: frame[name].to_numpy(dtype=np.float64) * weight for name in money}
    sums = pd.DataFrame(keys | columns).groupby(list(keys), as_index=False)[list(money)].sum()
    return {str(column): sums[column].to_numpy(dtype=np.float64) for column in sums.columns}
