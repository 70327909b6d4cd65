"""Headlines over one varied path: a line where it is a number, marks side by side where it is a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.headlines import short_title
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.plots import frame
from sim.reporting.plots.common import ARMS, interval_arms
from sim.reporting.plots.sweep.read import Sweep, below, luck_text, met_text, source, value_text
from sim.reporting.plots.sweep.scale import Scale, scale_of
from sim.reporting.plots.sweep.words import say
from sim.reporting.plots.trajectory import arm_handles
from sim.reporting.plots.words import say as say_all
from sim.vocabulary.labels import label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

MARK = {"baseline": "o", "reform": "s"}
MARKED = 24  # points from here on have no marks


def data(found: Sweep, path: str) -> pd.DataFrame:
    """Mean and interval of both arms by indicator and value of the path, and whether all targets are met there."""
    rows = found.values[found.values["arm"].isin(ARMS)]
    rows = rows.assign(all_met=found.met_at(rows["id"]))
    return rows[["indicator", "arm", path, "mean", "low", "high", "all_met"]].sort_values(
        ["indicator", "arm", path],
        key=lambda names: names.map(found.levels[path].index) if names.name == path else names,
    )


def draw(rows: pd.DataFrame, found: Sweep, lang: str) -> Figure:
    """A panel an indicator; the reform with its band, the baseline as a thin line."""
    path = str(rows.columns[2])
    number = found.is_number(path)
    title = _title(rows, found, path, lang)
    notes = [say("met_foot" if number else "met_foot_words", lang)] if len(found.met) else []
    notes += [say("within_luck_note", lang)] if found.within_luck() else []
    present = [name for name in found.shown if (rows["indicator"] == name).any()]
    scales = {name: scale_of(name, rows.loc[rows["indicator"] == name, "mean"], lang) for name in present}
    below_it = below(found, lang, scales[present[0]].words)
    words = frame.FrameWords(title, below_it, "\n".join([*notes, source(found, lang)]))
    down = -(-len(present) // 2)
    figure, room = frame.framed(words, 9.5, 5.2 if down > 1 else 3.4, over=0.35, under=0.55)
    cells = frame.grid(figure, room, down, min(2, len(present)), left=0.09, hspace=0.42, wspace=0.16)
    for n, name in enumerate(present):
        axes = figure.add_subplot(cells[n // 2, n % 2])
        of_name = rows[rows["indicator"] == name]
        if number:
            _lines(axes, of_name, path, found, scales[name], first=n == 0)
        else:
            _marks(axes, of_name, path, found, scales[name])
        axes.set_title("\n".join(wrap(sentence_case(label(name, lang)), 56)), loc="left", size=9.5)
        if n == 0:
            handles = arm_handles(lang) if number else _handles(lang)
            axes.legend(handles=handles, loc="best", frameon=False, fontsize=8)
        if n // 2 == (len(present) - 1) // 2:
            axes.set_xlabel("\n".join(wrap(found.name(path, lang), 60)), size=8.5)
    return figure


def _lines(axes: Axes, rows: pd.DataFrame, path: str, found: Sweep, scale: Scale, *, first: bool) -> None:
    times = scale.factor
    for arm, thick in (("baseline", 0.9), ("reform", 1.6)):
        line = rows[(rows["arm"] == arm) & rows["mean"].notna()]
        colour = frame.COLOUR[arm]
        if arm == "reform" and line["low"].notna().any():
            axes.fill_between(
                line[path], line["low"] * times, line["high"] * times, color=colour, alpha=0.22, linewidth=0
            )
        axes.plot(line[path], line["mean"] * times, color=colour, linestyle=frame.LINE[arm], linewidth=thick)
        if arm == "reform" and len(line) <= MARKED:
            for met, inside in ((True, colour), (False, "white")):
                some = line[(line["all_met"] == met) | (not len(found.met) and met)]
                axes.plot(some[path], some["mean"] * times, "o", ms=4.5, color=colour, markerfacecolor=inside)
    if found.smallest is not None:
        at = float(found.smallest[path])
        axes.axvline(at, color=frame.VERMILION, linewidth=1.1, linestyle=(0, (1, 1.5)))
        if first:
            late = at > (rows[path].min() + rows[path].max()) / 2
            text = f"{value_text(at)} {say('all_met', scale.lang)}"
            axes.text(
                at, 1.0, f"{text} " if late else f" {text}", transform=axes.get_xaxis_transform(), va="top", size=8,
                ha="right" if late else "left", color=frame.VERMILION,
            )  # fmt: skip
    axes.grid(axis="y")
    axes.margins(y=0.16)


def _marks(axes: Axes, rows: pd.DataFrame, path: str, found: Sweep, scale: Scale) -> None:
    """A mark a value and arm with its interval; words are wrapped below."""
    levels, times = found.levels[path], scale.factor
    for arm, shift in (("baseline", -0.1), ("reform", 0.1)):
        line = rows[(rows["arm"] == arm) & rows["mean"].notna()]
        x = [levels.index(level) + shift for level in line[path]]
        colour = frame.COLOUR[arm]
        axes.errorbar(
            x, line["mean"] * times, yerr=interval_arms(line["low"], line["mean"], line["high"], times), fmt="none",
            ecolor=colour, elinewidth=1.0, capsize=2,
        )  # fmt: skip
        for at, mean, met in zip(x, line["mean"] * times, line["all_met"], strict=True):
            inside = colour if arm == "baseline" or met or not len(found.met) else "white"
            axes.plot(at, mean, marker=MARK[arm], ms=6, color=colour, markerfacecolor=inside)
    columns = max(8, 72 // len(levels))
    axes.set_xticks(range(len(levels)), ["\n".join(wrap(value_text(level), columns)) for level in levels], size=8)
    axes.set_xlim(-0.5, len(levels) - 0.5)
    axes.grid(axis="y")
    axes.margins(y=0.16)


def _handles(lang: str) -> list[Line2D]:
    from matplotlib.lines import Line2D

    return [
        Line2D([], [], color=frame.COLOUR[arm], marker=marker, linestyle="none", ms=6, label=label(arm, lang))
        for arm, marker in MARK.items()
    ]


def _title(rows: pd.DataFrame, found: Sweep, path: str, lang: str) -> str:
    """From where to where the first headline goes, and from which value on all targets are met."""
    first = rows[(rows["indicator"] == found.indicator) & (rows["arm"] == "reform")].dropna(subset=["mean"])
    blanks: dict[str, str] = {
        "name": short_title(found.indicator, lang), "path": found.plain_name(path, lang), "year": found.year,
    }  # fmt: skip
    if found.is_number(path):
        old, new = (found.number(float(first["mean"].iloc[n]), lang) for n in (0, -1))
        start, end = (value_text(float(first[path].iloc[n])) for n in (0, -1))
        key = "lines_same" if old == new else "lines_title"
        title = say(key, lang, **blanks, start=start, end=end, old=old, new=new)
        return sentence_case(title) + luck_text(found, lang) + met_text(found, [path], lang)
    most, least = (first.iloc[int(place)] for place in (first["mean"].argmax(), first["mean"].argmin()))
    high, low = (found.number(float(row["mean"]), lang) for row in (most, least))
    ends = {"most": value_text(most[path]), "least": value_text(least[path]), "high": high, "low": low}
    title = sentence_case(say("words_same" if high == low else "words_title", lang, **blanks, **ends))
    title += luck_text(found, lang)
    if not len(found.met):
        return title
    met = [value_text(value) for value in first.loc[first["all_met"].astype(bool), path]]
    end = say("all_met_words", lang, values=say_all("and", lang).join(met)) if met else say("all_met_none", lang)
    return title + end
