"""A sweep in a few sentences: where results lie, which values meet all targets, which input matters most."""

from __future__ import annotations

import pandas as pd

from sim.reporting.headlines import short_title
from sim.reporting.lines import sentence_case
from sim.reporting.numbers import difference, number
from sim.reporting.plots.trajectory import SHOWN
from sim.reporting.sentences import cautions
from sim.reporting.swept import Swept
from sim.reporting.tables.swept import level
from sim.vocabulary.labels import unit
from sim.vocabulary.phrase import saying

TEXT: dict[str, tuple[str, str]] = {
    "range": (
        "{year}年改革方案的{name}在{low}至{high}之间（共{n}种取值组合）",
        "With the reform the {name} in {year} lies between {low} and {high} over {n} combinations of values",
    ),
    "range_luck": (
        "，但差异不超出随机波动，不能说取值有作用",
        "; the differences are within luck: the values cannot be said to matter",
    ),
    "same": (
        "{year}年改革方案的{name}在全部{n}种取值组合下均为{low}",
        "With the reform the {name} in {year} is {low} at all {n} combinations of values",
    ),
    "all_met": (
        "达到全部{of}项目标的有{met}种组合，其中最小的为{values}",
        "All {of} targets are met at {met} combinations; the smallest of them: {values}",
    ),
    "none_met": (
        "没有一种组合达到全部{of}项目标，最多的达到{met}项：{values}",
        "No combination meets all {of} targets; the most are {met}, at {values}",
    ),
    "none_set": ("情景没有设定目标", "The scenario sets no targets"),
    "most": (
        "影响最大的是{path}：由{old}变为{new}时，{name}平均变化{gap}",
        "{path} matters most: from {old} to {new} the {name} moves by {gap} on average",
    ),
    "failed": ("有{n}种组合没有得到结果", "{n} combinations have no result"),
    "end": ("。", "."),
    "and": ("、", ", "),
}

say = saying(TEXT)


def sentences(found: Swept, lang: str) -> list[str]:
    """Where the first headline lies, the targets, which input moves it most; what failed."""
    lines = [range_sentence(found, lang), targets_sentence(found, lang)]
    most = most_sentence(found, lang)
    lines += [most] if most else []
    if len(found.failures):
        lines.append(say("failed", lang, n=len(found.failures)) + say("end", lang))
    return lines + cautions([found.sweep.asked.get("fit")], lang)


def range_sentence(found: Swept, lang: str) -> str:
    """Where the first headline lies, and whether luck alone could do that."""
    rows = _first(found)
    kind = unit(SHOWN[0])
    low, high = float(rows["mean"].min()), float(rows["mean"].max())
    ends = number(low, kind, lang), number(high, kind, lang)
    blanks = {
        "year": found.sweep.year, "name": short_title(SHOWN[0], lang), "low": ends[0], "high": ends[1], "n": len(rows),
    }  # fmt: skip
    if ends[0] == ends[1]:
        return say("same", lang, **blanks) + say("end", lang)
    doubt = say("range_luck", lang) if found.sweep.within_luck() else ""
    return say("range", lang, **blanks) + doubt + say("end", lang)


def targets_sentence(found: Swept, lang: str) -> str:
    """The smallest combination that meets all targets, or the one that meets most of them."""
    of = int(found.targets["target"].nunique())
    if not of:
        return say("none_set", lang) + say("end", lang)
    sweep = found.sweep
    if sweep.smallest is not None:
        met = int(sweep.met.sum())
        values = _values(found, sweep.smallest, lang)
        return say("all_met", lang, of=of, met=met, values=values) + say("end", lang)
    count = found.targets.groupby("id")["met"].apply(lambda one: int((one == True).sum()))  # noqa: E712
    best = str(count.idxmax())
    point = sweep.values[sweep.values["id"] == best].iloc[0]
    values = _values(found, point, lang)
    return say("none_met", lang, of=of, met=int(count.max()), values=values) + say("end", lang)


def _values(found: Swept, point: pd.Series, lang: str) -> str:
    """The values of one combination."""
    between = "" if lang == "zh" else " "
    names = {path: found.sweep.plain_name(path, lang) for path in found.sweep.varied}
    return say("and", lang).join(f"{name}{between}{level(point[path]).of(lang)}" for path, name in names.items())


def most_sentence(found: Swept, lang: str) -> str:
    """Which path moves the mean of the first headline furthest, from its first value to the one that differs most."""
    rows, kind = _first(found), unit(SHOWN[0])
    moves: list[tuple[float, str, object, object]] = []
    for path in found.sweep.varied:
        means = rows.groupby(path)["mean"].mean().to_dict()
        levels = [one for one in found.sweep.levels[path] if one in means]
        gaps = {one: float(means[one] - means[levels[0]]) for one in levels}
        last = max(levels, key=lambda one: abs(gaps[one]))
        moves.append((gaps[last], path, levels[0], last))
    gap, path, old, new = max(moves, key=lambda one: abs(one[0]), default=(0.0, "", "", ""))
    if not gap:
        return ""
    text = say(
        "most", lang, path=found.sweep.plain_name(path, lang), old=level(old).of(lang), new=level(new).of(lang),
        name=short_title(SHOWN[0], lang), gap=difference(gap, kind, lang),
    )  # fmt: skip
    return sentence_case(text) + say("end", lang)


def _first(found: Swept) -> pd.DataFrame:
    """The first headline with the reform at every point."""
    values = found.sweep.values
    return values[(values["arm"] == "reform") & (values["indicator"] == SHOWN[0])].dropna(subset=["mean"])
