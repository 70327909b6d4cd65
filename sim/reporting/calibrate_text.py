"""What ``sim calibrate`` says: how many sets are left, which figures ruled others out, what was learnt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from sim.experiments.calibrate.calibrate import Calibrated, CalibrationPlan, CalibrationRequest
from sim.experiments.calibrate.candidate import behaviour
from sim.experiments.fit.numbers import Aim, target_of
from sim.reporting.fit_text import figure_name
from sim.reporting.numbers import number, plain
from sim.reporting.on_screen import as_text, bullets, prose
from sim.reporting.text_table import text_table
from sim.scenario.scenario import Scenario
from sim.vocabulary.labels import unit
from sim.vocabulary.phrase import saying
from sim.vocabulary.quantities import quantity_name

if TYPE_CHECKING:
    from rich.console import Group, RenderableType

Named = TypeVar("Named", str, tuple[str, str, str])
LEARNT = 0.2  # of the spread of what was drawn: where the figures narrow it by less, they do not tell of the number
MOST = 8
PHRASES: dict[str, tuple[str, str]] = {
    "heading": ("{region}：{year}年统计不能排除的成组参数", "{region}: sets that figures of {year} cannot rule out"),
    "kept": (
        "抽取{of}组，各自重新拟合；{kept}组不能排除。",
        "{of} sets drawn, each fitted anew; {kept} cannot be ruled out.",
    ),
    "figures": (
        "{of}项统计值中，{inside}项的各组中位数落在范围内。",
        "For {inside} of {of} figures the median of the sets lies in the range.",
    ),
    "figure": ("指标", "Figure"),
    "range": ("统计值范围", "Range"),
    "own": ("现有数值", "Own numbers"),
    "sets": ("各组90%范围", "90 % of the sets"),
    "off": ("偏离", "off"),
    "discrepancy": ("模型形式的偏差（统计值范围按此放宽）", "What the model's form is off (figures are widened by it)"),
    "by": ("{figure}：{off}", "{figure}: {off}"),
    "ruled_out": ("排除其他组的指标", "Figures that ruled sets out"),
    "times": ("{figure}：{n}组", "{figure}: {n}"),
    "studies": (
        "排除其他组的已发表研究（用于设定参数的估计）",
        "Published experiments that ruled sets out (estimates by which parameters were set)",
    ),
    "study": ("{name}：{n}组", "{name}: {n}"),
    "learnt": ("统计值使其范围变窄的参数", "Parameters that the figures narrow"),
    "narrower": (
        "{name}：{low:.3g}–{high:.3g}，抽取时为{before_low:.3g}–{before_high:.3g}",
        "{name}: {low:.3g}–{high:.3g}, drawn from {before_low:.3g}–{before_high:.3g}",
    ),
    "nothing_learnt": (
        "基准年统计不能使任何一个参数的范围明显变窄：行为参数的不确定性原样进入区间。",
        "No parameter is narrowed: figures of one year tell levels, not how people answer to change.",
    ),
    "ridges": ("统计值只能确定其组合、不能分别确定的数值", "Told together only, not each of them"),
    "ridge": ("{one}与{other}（秩相关{r:+.2f}）", "{one} with {other} (rank correlation {r:+.2f})"),
    "written": (
        "已写入{folder}：ensemble.csv、ensemble.yaml；sim run 将使用其中8组",
        "Written to {folder}: ensemble.csv, ensemble.yaml; sim run takes eight of the sets",
    ),
    "few": (
        "只有{kept}组：不够8组 -> 请加大--candidates，或先核对统计值",
        "{kept} sets only, eight are needed -> more --candidates, or look at the figures first",
    ),
    "plan": (
        "抽取{of}组，每组{drawn}个参数、{figures}项统计值，至多{rounds}轮拟合；每轮模拟居民的{share}。一个处理器至多约{minutes:.0f}分钟。",
        "{of} sets of {drawn} parameters and {figures} figures, at most {rounds} rounds of fitting each; a round is of "
        "{share} of the residents. About {minutes:.0f} minutes of one core at most.",
    ),
}
say = saying(PHRASES)


def calibrated_screen(found: Calibrated, scenario: Scenario, lang: str) -> Group:
    """The calibration for a rich console."""
    from rich.console import Group
    from rich.text import Text

    known = found.anchors.dropna(subset=["inside"])
    inside = {"inside": int(known["inside"].sum()), "of": len(found.anchors)}
    parts: list[RenderableType] = [
        prose(say("heading", lang, region=scenario.region.label, year=scenario.years.base), style="bold"),
        prose(say("kept", lang, of=len(found.found), kept=found.kept)),
    ]
    if found.kept:
        parts += [prose(say("figures", lang, **inside)), Text(), _figures(found, scenario, lang)]
    learnt = list(_learnt(found, lang))
    for key, lines in (
        ("discrepancy", list(_off(found, scenario, lang))),
        ("ruled_out", list(_ruled_out(found, scenario, lang))),
        ("studies", list(_studies(found, lang))),
        ("learnt", learnt),
        ("ridges", list(_ridges(found, lang))),
    ):
        if lines:
            parts += [Text(), prose(say(key, lang), style="bold"), *bullets(lines)]
    if found.kept and not learnt:
        parts += [Text(), prose(say("nothing_learnt", lang))]
    return Group(*parts, Text(), prose(say("written", lang, folder=found.region)))


def calibrated_text(found: Calibrated, scenario: Scenario, lang: str) -> str:
    """The same as plain text of 80 columns."""
    return as_text(calibrated_screen(found, scenario, lang))


def calibrated_data(found: Calibrated) -> dict[str, Any]:
    """The same for ``--json``; no value is null."""
    record = found.ensemble.record
    return {
        "candidates": len(found.found),
        "kept": found.kept,
        "folder": str(found.folder),
        "region": str(found.region),
        "discrepancy": dict(record.discrepancy) if record else {},
        "experiments": dict(record.experiments) if record else {},
        "anchors": _records(found.anchors),
        "numbers": _records(found.numbers),
        "ridges": _records(found.ridges),
    }


def few_text(found: Calibrated, lang: str) -> str:
    """The warning where a run would want more sets."""
    return say("few", lang, kept=found.kept)


def plan_text(request: CalibrationRequest, plan: CalibrationPlan, scenario: Scenario, lang: str) -> str:
    """What a calibration would do."""
    heading = say("heading", lang, region=scenario.region.label, year=scenario.years.base)
    told = plan_data(request, plan, scenario)
    share = number(plan.sample, "share", lang)
    blanks = {key: told[key] for key in ("drawn", "figures", "rounds")}
    text = say("plan", lang, of=told["candidates"], share=share, minutes=max(1.0, plan.seconds / 60), **blanks)
    return as_text(_two(heading, text))


def _two(heading: str, text: str) -> Group:
    from rich.console import Group

    return Group(prose(heading, style="bold"), prose(text))


def plan_data(request: CalibrationRequest, plan: CalibrationPlan, scenario: Scenario) -> dict[str, Any]:
    """The same for ``--json``."""
    return {
        "candidates": request.candidates,
        "rounds": request.rounds,
        "drawn": len(behaviour(scenario)),
        "figures": len(scenario.region.anchors),
        "sample": plan.sample,
        "seconds": round(plan.seconds),
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): None if pd.isna(v) else v for k, v in row.items()} for row in table.to_dict("records")]


def _aims(scenario: Scenario) -> dict[tuple[str, str, str], Aim]:
    anchors = ((a.indicator, a.area, a.group) for a in scenario.region.anchors)
    return {key: target_of(key, a.figure) for key, a in zip(anchors, scenario.region.anchors, strict=True)}


def _figures(found: Calibrated, scenario: Scenario, lang: str) -> Any:
    """Range, own numbers and sets by figure."""
    aims = _aims(scenario)
    table = text_table(*(say(key, lang) for key in ("figure", "range", "own", "sets")), "")
    for row in found.anchors.itertuples():
        kind = unit(str(row.indicator))
        name = figure_name(aims[str(row.indicator), str(row.area), str(row.group)], scenario, lang)
        low, high, own, least, most = (float(getattr(row, column)) for column in ("low", "high", "own", "p5", "p95"))
        ends, sets = f"{plain(low, kind)}–{plain(high, kind)}", f"{plain(least, kind)}–{plain(most, kind)}"
        table.add_row(name, ends, number(own, kind, lang), sets, "" if row.inside else say("off", lang))
    return table


def _off(found: Calibrated, scenario: Scenario, lang: str) -> Iterator[str]:
    aims = _aims(scenario)
    for row in found.anchors[found.anchors["discrepancy"] > 0].itertuples():
        figure = figure_name(aims[str(row.indicator), str(row.area), str(row.group)], scenario, lang)
        yield say("by", lang, figure=figure, off=number(float(str(row.discrepancy)), unit(str(row.indicator)), lang))


def _ruled_out(found: Calibrated, scenario: Scenario, lang: str) -> Iterator[str]:
    aims = _aims(scenario)
    for key, n in _often(one.worst.key for one in found.found if one.worst and not one.kept and not one.study):
        yield say("times", lang, figure=figure_name(aims[key], scenario, lang), n=n)


def _studies(found: Calibrated, lang: str) -> Iterator[str]:
    """Estimates that ruled sets out before any figure was looked at."""
    for name, n in _often(one.study for one in found.found if one.study):
        yield say("study", lang, name=name, n=n)


def _often(names: Iterable[Named]) -> list[tuple[Named, int]]:
    """How often each is named, the most frequent first."""
    return sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))


def _learnt(found: Calibrated, lang: str) -> Iterator[str]:
    """Parameters, not the region's own numbers: these are what figures of a year are fitted by."""
    table = found.numbers[found.numbers["path"].str.startswith("parameters.")]
    for row in table[table["narrowed"] >= LEARNT].nlargest(MOST, "narrowed").itertuples():
        ends = {"low": row.kept_p5, "high": row.kept_p95, "before_low": row.drawn_p5, "before_high": row.drawn_p95}
        yield say("narrower", lang, name=_name(str(row.path), lang), **ends)


def _ridges(found: Calibrated, lang: str) -> Iterator[str]:
    for row in found.ridges.head(MOST).itertuples():
        names = {"one": _name(str(row.one), lang), "other": _name(str(row.other), lang)}
        yield say("ridge", lang, r=row.correlation, **names)


def _name(path: str, lang: str) -> str:
    """A number in words, where it has any."""
    return quantity_name(path.partition(".")[2]).told(lang)
