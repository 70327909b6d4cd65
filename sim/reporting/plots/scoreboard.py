"""The scoreboard as a picture: every target of the documents, met or missed, and how likely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case, width, wrap
from sim.reporting.numbers import EMPTY, number, percent
from sim.reporting.plots import frame
from sim.reporting.plots.common import ARMS, below, source
from sim.reporting.plots.words import say
from sim.reporting.target_table import KINDS, decisive, kind_of, required, status, target_name, too_few
from sim.vocabulary.labels import unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "scoreboard"
NEEDS = ("targets",)
WIDE, LINE = 10.5, 0.27  # inches: the figure, and a row of one line
# Where the columns stand, as shares of the width: the name, what is required, both arms, the bar of the probability.
NAME_AT, NEED_AT, ARM_AT, BAR_AT, BAR_END = 0.0, 0.485, {"baseline": 0.665, "reform": 0.85}, 0.885, 0.965
NAME_COLUMNS = {"zh": 58, "en": 66}


def data(results: Results) -> pd.DataFrame:
    """The calendar-year targets, one line a target and arm, outcomes first."""
    rows = decisive(results.calendar_targets)
    kinds = rows["indicator"].map(kind_of)
    columns = ["target", "indicator", "year", "area", "comparator", "value", "arm", "mean", "met", "probability"]
    rows = rows[columns].assign(kind=kinds)
    return pd.concat([rows[kinds == kind] for kind in KINDS], ignore_index=True)


def draw(rows: pd.DataFrame, results: Results, lang: str) -> Figure:
    """A row a target: filled mark and word for each arm, a bar for the reform's probability."""
    reform = rows[rows["arm"] == "reform"]
    names = {row["target"]: _name(row, results, lang) for _, row in reform.iterrows()}
    kinds = [kind for kind in KINDS if (reform["kind"] == kind).any()]
    lines = sum(_height(name) for name in names.values()) + 1.35 * len(kinds) + 1.3
    words = frame.FrameWords(
        _title(rows, results, lang),
        below(results, lang, say("scoreboard_unit", lang), years(reform), intervals=False),
        say("scoreboard_foot", lang, chance=results.coverage.chance(lang)) + "\n" + source(results, lang),
    )
    figure, room = frame.framed(words, WIDE, LINE * lines, under=0.05)
    axes = figure.add_subplot(frame.grid(figure, room, 1, 1, left=0.024, right=0.985)[0])
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(lines, 0)
    y = 0.6
    heads = (("required", NEED_AT), *((arm, ARM_AT[arm]) for arm in ARMS))
    for word, x in heads:
        axes.text(x, y, say(f"scoreboard_{word}", lang), ha="right", va="center", size=9, color=frame.FAINT)
    axes.text(BAR_AT, y, say("scoreboard_probability", lang), ha="left", va="center", size=9, color=frame.FAINT)
    y += 0.7
    for kind in kinds:
        of_kind = reform[reform["kind"] == kind]
        y += 0.5
        met = int((of_kind["met"] == True).sum())  # noqa: E712
        axes.text(NAME_AT, y, say(f"scoreboard_{kind}", lang, met=met, of=len(of_kind)), va="center", size=10.5)
        y += 0.75
        axes.axhline(y - 0.2, color=frame.FAINT, linewidth=0.8)
        for _, row in of_kind.iterrows():
            height = _height(names[row["target"]])
            baseline = rows[(rows["target"] == row["target"]) & (rows["arm"] == "baseline")]
            _row(axes, y + height / 2 - 0.1, row, None if baseline.empty else baseline.iloc[0], names, results, lang)
            y += height
            axes.axhline(y - 0.12, color="#dddddd", linewidth=0.6)
        y += 0.1
    return figure


def _row(
    axes: Axes, y: float, row: pd.Series, baseline: pd.Series | None, names: dict[str, list[str]],
    results: Results, lang: str,
) -> None:  # fmt: skip
    axes.text(NAME_AT, y, "\n".join(names[row["target"]]), va="center", size=9, linespacing=1.25)
    axes.text(NEED_AT, y, required(row, results, lang), ha="right", va="center", size=9)
    for arm, line in zip(ARMS, (baseline, row), strict=True):
        if line is not None:
            _outcome(axes, ARM_AT[arm], y, line, lang)
    likely = row["probability"]
    if row["kind"] == "implementation" or pd.isna(likely):
        return
    axes.barh(y, BAR_END - BAR_AT, 0.42, left=BAR_AT, color="#eeeeee")
    axes.barh(y, (BAR_END - BAR_AT) * float(likely), 0.42, left=BAR_AT, color=frame.BLUE)
    axes.text(BAR_END + 0.004, y, percent(float(likely), lang), va="center", size=7.5, color=frame.FAINT)


def _outcome(axes: Axes, x: float, y: float, row: pd.Series, lang: str) -> None:
    """The value, a mark and the word: filled where met, hollow where missed, a dash where it cannot be judged."""
    value = EMPTY if pd.isna(row["mean"]) else number(float(row["mean"]), unit(str(row["indicator"])), lang)
    axes.text(x - 0.066, y, value, ha="right", va="center", size=9)
    known = pd.notna(row["met"])
    met = known and str(row["met"]) == "True"
    colour = frame.BLUE if met else frame.VERMILION
    if known:
        axes.plot(
            [x - 0.056], [y], marker="o", markersize=6, markeredgewidth=1.4, color=colour,
            markerfacecolor=colour if met else "white",
        )  # fmt: skip
    word = status(row.where(row.index != "met", met if known else float("nan")), lang)
    axes.text(x, y, word, ha="right", va="center", size=8, color=colour if known else frame.FAINT)


def _name(row: pd.Series, results: Results, lang: str) -> list[str]:
    name = sentence_case(target_name(row, results, lang))
    return wrap(name, NAME_COLUMNS[lang]) if width(name) > NAME_COLUMNS[lang] else [name]


def _height(name: list[str]) -> float:
    """Room of a row, in lines."""
    return 0.725 + 0.6 * len(name)


def years(rows: pd.DataFrame) -> str:
    """The first and the last year of the targets."""
    found = sorted(rows["year"].astype(str).unique())
    return found[0] if len(found) == 1 else f"{found[0]}–{found[-1]}" if found else EMPTY


def _title(rows: pd.DataFrame, results: Results, lang: str) -> str:
    met = {arm: int((rows.loc[rows["arm"] == arm, "met"].astype(str) == "True").sum()) for arm in ARMS}
    reform = rows[rows["arm"] == "reform"]
    few = too_few(reform, results)
    title = say("scoreboard_title", lang, met=met["reform"], total=len(reform), old=met["baseline"])
    return title + (say("scoreboard_few", lang, n=few) if few else "")
