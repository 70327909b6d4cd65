"""Scattered points over several paths: the first headline against each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from scipy import stats

from sim.reporting.headlines import short_title
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import MINUS
from sim.reporting.plots import frame
from sim.reporting.plots.sweep.maps import map_data
from sim.reporting.plots.sweep.read import Sweep, below, luck_text, met_text, smallest_text, source, value_text
from sim.reporting.plots.sweep.scale import Scale, scale_of
from sim.reporting.plots.sweep.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST, ACROSS = 9, 3
HEIGHT, GAP = 2.1, 0.95  # inches
SPREAD = 0.3  # how far the points of a word stand apart


def data(found: Sweep, paths: list[str]) -> pd.DataFrame:
    """The first headline of the reform arm at every point, and whether all targets are met there."""
    return map_data(found, paths)


def rank_correlations(rows: pd.DataFrame, found: Sweep, paths: list[str]) -> dict[str, float]:
    """Spearman's, by path of numbers; left out where it is not defined."""
    known = rows.dropna(subset=["mean"])
    if known["mean"].nunique() < 2:
        return {}
    numbers = [path for path in paths if found.is_number(path) and known[path].nunique() > 1]
    return {path: float(stats.spearmanr(known[path], known["mean"])[0]) for path in numbers}


def draw(rows: pd.DataFrame, found: Sweep, lang: str) -> Figure:
    """A panel a path, those most closely related first."""
    paths = [str(path) for path in rows.columns if path in found.paths.index]
    rhos = rank_correlations(rows, found, paths)
    shown = sorted(paths, key=lambda path: -abs(rhos.get(path, 0.0)))[:MOST]
    notes = [say("scatter_foot", lang)]
    if found.smallest is not None:
        notes.append(say("smallest", lang, values=smallest_text(found, paths, lang)))
    if len(paths) > len(shown):
        notes.append(say("more_paths", lang, n=len(paths) - len(shown)))
    notes += [say("within_luck_note", lang)] if found.within_luck() else []
    scale = scale_of(found.indicator, rows["mean"], lang)
    below_it = below(found, lang, scale.words, intervals=False)
    words = frame.FrameWords(_title(rows, found, rhos, lang), below_it, "\n".join([*notes, source(found, lang)]))
    columns = min(ACROSS, len(shown))
    down = -(-len(shown) // columns)
    figure, room = frame.framed(words, 10.5, down * HEIGHT + (down - 1) * GAP, over=0.35, under=0.75)
    cells = frame.grid(figure, room, down, columns, left=0.07, hspace=GAP / HEIGHT, wspace=0.14)
    for n, path in enumerate(shown):
        axes = figure.add_subplot(cells[n // columns, n % columns])
        _panel(axes, rows, path, found, scale)
        if path in rhos:
            axes.set_title(say("rank", lang, rho=_signed(rhos[path])), loc="left", size=9)
        axes.set_xlabel("\n".join(wrap(found.name(path, lang), 46)), size=8.5)
        if n % columns == 0:
            axes.set_ylabel("\n".join(wrap(sentence_case(short_title(found.indicator, lang)), 26)), size=8.5)
        else:
            axes.tick_params(labelleft=False)
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, path: str, found: Sweep, scale: Scale) -> None:
    rows = rows.dropna(subset=["mean"])
    if found.is_number(path):
        x = rows[path].astype(float)
    else:
        levels = found.levels[path]
        place = rows.groupby(path).cumcount() / rows.groupby(path)[path].transform("size").clip(lower=2)
        x = rows[path].map(levels.index) + (place - 0.5) * SPREAD
        axes.set_xticks(range(len(levels)), ["\n".join(wrap(value_text(level), 14)) for level in levels])
        axes.set_xlim(-0.5, len(levels) - 0.5)
    y = rows["mean"] * scale.factor
    all_met = rows["all_met"].astype(bool)
    for met, colour in ((False, frame.VERMILION), (True, frame.BLUE)):
        filled = met or not len(found.met)
        some = all_met == met
        tint = colour if len(found.met) else frame.BLUE
        axes.plot(
            x[some], y[some], "o", ms=4.5, color=tint, markerfacecolor=tint if filled else "white", markeredgewidth=1.0
        )
    best = rows["smallest"].astype(bool)
    axes.plot(x[best], y[best], marker="*", ms=10, color=frame.ORANGE, markeredgecolor=frame.INK, linestyle="none")
    axes.grid()
    axes.tick_params(labelsize=8)


def _signed(rho: float) -> str:
    return f"{MINUS if rho < 0 else '+'}{abs(rho):.2f}"


def _title(rows: pd.DataFrame, found: Sweep, rhos: dict[str, float], lang: str) -> str:
    low, high = (found.number(float(end), lang) for end in (rows["mean"].min(), rows["mean"].max()))
    blanks = {"name": short_title(found.indicator, lang), "low": low, "high": high, "year": found.year, "of": len(rows)}
    luck = luck_text(found, lang)
    if not rhos or luck:  # what luck does is close to no path
        return sentence_case(say("map_title", lang, **blanks)) + luck + met_text(found, [], lang)
    path = max(rhos, key=lambda one: abs(rhos[one]))
    blanks |= {"path": found.plain_name(path, lang), "rho": _signed(rhos[path])}
    return sentence_case(say("scatter_title", lang, **blanks)) + met_text(found, [], lang)
