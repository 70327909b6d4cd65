"""What ``sim fit`` says: the figures of the base year beside the model's, and what of the numbers needs a look."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sim.experiments.fit.fit import Fitted, Intended
from sim.experiments.fit.numbers import Aim, Free
from sim.experiments.fit.table import FIRST_CONTACTS, INFLOW
from sim.reporting.numbers import number, plain
from sim.reporting.on_screen import as_text, bullets, prose
from sim.reporting.text_table import text_table
from sim.scenario.scenario import Scenario
from sim.vocabulary.labels import label, labels, unit
from sim.vocabulary.phrase import saying

if TYPE_CHECKING:
    from rich.console import Group, RenderableType

PHRASES: dict[str, tuple[str, str]] = {
    "heading": ("{region}：按{year}年统计拟合", "{region}: fitted to figures of {year}"),
    "inside": (
        "{of}项统计值中{inside}项落在范围内（拟合前{before}项），{rounds}轮。",
        "{inside} of {of} figures lie in their range ({before} with the numbers before), after {rounds} rounds.",
    ),
    "figure": ("指标", "Figure"),
    "statistic": ("统计值", "Statistic"),
    "range": ("范围", "Range"),
    "model": ("模型", "Model"),
    "off": ("偏离", "off"),
    "reasons": ("未落在范围内", "Outside"),
    "only_checked": (
        "{figure}：没有可拟合的数值与它对应，只作核对",
        "{figure}: no number that is fitted answers to it",
    ),
    "no_model": ("{figure}：模型不计算", "{figure}: the model does not compute it"),
    "unreached": (
        "{figure}：调整{names}也达不到，该数值保持原样",
        "{figure}: not to be reached by {names}, left as it was",
    ),
    "missed": ("{figure}：对应{names}，未能达到", "{figure}: answers to {names}, not met"),
    "bounds": ("到达可取范围一端的数值", "Numbers at the end of what they may be"),
    "bound": (
        "{name} = {value:g}（可取{low:g}至{high:g}）：对应{figures}；请核对统计值，或放宽该行的范围",
        "{name} = {value:g} (may be {low:g} to {high:g}), for {figures}: check these, or widen the range of its row",
    ),
    "left": ("保持原样的数值", "Numbers left as they are"),
    "why": ("{why}：{names}", "{why}: {names}"),
    "free": ("拟合的数值", "Numbers to be fitted"),
    "answers": ("{name}：{figures}", "{name}: {figures}"),
    "checked": ("只作核对的统计值", "Figures that are only checked"),
    "plan": (
        "至多{rounds}轮：{first}轮模拟居民的{small}，{last}轮模拟{large}，各{reps}次重复。",
        "At most {rounds} rounds: {first} of {small} of the residents, {last} of {large}, {reps} replications each.",
    ),
    "few": (
        "只有{inside}/{of}落在范围内，少于九成：这个基准年暂不宜用来做方案比较",
        "only {inside} of {of} figures are met, fewer than nine in ten: do not compare plans on this base year yet",
    ),
    "written": ("已写入{folder}：calibrated.csv、fit.yaml", "Written to {folder}: calibrated.csv, fit.yaml"),
    "before": ("原来的表另存为{file}", "The table that was there is kept as {file}"),
    "inflow": ("三级医院住院中外来患者的份额", "patients from beyond among tertiary admissions"),
    "first_contacts": ("首诊在基层的份额（由运行得出）", "first contacts in primary care, as the run itself shows"),
    "and": ("、", ", "),
}
say = saying(PHRASES)


def fitted_screen(fitted: Fitted, scenario: Scenario, lang: str) -> Group:
    """The fit for a rich console: table of figures, reasons, bounds, what was left and what was written."""
    from rich.console import Group
    from rich.text import Text

    blanks = {"of": len(fitted.anchors), "inside": fitted.inside, "rounds": len(fitted.rounds)}
    table = text_table(*(say(key, lang) for key in ("figure", "statistic", "range", "model")), "")
    for target in fitted.anchors:
        model, kind = fitted.best.measured.get(target.key, math.nan), unit(target.key[0])
        off = "" if abs(target.gap(model)) <= 1.0 else say("off", lang)
        ends = f"{plain(target.low, kind)}–{plain(target.high, kind)}"
        name = figure_name(target, scenario, lang)
        table.add_row(name, number(target.value, kind, lang), ends, number(model, kind, lang), off)
    parts: list[RenderableType] = [
        prose(say("heading", lang, region=scenario.region.label, year=scenario.years.base), style="bold"),
        prose(say("inside", lang, before=len(fitted.anchors) - fitted.start.outside, **blanks)),
        Text(),
        table,
    ]
    for key, lines in (
        ("reasons", _reasons(fitted, scenario, lang)),
        ("bounds", _bounds(fitted, scenario, lang)),
        ("left", _left(fitted.intended, lang)),
    ):
        found = list(lines)
        if found:
            parts += [Text(), prose(say(key, lang), style="bold"), *bullets(found)]
    parts += [Text(), prose(say("written", lang, folder=fitted.written.folder))]
    if fitted.written.before is not None:
        parts.append(prose(say("before", lang, file=fitted.written.before)))
    return Group(*parts)


def fitted_text(fitted: Fitted, scenario: Scenario, lang: str) -> str:
    """The same as plain text of 80 columns."""
    return as_text(fitted_screen(fitted, scenario, lang))


def fitted_data(fitted: Fitted) -> dict[str, Any]:
    """The same for ``--json``."""
    best = fitted.best
    return {
        "inside": fitted.inside,
        "of": len(fitted.anchors),
        "inside_before": len(fitted.anchors) - fitted.start.outside,
        "rounds": len(fitted.rounds),
        "folder": str(fitted.folder),
        "region": str(fitted.written.folder),
        "before": None if fitted.written.before is None else str(fitted.written.before),
        "anchors": [
            {
                **_key(target),
                "value": target.value,
                "low": target.low,
                "high": target.high,
                "model": _finite(best.measured.get(target.key, math.nan)),
                "inside": abs(best.gap(target)) <= 1.0,
                "answers": [one.name for one in answering(fitted.intended, target)],
            }
            for target in fitted.anchors
        ],
        "numbers": [
            {
                "quantity": one.name,
                "before": one.start,
                "value": best.values[one.name],
                "low": one.low,
                "high": one.high,
                "at_bound": one in fitted.at_bound,
                "reached": one.name not in fitted.unreached,
            }
            for one in fitted.intended.numbers.free
        ],
        "left": {name: {"en": why.en, "zh": why.zh} for name, why in fitted.intended.numbers.left.items()},
    }


def few_text(fitted: Fitted, lang: str) -> str:
    """The warning where fewer than nine in ten figures are met."""
    return say("few", lang, inside=fitted.inside, of=len(fitted.anchors))


def intended_text(about: Intended, scenario: Scenario, reps: int, lang: str) -> str:
    """What a fit would do: free numbers with their figures, figures that are only checked, numbers left, rounds."""
    from rich.console import Group
    from rich.text import Text

    shares = {
        "small": number(about.samples["first"], "share", lang),
        "large": number(about.samples["last"], "share", lang),
    }
    plan = {"rounds": about.plan.rounds, "first": about.plan.first, "last": about.plan.last, "reps": reps}
    parts: list[RenderableType] = [
        prose(say("heading", lang, region=scenario.region.label, year=scenario.years.base), style="bold"),
        prose(say("plan", lang, **plan, **shares)),
    ]
    free = (
        say("answers", lang, name=one.name, figures=_figures(one.answers, scenario, lang)) for one in about.numbers.free
    )
    for key, lines in (("free", free), ("checked", _checked(about, scenario, lang)), ("left", _left(about, lang))):
        found = list(lines)
        if found:
            parts += [Text(), prose(say(key, lang), style="bold"), *bullets(found)]
    return as_text(Group(*parts))


def intended_data(about: Intended, reps: int) -> dict[str, Any]:
    """The same for ``--json``."""
    return {
        "rounds": {"first": about.plan.first, "last": about.plan.last},
        "samples": dict(about.samples),
        "reps": reps,
        "numbers": {one.name: [_key(target) for target in one.answers] for one in about.numbers.free},
        "left": {name: {"en": why.en, "zh": why.zh} for name, why in about.numbers.left.items()},
    }


def answering(about: Intended, target: Aim) -> tuple[Free, ...]:
    """The numbers that answer to a figure."""
    return tuple(one for one in about.numbers.free if target in one.answers)


def figure_name(target: Aim, scenario: Scenario, lang: str) -> str:
    """An anchor in words."""
    indicator, area, group = target.key
    if indicator == INFLOW:
        return say("inflow", lang)
    own = {d.id: d.label for d in scenario.region.districts} | {v.id: v.label for v in scenario.region.levels}
    where = [own[word].told(lang) if word in own else _word(word, lang) for word in (area, group) if word != "all"]
    name = say("first_contacts", lang) if indicator == FIRST_CONTACTS else label(indicator, lang)
    if not where:
        return name
    return f"{name}（{'、'.join(where)}）" if lang == "zh" else f"{name} ({', '.join(where)})"


def _word(word: str, lang: str) -> str:
    return label(word, lang) if word in labels() else word


def _figures(targets: Sequence[Aim], scenario: Scenario, lang: str) -> str:
    return say("and", lang).join(figure_name(target, scenario, lang) for target in targets)


def _reasons(fitted: Fitted, scenario: Scenario, lang: str) -> Iterator[str]:
    for target in fitted.anchors:
        if abs(fitted.best.gap(target)) <= 1.0:
            continue
        known = math.isfinite(fitted.best.measured.get(target.key, math.nan))
        by = answering(fitted.intended, target)
        names = say("and", lang).join(one.name for one in by)
        lost = bool(by) and all(one.name in fitted.unreached for one in by)
        key = "no_model" if not known else "only_checked" if not by else "unreached" if lost else "missed"
        yield say(key, lang, figure=figure_name(target, scenario, lang), names=names)


def _bounds(fitted: Fitted, scenario: Scenario, lang: str) -> Iterator[str]:
    for one in fitted.at_bound:
        figures = _figures(one.answers, scenario, lang)
        value = fitted.best.values[one.name]
        yield say("bound", lang, name=one.name, value=value, low=one.low, high=one.high, figures=figures)


def _left(about: Intended, lang: str) -> Iterator[str]:
    """The numbers that stay, those with the same reason together."""
    reasons: dict[str, list[str]] = {}
    for name, why in about.numbers.left.items():
        reasons.setdefault(why.told(lang), []).append(name)
    for reason, names in reasons.items():
        yield say("why", lang, why=reason, names=say("and", lang).join(names))


def _checked(about: Intended, scenario: Scenario, lang: str) -> Iterator[str]:
    fitted = set(about.numbers.targets)
    for anchor in scenario.region.anchors:
        key = (anchor.indicator, anchor.area, anchor.group)
        if key not in fitted:
            yield figure_name(Aim(key, anchor.figure.value, 0.0, 0.0, share=False), scenario, lang)


def _key(target: Aim) -> dict[str, str]:
    return dict(zip(("indicator", "area", "group"), target.key, strict=True))


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
