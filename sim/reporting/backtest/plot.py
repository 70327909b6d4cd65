"""Small multiples: each series with its figures, the model's band, the straight line, and where the fit ends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.experiments.backtest.judge import HELD
from sim.reporting.backtest.data import BacktestResult, series_name
from sim.reporting.backtest.words import say
from sim.reporting.lines import wrap
from sim.reporting.plots import frame
from sim.reporting.plots.beside import write_plot
from sim.vocabulary.labels import unit_words

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "backtest"
COLUMNS, WIDE = 4, 13.0
PANEL, GAP = 1.55, 0.62  # inches
HEAD = 40  # columns of a panel's title


def draw_backtest(folder: Path, lang: str) -> list[Path]:
    """Write ``plots/backtest.csv``, ``.<lang>.svg`` and ``.<lang>.png`` into the folder of a back-test."""
    found = BacktestResult(folder)
    target = folder / "plots"
    target.mkdir(exist_ok=True)
    with frame.house_style():
        return write_plot(target, NAME, found.years, lambda rows: drawn(rows, found, lang), lang)


def drawn(rows: pd.DataFrame, found: BacktestResult, lang: str) -> Figure:
    """A panel a series."""
    rows = rows.assign(year=rows["year"].astype(int))
    names = list(dict.fromkeys(zip(rows["indicator"], rows["group"], strict=True)))
    deep = -(-len(names) // COLUMNS)
    held = rows[rows["part"] == HELD]
    words = frame.FrameWords(
        say("title", lang, inside=int(held["inside"].sum()), of=len(held)),
        say(
            "below", lang, title=getattr(found.asked.title, lang), region=getattr(found.asked.region, lang),
            kept=found.kept, held=found.blanks["held"],
        ),
        say("foot", lang),
    )  # fmt: skip
    figure, room = frame.framed(words, WIDE, deep * PANEL + (deep - 1) * GAP, over=0.75)
    cells = frame.grid(figure, room, deep, COLUMNS, left=0.045, right=0.985, hspace=GAP / PANEL, wspace=0.24)
    for n, (indicator, group) in enumerate(names):
        axes = figure.add_subplot(cells[n // COLUMNS, n % COLUMNS])
        panel = rows[(rows["indicator"] == indicator) & (rows["group"] == group)].reset_index(drop=True)
        _panel(axes, panel, found)
        axes.set_title("\n".join(wrap(_head(panel, indicator, group, lang), HEAD)), loc="left", size=8, linespacing=1.0)
    figure.legend(
        handles=_handles(lang), loc="upper left", ncols=4, frameon=False, fontsize=8,
        bbox_to_anchor=(0.015, room["top"] + 0.62 / figure.get_figheight()),
    )  # fmt: skip
    return figure


def _head(panel: pd.DataFrame, indicator: str, group: str, lang: str) -> str:
    name, unit = series_name(indicator, group, lang), panel["unit"].iloc[0]
    if unit == "index":
        return say("index", lang, name=name)
    if unit == "per_100":  # which the name says
        return name
    word = "%" if unit == "share" else unit_words(unit).told(lang)
    return f"{name}，{word}" if lang == "zh" else f"{name}, {word}"


def _panel(axes: Axes, panel: pd.DataFrame, found: BacktestResult) -> None:
    scale = 100.0 if panel["unit"].iloc[0] == "share" else 1.0
    years = panel["year"].to_numpy()
    column = {name: panel[name].to_numpy() * scale for name in ("published", "predicted", "low", "high", "naive")}
    axes.fill_between(years, column["low"], column["high"], color=frame.SKY, alpha=0.35, linewidth=0)
    axes.plot(years, column["predicted"], color=frame.BLUE, linewidth=1.5)
    axes.plot(years, column["naive"], color=frame.GREY, linewidth=1.1, linestyle=(0, (4, 2)))
    ends = (panel["published_low"].to_numpy() * scale, panel["published_high"].to_numpy() * scale)
    missed = (panel["part"] == HELD).to_numpy() & ~panel["inside"].to_numpy(dtype=bool)
    axes.vlines(years, *ends, color=frame.INK, linewidth=0.8)
    for mask, marker, colour in ((~missed, "o", frame.INK), (missed, "D", frame.VERMILION)):
        axes.plot(years[mask], column["published"][mask], marker, color=colour, markersize=3.6)
    axes.axvline(found.asked.held[0] - 0.5, color=frame.FAINT, linewidth=0.9)
    first, last = found.asked.years
    axes.set_xlim(first - 0.5, last + 0.5)
    ticks = np.arange(first, last + 1, max(1, (last - first) // 3))
    axes.set_xticks(ticks, [str(year) for year in ticks])
    axes.tick_params(labelsize=7)
    axes.grid(axis="y")
    axes.margins(y=0.12)


def _handles(lang: str) -> list[Artist]:
    from matplotlib.lines import Line2D

    return [
        Line2D([], [], color=frame.INK, marker="o", ms=4, lw=0.8, label=say("published", lang)),
        Line2D([], [], color=frame.VERMILION, marker="D", ms=4, lw=0, label=say("miss", lang)),
        Line2D([], [], color=frame.BLUE, lw=1.5, label=say("model", lang)),
        Line2D([], [], color=frame.GREY, lw=1.1, linestyle=(0, (4, 2)), label=say("line", lang)),
    ]
