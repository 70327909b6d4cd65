"""What a sweep moves: the range over its points of the first headline, of money, and of whatever somebody names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.reporting.headlines import title
from sim.reporting.lines import sentence_case
from sim.reporting.numbers import number
from sim.reporting.plots.sweep.read import read_sweep
from sim.vocabulary.labels import unit
from sim.vocabulary.phrase import saying

# Funds, the package and hospitals beside what care is about: a lever is no good that only moves the bill.
OUTCOMES = (
    "primary_visit_share", "county_inpatient_share", "fund_spending_per_resident", "fund_balance", "package_surplus",
    "hospital_margin_share",
)  # fmt: skip
TEXT = {
    "head": ("{year}年改革方案在{n}个点上的范围：", "With the reform in {year}, over {n} points:"),
    "line": ("  {name}：{low}至{high}", "  {name}: {low} to {high}"),
    "same": ("  {name}：均为{low}", "  {name}: {low} at every point"),
    "luck": ("（不超出随机波动）", " (within luck)"),
    "none": ("  {name}：没有数值", "  {name}: no value"),
}
say = saying(TEXT)


@dataclass(frozen=True, slots=True)
class Outcome:
    """An indicator's smallest and largest value over the points; ``luck`` is None where nobody can say."""

    indicator: str
    year: str
    points: int
    low: float
    high: float
    luck: bool | None


def outcomes(folder: Path, named: Sequence[str] = ()) -> list[Outcome]:
    """The range of each outcome that has a value at any point, and of those named whether or not they have."""
    names = tuple(dict.fromkeys((*OUTCOMES, *named)))
    whole = read_sweep(folder, names)
    found: list[Outcome] = []
    if whole is None:
        return found
    for indicator in names:
        sweep = whole.only(indicator)
        means = sweep.values.loc[sweep.values["arm"] == "reform", "mean"].dropna()
        if len(means) or indicator in named:
            luck = sweep.within_luck() if len(means) else None
            found.append(Outcome(indicator, sweep.year, len(means), float(means.min()), float(means.max()), luck))
    return found


def outcomes_data(found: Sequence[Outcome]) -> list[dict[str, Any]]:
    """The same for ``--json``."""
    return [
        {"indicator": one.indicator, "points": one.points, "low": one.low, "high": one.high, "within_luck": one.luck}
        if one.points
        else {"indicator": one.indicator, "points": 0}
        for one in found
    ]


def outcomes_text(found: Sequence[Outcome], lang: str) -> list[str]:
    """A line an outcome below a heading; nothing where no point has an answer."""
    there = [one for one in found if one.points]
    head = [say("head", lang, year=there[0].year, n=max(one.points for one in there))] if there else []
    return [*head, *(_line(one, lang) for one in found)]


def _line(one: Outcome, lang: str) -> str:
    name, kind = sentence_case(title(one.indicator, lang)), unit(one.indicator)
    if not one.points:
        return say("none", lang, name=name)
    low, high = (number(end, kind, lang) for end in (one.low, one.high))
    text = say("same" if low == high else "line", lang, name=name, low=low, high=high)
    return text + (say("luck", lang) if one.luck and low != high else "")
