"""The free numbers of one region, by the table: what each answers to here, what it may be, and what stays as it is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sim.experiments.fit.table import FIRST_CONTACTS, INFLOW, TABLE, AnchorName, FitRow
from sim.region.description import Region
from sim.region.levels import Level
from sim.region.quantities import calibrated_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Area, Confidence
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.quantity import Quantity

Key = tuple[str, str, str]  # indicator, area, group
KNOWN = (Confidence.DOCUMENT, Confidence.STATISTIC)
WITHOUT_RANGE = 0.05  # of a figure without one, either side
PHRASES = {
    "no_anchor": ("anchors.csv中没有它所对应的指标", "no anchor that it answers to"),
    "reference": ("各层级常数以它为参照", "the constants of the other levels are relative to it"),
    "known": ("按文件或统计给定（{confidence}），不拟合", "given by a document or statistic ({confidence})"),
    "nobody": ("没有这类地区", "no district of this kind"),
    "nothing": ("为零", "it is zero"),
    "no_rule": ("不属于拟合的数值", "not one of the numbers that are fitted"),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure to be met and its range."""

    key: Key
    value: float
    low: float
    high: float
    share: bool

    def gap(self, model: float) -> float:
        """How far the model is from the figure: 0 on it, 1 and -1 at the ends of its range; nan without a value."""
        end = self.high if model > self.value else self.low
        return (model - self.value) / max(abs(end - self.value), 1e-12)

    def step(self, model: float, *, odds: bool) -> float:
        """By how much the figure is above the model, as a logarithm, or that of ``odds`` if a share; nan if none."""
        if not math.isfinite(model) or self.value <= 0:
            return math.nan
        least = abs(self.value) * 1e-4
        if not (self.share and odds):
            return math.log(max(self.value, least) / max(model, least))
        return _odds(self.value) - _odds(max(model, least))


def _odds(share: float) -> float:
    share = min(max(share, 1e-6), 1 - 1e-6)
    return math.log(share / (1 - share))


@dataclass(frozen=True, slots=True)
class Free:
    """A number that the fit moves, with the targets that it answers to: together or, if ``mean``, by their mean.

    ``start`` is its value in the file, ``low`` and ``high`` what it may become.
    """

    name: str
    row: FitRow
    answers: tuple[Aim, ...]
    start: float
    low: float
    high: float
    mean: bool

    @property
    def settles_itself(self) -> bool:
        """Whether it follows from a run alone, and the base year hardly from it."""
        return self.answers[0].key[0] == FIRST_CONTACTS

    def moved(self, value: float, step: float) -> float:
        """The value after a step on its own scale, within what it may be."""
        step = min(max(step, -self.row.most), self.row.most)
        found = value + step
        if self.row.scale == "log":
            found = value * math.exp(step)
        elif self.row.scale == "odds":
            found = 1 / (1 + math.exp(-(_odds(value) + step)))
        return min(max(found, self.low), self.high)

    def place(self, value: float) -> float:
        """A value on the number's own scale."""
        scale = self.row.scale
        return math.log(value) if scale == "log" else _odds(value) if scale == "odds" else value

    def at_bound(self, value: float) -> bool:
        """Whether a value lies at an end of what it may be."""
        return min(value - self.low, self.high - value) <= 1e-4 * (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of a region's ``calibrated.csv``: those to fit, and why each of the others stays."""

    free: tuple[Free, ...]
    left: Mapping[str, Bilingual]

    @property
    def targets(self) -> dict[Key, Aim]:
        """What free numbers answer to."""
        return {target.key: target for one in self.free for target in one.answers if not one.settles_itself}


def numbers_of(scenario: Scenario) -> Numbers:
    """The free numbers of a scenario's region, in the order of its file."""
    region = scenario.region
    anchors = {(a.indicator, a.area, a.group): a.figure for a in region.anchors}
    targets = {key: target_of(key, figure) for key, figure in anchors.items()}
    asked = scenario.parameters["inflow_tertiary_share"]
    own = target_of((INFLOW, "all", "all"), asked)
    found: list[Free] = []
    left: dict[str, Bilingual] = {}
    named = {name: (row, levels, area) for row in TABLE for name, levels, area in _names(row, region)}
    limits = calibrated_of(region.levels, region.calibrated)
    for name, number in region.calibrated.items():
        if name not in named:
            left[name] = tell("no_rule")
            continue
        row, levels, area = named[name]
        why = _why_left(number, row, levels, area, region)
        answers = _answers(row, levels, area, region, {**targets, own.key: own})
        if why or not answers:
            left[name] = why or tell("no_anchor")
            continue
        low, high = max(row.low, limits[name].low), min(row.high, limits[name].high)
        if number.confidence is not Confidence.CALIBRATED and number.low is not None and number.high is not None:
            low, high = max(low, number.low), min(high, number.high)
        low, high = min(low, number.value), max(high, number.value)
        mean = len({target.key[0] for target in answers}) < len(answers)
        found.append(Free(name, row, answers, number.value, low, high, mean))
    return Numbers(tuple(found), left)


def target_of(key: Key, figure: Quantity) -> Aim:
    low, high, value = figure.low, figure.high, figure.value
    if low is None or high is None:
        low, high = value * (1 - WITHOUT_RANGE), value * (1 + WITHOUT_RANGE)
    return Aim(key, value, low, high, share=figure.unit == "share" and 0 < value < 1)


def _names(row: FitRow, region: Region) -> Iterator[tuple[str, tuple[Level, ...], Area | None]]:
    """The names a row stands for in a region, each with the levels whose number it is, and its kind of area."""
    for area in Area if "{area}" in row.quantity else (None,):
        word = area.id if area is not None else ""
        if "{level}" not in row.quantity:
            yield row.quantity.format(area=word), (), area
            continue
        served: dict[str, list[Level]] = {}
        for level in region.levels:
            names = (row.quantity.format(level=own, area=word) for own in region.levels.named(level))
            name = next((name for name in names if name in region.calibrated), None)
            if name is not None and row.only in ("", "primary" if level.primary else "hospitals"):
                served.setdefault(name, []).append(level)
        for name, levels in served.items():
            yield name, tuple(levels), area


def _why_left(
    number: Quantity, row: FitRow, levels: Sequence[Level], area: Area | None, region: Region
) -> Bilingual | None:
    """Why a number is not moved whatever anchors there are."""
    if number.confidence in KNOWN:
        return tell("known", confidence=number.confidence.id)
    if row.scale == "log" and number.value <= 0:
        return tell("nothing")
    if area is not None and all(d.area is not area for d in region.districts):
        return tell("nobody")
    if row.quantity.startswith("asc_{level}") and _reference(region) in levels:
        return tell("reference")
    return None


def _reference(region: Region) -> Level:
    """The level whose constant of choice the others are relative to: the lowest of hospitals."""
    return next((level for level in region.levels if level.hospital), region.levels.primary)


def _answers(
    row: FitRow, levels: Sequence[Level], area: Area | None, region: Region, targets: Mapping[Key, Aim]
) -> tuple[Aim, ...]:
    """The targets of the first alternative that has any."""
    if row.answers[0][0].indicator == FIRST_CONTACTS and area is not None:
        return (Aim((FIRST_CONTACTS, area.id, "all"), math.nan, 0.0, 1.0, share=True),)
    for alternative in row.answers:
        keys = [key for figure in alternative for key in _keys(figure, levels, area, region, targets)]
        if keys:
            return tuple(targets[key] for key in dict.fromkeys(keys))
    return ()


def _keys(
    figure: AnchorName, levels: Sequence[Level], area: Area | None, region: Region, targets: Mapping[Key, Aim]
) -> Iterator[Key]:
    """The keys of a figure that the region's anchors hold."""
    areas = [figure.area]
    if figure.area == "{district}":
        areas = [d.id for d in region.districts if d.area is area]
    for level in levels or (None,):
        tier = level.tier.id if level is not None else ""
        groups = [figure.group] if figure.group != "{level}" or level is None else [level.id, tier]
        for place in areas:
            keys = ((figure.indicator.format(tier=tier), place, group) for group in groups)
            yield from [key for key in keys if key in targets][:1]
