"""Who pays by scenario: stacked to all that facilities receive, and what differs from the reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.comparison.folder import BASELINE, Comparison
from sim.reporting.comparison.plots.around import below, name, source
from sim.reporting.comparison.words import say
from sim.reporting.numbers import money
from sim.reporting.plots import frame
from sim.reporting.plots import money as of_run
from sim.vocabulary.labels import label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "cases_money"
SIDE = "payer"
PARTS = of_run.SIDES[SIDE]
Amounts = dict[tuple[str, str, str], float]


def there(found: Comparison) -> bool:
    """Whether every scenario's results have the tables of money."""
    return all(not found.results(case).optional(need).empty for case in found.cases for need in of_run.NEEDS)


def data(found: Comparison) -> pd.DataFrame:
    """Yuan by scenario and payer, mean over replications; the reference's other arm where that is one for all."""
    rows = []
    for case in found.cases:
        paid = of_run.data(found.results(case))
        paid = paid[paid["side"] == SIDE]
        arms = {"reform": case}
        if case == found.reference and BASELINE in found.shown:
            arms[BASELINE] = BASELINE
        rows.append(paid[paid["arm"].isin(arms)].assign(case=paid["arm"].map(arms)))
    return pd.concat(rows, ignore_index=True)[["case", "side", "part", "yuan"]]


def draw(rows: pd.DataFrame, found: Comparison, lang: str) -> Figure:
    """Left a bar a scenario, right what differs from the reference by payer; the names there are the key."""
    amounts = {(str(row["side"]), str(row["part"]), str(row["case"])): float(row["yuan"]) for _, row in rows.iterrows()}
    total = {case: sum(amounts[SIDE, part, case] for part in PARTS) for case in found.shown}
    axis = of_run.axis_for(max(total.values()), lang)
    words = frame.Words(
        _title(amounts, total, found, lang),
        below(found, lang, axis.name, intervals=False),
        say("money_foot", lang) + "\n" + source(found, lang),
    )
    others = [case for case in found.shown if case != found.reference]
    height = max(0.75 * len(found.shown), 0.17 * len(others) * len(PARTS) + 0.25 * len(PARTS), 2.2)
    figure, room = frame.framed(words, 11.5, height, over=0.5, under=0.45)
    cells = frame.grid(figure, room, 1, 2, left=0.165, right=0.965, wspace=0.42, width_ratios=[1.2, 1.0])
    names = {case: _letter(found, case, lang) for case in found.shown}
    of_run.stacks(figure.add_subplot(cells[0, 0]), SIDE, names, amounts, axis, lang)
    _differences(figure.add_subplot(cells[0, 1]), others, amounts, axis, found, lang)
    return figure


def _letter(found: Comparison, case: str, lang: str) -> str:
    """The name on short lines, behind the letter that stands at its bars on the right."""
    words = name(found, case, lang, 19)
    return words if case == BASELINE else say("key", lang, letter=found.letter(case), name=words)


def _differences(
    axes: Axes, others: list[str], amounts: Amounts, axis: of_run.Axis, found: Comparison, lang: str
) -> None:  # fmt: skip
    """A group of bars a payer, one a scenario, each with its letter."""
    step = 0.82 / max(1, len(others))
    gaps = [0.0]
    for n, part in enumerate(PARTS):
        for k, case in enumerate(others):
            gap = amounts[SIDE, part, case] - amounts[SIDE, part, found.reference]
            y = n - 0.41 + (k + 0.5) * step
            axes.barh(
                y, gap / axis.yuan, step * 0.9, color=of_run.TINT[part], hatch=of_run.HATCH[part], edgecolor="white",
                linewidth=0.5,
            )  # fmt: skip
            who = say("money_baseline", lang) if case == BASELINE else found.letter(case)
            axes.annotate(
                f"{who} {axis.change(gap)}", (gap / axis.yuan, y), xytext=(4 if gap >= 0 else -4, 0),
                textcoords="offset points", ha="left" if gap >= 0 else "right", va="center", size=7.5,
            )  # fmt: skip
            gaps.append(gap / axis.yuan)
    of_run.swatches(axes, PARTS, lang)
    axes.set_ylim(len(PARTS) - 0.5, -0.5)
    low, high = min(gaps), max(gaps)
    pad = (high - low) * 0.35 or 1.0
    axes.set_xlim(low - (pad if low < 0 else pad * 0.1), high + (pad if high > 0 else pad * 0.1))
    axes.axvline(0, color=frame.FAINT, linewidth=0.8)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    axes.set_title(say("money_difference", lang), size=10, loc="left")


def _title(amounts: Amounts, total: dict[str, float], found: Comparison, lang: str) -> str:
    """Who receives most and least in all, and whose share of it moves furthest from the reference."""
    gaps = {
        (part, case): amounts[SIDE, part, case] - amounts[SIDE, part, found.reference]
        for part in PARTS
        for case in found.others
    }
    if not any(gaps.values()):
        return say("money_same", lang, year=found.year)
    part, case = max(gaps, key=lambda key: abs(gaps[key]))
    of_cases = {key: total[key] for key in found.cases}
    most, least = max(of_cases, key=of_cases.__getitem__), min(of_cases, key=of_cases.__getitem__)
    gap = gaps[part, case]
    return say(
        "money_title", lang, year=found.year, most=found.name(most, lang), least=found.name(least, lang),
        high=money(total[most], lang), low=money(total[least], lang), part=label(f"money.{part}", lang),
        case=found.name(case, lang), gap=("+" if gap > 0 else "") + money(gap, lang),
    )  # fmt: skip
