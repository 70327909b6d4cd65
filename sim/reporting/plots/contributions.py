"""Which group of rules did how much: the effect on each headline, taken apart so that the parts sum to it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.estimate import Estimate
from sim.reporting.explanation import EVERYONE, Explanation, indicators, most, part
from sim.reporting.folder import Results
from sim.reporting.headlines import short_title, title
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import difference, difference_unit, percent, plain
from sim.reporting.plots import frame
from sim.reporting.plots.words import say
from sim.vocabulary.labels import label, unit
from sim.vocabulary.printed import PERCENT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

NAME = "contributions"
NEEDS = ("explain/contributions", "explain/players")
MARKERS = {"alone": "o", "left_out": "D"}
COLOUR = {"alone": frame.ORANGE, "left_out": frame.VERMILION}
SHIFT = {"alone": -0.17, "left_out": 0.17}
WIDE, LEFT, ACROSS = 10.5, 0.2, 3
# One of each kind: where people go, whether counties keep them, cost, fund, patients. All others are in the tables.
SHOWN = (
    "primary_visit_share", "county_visit_rate", "county_inpatient_share", "cost_growth", "fund_spending_per_resident",
    "oop_share",
)  # fmt: skip


def data(results: Results) -> pd.DataFrame:
    """Contributions of the year asked about to the headlines in `SHOWN`; to all there are if it has none of them."""
    rows = Explanation(results.folder).contributions
    rows = rows[rows["indicator"].isin(SHOWN)] if rows["indicator"].isin(SHOWN).any() else rows
    order = indicators(rows)
    return rows.sort_values("indicator", key=lambda names: names.map(order.index), kind="stable", ignore_index=True)


def draw(rows: pd.DataFrame, results: Results, lang: str) -> Figure:
    """A panel an indicator: a bar a player with what it does alone and what is lost without it, the total below."""
    found = Explanation(results.folder)
    names, players = indicators(rows), found.order
    words = frame.FrameWords(_title(rows, found, lang), _below(found, results, lang), _foot(found, results, lang))
    down = -(-len(names) // ACROSS)
    height = 0.3 * (len(players) + 1)
    figure, room = frame.framed(words, WIDE, down * height + (down - 1) * 0.95, over=0.75, under=0.45)
    across = min(ACROSS, max(1, len(names)))
    cells = frame.grid(figure, room, max(1, down), across, left=LEFT, hspace=0.95 / height, wspace=0.16)
    for n, name in enumerate(names):
        axes = figure.add_subplot(cells[n // across, n % across])
        _panel(axes, rows, name, players)
        head = [*wrap(sentence_case(title(name, lang)), 38), _sum(rows, name, lang)]
        axes.set_title("\n".join(head), loc="left", size=9, linespacing=1.3)
        axes.set_yticks(range(len(players) + 1))
        if n % across == 0:
            ticks = [*(found.name(player, lang) for player in players), say("contributions_total", lang)]
            axes.set_yticklabels(["\n".join(wrap(sentence_case(tick), 30)) for tick in ticks], size=8.5)
        else:
            axes.set_yticklabels([])
    figure.legend(
        handles=_handles(lang), loc="upper right", ncols=2, frameon=False, fontsize=8.5,
        bbox_to_anchor=(0.975, room["top"] + 0.8 / figure.get_figheight()),
    )  # fmt: skip
    return figure


def _panel(axes: Axes, rows: pd.DataFrame, name: str, players: list[str]) -> None:
    kind = unit(name)
    scale = 100.0 if kind in PERCENT else 1.0
    ends = [0.0]
    for n, (player, bar) in enumerate([*((player, "shapley") for player in players), (EVERYONE, "total")]):
        one = part(rows, name, bar, player)
        if one is None:
            continue
        whole = bar == "total"
        axes.barh(
            n, one.mean * scale, 0.62, color=frame.GREY if whole else frame.SKY, hatch="" if whole else "///",
            edgecolor="white", linewidth=0,
        )  # fmt: skip
        _interval(axes, one, n, scale)
        ends += [end * scale for end in (one.low, one.mean, one.high) if math.isfinite(end)]
        for word, marker in MARKERS.items():
            other = part(rows, name, word, player)
            if other is not None:
                axes.plot(
                    other.mean * scale, n + SHIFT[word], marker=marker, markersize=4, color=COLOUR[word],
                    markeredgecolor="white", markeredgewidth=0.5, linestyle="none", clip_on=False,
                )  # fmt: skip
                ends.append(other.mean * scale)
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0
    axes.set_xlim(low - 0.06 * span, high + 0.34 * span)
    for n, (player, bar) in enumerate([*((player, "shapley") for player in players), (EVERYONE, "total")]):
        one = part(rows, name, bar, player)
        if one is not None:
            text = plain(one.mean, kind, sign=True)
            axes.text(0.995, n, text, transform=axes.get_yaxis_transform(), ha="right", va="center", size=8)
    axes.axvline(0, color=frame.FAINT, linewidth=0.8)
    axes.axhline(len(players) - 0.5, color=frame.FAINT, linewidth=0.6)
    axes.set_ylim(len(players) + 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=8)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")


def _interval(axes: Axes, one: Estimate, y: float, scale: float) -> None:
    if one.has_interval:
        axes.errorbar(
            one.mean * scale, y, xerr=[[(one.mean - one.low) * scale], [(one.high - one.mean) * scale]],
            ecolor=frame.INK, elinewidth=0.9, capsize=2, fmt="none",
        )  # fmt: skip


def _handles(lang: str) -> list[Line2D]:
    from matplotlib.lines import Line2D

    return [
        Line2D(
            [], [], color=COLOUR[word], marker=marker, linestyle="none", ms=5, label=say(f"contributions_{word}", lang)
        )
        for word, marker in MARKERS.items()
    ]


def _sum(rows: pd.DataFrame, name: str, lang: str) -> str:
    """The line below a panel's name: its unit, and how far the groups work together or against each other."""
    kind = unit(name)
    counted = difference_unit(kind, lang).strip()
    together = part(rows, name, "interaction")
    if together is None:
        return counted
    return say("contributions_interaction", lang, unit=counted, x=plain(together.mean, kind, sign=True))


def _below(found: Explanation, results: Results, lang: str) -> str:
    unit_, area, drawn = say("contributions_unit", lang), results.name("all", lang), found.coverage.drawn(lang)
    return say("below", lang, unit=unit_, area=area, year=found.asked["year"], drawn=drawn)


def _foot(found: Explanation, results: Results, lang: str) -> str:
    method = say(f"contributions_{found.asked['method']}", lang, n=found.asked["permutations"])
    sample = float(found.asked["sample"])
    share = percent(sample, lang, 0 if sample >= 0.01 else 2)
    return "\n".join(
        (
            say("contributions_foot", lang) + ("" if lang == "zh" else " ") + method,
            say("source", lang, title=results.title(lang), sample=share, quick="").strip(),
        )
    )


def _title(rows: pd.DataFrame, found: Explanation, lang: str) -> str:
    """Who did most of the change of the first indicator, and whether its interval includes zero."""
    for name in indicators(rows):
        total, first = part(rows, name, "total"), most(rows, name)
        if total is None or first is None:
            continue
        kind = unit(name)
        player, share = first
        blanks = {
            "year": found.asked["year"], "name": short_title(name, lang), "player": found.name(player, lang),
            "x": difference(total.mean, kind, lang), "part": difference(share.mean, kind, lang),
        }  # fmt: skip
        verdict = share.verdict(kind)
        if verdict == "same":
            return sentence_case(say("contributions_none", lang, **blanks))
        key = "contributions_title" if total.verdict(kind) != "same" else "contributions_offset"
        doubt = {"sure": "", "unsure": say("unsure", lang), "single": say("single", lang)}
        return sentence_case(say(key, lang, **blanks)) + doubt[verdict]
    return say("contributions_none", lang, year=found.asked["year"], name=label("all", lang))
