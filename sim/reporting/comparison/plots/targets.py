"""Targets by scenario: filled where met, hollow where missed, with the value and its probability."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.plots.around import below, name, source
from sim.reporting.comparison.words import say
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import EMPTY, number, percent
from sim.reporting.plots import frame
from sim.reporting.plots.scoreboard import years
from sim.reporting.target_table import KINDS, kind_of, required, target_name
from sim.vocabulary.labels import unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "cases_targets"
COLUMNS = ["target", "indicator", "year", "area", "comparator", "value", "case", "mean", "met", "probability"]
NAMES, REQUIRED, CELL, LINE = 4.1, 1.05, 1.5, 0.27  # inches: columns of names, requirements, scenarios; a line
NAME_COLUMNS = 54


def data(found: Comparison) -> pd.DataFrame:
    """The calendar-year targets with the reform, outcomes first."""
    rows = found.targets[COLUMNS]
    kinds = rows["indicator"].map(kind_of)
    return pd.concat([rows[kinds == kind].assign(kind=kind) for kind in KINDS], ignore_index=True)


def draw(rows: pd.DataFrame, found: Comparison, lang: str) -> Figure:
    """A row a target, a column a scenario."""
    order = rows["target"].drop_duplicates().tolist()
    lines = {target: _name(rows[rows["target"] == target].iloc[0], found, lang) for target in order}
    heads = [wrap(name(found, case, lang, 99), 19) for case in found.cases]
    top = 0.62 * max(len(head) for head in heads) + 1.0
    height = top + sum(_height(line) for line in lines.values())
    words = frame.FrameWords(
        _title(found, lang),
        below(found, lang, say("targets_unit", lang), intervals=False, year=years(rows)),
        say("targets_foot", lang, chance=found.coverage.chance(lang)) + "\n" + source(found, lang),
    )
    inches = NAMES + REQUIRED + CELL * len(found.cases)
    wide = inches + 2 * frame.MARGIN
    figure, room = frame.framed(words, wide, LINE * height, under=0.05)
    axes = figure.add_subplot(
        frame.grid(figure, room, 1, 1, left=frame.MARGIN / wide, right=1 - frame.MARGIN / wide)[0]
    )
    axes.set_axis_off()
    axes.set_xlim(0, inches)
    axes.set_ylim(height, 0)
    for n, (case, head) in enumerate(zip(found.cases, heads, strict=True)):
        met, of = found.met(case)
        x = NAMES + REQUIRED + CELL * (n + 0.5)
        axes.text(x, top - 1.05, "\n".join(head), ha="center", va="bottom", size=8.5, linespacing=1.2)
        axes.text(x, top - 0.6, say("targets_count", lang, met=met, of=of), ha="center", va="center", size=9)
    axes.text(
        NAMES + REQUIRED - 0.15, top - 0.6, say("required", lang), ha="right", va="center", size=9, color=frame.FAINT
    )
    axes.axhline(top - 0.15, color=frame.FAINT, linewidth=0.8)
    y = top
    for target in order:
        of_target = rows[rows["target"] == target]
        middle = y + _height(lines[target]) / 2
        axes.text(0, middle, "\n".join(lines[target]), va="center", size=9, linespacing=1.25)
        axes.text(
            NAMES + REQUIRED - 0.15, middle, required(of_target.iloc[0], found.words, lang), ha="right", va="center",
            size=9,
        )  # fmt: skip
        for n, case in enumerate(found.cases):
            of_case = of_target[of_target["case"] == case]
            if not of_case.empty:
                _cell(axes, NAMES + REQUIRED + CELL * n, middle, of_case.iloc[0], lang)
        y += _height(lines[target])
        axes.axhline(y - 0.05, color="#dddddd", linewidth=0.6)
    return figure


def _cell(axes: Axes, x: float, y: float, row: pd.Series, lang: str) -> None:
    """Value left of the mark, probability right of it."""
    value = EMPTY if pd.isna(row["mean"]) else number(float(row["mean"]), unit(str(row["indicator"])), lang)
    axes.text(x + 0.75, y, value, ha="right", va="center", size=8.5)
    if pd.isna(row["met"]):
        axes.text(x + 0.9, y, EMPTY, ha="center", va="center", size=9, color=frame.FAINT)
        return
    met = str(row["met"]) == "True"
    colour = frame.BLUE if met else frame.VERMILION
    axes.plot(
        [x + 0.9], [y], marker="o", markersize=6.5, markeredgewidth=1.4, color=colour,
        markerfacecolor=colour if met else "white",
    )  # fmt: skip
    if row["kind"] == "outcome" and pd.notna(row["probability"]):
        axes.text(x + 1.03, y, percent(float(row["probability"]), lang), va="center", size=7.5, color=frame.FAINT)


def _name(row: pd.Series, found: Comparison, lang: str) -> list[str]:
    return wrap(sentence_case(target_name(row, found.words, lang)), NAME_COLUMNS)


def _height(name: list[str]) -> float:
    """Room of a row, in lines."""
    return 0.6 + 0.6 * len(name)


def _title(found: Comparison, lang: str) -> str:
    met = {case: found.met(case) for case in found.cases}
    most = max(found.cases, key=lambda case: met[case][0])
    count, of = met[most]
    old = met[found.reference][0]
    if count == old:
        return say("targets_title_same", lang, met=count, of=of)
    return sentence_case(say("targets_title", lang, most=found.name(most, lang), met=count, of=of, old=old))
