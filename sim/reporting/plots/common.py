"""What every plot says about its run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from sim.indicators.enough import ENOUGH
from sim.reporting.folder import Results
from sim.reporting.numbers import percent
from sim.reporting.plots import frame
from sim.reporting.plots.words import say
from sim.reporting.sentences import Effect
from sim.vocabulary.measures import MONTHS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ARMS = ("baseline", "reform")
NEAR = 2.5 / MONTHS  # years between two lines with numbers


def below(results: Results, lang: str, unit: str, year: str, *, intervals: bool = True) -> str:
    """The line below the title: unit, area, year, n."""
    area = results.name("all", lang)
    drawn = results.coverage.drawn(lang, intervals=intervals)
    return say("below", lang, unit=unit, area=area, year=year, drawn=drawn)


def source(results: Results, lang: str) -> str:
    """The last line of the foot."""
    sample = float(results.manifest["sample"])
    quick = say("quick", lang) if results.manifest.get("quick") else ""
    share = percent(sample, lang, 0 if sample >= 0.01 else 2)
    return say("source", lang, title=results.title(lang), sample=share, quick=quick).strip()


def caveat(results: Results, lang: str, indicator: str, found: Effect | None = None, area: str = "all") -> str:
    """What a title has to add: that too few cases stand behind it, or that the effect may be none; else nothing."""
    if results.events(indicator, results.last_year, area) < ENOUGH:
        return say("few", lang, enough=f"{ENOUGH:,}")
    return say(found.verdict, lang) if found is not None and found.verdict in ("unsure", "single") else ""


def interval_arms(low: pd.Series, mean: pd.Series, high: pd.Series, scale: float) -> list[list[float]]:
    """Lengths of an error bar below and above the mean; 0 where there is no interval."""
    return [((mean - low) * scale).fillna(0.0).tolist(), ((high - mean) * scale).fillna(0.0).tolist()]


def starts(results: Results, lang: str) -> list[tuple[int, str, str]]:
    """Number, month and names of the rules that begin in it."""
    found = []
    for n, (month, rules) in enumerate(results.rules.groupby("first_month", sort=True), start=1):
        names = rules[f"label_{lang}"].drop_duplicates().tolist()
        found.append((n, str(month), ("、" if lang == "zh" else ", ").join(names)))
    return found


def starts_text(found: Sequence[tuple[int, str, str]], lang: str) -> str:
    """The key to the numbers at the vertical lines, for the foot."""
    return say("list", lang).join(f"{n} {month} {names}" for n, month, names in found) or "–"


def mark_starts(axes: Axes, found: Sequence[tuple[int, str, str]]) -> None:
    """A numbered vertical line at each month in which rules begin, on an axis of years.

    The number stands right of its line; left of it where the next line is near and there is room.
    """
    places = [int(month[:4]) + (int(month[5:]) - 1) / MONTHS for _, month, _ in found]
    for n, (number, _, _) in enumerate(found):
        crowded = n > 0 and places[n] - places[n - 1] < NEAR
        near = n + 1 < len(places) and places[n + 1] - places[n] < NEAR and not crowded
        axes.axvline(places[n], color=frame.VERMILION, linewidth=0.9, linestyle=(0, (1, 1.5)))
        axes.text(
            places[n], 1.0, f"{number} " if near else f" {number}", ha="right" if near else "left", va="top", size=8,
            transform=axes.get_xaxis_transform(), color=frame.VERMILION,
        )  # fmt: skip


def year_axis(axes: Axes, first: int, last: int) -> None:
    """Years from ``first`` to the end of ``last``: the name in the middle of its year, a tick at its ends."""
    axes.set_xlim(first, last + 1)
    axes.set_xticks([year + 0.5 for year in range(first, last + 1)], [str(year) for year in range(first, last + 1)])
    axes.set_xticks(range(first, last + 2), minor=True)
    axes.tick_params(axis="x", which="major", length=0)
    axes.tick_params(axis="x", which="minor", length=5)
