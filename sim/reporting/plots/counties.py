"""Counties side by side: one panel a district, one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import difference, interval
from sim.reporting.plots import frame
from sim.reporting.plots.common import ARMS, below, caveat, interval_arms, source
from sim.reporting.plots.trajectory import arm_handles
from sim.reporting.plots.words import say
from sim.reporting.sentences import Effect, effect
from sim.vocabulary.labels import label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "counties"
SHOWN = ("primary_visit_share", "county_visit_rate", "county_inpatient_share")


def data(results: Results) -> pd.DataFrame:
    """Yearly means and intervals by district and arm."""
    rows = results.indicators
    chosen = rows[
        rows["indicator"].isin(SHOWN)
        & rows["arm"].isin(ARMS)
        & rows["area"].isin(results.places.index)
        & (rows["group"] == "all")
        & rows["year"].str.fullmatch(r"\d{4}")
    ]
    return chosen[["indicator", "arm", "year", "area", "mean", "low", "high", "n"]].reset_index(drop=True)


def draw(rows: pd.DataFrame, results: Results, lang: str) -> Figure:
    """Rows of panels are indicators, columns are districts."""
    areas = results.places.index.tolist()
    years = f"{results.base_year}–{results.last_year}"
    notes = say("counties_foot", lang, year=results.last_year, level=results.coverage.per_cent(lang))
    words = frame.FrameWords(
        _title(results, areas, lang),
        below(results, lang, say("share_unit", lang), years),
        notes + "\n" + source(results, lang),
    )
    width = max(7.0, 1.6 * len(areas) + 2.0)
    figure, room = frame.framed(words, width, 4.8, over=0.75)
    cells = frame.grid(figure, room, len(SHOWN), len(areas), left=1.75 / width, hspace=0.3, wspace=0.12)
    for r, name in enumerate(SHOWN):
        of_name = rows[rows["indicator"] == name]
        ends = of_name[["mean", "low", "high"]].to_numpy(dtype=float) * 100
        ends = ends[~np.isnan(ends)]
        low, high = (float(ends.min()), float(ends.max())) if ends.size else (0.0, 100.0)
        pad = max(1.0, (high - low) * 0.1)
        for c, area in enumerate(areas):
            axes = figure.add_subplot(cells[r, c])
            _panel(axes, of_name[of_name["area"] == area], lang)
            axes.set_ylim(low - pad, high + pad * 3.5)
            _effect(axes, results, name, area, lang)
            axes.tick_params(labelleft=c == 0, labelbottom=r == len(SHOWN) - 1, labelsize=8)
            if c == 0:
                axes.set_ylabel(
                    "\n".join(wrap(sentence_case(label(name, lang)).split("（")[0], 18)),
                    rotation=0,
                    ha="right",
                    va="center",
                    size=8.5,
                )
                axes.yaxis.set_label_coords(-0.32, 0.5)
            if r == 0:
                axes.set_title(results.short(area, lang), size=9.5, loc="left")
            if r == 0 and c == len(areas) - 1:
                figure.legend(
                    handles=arm_handles(lang), loc="upper right", bbox_to_anchor=(0.985, room["top"] + 0.115), ncols=2,
                    frameon=False, fontsize=8,
                )  # fmt: skip
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, lang: str) -> None:
    axes.grid(axis="y")
    if rows.empty:
        axes.set_xticks([])
        axes.text(0.5, 0.5, say("not_defined", lang), transform=axes.transAxes, ha="center", size=8, color=frame.FAINT)
        return
    years = sorted(rows["year"].unique())
    for shift, arm in zip((-0.06, 0.06), ARMS, strict=True):
        line = rows[rows["arm"] == arm].sort_values("year")
        x = [years.index(year) + shift for year in line["year"]]
        axes.errorbar(
            x, line["mean"] * 100, yerr=interval_arms(line["low"], line["mean"], line["high"], 100),
            color=frame.COLOUR[arm], linestyle=frame.LINE[arm], linewidth=1.4, marker="os"[arm == "reform"],
            markersize=3.5, capsize=1.5, elinewidth=0.8,
        )  # fmt: skip
    axes.set_xticks(range(len(years)), years)
    axes.set_xlim(-0.4, len(years) - 0.6)


def _effect(axes: Axes, results: Results, name: str, area: str, lang: str) -> None:
    """The effect in the last year, written into the panel: on a common scale it is often too small to see."""
    found = effect(results, name, results.last_year, area)
    if found is None:
        return
    text = f"{difference(found.difference, found.unit, lang)} {interval(found.low, found.high, found.unit, sign=True)}"
    axes.text(0.97, 0.97, text.strip(), transform=axes.transAxes, ha="right", va="top", size=7.5, color=frame.BLUE)


def _title(results: Results, areas: list[str], lang: str) -> str:
    found = {area: effect(results, SHOWN[0], results.last_year, area) for area in areas}
    known = {area: one.difference for area, one in found.items() if one is not None}
    if not known:
        return label(SHOWN[0], lang)
    most, least = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
    return say(
        "counties_title", lang, year=results.last_year,
        most=results.short(most, lang), high=difference(known[most], "share", lang),
        least=results.short(least, lang), low=difference(known[least], "share", lang),
    ) + _caveat(results, found[most], (most, least), lang)  # fmt: skip


def _caveat(results: Results, strongest: Effect | None, areas: tuple[str, str], lang: str) -> str:
    """Whether the cases of both districts are too few, or the interval of the stronger effect includes zero."""
    few = min(areas, key=lambda area: results.events(SHOWN[0], results.last_year, area))
    return caveat(results, lang, SHOWN[0], strongest, few)
