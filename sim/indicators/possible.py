"""What the value of an indicator can be at all: an interval never goes beyond it."""

from __future__ import annotations

import pandas as pd

from sim.vocabulary.indicator_range import range_of

Limits = tuple[float, float]


def limits(indicator: str, arm: str = "") -> Limits:
    """The least and the most; of the difference between two arms, if that is the arm."""
    possible = range_of(indicator)
    width = possible.most - possible.least
    return (-width, width) if arm == "difference" else (possible.least, possible.most)


def within(table: pd.DataFrame) -> pd.DataFrame:
    """A table of indicators and arms whose intervals end where values end.

    The interval of luck cut to what can be covers the true value as often as the whole one does, and turning a share
    into its rest, or a difference around, mirrors it.
    """
    ends = [limits(*key) for key in zip(table["indicator"], table["arm"], strict=True)]
    lowest, highest = (pd.Series([end[n] for end in ends], index=table.index, dtype=float) for n in (0, 1))
    cut = {name: table[name].clip(lowest, highest) for name in ("low", "high")}
    return table.assign(**cut)
