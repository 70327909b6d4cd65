"""The forest plot: each published estimate beside what the model says, misses marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.reporting.lines import wrap
from sim.reporting.plots import frame
from sim.reporting.plots.beside import write_plot
from sim.reporting.validation.data import Validation, in_percent, plain, shown, verdict
from sim.reporting.validation.words import say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

NAME = "forest"
WIDE, LEFT, RIGHT = 11.5, 0.29, 0.66
ROW = 0.23
NAMES = 56  # columns
LINE = 0.62  # of a row: a line of a name
HEADS = -0.735  # of the width of the axes
NEAR = 5.0  # percent; inside it the axis is nearly linear
TICKS = (-75, -50, -25, -10, -5, -2, 0, 2, 5, 10, 25, 50, 100, 200)
COLUMNS = [
    "study", "id", "outcome", "estimator", "scale", "published", "published_low", "published_high",
    "median", "low", "high", "inside", "sign_ok", "in_sample", "draws",
]  # fmt: skip


def draw_forest(folder: Path, lang: str) -> list[Path]:
    """Write ``plots/forest.csv``, ``.<lang>.svg`` and ``.<lang>.png`` into the folder of a validation."""
    found = Validation(folder)
    target = folder / "plots"
    target.mkdir(exist_ok=True)
    with frame.house_style():
        return write_plot(target, NAME, found.rows[COLUMNS], lambda rows: forest(rows, found, lang), lang)


def forest(rows: pd.DataFrame, found: Validation, lang: str) -> Figure:
    """A row an estimate, by study; the numbers to the right."""
    inside, sign = int(rows["inside"].sum()), int(rows["sign_ok"].sum())
    words = frame.FrameWords(
        say("forest_title", lang, of=len(rows), inside=inside, sign=sign),
        say("forest_below", lang, draws=int(rows["draws"].max())),
        say("forest_foot", lang),
    )
    rows = rows.assign(in_sample=rows["in_sample"].fillna(""))
    names = [wrap(found.outcome(row, lang), NAMES) for _, row in rows.iterrows()]
    places, heads, size = _lines(rows, [len(name) for name in names])
    figure, room = frame.framed(words, WIDE, ROW * size + 0.2, over=0.35)
    axes = figure.add_subplot(frame.grid(figure, room, 1, 1, left=LEFT, right=RIGHT)[0])
    low, high = _span(rows)
    for y, (_, row) in zip(places, rows.iterrows(), strict=True):
        _pair(axes, y, row)
        for x, key in ((1.02, "published"), (1.38, "model")):
            axes.text(x, y, _numbers(row, key, lang), transform=axes.get_yaxis_transform(), va="center", size=7.5)
    for x, key in ((1.02, "published"), (1.38, "model")):
        axes.text(x, -0.9, say(key, lang), transform=axes.get_yaxis_transform(), va="bottom", size=8, color=frame.FAINT)
    for y, n in heads:
        title = found.title(rows.iloc[n], lang)
        axes.text(HEADS, y, title, transform=axes.get_yaxis_transform(), va="center", size=8.5, clip_on=False)
        axes.axhline(y - 0.5, color="#dddddd", linewidth=0.6)
    axes.set_yticks(places, ["\n".join(name) for name in names], size=7.5, color=frame.FAINT, linespacing=1.0)
    axes.set_ylim(size - 0.4, -0.6)
    axes.set_xscale("function", functions=(_squeeze, _stretch))
    axes.set_xlim(low, high)
    ticks = [t for t in TICKS if low <= t <= high]
    axes.set_xticks(ticks, [f"{'−' if t < 0 else '+' if t > 0 else ''}{abs(t)}" for t in ticks], size=8)
    axes.minorticks_off()
    axes.axvline(0, color=frame.FAINT, linewidth=0.8)
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    figure.legend(
        handles=_handles(lang), loc="upper left", ncols=3, frameon=False, fontsize=8,
        bbox_to_anchor=(0.015, room["top"] + 0.36 / figure.get_figheight()),
    )  # fmt: skip
    return figure


def _lines(rows: pd.DataFrame, lines: Sequence[int]) -> tuple[list[float], list[tuple[float, int]], float]:
    """Where each estimate stands, the heading of each study with the position of its first row, and the height.

    A name of several ``lines`` has the room it needs, around its estimate.
    """
    places: list[float] = []
    heads: list[tuple[float, int]] = []
    y = 0.0
    for n in range(len(rows)):
        if n == 0 or rows["study"].iloc[n] != rows["study"].iloc[n - 1]:
            heads.append((y, n))
            y += 0.85
        more = max(0.0, LINE * lines[n] - 1.0)
        places.append(y + more / 2)
        y += 1.0 + more
    return places, heads, y


def _squeeze(x: Any) -> Any:
    return np.arcsinh(np.asarray(x) / NEAR)


def _stretch(x: Any) -> Any:
    return np.sinh(np.asarray(x)) * NEAR


def _span(rows: pd.DataFrame) -> tuple[float, float]:
    """Ends of the axis, a little beyond the farthest point."""
    names = ("published", "published_low", "published_high", "median", "low", "high")
    ends = [in_percent(row[name], row["scale"]) for _, row in rows.iterrows() for name in names]
    known = [end for end in ends if np.isfinite(end)]
    low, high = float(_squeeze(min(*known, -NEAR))), float(_squeeze(max(*known, NEAR)))
    room = 0.04 * (high - low)
    return float(_stretch(low - room)), float(_stretch(high + room))


def _pair(axes: Axes, y: float, row: Any) -> None:
    """Published above, model below the middle of a row."""

    def at(name: str) -> float:
        return in_percent(row[name], row["scale"])

    hit = verdict(row) == "hit"
    colour = frame.BLUE if hit else frame.VERMILION
    axes.plot([at("low"), at("high")], [y + 0.16] * 2, color=colour, linewidth=2.2, solid_capstyle="butt")
    face = "white" if row["in_sample"] else colour
    axes.plot(at("median"), y + 0.16, marker="o" if hit else "D", color=colour, markerfacecolor=face, markersize=5)
    if np.isfinite(at("published_low")):
        axes.plot([at("published_low"), at("published_high")], [y - 0.16] * 2, color=frame.INK, linewidth=1.0)
    axes.plot(at("published"), y - 0.16, marker="s", color=frame.INK, markersize=4)


def _numbers(row: Any, key: str, lang: str) -> str:
    if key == "published":
        value = shown(row["published"], row, lang)
        ends = (row["published_low"], row["published_high"])
    else:
        value, ends = shown(row["median"], row, lang), (row["low"], row["high"])
    interval = f"  [{plain(ends[0], row)}, {plain(ends[1], row)}]" if np.isfinite(ends[0]) else ""
    return value + interval


def _handles(lang: str) -> list[Line2D]:
    from matplotlib.lines import Line2D

    return [
        Line2D([], [], color=frame.INK, marker="s", ms=4, lw=1, label=say("forest_published", lang)),
        Line2D([], [], color=frame.BLUE, marker="o", ms=5, lw=2.2, label=say("forest_model", lang)),
        Line2D([], [], color=frame.VERMILION, marker="D", ms=5, lw=2.2, label=say("forest_miss", lang)),
    ]
