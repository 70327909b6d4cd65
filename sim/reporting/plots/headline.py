"""Before and after: headline indicators of both arms, with intervals and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sim.indicators.enough import ENOUGH
from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import plain
from sim.reporting.plots import frame
from sim.reporting.plots.common import ARMS, below, interval_arms, source
from sim.reporting.plots.words import say
from sim.reporting.sentences import HEADLINES, effect, few_sentence
from sim.vocabulary.labels import label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "headline"
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.8}  # behind words that a line may cross
LABEL = 0.38  # of the axis: room right of a target for what it asks for
MARK = {"at_least": "≥", "at_most": "≤", "about": "≈"}


def data(results: Results) -> pd.DataFrame:
    """One line per indicator and arm of the last year, and one per target with a number on it."""
    frame_ = results.indicators
    chosen = frame_[
        frame_["indicator"].isin(HEADLINES)
        & (frame_["year"] == results.last_year)
        & (frame_["area"] == "all")
        & (frame_["group"] == "all")
    ]
    bars = chosen[["indicator", "arm", "year", "mean", "low", "high", "n"]].assign(comparator="")
    targets = results.calendar_targets
    whole = targets[
        targets["indicator"].isin(HEADLINES)
        & targets["comparator"].isin(MARK)
        & (targets["area"] == "all")
        & (targets["arm"] == "reform")
    ]
    marks = pd.DataFrame(
        {
            "indicator": whole["indicator"], "arm": "target", "year": whole["year"], "mean": whole["value"],
            "low": float("nan"), "high": float("nan"), "n": 0, "comparator": whole["comparator"],
        }
    )  # fmt: skip
    parts = [part for part in (bars, marks) if not part.empty]
    return pd.concat(parts, ignore_index=True) if parts else bars


def draw(rows: pd.DataFrame, results: Results, lang: str) -> Figure:
    """Two bars an indicator, grey without and hatched blue with the reform."""
    present = [name for name in HEADLINES if (rows["indicator"] == name).any()]
    words = frame.FrameWords(
        _title(results, present, lang),
        below(results, lang, say("share_unit", lang), results.last_year),
        "\n".join([say("headline_foot", lang), *few_sentence(results, lang), source(results, lang)]),
    )
    figure, room = frame.framed(words, 9.5, 0.72 * max(1, len(present)) + 0.5, over=0.3)
    axes: Axes = figure.add_subplot(frame.grid(figure, room, 1, 1, left=0.29, right=0.94)[0])
    for place, name in enumerate(present):
        of_name = rows[rows["indicator"] == name]
        for offset, arm in zip((-0.19, 0.19), ARMS, strict=True):
            line = of_name[of_name["arm"] == arm]
            if line.empty or line["mean"].isna().all():
                continue
            value = float(line["mean"].iloc[0]) * 100
            error = interval_arms(line["low"], line["mean"], line["high"], 100)
            axes.barh(
                place + offset, value, 0.34, color=frame.COLOUR[arm], hatch=frame.HATCH[arm], edgecolor="white",
                linewidth=0, xerr=error if line["low"].notna().all() else None, ecolor=frame.INK, capsize=2,
                error_kw={"elinewidth": 0.9}, label=label(arm, lang) if place == 0 else None,
            )  # fmt: skip
            end = max(0.0, value + error[1][0])
            axes.text(
                end + 0.8,
                place + offset,
                f"{plain(value / 100, 'share')}%",
                va="center",
                size=8.5,
                zorder=4,
                bbox=PAPER,
            )
        _targets(axes, place, of_name[of_name["arm"] == "target"], lang)
    axes.set_yticks(range(len(present)), ["\n".join(wrap(sentence_case(label(name, lang)), 34)) for name in present])
    axes.set_ylim(len(present) - 0.5, -0.5)
    low, high = axes.get_xlim()
    ends = rows.loc[rows["arm"] == "target", "mean"] * 100
    axes.set_xlim(min(0.0, low), max([high, *(ends + LABEL * (high - low))]))
    axes.axvline(0, color=frame.FAINT, linewidth=0.8)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    if axes.get_legend_handles_labels()[0]:
        axes.legend(loc="lower right", ncols=2, frameon=False, bbox_to_anchor=(1.0, 1.0), borderaxespad=0.2)
    return figure


def _targets(axes: Axes, place: int, rows: pd.DataFrame, lang: str) -> None:
    """A vermilion stroke a target across both bars; what they ask for in one label, right of all strokes."""
    if rows.empty:
        return
    values = (rows["mean"] * 100).tolist()
    for value in values:
        axes.plot([value, value], [place - 0.42, place + 0.42], color=frame.VERMILION, linewidth=2)
    axes.annotate(
        target_text(rows, lang), (max(values), place), xytext=(46, 0), textcoords="offset points", va="center", size=8,
        linespacing=1.3, color=frame.VERMILION, bbox=PAPER,
        arrowprops={"arrowstyle": "-", "color": frame.VERMILION, "linewidth": 0.6},
    )  # fmt: skip


def target_text(rows: pd.DataFrame, lang: str) -> str:
    """What targets of one indicator ask for, a line a number with the years in which it is asked for."""
    lines = []
    for (value, comparator), same in rows.groupby(["mean", "comparator"], sort=False):
        years = say("years", lang).join(sorted({str(year) for year in same["year"]}))
        need = f"{MARK[str(comparator)]} {plain(float(str(value)), 'share')}%"
        lines.append(say("target", lang, year=years, need=need))
    return "\n".join(lines)


def _title(results: Results, present: list[str], lang: str) -> str:
    """What moved with an interval that leaves out zero; else that nothing did."""
    year = results.last_year
    found = [one for one in (effect(results, name, year) for name in present) if one is not None]
    if all(one.verdict == "same" for one in found):
        return say("headline_same", lang, year=year)
    if all(one.verdict in ("single", "same") for one in found):
        return say("headline_single", lang, year=year)
    # The variants of one share would say the same thing three times: the documents' own stands for them.
    spoken = ("primary_visit_share", "county_visit_rate", "county_inpatient_share", "cost_growth")
    sure = [one for one in found if one.verdict == "sure" and one.indicator in spoken]
    sure = [one for one in sure if results.events(one.indicator, year) >= ENOUGH]
    if not sure:
        return say("headline_none", lang, year=year)
    changes = [
        say(
            "headline_change",
            lang,
            name=label(one.indicator, lang).split("（")[0],
            change=say(
                "higher" if one.difference > 0 else "lower",
                lang,
                x=plain(abs(one.difference), one.unit),
            ),
        )
        for one in sure
    ]
    return say("headline_title", lang, year=year, changes=say("and", lang).join(changes))
