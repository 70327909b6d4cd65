"""Every budget's year of a run: what was owed at full value, what was paid in the end, who bore the difference."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.folder import Results
from sim.reporting.wording import say
from sim.vocabulary.measures import FEN

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario

KEYS = ["arm", "budget", "year", "kind", "residents"]
NAMED = 2  # districts or pools of a budget called by name
CAP, REGIONAL = "hospital_cap", "regional"
MONEY = ["budget_fen", "points_fen", "spent_fen", "kept_fen", "borne_fen"]
TREASURY = "treasury_fen"  # only where a budget shares an overspend with the treasury


@dataclass(frozen=True, slots=True)
class SettledBudget:
    """One budget of one arm in one year, yuan of all residents, mean over replications.

    ``owed`` is what the funds owe for the care covered if a point is worth one yuan, whatever the pricing; ``total`` is
    what the budget sets for it. ``providers`` is what they get beyond what was owed, or lack if negative; ``treasury``
    is what it bore of an overspend. ``before`` is the value at which points were paid month by month, last year's; None
    where points do not float.
    """

    rule: str
    arm: str
    year: str
    kind: str
    districts: tuple[str, ...]
    total: float
    owed: float
    providers: float
    treasury: float
    before: float | None

    @property
    def paid(self) -> float:
        """What providers have received, all settled."""
        return self.owed + self.providers

    @property
    def worth(self) -> float:
        """What was paid for a yuan owed, a point's value where points float; not a number where nothing was owed."""
        return self.paid / self.owed if self.owed else math.nan

    @property
    def funds(self) -> float:
        """What is left of the budget for the funds; what they bore beyond it, if negative."""
        return self.total - self.paid + self.treasury


def settled_budgets(results: Results) -> list[SettledBudget]:
    """By arm, rule and year, in the order of the file; empty where no budget was settled."""
    frame = results.optional("budgets")
    if frame.empty:
        return []
    blank = {name: 0 for name in (TREASURY, *MONEY) if name not in frame}
    frame = frame.assign(residents=frame["residents"].astype(object).fillna(""), **blank)
    floats = frame["point_value"] != 1.0 if "point_value" in frame else pd.Series(data=False, index=frame.index)
    sums = frame.assign(floats=floats).groupby(KEYS, sort=False)[[*MONEY, TREASURY, "floats"]].sum()
    scale = results.weight / results.replications / FEN
    found: list[SettledBudget] = []
    worth: dict[tuple[str, str], float] = {}
    for row in sums.reset_index().to_dict("records"):
        rule, arm = str(row["budget"]), str(row["arm"])
        one = SettledBudget(
            rule, arm, str(row["year"]), str(row["kind"]), tuple(filter(None, str(row["residents"]).split("+"))),
            total=float(row["budget_fen"]) * scale, owed=float(row["points_fen"] or row["spent_fen"]) * scale,
            providers=float(row["kept_fen"] - row["borne_fen"]) * scale, treasury=float(row[TREASURY]) * scale,
            before=worth.get((arm, rule), 1.0) if row["floats"] else None,
        )  # fmt: skip
        worth[arm, rule] = one.worth
        found.append(one)
    return found


def budget_name(one: SettledBudget, results: Results, scenario: Scenario | None, lang: str) -> str:
    """The kind of a budget, and whom it covers: pools, districts or everybody; for a hospital's cap the hospital."""
    if one.kind == CAP and one.rule.rpartition(":")[2] in results.facilities.index:
        return say("budget.hospital_cap", lang, where=str(results.facilities.loc[one.rule.rpartition(":")[2], lang]))
    rules = scenario.rules if scenario is not None else ()
    named = next((rule.pools for rule in rules if rule.id == one.rule), ())
    if named and scenario is not None and one.kind == REGIONAL:
        places = [pool.label.told(lang) for pool in scenario.region.pools if pool.id in named]
    else:
        places = [results.short(word, lang) for word in one.districts]
    where = say("and", lang).join(places[:NAMED]) or say("everybody", lang)
    if len(places) > NAMED:
        where = say("and_more", lang, names=where, n=len(places))
    return say(f"budget.{one.kind}", lang, where=where)
