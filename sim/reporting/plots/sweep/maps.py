"""A map of one indicator over two varied paths; over three a map for each value of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.reporting.headlines import short_title
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.plots import frame
from sim.reporting.plots.sweep.read import Sweep, below, luck_text, met_text, source, value_text
from sim.reporting.plots.sweep.scale import Scale, scale_of
from sim.reporting.plots.sweep.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.image import AxesImage

TOLD_NOTHING = "#dddddd"
TILES = 100  # a map with more has no numbers in its tiles
PANELS, ACROSS = 12, 3


def map_data(found: Sweep, paths: list[str]) -> pd.DataFrame:
    """The indicator of the map in the reform arm at every combination, and whether all targets are met there."""
    rows = found.values[(found.values["arm"] == "reform") & (found.values["indicator"] == found.indicator)]
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
    look = _look(rows, found, lang)
    figure, room = frame.framed(_words(rows, found, paths, look), 8.0, 4.6, under=0.6)
    axes = figure.add_subplot(frame.grid(figure, room, 1, 1, left=0.12, right=0.95)[0])
    picture = _tiles(axes, rows, found, *paths, look=look)
    if not look.grey:
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
    look = _look(rows, found, lang)
    figure, room = frame.framed(
        _words(rows, found, [across, up, third], look), 10.5, down * 2.6 + (down - 1) * 0.55, over=0.35, under=0.65
    )
    cells = frame.grid(figure, room, down, columns, left=0.095, right=0.9, hspace=0.55 / 2.6, wspace=0.1)
    for n, level in enumerate(levels):
        axes = figure.add_subplot(cells[n // columns, n % columns])
        picture = _tiles(axes, rows[rows[third] == level], found, across, up, look=look, size=7)
        title = say("pair", lang, path=found.plain_name(third, lang), value=value_text(level))
        axes.set_title("\n".join(wrap(title, 96 // columns)), loc="left", size=9)
        axes.tick_params(labelleft=n % columns == 0, labelbottom=n + columns >= len(levels))
        if n + columns >= len(levels):
            axes.set_xlabel("\n".join(wrap(found.name(across, lang), 100 // columns)), size=8.5)
        if n % columns == 0:
            axes.set_ylabel("\n".join(wrap(found.name(up, lang), 30)), size=8.5)
    if not look.grey:
        figure.colorbar(picture, cax=figure.add_axes((0.92, room["bottom"], 0.012, room["top"] - room["bottom"])))
    return figure


@dataclass(frozen=True, slots=True)
class Look:
    """How tiles are coloured: from which value to which, in which unit; all grey where luck alone does as much."""

    scale: Scale
    ends: tuple[float, float]
    grey: bool


def _look(rows: pd.DataFrame, found: Sweep, lang: str) -> Look:
    ends = float(rows["mean"].min()), float(rows["mean"].max())
    return Look(scale_of(found.indicator, ends, lang), ends, found.within_luck() is True)


def _words(rows: pd.DataFrame, found: Sweep, paths: list[str], look: Look) -> frame.FrameWords:
    lang = look.scale.lang
    low, high = (found.number(end, lang) for end in look.ends)
    name = short_title(found.indicator, lang)
    title = say("map_title", lang, name=name, low=low, high=high, year=found.year, of=len(rows))
    title = sentence_case(title) + luck_text(found, lang) + met_text(found, paths, lang)
    notes = [say("map_foot", lang), *([say("within_luck_foot", lang)] if look.grey else []), source(found, lang)]
    return frame.FrameWords(title, below(found, lang, look.scale.words, intervals=False), "\n".join(notes))


def _tiles(
    axes: Axes, rows: pd.DataFrame, found: Sweep, across: str, up: str, *, look: Look, size: float = 8
) -> AxesImage:  # fmt: skip
    from matplotlib.colors import ListedColormap

    values = rows.pivot_table(index=up, columns=across, values="mean", dropna=False)
    values = values.reindex(index=found.levels[up], columns=found.levels[across])
    met = rows.assign(all_met=rows["all_met"].astype(float)).pivot_table(index=up, columns=across, values="all_met")
    inside = met.reindex_like(values).fillna(0.0).to_numpy() > 0.5
    low, high = (end * look.scale.factor for end in look.ends)
    picture = axes.imshow(
        values.to_numpy() * look.scale.factor, origin="lower", aspect="auto", vmin=low, vmax=high,
        cmap=ListedColormap([TOLD_NOTHING]) if look.grey else "cividis",
    )  # fmt: skip
    if look.grey:  # tiles of one colour need gaps
        for n in range(1, values.shape[1]):
            axes.axvline(n - 0.5, color="white", linewidth=1.5)
        for n in range(1, values.shape[0]):
            axes.axhline(n - 0.5, color="white", linewidth=1.5)
    _outline(axes, inside)
    smallest = rows[rows["smallest"].astype(bool)]
    star = {(row[up], row[across]) for _, row in smallest.iterrows()}
    middle = sum(look.ends) / 2
    for (row, column), value in np.ndenumerate(values.to_numpy()):
        best = (values.index[row], values.columns[column]) in star
        if np.isnan(value) or (values.size > TILES and not best):
            continue
        text = "★" if values.size > TILES else look.scale.text(value) + ("★" if best else "")
        ink = "white" if value < middle and not look.grey else "black"
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
