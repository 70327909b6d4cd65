"""Net positions of a run: every party without and with the reform, and the paired difference."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from sim.indicators.positions import PARTIES, positions, public_spending
from sim.indicators.summary import over_runs
from sim.reporting.estimate import Estimate
from sim.reporting.folder import Results
from sim.vocabulary.doubt import Doubt

TABLES = ("money", "finance", "fund")
PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Net:
    """Net yuan of a party in the last year: both arms, and the difference."""

    party: str
    baseline: float
    reform: float
    gap: Estimate


def net_positions(results: Results) -> dict[str, Net]:
    """By party, those with any money; ``public`` is what public purses spend. Empty without the tables of money."""
    money, finance, fund = (results.optional(name) for name in TABLES)
    if money.empty or finance.empty or fund.empty:
        return {}
    places = results.table("facilities")
    tiers = dict(zip(places["id"].astype(str), places["tier"].astype(str), strict=True))
    found = positions(money, finance, fund, tiers, year=int(results.last_year), weight=results.weight)
    spent = public_spending(found).rename("yuan").reset_index().assign(party=PUBLIC)
    rows = pd.concat([found, spent], ignore_index=True)
    nets = compared(rows, results.doubt)
    order = [party for party in (*PARTIES, PUBLIC) if party in nets]
    return {party: nets[party] for party in order if round(nets[party].baseline) or round(nets[party].reform)}


def compared(rows: pd.DataFrame, doubt: Doubt) -> dict[str, Net]:
    """Both arms and their difference by party, of ``arm, replication, party, yuan``."""
    wide = rows.pivot_table(index=["party", "replication"], columns="arm", values="yuan")
    gaps = over_runs((wide["reform"] - wide["baseline"]).rename("value").reset_index(), ["party"], doubt)
    means = {arm: wide[arm].groupby("party").mean().to_dict() for arm in ("baseline", "reform")}
    nets = {}
    for row in gaps.to_dict("records"):
        party = str(row["party"])
        gap = Estimate(float(row["mean"]), float(row["low"]), float(row["high"]))
        nets[party] = Net(party, float(means["baseline"][party]), float(means["reform"][party]), gap)
    return nets
