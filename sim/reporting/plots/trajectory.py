"""Month by month: headline indicators of both arms, with the months in which rules come into force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import stats

from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import plain
from sim.reporting.plots import frame
from sim.reporting.plots.common import ARMS, below, source
from sim.reporting.plots.headline import MARK
from sim.reporting.plots.words import say
from sim.vocabulary.labels import label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

NAME = "trajectory"
SHOWN = ("primary_visit_share", "county_visit_rate", "county_inpatient_share", "cost_growth")


def data(results: Results) -> pd.DataFrame:
    """Mean and 95 % interval over replications by indicator, arm and month, for the prefecture."""
    series = results.table("timeseries")
    series = series[series["indicator"].isin(SHOWN) & (series["area"] == "all")]
    grouped = series.groupby(["indicator", "arm", "year", "month"], sort=False)["value"]
    out = grouped.agg(["mean", "std", "count"]).reset_index()
    n = out["count"].to_numpy()
    half = out["std"] * stats.t.ppf(0.975, np.maximum(n - 1, 1)) / np.sqrt(np.maximum(n, 1))
    out["low"], out["high"] = (out["mean"] - half).where(n > 1), (out["mean"] + half).where(n > 1)
    lines = out[["indicator", "arm", "year", "month", "mean", "low", "high", "count"]].rename(columns={"count": "n"})
    goals = results.calendar_targets
    goals = goals[goals["indicator"].isin(SHOWN) & (goals["area"] == "all") & goals["comparator"].isin(MARK)]
    goals = goals.drop_duplicates("target").rename(columns={"value": "goal"})
    if goals.empty:
        return lines.assign(comparator="")
    marks = goals[["indicator", "year", "comparator"]].assign(arm="target", mean=goals["goal"], n=0)
    return pd.concat([lines.assign(comparator=""), marks.astype({"year": "int64"})], ignore_index=True)


def draw(rows: pd.DataFrame, results: Results, lang: str) -> Figure:
    """A panel an indicator; dashed grey without, solid blue with the reform."""
    starts = _starts(results, lang)
    marks = say("list", lang).join(f"{n} {month} {names}" for n, month, names in starts)
    foot = say("trajectory_foot", lang, rules=marks or "–") + "\n" + source(results, lang)
    present = [name for name in SHOWN if (rows["indicator"] == name).any()]
    years = f"{results.base_year}–{results.last_year}"
    words = frame.Words(_title(rows, results, starts, lang), below(results, lang, say("share_unit", lang), years), foot)
    figure, room = frame.framed(words, 9.5, 5.2, over=0.35)
    cells = frame.grid(figure, room, 2, 2, left=0.07, hspace=0.42, wspace=0.16)
    for n, name in enumerate(present):
        axes = figure.add_subplot(cells[n // 2, n % 2])
        _panel(axes, rows[rows["indicator"] == name], starts, lang)
        axes.set_title("\n".join(wrap(sentence_case(label(name, lang)), 56)), loc="left", size=9.5)
        if n == 0:
            axes.legend(handles=arm_handles(lang), loc="lower left", frameon=False, fontsize=8)
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, starts: list[tuple[int, str, str]], lang: str) -> None:
    for arm in ARMS:
        line = rows[(rows["arm"] == arm) & rows["mean"].notna()].sort_values(["year", "month"])
        x = line["year"] + (line["month"] - 0.5) / 12
        if line["low"].notna().any():
            axes.fill_between(
                x, line["low"] * 100, line["high"] * 100, color=frame.COLOUR[arm], alpha=0.22, linewidth=0
            )
        axes.plot(x, line["mean"] * 100, color=frame.COLOUR[arm], linestyle=frame.LINE[arm], linewidth=1.5)
    for goal in rows[rows["arm"] == "target"].itertuples():
        year, value = int(str(goal.year)), float(str(goal.mean)) * 100
        axes.plot([year, year + 1], [value, value], color=frame.VERMILION, linewidth=2)
        text = say("target", lang, year=year, need=f"{MARK[str(goal.comparator)]} {plain(value / 100, 'share')}%")
        axes.annotate(
            text, (year, value), xytext=(-4, 0), textcoords="offset points", ha="right", va="center", size=8,
            color=frame.VERMILION,
        )  # fmt: skip
    monthly = rows[rows["arm"] != "target"]
    first, last = int(monthly["year"].min()), int(monthly["year"].max()) + 1
    for number, month, _ in starts:
        year, of_year = (int(part) for part in month.split("-"))
        at = year + (of_year - 1) / 12
        axes.axvline(at, color=frame.VERMILION, linewidth=0.9, linestyle=(0, (1, 1.5)))
        axes.text(at, 1.0, f" {number}", transform=axes.get_xaxis_transform(), va="top", size=8, color=frame.VERMILION)
    axes.set_xlim(first, last)
    axes.set_xticks([year + 0.5 for year in range(first, last)], [str(year) for year in range(first, last)])
    axes.set_xticks(range(first, last + 1), minor=True)
    axes.tick_params(axis="x", which="major", length=0)
    axes.tick_params(axis="x", which="minor", length=5)
    axes.grid(axis="y")
    axes.margins(y=0.16)


def arm_handles(lang: str) -> list[Line2D]:
    """The two lines of the legend."""
    from matplotlib.lines import Line2D

    return [
        Line2D([], [], color=frame.COLOUR[arm], linestyle=frame.LINE[arm], lw=1.5, label=label(arm, lang))
        for arm in ARMS
    ]


def _starts(results: Results, lang: str) -> list[tuple[int, str, str]]:
    """Number, month and names of the rules that begin in it."""
    found = []
    for n, (month, rules) in enumerate(results.rules.groupby("first_month", sort=True), start=1):
        names = rules[f"label_{lang}"].drop_duplicates().tolist()
        found.append((n, str(month), ("、" if lang == "zh" else ", ").join(names)))
    return found


def _title(rows: pd.DataFrame, results: Results, starts: list[tuple[int, str, str]], lang: str) -> str:
    if not starts:
        return say("trajectory_none", lang)
    of_year = rows["year"] == int(results.last_year)
    last = rows[(rows["indicator"] == SHOWN[0]) & (rows["arm"] != "target") & of_year]
    means = last.groupby("arm")["mean"].mean()
    gap = float(means.get("reform", float("nan")) - means.get("baseline", float("nan")))
    blanks = {"start": starts[0][1], "year": results.last_year}
    if plain(abs(gap), "share") in ("0.0", "–"):
        return say("trajectory_same", lang, **blanks)
    change = say("higher" if gap > 0 else "lower", lang, x=plain(abs(gap), "share"))
    return say("trajectory_title", lang, change=change, **blanks)
