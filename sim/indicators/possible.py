"""What the value of an indicator can be at all: an interval never goes beyond it."""

from __future__ import annotations

import math

import pandas as pd

from sim.vocabulary.labels import unit

Limits = tuple[float, float]
ANY: Limits = (-math.inf, math.inf)
OF_UNIT: dict[str, Limits] = {"share": (0.0, 1.0), "growth": (-1.0, math.inf)}
# Counts, money, times and ratios are not negative; these are what their unit does not say.
OF_INDICATOR: dict[str, Limits] = {
    "bed_occupancy": (0.0, math.inf),  # extra beds are counted
    "severe_sent_on_share": (0.0, math.inf),  # those sent on over those kept
    "postponed_share": (0.0, math.inf),
    "package_surplus": (-math.inf, 1.0),
    "hospital_margin_share": (-math.inf, 1.0),
    "coding_drift": (-1.0, math.inf),
    "fund_balance": ANY,
    "cost_growth_volume": ANY,  # parts of a growth
    "cost_growth_unit": ANY,
    "discharges_per_person": (1.0, math.inf),
}


def limits(indicator: str, arm: str = "") -> Limits:
    """The least and the most; of the difference between two arms, if that is the arm."""
    low, high = OF_INDICATOR.get(indicator) or OF_UNIT.get(unit(indicator), (0.0, math.inf))
    return (low - high, high - low) if arm == "difference" else (low, high)


def within(table: pd.DataFrame) -> pd.DataFrame:
    """A table of indicators and arms whose intervals end where values end.

    The interval of luck cut to what can be covers the true value as often as the whole one does, and turning a share
    into its rest, or a difference around, mirrors it.
    """
    ends = [limits(*key) for key in zip(table["indicator"], table["arm"], strict=True)]
    lowest, highest = (pd.Series([end[n] for end in ends], index=table.index, dtype=float) for n in (0, 1))
    cut = {name: table[name].clip(lowest, highest) for name in ("low", "high")}
    return table.assign(**cut)
