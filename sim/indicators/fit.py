"""The base year of the model beside the region's statistics; misfits are shown, not hidden."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sim.indicators.compute import reported_years
from sim.region.description import Anchor

COLUMNS = [
    "indicator", "area", "group", "unit", "figure", "low", "high", "model", "inside", "difference", "source",
    "confidence", "source_zh",
]  # fmt: skip


def fit(anchors: Sequence[Anchor], values: pd.DataFrame) -> pd.DataFrame:
    """One line per anchor: figure, range, the baseline's base-year mean, inside or not, the difference.

    An anchor the model does not compute keeps its line, with ``model`` and ``inside`` empty. A figure without
    a range has ``inside`` empty too.
    """
    years = reported_years(values)
    base = values[(values["arm"] == "baseline") & (values["year"] == (years[0] if years else ""))]
    means = base.groupby(["indicator", "area", "group"])["value"].mean()
    lines: list[list[object]] = []
    for anchor in anchors:
        figure = anchor.figure
        key = (anchor.indicator, anchor.area, anchor.group)
        model = float(means.get(key, float("nan")))
        inside: bool | None = None
        if pd.notna(model) and figure.low is not None and figure.high is not None:
            inside = bool(figure.low <= model <= figure.high)
        lines.append(
            [
                anchor.indicator, anchor.area, anchor.group, figure.unit, figure.value, figure.low,
                figure.high, model, inside, model - figure.value, figure.source.en, figure.confidence.id,
                figure.source.zh,
            ]
        )  # fmt: skip
    return pd.DataFrame(lines, columns=COLUMNS)
