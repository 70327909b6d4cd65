"""What every plot says about its run."""

from __future__ import annotations

import pandas as pd

from sim.reporting.folder import Results
from sim.reporting.numbers import percent
from sim.reporting.plots.words import say

ARMS = ("baseline", "reform")


def luck(results: Results, lang: str, *, intervals: bool = True) -> str:
    """How many replications, and what the intervals mean where there are any."""
    n = results.replications
    if not intervals:
        return say("mean" if n > 1 else "mean_one", lang, n=n)
    return say("luck", lang, n=n) if n > 1 else say("luck_one", lang)


def below(results: Results, lang: str, unit: str, year: str, *, intervals: bool = True) -> str:
    """The line below the title: unit, area, year, n."""
    area = results.name("all", lang)
    return say("below", lang, unit=unit, area=area, year=year, luck=luck(results, lang, intervals=intervals))


def source(results: Results, lang: str) -> str:
    """The last line of the foot."""
    sample = float(results.manifest["sample"])
    quick = say("quick", lang) if results.manifest.get("quick") else ""
    share = percent(sample, lang, 0 if sample >= 0.01 else 2)
    return say("source", lang, title=results.title(lang), sample=share, quick=quick).strip()


def interval_arms(low: pd.Series, mean: pd.Series, high: pd.Series, scale: float) -> list[list[float]]:
    """Lengths of an error bar below and above the mean; 0 where there is no interval."""
    return [((mean - low) * scale).fillna(0.0).tolist(), ((high - mean) * scale).fillna(0.0).tolist()]
