"""Can it be believed: the base year of the model beside the region's statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case
from sim.reporting.plots import frame
from sim.reporting.plots.common import source
from sim.reporting.plots.words import say
from sim.vocabulary.labels import label, labels

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NAME = "fit"
EDGE = 3.0


def data(results: Results) -> pd.DataFrame:
    """Anchors with a range and a value of the model; ``place`` is -1 at the lower and 1 at the upper end."""
    rows = results.table("fit")
    rows = rows[rows["model"].notna() & rows["low"].notna() & rows["high"].notna() & (rows["high"] > rows["low"])]
    above = rows["model"] >= rows["figure"]
    side = (rows["high"] - rows["figure"]).where(above, rows["figure"] - rows["low"])
    place = (rows["model"] - rows["figure"]) / side.where(side > 0, rows["high"] - rows["low"])
    columns = ["indicator", "area", "group", "unit", "figure", "low", "high", "model", "inside"]
    return rows[columns].assign(place=place).reset_index(drop=True)


def draw(rows: pd.DataFrame, results: Results, lang: str) -> Figure:
    """A dot a statistic inside or outside the band."""
    inside = int((rows["inside"] == True).sum())  # noqa: E712
    year = results.base_year
    drawn = results.coverage.drawn(lang, intervals=False)
    words = frame.FrameWords(
        say("fit_title", lang, year=year, of=len(rows), inside=inside),
        say("fit_below", lang, area=results.name("all", lang), year=year, drawn=drawn),
        say("fit_foot", lang) + "\n" + source(results, lang),
    )
    figure, room = frame.framed(words, 9.0, 0.21 * max(4, len(rows)) + 0.4)
    axes = figure.add_subplot(frame.grid(figure, room, 1, 1, left=0.46)[0])
    axes.axvspan(-1, 1, color="#e6e6e6", zorder=0)
    axes.axvline(0, color=frame.FAINT, linewidth=0.8)
    for n, row in enumerate(rows.itertuples()):
        good = bool(row.inside)
        x = min(EDGE, max(-EDGE, float(str(row.place))))
        beyond = abs(float(str(row.place))) > EDGE
        marker = (">" if x > 0 else "<") if beyond else ("o" if good else "D")
        axes.plot(x, n, marker=marker, color=frame.BLUE if good else frame.VERMILION, markersize=5.5)
    axes.set_yticks(range(len(rows)), [_name(row, results, lang) for _, row in rows.iterrows()], size=8)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(-EDGE - 0.3, EDGE + 0.3)
    axes.set_xticks(range(-3, 4))
    axes.grid(axis="y", linewidth=0.4)
    axes.tick_params(axis="y", length=0)
    return figure


def _name(row: pd.Series, results: Results, lang: str) -> str:
    parts = [results.short(row["area"], lang)] if row["area"] != "all" else []
    group = str(row["group"])
    if group != "all":  # a level of care of the region's own may be no word of ours
        parts.append(label(group, lang) if group in labels() else results.name(group, lang))
    where = "，".join(parts) if lang == "zh" else ", ".join(parts)
    brackets = "（{}）" if lang == "zh" else " ({})"
    return sentence_case(label(row["indicator"], lang)) + (brackets.format(where) if where else "")
