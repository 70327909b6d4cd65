"""Small multiples: a panel an indicator, a column a type, all arms' difference on one scale in each panel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.nation.data import POOL_COLUMNS, NationResult
from sim.reporting.nation.words import say
from sim.reporting.plots import frame
from sim.reporting.plots.beside import write_plot
from sim.vocabulary.labels import label, unit
from sim.vocabulary.printed import PERCENT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "nation"
WIDE, PANEL, GAP = 11.0, 1.0, 0.45  # inches
SPAN = 1.1  # of the largest difference: what a scale reaches to


def draw_nation(folder: Path, lang: str) -> list[Path]:
    """Write ``plots/nation.csv``, ``.<lang>.svg`` and ``.<lang>.png``; nothing where there is one arm."""
    found = NationResult(folder)
    if len(found.arms) < 2:
        return []
    target = folder / "plots"
    target.mkdir(exist_ok=True)
    with frame.house_style():
        return write_plot(
            target, NAME, _table(found), lambda rows: _drawn(rows, found, lang), lang, ("archetype", "pool")
        )


def _table(found: NationResult) -> pd.DataFrame:
    """Differences of the last arm from the first in the last year, by type and by pool (empty: the type)."""
    arm, year = found.arms[-1]["id"], found.years[-1]
    parts = []
    for frame_ in (found.pools, found.nation.assign(pool="")):
        chosen = frame_[
            frame_["indicator"].isin(POOL_COLUMNS)
            & (frame_["arm"] == arm)
            & (frame_["year"] == year)
            & (frame_["area"] == "all")
            & (frame_["group"] == "all")
        ]
        parts.append(chosen[["indicator", "archetype", "pool", "difference"]])
    return pd.concat(parts, ignore_index=True)


def _drawn(rows: pd.DataFrame, found: NationResult, lang: str) -> Figure:
    types = found.manifest["archetypes"]
    first, last = found.arms[0][lang], found.arms[-1][lang]
    words = frame.FrameWords(
        say("plot_title", lang, name=found.manifest["title"][lang], arm=last, first=first),
        say("plot_below", lang, year=found.years[-1]),
        say("plot_foot", lang),
    )
    deep = len(POOL_COLUMNS)
    figure, room = frame.framed(words, WIDE, deep * PANEL + (deep - 1) * GAP, over=0.4, under=0.9)
    cells = frame.grid(figure, room, deep, 1, left=0.09, hspace=GAP / PANEL)
    for n, indicator in enumerate(POOL_COLUMNS):
        axes = figure.add_subplot(cells[n, 0])
        _panel(axes, rows[rows["indicator"] == indicator], [one["id"] for one in types], indicator)
        axes.set_title(label(indicator, lang), loc="left", size=9)
        below = [one[lang] for one in types] if n == deep - 1 else []
        axes.set_xticks(range(len(types)), below or [""] * len(types), rotation=20, ha="right", size=7.5)
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, types: list[str], indicator: str) -> None:
    scale = 100.0 if unit(indicator) in PERCENT else 1.0
    for place, archetype in enumerate(types):
        own = rows[rows["archetype"] == archetype]
        pools = own.loc[own["pool"].notna() & (own["pool"] != ""), "difference"] * scale
        mean = own.loc[own["pool"].isna() | (own["pool"] == ""), "difference"] * scale
        axes.plot([place] * len(pools), pools, "o", color=frame.SKY, markersize=3)
        for value in mean:
            axes.plot([place - 0.35, place + 0.35], [value, value], color=frame.BLUE, linewidth=1.6)
    axes.axhline(0, color=frame.FAINT, linewidth=0.6)
    most = (rows["difference"].abs().max() or 1.0) * scale * SPAN
    axes.set_ylim(-most, most)
