"""The tornado: a panel a headline, its level to the left and its effect to the right, a bar an input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.experiments.sensitivity.runs import EFFECT, LEVEL
from sim.reporting.headlines import short_title
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import MINUS
from sim.reporting.plots import frame
from sim.reporting.plots.beside import write_plot
from sim.reporting.sensitivity.data import NOTICED, SensitivityResult
from sim.reporting.sensitivity.words import say

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "tornado"
BARS = 8  # of a panel
WIDE, LEFT, BETWEEN = 12.0, 0.19, 0.62
ROW = 0.3  # inches
GAP = 0.75  # inches between panels
NAMES = 36  # columns
HALVES = (LEVEL, EFFECT)
# Measures drawn as the bar, and as a second one within it.
BAR = {"morris": ("mu_star", ""), "sobol": ("ST", "S1")}
WORDS = ("path", "zh", "en", "of")


def draw_tornado(folder: Path, lang: str) -> list[Path]:
    """Write ``plots/tornado.csv``, ``.<lang>.svg`` and ``.<lang>.png`` into the folder of an analysis."""
    found = SensitivityResult(folder)
    target = folder / "plots"
    target.mkdir(exist_ok=True)
    with frame.house_style():
        return write_plot(target, NAME, data(found), lambda rows: tornado(rows, found, lang), lang, WORDS)


def data(found: SensitivityResult) -> pd.DataFrame:
    """The strongest inputs of each panel, in percent or points; a tornado's ends, else estimate and interval."""
    tables = []
    for indicator in found.indicators:
        for of in HALVES:
            main = found.of(indicator, of, found.main)
            order = main["estimate"].sort_values(ascending=False, kind="stable").index[:BARS]
            rows = main.loc[order, ["indicator", "of", "path", "zh", "en"]].reset_index(drop=True)
            for column, values in _columns(found, indicator, of).items():
                rows[column] = (100.0 * values.loc[order]).to_numpy()
            tables.append(rows)
    return pd.concat(tables, ignore_index=True)


def _columns(found: SensitivityResult, indicator: str, of: str) -> dict[str, pd.Series]:
    if found.method == "tornado":
        return {end: found.of(indicator, of, end)["estimate"] for end in ("low_end", "high_end")}
    bar, within = BAR[found.method]
    rows = found.of(indicator, of, bar)
    columns = {name: rows[name] for name in ("estimate", "lower", "upper")}
    return columns | ({"within": found.of(indicator, of, within)["estimate"]} if within else {})


def tornado(rows: pd.DataFrame, found: SensitivityResult, lang: str) -> Figure:
    """Panels of bars, the strongest on top."""
    names = list(dict.fromkeys(rows["indicator"]))
    most = int(rows.groupby(["indicator", "of"]).size().max())
    figure, room = frame.framed(
        _words(found, most, lang), WIDE, len(names) * most * ROW + (len(names) - 1) * GAP, over=0.75, under=0.4
    )
    cells = frame.grid(
        figure, room, len(names), 2, left=LEFT, right=0.98, hspace=GAP / (most * ROW), wspace=BETWEEN
    )  # fmt: skip
    for n, indicator in enumerate(names):
        for m, of in enumerate(HALVES):
            axes = figure.add_subplot(cells[n, m])
            panel = rows[(rows["indicator"] == indicator) & (rows["of"] == of)].reset_index(drop=True)
            for y, (_, row) in enumerate(panel.iterrows()):
                _bar(axes, y, row, found.method)
            ticks = ["\n".join(wrap(sentence_case(str(name)), NAMES)) for name in panel[lang]]
            axes.set_yticks(range(len(panel)), ticks, size=7, linespacing=0.95)
            axes.set_ylim(most - 0.5, -0.5)
            axes.axvline(0, color=frame.FAINT, linewidth=0.8)
            axes.grid(axis="x")
            axes.tick_params(axis="y", length=0)
            axes.tick_params(axis="x", labelsize=8)
            axes.xaxis.set_major_formatter(lambda x, _: f"{x:g}".replace("-", MINUS))
            head = (
                sentence_case(short_title(indicator, lang))
                + ("：" if lang == "zh" else ": ")
                + say(f"panel_{of}", lang)
            )
            axes.set_title(head, loc="left", size=9)
    figure.legend(
        handles=_handles(found.method, lang), loc="upper left", ncols=3, frameon=False, fontsize=8,
        bbox_to_anchor=(0.015, room["top"] + 0.62 / figure.get_figheight()),
    )  # fmt: skip
    return figure


def _words(found: SensitivityResult, most: int, lang: str) -> frame.FrameWords:
    best = found.worth_knowing[0]
    title = say("title", lang, name=best.name(lang)) if best.narrowing >= NOTICED else say("title_none", lang)
    below = say(
        "below", lang, unit=say("in_percent" if found.method == "sobol" else "in_points", lang),
        year=found.asked["year"], method=found.told_method(lang), inputs=found.inputs, n=most,
    )  # fmt: skip
    return frame.FrameWords(title, below, say("foot", lang, title=found.title(lang)))


def _bar(axes: Axes, y: int, row: pd.Series, method: str) -> None:
    """The bar of one input; ends of a tornado differ in hatch too."""
    if method == "tornado":
        ends = [("low_end", frame.ORANGE, ""), ("high_end", frame.BLUE, "///")]
        # Where both ends lie on one side the shorter bar stands before the longer.
        for end, colour, hatch in sorted(ends, key=lambda one: -abs(row[one[0]])):
            if pd.notna(row[end]):
                axes.barh(y, row[end], height=0.62, color=colour, hatch=hatch, edgecolor="white", linewidth=0.4)
        return
    axes.barh(y, row["estimate"], height=0.62, color=frame.BLUE if method == "morris" else frame.SKY)
    if "within" in row:
        axes.barh(y, max(0.0, row["within"]), height=0.3, color=frame.BLUE)
    axes.plot([row["lower"], row["upper"]], [y, y], color=frame.INK, linewidth=1.1)


def _handles(method: str, lang: str) -> list[Artist]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    def patch(key: str, colour: str, **more: Any) -> Artist:
        return Patch(facecolor=colour, edgecolor="white", label=say(key, lang), **more)

    if method == "tornado":
        return [patch("low_end", frame.ORANGE), patch("high_end", frame.BLUE, hatch="///")]
    interval = Line2D([], [], color=frame.INK, lw=1.1, label=say("interval", lang))
    if method == "morris":
        return [patch("mean_move", frame.BLUE), interval]
    return [patch("total", frame.SKY), patch("alone", frame.BLUE), interval]
