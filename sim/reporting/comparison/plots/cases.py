"""Headlines by scenario: a panel an indicator, a row a scenario, the reference as a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.plots.around import below, name, point, source, style, values_limits
from sim.reporting.comparison.words import say
from sim.reporting.estimate import Estimate
from sim.reporting.headlines import short_title
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import PERCENT, number, plain
from sim.reporting.plots import frame
from sim.reporting.sentences import HEADLINES
from sim.vocabulary.labels import label, unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "cases"
COLUMNS = ["indicator", "case", "measure", "mean", "low", "high"]
WIDE, ACROSS = 11.0, 3


def data(found: Comparison) -> pd.DataFrame:
    """Value and difference to the reference by headline and scenario."""
    rows = []
    for indicator in HEADLINES:
        for case in found.shown:
            for measure in ("value", "difference"):
                one = found.number(indicator, case, measure)
                if one is not None:
                    rows.append((indicator, case, measure, one.mean, one.low, one.high))
    return pd.DataFrame(rows, columns=COLUMNS)


def draw(rows: pd.DataFrame, found: Comparison, lang: str) -> Figure:
    """A panel an indicator on a scale of its own; at the right the value and its difference to the reference."""
    numbers = {
        (str(row["indicator"]), str(row["case"]), str(row["measure"])): Estimate(row["mean"], row["low"], row["high"])
        for _, row in rows.iterrows()
    }
    shown = [indicator for indicator in HEADLINES if (indicator, found.reference, "value") in numbers]
    words = frame.Words(
        _title(found, lang),
        below(found, lang, say("cases_unit", lang)),
        say("cases_foot", lang) + "\n" + source(found, lang),
    )
    height = 0.42 * len(found.shown) + 0.15
    down = max(1, -(-len(shown) // ACROSS))
    figure, room = frame.framed(words, WIDE, down * height + (down - 1) * 0.95, over=0.5, under=0.4)
    across = min(ACROSS, max(1, len(shown)))
    cells = frame.grid(figure, room, down, across, left=0.16, right=0.925, hspace=0.95 / height, wspace=0.33)
    for n, indicator in enumerate(shown):
        axes = figure.add_subplot(cells[n // across, n % across])
        _panel(axes, indicator, found, numbers)
        title = wrap(sentence_case(label(indicator, lang)), 42)
        axes.set_title("\n".join(title), loc="left", size=9, linespacing=1.25)
        axes.set_yticks(range(len(found.shown)))
        first = n % across == 0
        axes.set_yticklabels([name(found, case, lang, 24) for case in found.shown] if first else [], size=8.5)
    return figure


def _panel(axes: Axes, indicator: str, found: Comparison, numbers: dict[tuple[str, str, str], Estimate]) -> None:
    kind = unit(indicator)
    scale = 100.0 if kind in PERCENT else 1.0
    low, high = values_limits([numbers.get((indicator, case, "value")) for case in found.shown])
    axes.axvline(numbers[indicator, found.reference, "value"].mean * scale, color=frame.BLUE, linewidth=0.8, alpha=0.6)
    for y, case in enumerate(found.shown):
        value, gap = (numbers.get((indicator, case, measure)) for measure in ("value", "difference"))
        if value is None:
            continue
        point(axes, value, y, scale, style(found, case), filled=True)
        text = plain(value.mean, kind) + (f"  {plain(gap.mean, kind, sign=True)}" if gap is not None else "")
        axes.text(1.02, y, text, transform=axes.get_yaxis_transform(), ha="left", va="center", size=8)
    axes.set_xlim(low * scale, high * scale)
    axes.set_ylim(len(found.shown) - 0.5, -0.5)
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=8)
    axes.spines["left"].set_visible(False)


def _title(found: Comparison, lang: str) -> str:
    """Where the first headline is highest and lowest, and whether that may be luck."""
    indicator = next((name for name in HEADLINES if found.number(name, found.reference) is not None), HEADLINES[0])
    kind = unit(indicator)
    values = {case: one.mean for case in found.cases if (one := found.number(indicator, case)) is not None}
    if not values:
        return label(indicator, lang)
    most, least = max(values, key=values.__getitem__), min(values, key=values.__getitem__)
    blanks = {
        "year": found.year, "name": short_title(indicator, lang), "most": found.name(most, lang),
        "least": found.name(least, lang), "high": number(values[most], kind, lang),
        "low": number(values[least], kind, lang),
    }  # fmt: skip
    if blanks["high"] == blanks["low"]:
        return sentence_case(say("cases_same", lang, **blanks))
    gaps = [one for case in found.others if (one := found.number(indicator, case, "difference")) is not None]
    title = sentence_case(say("cases_title", lang, **blanks))
    return title if any(gap.verdict(kind) == "sure" for gap in gaps) else title + say("cases_luck", lang)
