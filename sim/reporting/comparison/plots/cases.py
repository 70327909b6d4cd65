"""Headlines by scenario: a panel an indicator, a row a scenario, the reference as a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.comparison.folder import BASELINE, Comparison
from sim.reporting.comparison.plots.around import below, name, point, source, style, values_limits
from sim.reporting.comparison.words import say
from sim.reporting.estimate import Estimate
from sim.reporting.headlines import short_title
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import number, percent, plain
from sim.reporting.plots import frame
from sim.reporting.sentences import HEADLINES
from sim.vocabulary.labels import label, unit
from sim.vocabulary.printed import PERCENT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "cases"
SIGN = {"at_least": "≥", "at_most": "≤"}
NONE = float("nan")
COLUMNS = ["indicator", "case", "measure", "mean", "low", "high", "probability"]
WIDE, ACROSS = 11.0, 3


def data(found: Comparison) -> pd.DataFrame:
    """Value and difference to the reference by headline and scenario; what a target of the year asks, how likely."""
    rows: list[tuple[object, ...]] = []
    for indicator in HEADLINES:
        for case in found.shown:
            for measure in ("value", "difference"):
                one = found.number(indicator, case, measure)
                if one is not None:
                    rows.append((indicator, case, measure, one.mean, one.low, one.high, NONE))
        rows += _asked(indicator, found)
    return pd.DataFrame(rows, columns=COLUMNS)


def _asked(indicator: str, found: Comparison) -> list[tuple[object, ...]]:
    """The first target of the year on an indicator, a row a scenario; its probability is that of the scenario."""
    rows = found.targets
    rows = rows[(rows["indicator"] == indicator) & (rows["year"] == found.year) & (rows["area"] == "all")]
    rows = rows[rows["comparator"].isin(list(SIGN))]
    first = rows[rows["target"] == rows["target"].iloc[0]] if len(rows) else rows
    asked = zip(first["case"], first["comparator"], first["value"], first["probability"], strict=True)
    return [(indicator, case, sign, value, NONE, NONE, chance) for case, sign, value, chance in asked]


def draw(rows: pd.DataFrame, found: Comparison, lang: str) -> Figure:
    """A panel an indicator on a scale of its own; at the right the value and its difference to the reference."""
    numbers = {
        (str(row["indicator"]), str(row["case"]), str(row["measure"])): Estimate(row["mean"], row["low"], row["high"])
        for _, row in rows.iterrows()
    }
    shown = [indicator for indicator in HEADLINES if (indicator, found.reference, "value") in numbers]
    asked = rows[rows["measure"].isin(list(SIGN))]
    words = frame.FrameWords(
        _title(found, lang),
        below(found, lang, say("cases_unit", lang)),
        say("cases_foot", lang) + (_asked_foot(found, lang) if len(asked) else "") + "\n" + source(found, lang),
    )
    height = 0.42 * len(found.shown) + 0.15
    down = max(1, -(-len(shown) // ACROSS))
    between = 0.95 + 0.17 * bool(len(asked))
    figure, room = frame.framed(words, WIDE, down * height + (down - 1) * between, over=between - 0.45, under=0.4)
    across = min(ACROSS, max(1, len(shown)))
    cells = frame.grid(figure, room, down, across, left=0.16, right=0.925, hspace=between / height, wspace=0.33)
    for n, indicator in enumerate(shown):
        axes = figure.add_subplot(cells[n // across, n % across])
        target = asked[asked["indicator"] == indicator]
        _panel(axes, indicator, found, numbers, target)
        title = [*wrap(sentence_case(label(indicator, lang)), 42), *_chances(target, found, lang)]
        axes.set_title("\n".join(title), loc="left", size=9, linespacing=1.25)
        axes.set_yticks(range(len(found.shown)))
        first = n % across == 0
        names = [_row_name(found, case, lang, lettered=bool(len(asked))) for case in found.shown]
        axes.set_yticklabels(names if first else [], size=8.5)
    return figure


def _asked_foot(found: Comparison, lang: str) -> str:
    """What the dashed line and its probabilities are."""
    return say("cases_foot_target", lang, chance=found.coverage.chance(lang))


def _row_name(found: Comparison, case: str, lang: str, *, lettered: bool) -> str:
    """The name on short lines; behind its letter where probabilities are told by letters."""
    words = name(found, case, lang, 24 - 3 * lettered)
    return say("key", lang, letter=found.letter(case), name=words) if lettered and case != BASELINE else words


def _chances(target: pd.DataFrame, found: Comparison, lang: str) -> list[str]:
    """What is asked for, and how likely each scenario gets there."""
    if target.empty:
        return []
    first = target.iloc[0]
    need = f"{SIGN[str(first['measure'])]} {number(float(first['mean']), unit(str(first['indicator'])), lang)}"
    ones = [
        f"{found.letter(str(row['case']))} {percent(float(row['probability']), lang)}" for _, row in target.iterrows()
    ]
    return wrap(say("cases_target", lang, need=need, ones=("，" if lang == "zh" else ", ").join(ones)), 44)


def _panel(
    axes: Axes, indicator: str, found: Comparison, numbers: dict[tuple[str, str, str], Estimate], target: pd.DataFrame
) -> None:
    kind = unit(indicator)
    scale = 100.0 if kind in PERCENT else 1.0
    low, high = values_limits([numbers.get((indicator, case, "value")) for case in found.shown])
    if not target.empty:
        need = float(target["mean"].iloc[0])
        pad = (max(high, need) - min(low, need)) * 0.05
        low, high = min(low, need - pad), max(high, need + pad)
        axes.axvline(need * scale, color=frame.VERMILION, linewidth=1.3, linestyle=(0, (4, 2)))
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
    """Where the first headline is highest and lowest, and whether all intervals include zero."""
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
    return title if any(gap.verdict(kind) == "sure" for gap in gaps) else title + say("cases_unsure", lang)
