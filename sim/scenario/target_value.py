"""Whether a target's number can be meant: in the unit and the possible range of its indicator."""

from __future__ import annotations

from collections.abc import Iterator

from sim.policy.target import Comparator
from sim.scenario.places import Places
from sim.scenario.schema import TargetShape
from sim.vocabulary.indicator_ids import INDICATOR_IDS
from sim.vocabulary.indicator_range import Range, range_of
from sim.vocabulary.labels import label, unit_words
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "outside": ("{value:g} 超出“{name}”可能的范围", "{value:g} is outside what {indicator} can be"),
    "write": ("请写 {low:g} 到 {high:g}（单位：{unit}）", "write {low:g} to {high:g} ({unit})"),
    "percent": ("；百分之 {value:g} 写作 {share:g}", "; {value:g} % is written {share:g}"),
    "always": (
        "“{name}”总能达到 {value:g}，这个目标什么也没有说",
        "{indicator} is never {beyond} {value:g}: the target is always met",
    ),
    "above": ("高于", "above"),
    "below": ("低于", "below"),
    "tighten": ("请写真正要求的数值；百分之一写作 0.01", "write the value that is asked for; 1 % is written 0.01"),
    "counties": ("{value:g} 个县，但本地区只有 {n} 个", "{value:g} counties, but there are {n}"),
    "fewer": ("最多写 {n}", "write at most {n}"),
    "wide": ("容许误差 {value:g}，超出“{name}”可能的范围", "a tolerance of {value:g} leaves {indicator} no bound"),
    "points": ("；{value:g} 个百分点写作 {share:g}", "; {value:g} points are written {share:g}"),
    "less": ("请写小于 {width:g} 的数值", "write less than {width:g}"),
}
PERCENT = 100.0
Fault = tuple[str, Bilingual, Bilingual]  # key of the target, what, remedy
tell = telling(PHRASES)


def wrong_values(shape: TargetShape, comparator: Comparator, places: Places | None) -> Iterator[Fault]:
    """What is wrong with the number of a target and its tolerance; nothing for a comparison with the base year."""
    value = getattr(shape, comparator)
    if shape.indicator not in INDICATOR_IDS or value is True:
        return
    limit = range_of(shape.indicator)
    name = Bilingual(label(shape.indicator, "en"), label(shape.indicator, "zh"))
    blanks = {"value": value, "name": name, "indicator": shape.indicator}
    if not limit.low <= value <= limit.high:
        yield comparator, tell("outside", **blanks), write(limit, value)
    elif value == {"at_least": limit.least, "at_most": limit.most}.get(comparator):
        beyond = tell("above" if comparator == "at_most" else "below")
        yield comparator, tell("always", **blanks, beyond=beyond), tell("tighten")
    if shape.indicator == "telemedicine_counties" and places is not None:
        yield from _counties(shape, comparator, value, places)
    if shape.tolerance is not None:
        width = (limit.high - limit.low) / 2
        if shape.tolerance >= width:
            what = tell("wide", value=shape.tolerance, name=name, indicator=shape.indicator)
            yield "tolerance", what, tell("less", width=width) + _hundredth(limit, shape.tolerance, "points")


def write(limit: Range, value: float) -> Bilingual:
    """What to write instead of a value outside the range; as a share, if it looks like a percentage."""
    return tell("write", low=limit.low, high=limit.high, unit=unit_words(limit.words[0])) + _hundredth(
        limit, value, "percent"
    )


def _hundredth(limit: Range, value: float, key: str) -> Bilingual | str:
    """How a percentage is written, where the unit is a share or a growth."""
    of_all = limit.words[0] in ("share", "growth")
    inside = limit.low <= value / PERCENT <= limit.high
    return tell(key, value=value, share=value / PERCENT) if of_all and inside else ""


def _counties(shape: TargetShape, comparator: Comparator, value: float, places: Places) -> Iterator[Fault]:
    """No more counties can be connected than there are; each district is one of them at most."""
    there = len(places.counties) if shape.area == "all" else 1
    if comparator != "at_most" and value > there:
        yield comparator, tell("counties", value=value, n=there), tell("fewer", n=there)
