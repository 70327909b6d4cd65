"""Side effects by scenario: the difference to the reference with its interval, a row an indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.plots.around import below, differences_limit, handles, point, source, style
from sim.reporting.comparison.words import say
from sim.reporting.estimate import Estimate
from sim.reporting.headlines import short_title
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import difference
from sim.reporting.plots import frame
from sim.reporting.side_effects import SHOWN
from sim.reporting.wording import say as words_of
from sim.vocabulary.labels import label, unit

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NAME = "cases_side_effects"
COLUMNS = ["indicator", "group", "case", "mean", "low", "high"]
SPOKEN = 3  # how many the title names
Numbers = dict[tuple[str, str, str], Estimate]


def data(found: Comparison) -> pd.DataFrame:
    """Differences by indicator, group and scenario."""
    rows = []
    for indicator, group in SHOWN:
        for case in found.others:
            one = found.number(indicator, case, "difference", group=group)
            if one is not None:
                rows.append((indicator, group, case, one.mean, one.low, one.high))
    return pd.DataFrame(rows, columns=COLUMNS)


def draw(rows: pd.DataFrame, found: Comparison, lang: str) -> Figure:
    """A strip an indicator with a scale of its own; the differences are written at its right."""
    numbers: Numbers = {
        (str(row["indicator"]), str(row["group"]), str(row["case"])): Estimate(row["mean"], row["low"], row["high"])
        for _, row in rows.iterrows()
    }
    shown = [pair for pair in SHOWN if any(key[:2] == pair for key in numbers)]
    words = frame.FrameWords(
        _title(numbers, found, lang),
        below(found, lang, say("side_unit", lang)),
        say("side_foot", lang) + "\n" + source(found, lang),
    )
    strip = max(0.42, 0.21 * len(found.others))
    figure, room = frame.framed(words, 9.5, strip * max(1, len(shown)), over=0.15 + 0.2 * len(found.others), under=0.1)
    cells = frame.grid(figure, room, max(1, len(shown)), 1, left=0.33, right=0.84, hspace=0.0)
    step = 0.7 / max(1, len(found.others))
    for n, pair in enumerate(shown):
        axes = figure.add_subplot(cells[n, 0])
        kind = unit(pair[0])
        ones = {case: numbers[*pair, case] for case in found.others if (*pair, case) in numbers}
        for k, case in enumerate(found.others):
            if case not in ones:
                continue
            y = -0.35 + (k + 0.5) * step
            point(axes, ones[case], y, 1.0, style(found, case), filled=ones[case].verdict(kind) == "sure")
            text = difference(ones[case].mean, kind, lang)
            axes.text(1.02, y, text, transform=axes.get_yaxis_transform(), va="center", size=8)
        limit = (differences_limit(list(ones.values())) or 1.0) * 1.1
        axes.set_xlim(-limit, limit)
        axes.set_ylim(0.5, -0.5)
        axes.set_yticks([0], ["\n".join(wrap(_name(pair, lang), 42))], size=8.5)
        axes.set_xticks([])
        axes.tick_params(axis="y", length=0)
        axes.axvline(0, color=frame.BLUE, linewidth=0.9)
        axes.axhline(0.5, color="#dddddd", linewidth=0.8)
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
    top = room["top"] + (0.15 + 0.2 * len(found.others)) / figure.get_figheight()
    figure.legend(
        handles=handles(found, found.others, lang), loc="upper left", bbox_to_anchor=(0.015, top), frameon=False,
        fontsize=8.5, labelspacing=0.3,
    )  # fmt: skip
    return figure


def _name(pair: tuple[str, str], lang: str) -> str:
    name = sentence_case(label(pair[0], lang))
    return name if pair[1] == "all" else words_of("of_group", lang, name=name, group=label(pair[1], lang))


def _title(numbers: Numbers, found: Comparison, lang: str) -> str:
    """The first differences whose intervals leave out zero, and how many there are."""
    blanks = {"year": found.year, "reference": found.name(found.reference, lang)}
    if found.replications == 1:
        return say("side_single", lang, **blanks)
    sure = [(key, one) for key, one in numbers.items() if one.verdict(unit(key[0])) == "sure"]
    if not sure:
        return say("side_none", lang, **blanks)
    changes = []
    first = {key[:2]: (key, one) for key, one in reversed(sure)}  # one scenario an indicator
    for (indicator, group, case), one in list(first.values())[::-1][:SPOKEN]:
        size = difference(abs(one.mean), unit(indicator), lang).lstrip("+")
        name = short_title(indicator, lang)
        name = name if group == "all" else words_of("of_group", lang, name=name, group=label(group, lang))
        change = say("change_up" if one.mean > 0 else "change_down", lang, name=name, x=size)
        changes.append(say("side_of", lang, case=found.name(case, lang), change=change))
    text = say("list", lang).join(changes)
    if len(sure) > len(changes):
        text = say("side_more", lang, first=text, n=len(sure))
    return say("side_title", lang, changes=text, **blanks)
