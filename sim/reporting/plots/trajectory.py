"""Month by month: headline indicators of both arms, with the months in which rules come into force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sim.indicators.possible import within
from sim.indicators.summary import over_runs
from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import plain
from sim.reporting.plots import frame
from sim.reporting.plots.common import (
    ARMS,
    below,
    caveat,
    mark_starts,
    source,
    starts,
    starts_text,
    year_axis,
)
from sim.reporting.plots.headline import MARK, PAPER, target_text
from sim.reporting.plots.words import say
from sim.reporting.sentences import effect
from sim.vocabulary.labels import label
from sim.vocabulary.measures import MONTHS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

NAME = "trajectory"
SHOWN = ("primary_visit_share", "county_visit_rate", "county_inpatient_share", "cost_growth")


def data(results: Results) -> pd.DataFrame:
    """Mean and interval over runs by indicator, arm and month, for the prefecture."""
    series = results.table("timeseries")
    series = series[series["indicator"].isin(SHOWN) & (series["area"] == "all")]
    lines = within(over_runs(series, ["indicator", "arm", "year", "month"], results.doubt))
    goals = results.calendar_targets
    goals = goals[goals["indicator"].isin(SHOWN) & (goals["area"] == "all") & goals["comparator"].isin(MARK)]
    goals = goals.drop_duplicates("target").rename(columns={"value": "goal"})
    if goals.empty:
        return lines.assign(comparator="")
    marks = goals[["indicator", "year", "comparator"]].assign(arm="target", mean=goals["goal"], n=0)
    return pd.concat([lines.assign(comparator=""), marks.astype({"year": "int64"})], ignore_index=True)


def draw(rows: pd.DataFrame, results: Results, lang: str) -> Figure:
    """A panel an indicator; dashed grey without, solid blue with the reform."""
    begun = starts(results, lang)
    foot = say("trajectory_foot", lang, rules=starts_text(begun, lang)) + "\n" + source(results, lang)
    present = [name for name in SHOWN if (rows["indicator"] == name).any()]
    years = f"{results.base_year}–{results.last_year}"
    words = frame.FrameWords(
        _title(rows, results, begun, lang), below(results, lang, say("share_unit", lang), years), foot
    )
    figure, room = frame.framed(words, 9.5, 5.2, over=0.35)
    cells = frame.grid(figure, room, 2, 2, left=0.07, hspace=0.42, wspace=0.16)
    for n, name in enumerate(present):
        axes = figure.add_subplot(cells[n // 2, n % 2])
        _panel(axes, rows[rows["indicator"] == name], begun, lang)
        axes.set_title("\n".join(wrap(sentence_case(label(name, lang)), 56)), loc="left", size=9.5)
        if n == 0:
            axes.legend(handles=arm_handles(lang), loc="lower left", frameon=False, fontsize=8)
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, begun: list[tuple[int, str, str]], lang: str) -> None:
    arm_lines(axes, rows, 100)
    goals = rows[rows["arm"] == "target"]
    _goals(axes, goals, lang)
    monthly = rows[rows["arm"] != "target"]
    mark_starts(axes, begun)
    year_axis(axes, int(monthly["year"].min()), int(monthly["year"].max()))
    axes.grid(axis="y")
    axes.margins(y=0.16)


def _goals(axes: Axes, goals: pd.DataFrame, lang: str) -> None:
    """A stroke over its year for each target; the label over the middle of its strokes, never beside them.

    Of two numbers the higher one has its label above, the lower one below, so that no stroke runs through it.
    """
    numbers = sorted(goals["mean"].unique(), reverse=True)
    for (value, _), same in goals.groupby(["mean", "comparator"], sort=False):
        height = float(str(value)) * 100
        years = same["year"].astype(int).tolist()
        for year in years:
            axes.plot([year, year + 1], [height, height], color=frame.VERMILION, linewidth=2)
        above = numbers.index(value) <= (len(numbers) - 1) / 2
        axes.annotate(
            target_text(same, lang), ((min(years) + max(years) + 1) / 2, height), xytext=(0, 3 if above else -3),
            textcoords="offset points", ha="center", va="bottom" if above else "top", size=8, color=frame.VERMILION,
            bbox=PAPER, zorder=4,
        )  # fmt: skip


def arm_lines(axes: Axes, rows: pd.DataFrame, scale: float) -> None:
    """Both arms by month with their bands: dashed grey without, solid blue with the reform."""
    for arm in ARMS:
        line = rows[(rows["arm"] == arm) & rows["mean"].notna()].sort_values(["year", "month"])
        x = line["year"] + (line["month"] - 0.5) / MONTHS
        low, mean, high = (line[column] * scale for column in ("low", "mean", "high"))
        if low.notna().any():
            axes.fill_between(x, low, high, color=frame.COLOUR[arm], alpha=0.22, linewidth=0)
        axes.plot(x, mean, color=frame.COLOUR[arm], linestyle=frame.LINE[arm], linewidth=1.5)


def arm_handles(lang: str) -> list[Line2D]:
    """The two lines of the legend."""
    from matplotlib.lines import Line2D

    return [
        Line2D([], [], color=frame.COLOUR[arm], linestyle=frame.LINE[arm], lw=1.5, label=label(arm, lang))
        for arm in ARMS
    ]


def _title(rows: pd.DataFrame, results: Results, begun: list[tuple[int, str, str]], lang: str) -> str:
    if not begun:
        return say("trajectory_none", lang)
    of_year = rows["year"] == int(results.last_year)
    last = rows[(rows["indicator"] == SHOWN[0]) & (rows["arm"] != "target") & of_year]
    means = last.groupby("arm")["mean"].mean()
    gap = float(means.get("reform", float("nan")) - means.get("baseline", float("nan")))
    blanks = {"start": begun[0][1], "year": results.last_year}
    if plain(abs(gap), "share") in ("0.0", "–"):
        return say("trajectory_same", lang, **blanks)
    change = say("higher" if gap > 0 else "lower", lang, x=plain(abs(gap), "share"))
    found = effect(results, SHOWN[0], results.last_year)
    return say("trajectory_title", lang, change=change, **blanks) + caveat(results, lang, SHOWN[0], found)
