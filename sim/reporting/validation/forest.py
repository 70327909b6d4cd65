"""The forest plot: each published estimate beside what the model says, misses marked."""

from __future__ import annotations

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
WIDE, LEFT, RIGHT = 11.0, 0.37, 0.78
ROW = 0.36
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
    words = frame.Words(
        say("forest_title", lang, of=len(rows), inside=inside, sign=sign),
        say("forest_below", lang, draws=int(rows["draws"].max())),
        say("forest_foot", lang),
    )
    rows = rows.assign(in_sample=rows["in_sample"].fillna(""))
    figure, room = frame.framed(words, WIDE, ROW * len(rows) + 0.3, over=0.35)
    axes = figure.add_subplot(frame.grid(figure, room, 1, 1, left=LEFT, right=RIGHT)[0])
    low, high = _span(rows)
    for n, (_, row) in enumerate(rows.iterrows()):
        _pair(axes, n, row)
        for x, key in ((1.02, "published"), (1.17, "model")):
            axes.text(x, n, _numbers(row, key, lang), transform=axes.get_yaxis_transform(), va="center", size=7.5)
    for x, key in ((1.02, "published"), (1.17, "model")):
        axes.text(x, -0.8, say(key, lang), transform=axes.get_yaxis_transform(), va="bottom", size=8, color=frame.FAINT)
    names = ["\n".join(wrap(found.name(row, lang), 58, indent="   ")) for _, row in rows.iterrows()]
    axes.set_yticks(range(len(rows)), names, size=7.5, linespacing=1.05)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xscale("function", functions=(_squeeze, _stretch))
    axes.set_xlim(low, high)
    ticks = [t for t in TICKS if low <= t <= high]
    axes.set_xticks(ticks, [f"{'−' if t < 0 else '+' if t > 0 else ''}{abs(t)}" for t in ticks], size=8)
    axes.minorticks_off()
    axes.axvline(0, color=frame.FAINT, linewidth=0.8)
    for n in range(1, len(rows)):
        if rows["study"].iloc[n] != rows["study"].iloc[n - 1]:
            axes.axhline(n - 0.5, color="#dddddd", linewidth=0.6)
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    figure.legend(
        handles=_handles(lang), loc="upper left", ncols=3, frameon=False, fontsize=8,
        bbox_to_anchor=(0.015, room["top"] + 0.36 / figure.get_figheight()),
    )  # fmt: skip
    return figure


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


def _pair(axes: Axes, n: int, row: Any) -> None:
    """Published above, model below the middle of a row."""

    def at(name: str) -> float:
        return in_percent(row[name], row["scale"])

    hit = verdict(row) == "hit"
    colour = frame.BLUE if hit else frame.VERMILION
    axes.plot([at("low"), at("high")], [n + 0.14] * 2, color=colour, linewidth=2.2, solid_capstyle="butt")
    face = "white" if row["in_sample"] else colour
    axes.plot(at("median"), n + 0.14, marker="o" if hit else "D", color=colour, markerfacecolor=face, markersize=5)
    if np.isfinite(at("published_low")):
        axes.plot([at("published_low"), at("published_high")], [n - 0.16] * 2, color=frame.INK, linewidth=1.0)
    axes.plot(at("published"), n - 0.16, marker="s", color=frame.INK, markersize=4)


def _numbers(row: Any, key: str, lang: str) -> str:
    if key == "published":
        value = shown(row["published"], row, lang)
        ends = (row["published_low"], row["published_high"])
    else:
        value, ends = shown(row["median"], row, lang), (row["low"], row["high"])
    interval = f"\n[{plain(ends[0], row)}, {plain(ends[1], row)}]" if np.isfinite(ends[0]) else ""
    return value + interval


def _handles(lang: str) -> list[Line2D]:
    from matplotlib.lines import Line2D

    return [
        Line2D([], [], color=frame.INK, marker="s", ms=4, lw=1, label=say("forest_published", lang)),
        Line2D([], [], color=frame.BLUE, marker="o", ms=5, lw=2.2, label=say("forest_model", lang)),
        Line2D([], [], color=frame.VERMILION, marker="D", ms=5, lw=2.2, label=say("forest_miss", lang)),
    ]
