"""Targets given on the command line, ``primary_visit_share>=0.65``: put into the scenario and checked like its own."""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from sim.scenario.faults import Faults, Place
from sim.scenario.yaml_nodes import Tree
from sim.vocabulary.indicator_ids import INDICATOR_IDS
from sim.vocabulary.labels import labels, unit
from sim.vocabulary.phrase import Bilingual, telling

FORM = re.compile(r"(?P<indicator>[^@<>=≤≥]+)(?P<where>(?:@[^@<>=≤≥]+)*)(?P<sign>>=|<=|≥|≤|=>|=<)(?P<value>[^<>=≤≥]+)")
COMPARATORS = {">=": "at_least", "=>": "at_least", "≥": "at_least", "<=": "at_most", "=<": "at_most", "≤": "at_most"}
PERCENT = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*%")
# The ends a value of a unit may have; a growth beyond one is a percentage without its sign, as is a share.
RANGES = {"share": (0.0, 1.0), "growth": (-1.0, 1.0)}
PHRASES = {
    "there": ("情景中已有同样的目标", "the scenario asks the same already"),
    "leave_out": ("去掉此项，目标表中会列出", "leave it out: it stands among the targets"),
    "form": ("不是“指标>=数值”的形式", "not of the form INDICATOR>=value"),
    "how": (
        "写成 primary_visit_share>=0.65 或 cost_growth<=0.1；指定年份或地区写成 primary_visit_share@2018@luxi>=0.65",
        "write primary_visit_share>=0.65 or cost_growth<=0.1; a year and a place as in "
        "primary_visit_share@2018@luxi>=0.65",
    ),
    "unknown": ("没有名为{word}的指标", "unknown indicator {word!r}"),
    "near": ("是否为 {id}（{name}）？", "did you mean {id} ({name})?"),
    "many": ("用 sim indicators 查看指标名称", "`sim indicators` lists the names"),
    "percent": ("{value}带有百分号", "{value} has a percent sign"),
    "write": ("写 {number}", "write {number}"),
    "write_percent": ("写 {number}（即{value}）", "write {number}, which is {value}"),
    "no_number": ("{value}不是数字", "{value!r} is not a number"),
    "plain": ("写普通数字，如 0.65 或 1200", "write a plain number such as 0.65 or 1200"),
    "beyond": (
        "{value}超出{low:g}至{high:g}：{name}是比例，1即100%",
        "{value} is outside {low:g} to {high:g}: {name} is a fraction, 1 is 100 %",
    ),
    "between": ("写{low:g}至{high:g}之间的数字", "write a number from {low:g} to {high:g}"),
}
OPTION = "--target "
tell = telling(PHRASES)


def is_option(place: Place) -> bool:
    """Whether a target stands on the command line, not in a file."""
    return place.file.startswith(OPTION)


def add_targets(tree: Tree, texts: Sequence[str], faults: Faults) -> None:
    """Append a target for each text to those of the tree; faults point at the option.

    A target without a year is about the last year, one without a place about the whole prefecture.
    """
    years = tree.value.get("years")
    last = years.get("last") if isinstance(years, dict) else None
    for text in texts:
        place = Place(OPTION + text)
        target = _target(text, last, place, faults)
        listed = tree.value.get("targets", ())
        if target is None or not isinstance(listed, tuple):
            continue
        path = ("targets", len(listed))
        tree.value["targets"] = (*listed, target)
        tree.values |= {path: place} | {(*path, key): place for key in target}


def the_same(target: Place, faults: Faults) -> None:
    """Note that a target of the command line is one of the scenario's already."""
    faults.add(target, "", tell("there"), tell("leave_out"))


def _target(text: str, last: Any, place: Place, faults: Faults) -> dict[str, Any] | None:
    """The line as a file would have it."""
    form = FORM.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if form is None:
        faults.add(place, "", tell("form"), tell("how"))
        return None
    indicator = _indicator(form["indicator"], place, faults)
    value = _value(form["value"], indicator, place, faults)
    if indicator is None or value is None:
        return None
    year, area = last, "all"
    for word in form["where"].split("@")[1:]:
        year, area = (int(word), area) if word.isdigit() else (year, word)
    return {"indicator": indicator, COMPARATORS[form["sign"]]: value, "year": year, "area": area}


def _indicator(word: str, place: Place, faults: Faults) -> str | None:
    """The id of an indicator: typed as it is, or its name in either language."""
    names = {_folded(text): name for name in INDICATOR_IDS for text in (name, labels()[name].zh, labels()[name].en)}
    found = names.get(_folded(word))
    if found is None:
        near = [name for name in names if name.startswith(_folded(word))]
        near = near or difflib.get_close_matches(_folded(word), names, n=1, cutoff=0.5)
        remedy = tell("near", id=names[near[0]], name=_name(names[near[0]])) if near else tell("many")
        faults.add(place, "indicator", tell("unknown", word=word), remedy)
    return found


def _folded(text: str) -> str:
    """Without blanks and capitals, and with plain brackets: as a text is compared."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _name(indicator: str) -> Bilingual:
    return Bilingual(labels()[indicator].en, labels()[indicator].zh)


def _value(text: str, indicator: str | None, place: Place, faults: Faults) -> float | None:
    """The number, in the unit of its indicator."""
    percent = PERCENT.fullmatch(text)
    if percent and indicator and unit(indicator) in RANGES:
        number = f"{round(float(percent[1]) / 100, 10):g}"
        faults.add(place, "value", tell("percent", value=text), tell("write_percent", number=number, value=text))
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        faults.add(place, "value", tell("no_number", value=text), tell("plain"))
        return None
    low, high = RANGES.get(unit(indicator), (-math.inf, math.inf)) if indicator else (-math.inf, math.inf)
    if indicator and not low <= value <= high:
        part = value / 100
        remedy = tell("write", number=f"{part:g}") if low <= part <= high else tell("between", low=low, high=high)
        faults.add(place, "value", tell("beyond", value=text, low=low, high=high, name=_name(indicator)), remedy)
        return None
    return value
