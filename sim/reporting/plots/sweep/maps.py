"""A map of the first headline over two varied paths; over three a map for each value of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.reporting.headlines import short_title
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import percent
from sim.reporting.plots import frame
from sim.reporting.plots.sweep.read import Sweep, below, met_text, source, value_text
from sim.reporting.plots.sweep.words import say
from sim.reporting.plots.trajectory import SHOWN

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.image import AxesImage

TILES = 100  # a map with more has no numbers in its tiles
PANELS, ACROSS = 12, 3


def map_data(found: Sweep, paths: list[str]) -> pd.DataFrame:
    """The first headline of the reform arm at every combination, and whether all targets are met there."""
    rows = found.values[(found.values["arm"] == "reform") & (found.values["indicator"] == SHOWN[0])]
    rows = rows.assign(all_met=found.met_at(rows["id"]), smallest=found.is_smallest(rows["id"]))
    order = {path: found.levels[path] for path in paths}
    return rows[["indicator", *paths, "mean", "all_met", "smallest"]].sort_values(
        paths, key=lambda values: values.map(order[str(values.name)].index)
    )


def panel_path(found: Sweep, paths: list[str]) -> str | None:
    """Of three paths the one that panels stand for: a word before a number, then the one with the fewest values."""
    path = min(paths, key=lambda one: (found.is_number(one), len(found.levels[one])))
    return path if len(found.levels[path]) <= PANELS else None


def draw_map(rows: pd.DataFrame, found: Sweep, lang: str) -> Figure:
    """A tile a combination with its value; a line around those where all targets are met."""
    paths = [str(path) for path in rows.columns[1:3]]
    figure, room = frame.framed(_words(rows, found, paths, lang), 8.0, 4.6, under=0.6)
    axes = figure.add_subplot(frame.grid(figure, room, 1, 1, left=0.12, right=0.95)[0])
    picture = _tiles(axes, rows, found, *paths, ends=_ends(rows))
    figure.colorbar(picture, ax=axes, pad=0.02)
    axes.set_xlabel("\n".join(wrap(found.name(paths[0], lang), 80)), size=8.5)
    axes.set_ylabel("\n".join(wrap(found.name(paths[1], lang), 46)), size=8.5)
    return figure


def draw_panels(rows: pd.DataFrame, found: Sweep, lang: str) -> Figure:
    """A map for each value of the third path, all on one scale of colours."""
    across, up, third = (str(path) for path in rows.columns[1:4])
    levels = found.levels[third]
    columns = min(ACROSS, len(levels))
    down = -(-len(levels) // columns)
    figure, room = frame.framed(
        _words(rows, found, [across, up, third], lang), 10.5, down * 2.6 + (down - 1) * 0.55, over=0.35, under=0.65
    )
    cells = frame.grid(figure, room, down, columns, left=0.095, right=0.9, hspace=0.55 / 2.6, wspace=0.1)
    ends = _ends(rows)
    for n, level in enumerate(levels):
        axes = figure.add_subplot(cells[n // columns, n % columns])
        picture = _tiles(axes, rows[rows[third] == level], found, across, up, ends=ends, size=7)
        title = say("pair", lang, path=found.plain_name(third, lang), value=value_text(level))
        axes.set_title("\n".join(wrap(title, 96 // columns)), loc="left", size=9)
        axes.tick_params(labelleft=n % columns == 0, labelbottom=n + columns >= len(levels))
        if n + columns >= len(levels):
            axes.set_xlabel("\n".join(wrap(found.name(across, lang), 100 // columns)), size=8.5)
        if n % columns == 0:
            axes.set_ylabel("\n".join(wrap(found.name(up, lang), 30)), size=8.5)
    figure.colorbar(picture, cax=figure.add_axes((0.92, room["bottom"], 0.012, room["top"] - room["bottom"])))
    return figure


def _words(rows: pd.DataFrame, found: Sweep, paths: list[str], lang: str) -> frame.Words:
    low, high = (percent(float(end), lang, 1) for end in (rows["mean"].min(), rows["mean"].max()))
    title = say("map_title", lang, name=short_title(SHOWN[0], lang), low=low, high=high, year=found.year, of=len(rows))
    foot = say("map_foot", lang) + "\n" + source(found, lang)
    return frame.Words(sentence_case(title) + met_text(found, paths, lang), below(found, lang), foot)


def _ends(rows: pd.DataFrame) -> tuple[float, float]:
    return float(rows["mean"].min()), float(rows["mean"].max())


def _tiles(
    axes: Axes, rows: pd.DataFrame, found: Sweep, across: str, up: str, *, ends: tuple[float, float], size: float = 8
) -> AxesImage:  # fmt: skip
    values = rows.pivot_table(index=up, columns=across, values="mean", dropna=False)
    values = values.reindex(index=found.levels[up], columns=found.levels[across])
    met = rows.assign(all_met=rows["all_met"].astype(float)).pivot_table(index=up, columns=across, values="all_met")
    inside = met.reindex_like(values).fillna(0.0).to_numpy() > 0.5
    picture = axes.imshow(
        values.to_numpy() * 100, origin="lower", aspect="auto", cmap="cividis", vmin=ends[0] * 100, vmax=ends[1] * 100
    )
    _outline(axes, inside)
    smallest = rows[rows["smallest"].astype(bool)]
    star = {(row[up], row[across]) for _, row in smallest.iterrows()}
    middle = sum(ends) / 2
    for (row, column), value in np.ndenumerate(values.to_numpy()):
        best = (values.index[row], values.columns[column]) in star
        if np.isnan(value) or (values.size > TILES and not best):
            continue
        text = "★" if values.size > TILES else f"{value * 100:.1f}" + ("★" if best else "")
        ink = "white" if value < middle else "black"
        axes.text(column, row, text, ha="center", va="center", size=size, color=ink)
    axes.set_xticks(range(values.shape[1]), ["\n".join(wrap(value_text(value), 12)) for value in values.columns])
    axes.set_yticks(range(values.shape[0]), ["\n".join(wrap(value_text(value), 12)) for value in values.index])
    return picture


def _outline(axes: Axes, inside: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
    """The border between tiles inside and outside, drawn along the tiles' edges."""
    framed = np.pad(inside, 1)
    style: dict[str, Any] = {"color": frame.VERMILION, "linewidth": 2.5, "solid_capstyle": "round"}
    for row, column in np.argwhere(framed[1:, :] != framed[:-1, :]):
        axes.plot([column - 1.5, column - 0.5], [row - 0.5, row - 0.5], **style)
    for row, column in np.argwhere(framed[:, 1:] != framed[:, :-1]):
        axes.plot([column - 0.5, column - 0.5], [row - 1.5, row - 0.5], **style)
    rows, columns = inside.shape
    axes.set_xlim(-0.55, columns - 0.45)
    axes.set_ylim(-0.55, rows - 0.45)
