"""Targets that pull against each other: beds in use, stays and visits for each discharge lean on how many are admitted.

Beds filled by more admissions, or a ratio of visits to discharges that falls because more are admitted, meet a target
without what it was set for. So admissions and cost are told beside them, and what moved the ratio.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.reporting.folder import Results
from sim.reporting.numbers import plain
from sim.reporting.wording import say

LEANING = ("op_ip_ratio_tertiary_growth", "bed_occupancy_public", "alos_public", "beds_per_1000")
RATIO = "op_ip_ratio_tertiary"  # visits / discharges of public tertiary hospitals
ADMISSIONS, COST = "admissions_per_100", "medical_cost_per_resident"


@dataclass(frozen=True, slots=True)
class Pull:
    """Growth from the base year to the last year in one arm, as shares."""

    visits: float
    discharges: float
    admissions: float
    cost: float

    @property
    def reason(self) -> str:
        """What made visits for each discharge fewer: more discharges, fewer visits, both; or they are not fewer."""
        if self.visits >= self.discharges:
            return "not"
        if self.visits >= 0.0:
            return "admitted"
        return "both" if self.discharges > 0.0 else "visits"


def pull_of(results: Results, arm: str) -> Pull | None:
    """The four growths; None where the run has them not for both years."""
    found = [
        _growth(results, arm, RATIO, "numerator"),
        _growth(results, arm, RATIO, "denominator"),
        _growth(results, arm, ADMISSIONS, "mean"),
        _growth(results, arm, COST, "mean"),
    ]
    known = [one for one in found if one is not None]
    return Pull(*known) if len(known) == len(found) else None


def _growth(results: Results, arm: str, indicator: str, part: str) -> float | None:
    rows = [results.row(indicator, arm, year) for year in (results.base_year, results.last_year)]
    old, new = (0.0 if row is None else float(row[part]) for row in rows)
    return new / old - 1.0 if old > 0.0 and new > 0.0 else None


def pull_sentences(results: Results, lang: str) -> list[str]:
    """Admissions and cost beside such targets, and why the ratio moved; nothing where at most one of them is set."""
    if results.targets.empty or results.base_year == results.last_year:
        return []
    asked = set(results.targets["indicator"].astype(str))
    pulls = {arm: pull_of(results, arm) for arm in ("baseline", "reform")}
    old, new = pulls["baseline"], pulls["reform"]
    if len(asked & set(LEANING)) < 2 or old is None or new is None:
        return []
    blanks = {
        f"{name}_{arm}": plain(getattr(one, name), "growth", sign=True) + ("%" if lang == "zh" else " %")
        for arm, one in (("old", old), ("new", new))
        for name in ("visits", "discharges", "admissions", "cost")
    }
    years = {"base": results.base_year, "year": results.last_year}
    return [say("pull", lang, **years, **blanks), say(f"pull_{new.reason}", lang)]
