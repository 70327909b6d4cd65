"""Plots of a sweep: lines over one path, a map over two, maps side by side over three, else dots by path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim.indicators.register import register
from sim.reporting.plots.beside import whole, write_plot
from sim.reporting.plots.frame import house_style
from sim.reporting.plots.sweep import lines, maps, scatter
from sim.reporting.plots.sweep.maps import map_data
from sim.reporting.plots.sweep.read import Sweep, read_sweep
from sim.reporting.plots.trajectory import SHOWN

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["chosen", "draw_sweep", "map_data", "read_sweep"]


NAMES = ("sweep_lines", "sweep_map", "sweep_maps", "sweep_scatter")


def draw_sweep(folder: Path, lang: str, indicators: Sequence[str] = ()) -> list[Path]:
    """Write the plots of a sweep beside their CSV into ``plots/``: that of the headlines, and one an indicator named.

    ``sweep_lines`` over one path (a number or a word), ``sweep_map`` over two of a grid, ``sweep_maps`` over three,
    ``sweep_scatter`` over more or where points are scattered; that of an indicator has its name behind it. A path with
    one value only is no path.

    Returns
    -------
    The files written; none where fewer than two points have an answer, or none has a value of the indicator.
    """
    found = read_sweep(folder, (*SHOWN, *indicators))
    if found is None:
        return []
    parts = [("", found.only(*SHOWN)), *((f"_{one}", found.only(one)) for one in indicators)]
    return [path for end, part in parts for path in _draw_one(folder, part, end, lang)]


def _draw_one(folder: Path, found: Sweep, end: str, lang: str) -> list[Path]:
    if not found.varied or found.values["mean"].isna().all():
        return []
    name, table, draw = chosen(found, found.varied)
    target = folder / "plots"
    target.mkdir(exist_ok=True)
    with house_style():
        words = [path for path in found.varied if not found.is_number(path)]
        return write_plot(target, name + end, table, partial(_draw, draw, found, lang), lang, words)


def chosen(found: Sweep, paths: list[str]) -> tuple[str, pd.DataFrame, Callable[[pd.DataFrame, Sweep, str], Figure]]:
    """The plot's name, its table and how that is drawn, by how many paths are varied."""
    if len(paths) == 1:
        return "sweep_lines", lines.data(found, paths[0]), lines.draw
    grid = found.asked.get("design") == "grid"
    if grid and len(paths) == 2:
        return "sweep_map", map_data(found, paths), maps.draw_map
    third = maps.panel_path(found, paths) if grid and len(paths) == 3 else None
    if third is not None:
        order = [*(path for path in paths if path != third), third]
        return "sweep_maps", map_data(found, order), maps.draw_panels
    return "sweep_scatter", scatter.data(found, paths), scatter.draw


def _draw(draw: Callable[[pd.DataFrame, Sweep, str], Figure], found: Sweep, lang: str, rows: pd.DataFrame) -> Figure:
    return draw(rows, found, lang)


def drawn(folder: Path, lang: str) -> bool:
    """Whether the plot of the headlines is all there in a language."""
    return any(whole(folder / "plots", name, lang) for name in NAMES)


def drawn_indicators(folder: Path) -> tuple[str, ...]:
    """The indicators beside the headlines that a sweep's folder has a plot of, in the order of the register."""
    stems = [file.stem for file in (folder / "plots").glob("sweep_*.csv")]
    return tuple(name for name in register() if any(stem in {f"{plot}_{name}" for plot in NAMES} for stem in stems))
