"""Targets given on the command line, ``primary_visit_share>=0.65``: put into the scenario and checked like its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from sim.scenario.faults import Faults, FilePoint, allowed
from sim.scenario.plain_number import instead, plain_number
from sim.scenario.yaml_nodes import Tree
from sim.vocabulary.indicator_ids import INDICATOR_IDS
from sim.vocabulary.labels import labels
from sim.vocabulary.phrase import telling

FORM = re.compile(r"(?P<indicator>[^@<>=≤≥]+)(?P<where>(?:@[^@<>=≤≥]+)*)(?P<sign>>=|<=|≥|≤|=>|=<)(?P<value>[^<>=≤≥]+)")
COMPARATORS = {">=": "at_least", "=>": "at_least", "≥": "at_least", "<=": "at_most", "=<": "at_most", "≤": "at_most"}
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
    "no_number": ("{value}不是数字", "{value!r} is not a number"),
}
OPTION = "--target "
tell = telling(PHRASES)


def is_option(place: FilePoint) -> bool:
    """Whether a target stands on the command line, not in a file."""
    return place.file.startswith(OPTION)


def add_targets(tree: Tree, texts: Sequence[str], faults: Faults) -> None:
    """Append a target for each text to those of the tree; faults point at the option.

    A target without a year is about the last year, one without a place about the whole prefecture.
    """
    years = tree.value.get("years")
    last = years.get("last") if isinstance(years, dict) else None
    for text in texts:
        place = FilePoint(OPTION + text)
        target = _target(text, last, place, faults)
        listed = tree.value.get("targets", ())
        if target is None or not isinstance(listed, tuple):
            continue
        path = ("targets", len(listed))
        tree.value["targets"] = (*listed, target)
        tree.values |= {path: place} | {(*path, key): place for key in target}


def the_same(target: FilePoint, faults: Faults) -> None:
    """Note that a target of the command line is one of the scenario's already."""
    faults.add(target, "", tell("there"), tell("leave_out"))


def _target(text: str, last: Any, place: FilePoint, faults: Faults) -> dict[str, Any] | None:
    """The line as a file would have it."""
    form = FORM.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if form is None:
        faults.add(place, "", tell("form"), tell("how"))
        return None
    indicator = _indicator(form["indicator"], place, faults)
    value = _value(form["value"], place, faults)
    if indicator is None or value is None:
        return None
    year, area = last, "all"
    for word in form["where"].split("@")[1:]:
        year, area = (int(word), area) if word.isdigit() else (year, word)
    return {"indicator": indicator, COMPARATORS[form["sign"]]: value, "year": year, "area": area}


def _indicator(word: str, place: FilePoint, faults: Faults) -> str | None:
    """The id of an indicator: typed as it is, or its name in either language."""
    names = {_folded(text): name for name in INDICATOR_IDS for text in (name, labels()[name].zh, labels()[name].en)}
    found = names.get(_folded(word))
    if found is None:
        faults.add(place, "indicator", tell("unknown", word=word), allowed(word, INDICATOR_IDS))
    return found


def _folded(text: str) -> str:
    """Without blanks and capitals, and with plain brackets: as a text is compared."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _value(text: str, place: FilePoint, faults: Faults) -> float | None:
    """The number; whether it can be meant is checked as in a file."""
    value = plain_number(text)
    if value is None:
        faults.add(place, "value", tell("no_number", value=text), instead(text))
    return value
