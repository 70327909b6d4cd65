"""Difference to the reference by county, age band or scheme: a panel an indicator, one scale a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.plots.around import below, differences_limit, handles, point, source, style
from sim.reporting.comparison.tables import split_indicators
from sim.reporting.comparison.words import say
from sim.reporting.estimate import Estimate
from sim.reporting.headlines import short_title
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import difference, difference_unit
from sim.reporting.plots import frame
from sim.vocabulary.labels import label, unit
from sim.vocabulary.printed import PERCENT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "cases_counties"
COLUMNS = ["indicator", "case", "area", "group", "mean", "low", "high"]
Numbers = dict[tuple[str, str, str, str], Estimate]


def data(found: Comparison) -> pd.DataFrame:
    """Differences by indicator, scenario and group."""
    rows = []
    for indicator in split_indicators(found):
        for case in found.others:
            for area, group in found.groups_or_counties:
                one = found.number(indicator, case, "difference", area, group)
                if one is not None:
                    rows.append((indicator, case, area, group, one.mean, one.low, one.high))
    return pd.DataFrame(rows, columns=COLUMNS)


def draw(rows: pd.DataFrame, found: Comparison, lang: str) -> Figure:
    """Rows are groups, marks are scenarios: filled where the interval leaves out zero."""
    numbers: Numbers = {
        (str(row["indicator"]), str(row["case"]), str(row["area"]), str(row["group"])): Estimate(
            row["mean"], row["low"], row["high"]
        )
        for _, row in rows.iterrows()
    }
    shown = rows["indicator"].drop_duplicates().tolist()
    groups = found.groups_or_counties
    words = frame.FrameWords(
        _title(numbers, shown, found, lang),
        below(found, lang, say("groups_unit", lang)),
        say("groups_foot", lang) + "\n" + source(found, lang),
    )
    height = len(groups) * max(0.4, 0.2 * len(found.others))
    figure, room = frame.framed(words, 11.0, height, over=0.62 + 0.2 * len(found.others), under=0.42)
    cells = frame.grid(figure, room, 1, max(1, len(shown)), left=0.13, right=0.985, wspace=0.12)
    limits = _limits(numbers, shown)
    for n, indicator in enumerate(shown):
        axes = figure.add_subplot(cells[0, n])
        _panel(axes, indicator, numbers, groups, found)
        axes.set_xlim(-limits[unit(indicator)], limits[unit(indicator)])
        counted = difference_unit(unit(indicator), lang).strip()
        head = [*wrap(sentence_case(label(indicator, lang)), 30 if len(shown) > 3 else 40), counted]
        axes.set_title("\n".join(head), loc="left", size=8.5, linespacing=1.25)
        axes.set_yticks(range(len(groups)))
        axes.set_yticklabels([found.group_name(*pair, lang) for pair in groups] if n == 0 else [], size=8.5)
    top = room["top"] + (0.66 + 0.2 * len(found.others)) / figure.get_figheight()
    figure.legend(
        handles=handles(found, found.others, lang), loc="upper left", bbox_to_anchor=(0.015, top), frameon=False,
        fontsize=8.5, labelspacing=0.3,
    )  # fmt: skip
    return figure


def _panel(axes: Axes, indicator: str, numbers: Numbers, groups: list[tuple[str, str]], found: Comparison) -> None:
    kind = unit(indicator)
    step = 0.72 / max(1, len(found.others))
    for row, pair in enumerate(groups):
        for k, case in enumerate(found.others):
            one = numbers.get((indicator, case, *pair))
            if one is not None:
                y = row - 0.36 + (k + 0.5) * step
                point(axes, one, y, _scale(kind), style(found, case), filled=one.verdict(kind) == "sure")
    axes.axvline(0, color=frame.BLUE, linewidth=0.9)
    axes.set_ylim(len(groups) - 0.5, -0.5)
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=8)
    axes.spines["left"].set_visible(False)
    for row in range(1, len(groups)):
        axes.axhline(row - 0.5, color="#eeeeee", linewidth=0.6)


def _scale(kind: str) -> float:
    return 100.0 if kind in PERCENT else 1.0


def _limits(numbers: Numbers, shown: list[str]) -> dict[str, float]:
    """One scale for all panels of a unit."""
    found: dict[str, float] = {}
    for kind in {unit(indicator) for indicator in shown}:
        ones = [one for key, one in numbers.items() if unit(key[0]) == kind]
        found[kind] = (differences_limit(ones) or 0.01) * 1.1 * _scale(kind)
    return found


def _title(numbers: Numbers, shown: list[str], found: Comparison, lang: str) -> str:
    """For the first indicator and the scenario that moves it most: where most and least."""
    for indicator in shown:
        kind = unit(indicator)
        of_indicator = {key: one for key, one in numbers.items() if key[0] == indicator}
        case = max(of_indicator, key=lambda key: abs(of_indicator[key].mean))[1]
        gaps = {key[2:]: one.mean for key, one in of_indicator.items() if key[1] == case}
        most, least = max(gaps, key=gaps.__getitem__), min(gaps, key=gaps.__getitem__)
        high, low = (difference(gaps[key], kind, lang) for key in (most, least))
        if high == low:
            continue
        title = say(
            "groups_title", lang, year=found.year, name=short_title(indicator, lang), case=found.name(case, lang),
            reference=found.name(found.reference, lang), most=found.group_name(*most, lang), high=high,
            least=found.group_name(*least, lang), low=low,
        )  # fmt: skip
        sure = any(numbers[indicator, case, *pair].verdict(kind) == "sure" for pair in (most, least))
        return sentence_case(title) + ("" if sure else say("cases_unsure", lang))
    return say("groups_none", lang, year=found.year, reference=found.name(found.reference, lang))
