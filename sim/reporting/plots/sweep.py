"""Plots of a sweep: headline indicators over one varied path, or a map of the first one over two."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import percent
from sim.reporting.plots import frame
from sim.reporting.plots.common import ARMS
from sim.reporting.plots.frame import house_style, save
from sim.reporting.plots.trajectory import SHOWN, arm_handles
from sim.reporting.plots.words import say
from sim.scenario.faults import Faults
from sim.scenario.yaml_nodes import read_yaml
from sim.vocabulary.labels import label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FLOAT = "%.10g"


@dataclass(frozen=True, slots=True)
class Sweep:
    """The tables of a sweep's folder, last year and whole prefecture; paths that are numbers at every point."""

    asked: dict[str, Any]
    paths: pd.DataFrame
    values: pd.DataFrame
    met: pd.Series
    year: str

    def name(self, path: str, lang: str) -> str:
        """What a path is called, with its unit in English."""
        row = self.paths.loc[path]
        # Units of levers are English words; a share needs none.
        unit = f" ({row['unit']})" if lang == "en" and row["unit"] not in ("", "share") else ""
        return f"{row[lang]}{unit}"


def read_sweep(folder: Path) -> Sweep | None:
    """The sweep of a folder; nothing if no point has an answer."""
    if not (folder / "results.csv").exists():
        return None
    tree = read_yaml(folder / "sweep.yaml", Faults())
    asked = tree.value if tree is not None else {}
    paths = pd.read_csv(folder / "paths.csv", dtype=str, keep_default_na=False).set_index("path")
    values = pd.read_csv(folder / "results.csv", dtype={"id": str, "year": str})
    year = str(values["year"].max())
    values = values[(values["year"] == year) & (values["area"] == "all") & values["indicator"].isin(SHOWN)]
    return Sweep(asked, paths, values, _met(folder / "targets.csv"), year)


def _met(file: Path) -> pd.Series:
    """For each point whether the reform meets every target; empty where the scenario has none."""
    if not file.exists():
        return pd.Series(dtype=bool)
    lines = pd.read_csv(file, dtype={"id": str})
    # Only the years that the scenario names, not the twelve months after the start (ids with @).
    lines = lines[(lines["arm"] == "reform") & lines["met"].notna() & ~lines["target"].str.contains("@")]
    return lines["met"].astype(str).eq("True").groupby(lines["id"]).all()


def draw_sweep(folder: Path, lang: str) -> list[Path]:
    """Write ``plots/sweep_lines`` (one path varied) or ``plots/sweep_map`` (two, as a grid), each beside its CSV.

    Returns
    -------
    The files written; none where the paths are words, more than two, or only one point has an answer.
    """
    found = read_sweep(folder)
    if found is None:
        return []
    paths = list(found.paths.index)
    numeric = all(pd.api.types.is_numeric_dtype(found.values[path]) for path in paths)
    if not numeric or found.values["id"].nunique() < 2:
        return []
    if len(paths) == 1:
        name, table, draw = "sweep_lines", lines_data(found, paths[0]), draw_lines
    elif len(paths) == 2 and found.asked.get("design") == "grid":
        name, table, draw = "sweep_map", map_data(found, paths), draw_map
        if min(table[path].nunique() for path in paths) < 2:
            return []
    else:
        return []
    target = folder / "plots"
    target.mkdir(exist_ok=True)
    table.to_csv(target / f"{name}.csv", index=False, float_format=FLOAT, lineterminator="\n")
    with house_style():
        return [target / f"{name}.csv", *save(draw(table, found, lang), target, name, lang)]


def lines_data(found: Sweep, path: str) -> pd.DataFrame:
    """Mean and interval of both arms by indicator and value of the path."""
    rows = found.values[found.values["arm"].isin(ARMS)]
    return rows[["indicator", "arm", path, "mean", "low", "high"]].sort_values(["indicator", "arm", path])


def map_data(found: Sweep, paths: list[str]) -> pd.DataFrame:
    """The first headline of the reform arm at every combination, and whether all targets are met there."""
    rows = found.values[(found.values["arm"] == "reform") & (found.values["indicator"] == SHOWN[0])]
    met = rows["id"].map(found.met).fillna(False).astype(bool) if len(found.met) else False
    return rows[["indicator", *paths, "mean"]].assign(all_met=met).sort_values(paths)


def draw_lines(rows: pd.DataFrame, found: Sweep, lang: str) -> Figure:
    """A panel an indicator; the reform with its band, the baseline as a thin line."""
    path = str(rows.columns[2])
    first = rows[(rows["indicator"] == SHOWN[0]) & (rows["arm"] == "reform")].dropna(subset=["mean"])
    blanks = {
        "name": sentence_case(label(SHOWN[0], lang)),
        "path": found.paths.loc[path, lang],
        "start": f"{first[path].iloc[0]:g}",
        "end": f"{first[path].iloc[-1]:g}",
        "old": percent(float(first["mean"].iloc[0]), lang, 1),
        "new": percent(float(first["mean"].iloc[-1]), lang, 1),
        "year": found.year,
    }
    words = frame.Words(say("sweep_lines_title", lang, **blanks), _below(found, lang), _foot(found, lang))
    figure, room = frame.framed(words, 9.5, 5.2, over=0.35, under=0.55)
    cells = frame.grid(figure, room, 2, 2, left=0.07, hspace=0.42, wspace=0.16)
    present = [name for name in SHOWN if (rows["indicator"] == name).any()]
    for n, name in enumerate(present):
        axes = figure.add_subplot(cells[n // 2, n % 2])
        _lines(axes, rows[rows["indicator"] == name], path)
        axes.set_title("\n".join(wrap(sentence_case(label(name, lang)), 56)), loc="left", size=9.5)
        if n == 0:
            axes.legend(handles=arm_handles(lang), loc="best", frameon=False, fontsize=8)
        if n // 2 == (len(present) - 1) // 2:
            axes.set_xlabel("\n".join(wrap(found.name(path, lang), 60)), size=8.5)
    return figure


def _lines(axes: Axes, rows: pd.DataFrame, path: str) -> None:
    for arm, thick in (("baseline", 0.9), ("reform", 1.6)):
        line = rows[(rows["arm"] == arm) & rows["mean"].notna()]
        if arm == "reform" and line["low"].notna().any():
            low, high = line["low"] * 100, line["high"] * 100
            axes.fill_between(line[path], low, high, color=frame.COLOUR[arm], alpha=0.22, linewidth=0)
        mark = "o" if arm == "reform" and len(line) <= 24 else ""
        colour, style = frame.COLOUR[arm], frame.LINE[arm]
        axes.plot(line[path], line["mean"] * 100, color=colour, linestyle=style, linewidth=thick, marker=mark, ms=3)
    axes.grid(axis="y")
    axes.margins(y=0.16)


def draw_map(rows: pd.DataFrame, found: Sweep, lang: str) -> Figure:
    """A tile a combination with its value; a line around those where all targets are met."""
    across, up = (str(path) for path in rows.columns[1:3])
    values = rows.pivot_table(index=up, columns=across, values="mean", dropna=False)
    met = rows.assign(all_met=rows["all_met"].astype(float)).pivot_table(index=up, columns=across, values="all_met")
    met = met.reindex_like(values).fillna(0.0)
    count = int(rows["all_met"].sum())
    low, high = (percent(float(end), lang, 1) for end in (rows["mean"].min(), rows["mean"].max()))
    blanks = {"name": label(SHOWN[0], lang), "low": low, "high": high, "year": found.year}
    key = "sweep_map_title" if len(found.met) else "sweep_map_plain"
    title = sentence_case(say(key, lang, met=count, of=len(rows), **blanks))
    foot = say("sweep_map_foot", lang) + "\n" + _foot(found, lang)
    figure, room = frame.framed(frame.Words(title, _below(found, lang), foot), 8.0, 4.6, under=0.6)
    axes = figure.add_subplot(frame.grid(figure, room, 1, 1, left=0.12, right=0.95)[0])
    x, y = np.arange(values.shape[1]), np.arange(values.shape[0])
    picture = axes.imshow(values.to_numpy() * 100, origin="lower", aspect="auto", cmap="cividis")
    figure.colorbar(picture, ax=axes, pad=0.02)
    _outline(axes, met.to_numpy() > 0.5)
    if values.size <= 100:
        middle = float(np.nanmean(values.to_numpy()))
        for (row, column), value in np.ndenumerate(values.to_numpy()):
            if not np.isnan(value):
                ink = "white" if value < middle else "black"
                axes.text(column, row, f"{value * 100:.1f}", ha="center", va="center", size=8, color=ink)
    axes.set_xticks(x, [f"{value:g}" for value in values.columns])
    axes.set_yticks(y, [f"{value:g}" for value in values.index])
    axes.set_xlabel("\n".join(wrap(found.name(across, lang), 80)), size=8.5)
    axes.set_ylabel("\n".join(wrap(found.name(up, lang), 46)), size=8.5)
    return figure


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


def _below(found: Sweep, lang: str) -> str:
    reps = int(found.asked["reps"])
    luck = say("luck", lang, n=reps) if reps > 1 else say("luck_one", lang)
    area = label("all", lang)
    return say("below", lang, unit=say("share_unit", lang), area=area, year=found.year, luck=luck)


def _foot(found: Sweep, lang: str) -> str:
    sample = float(found.asked["sample"])
    share = percent(sample, lang, 0 if sample >= 0.01 else 2)
    return say("source", lang, title=found.asked["title"][lang], sample=share, quick="").strip()
