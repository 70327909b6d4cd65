"""What a study leaves open: numbers of the reform, base means and the mark-up, drawn like parameters are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pydantic import ValidationError

from sim.experiments.prior import between
from sim.experiments.validate.shape import BaseMeanShape, StudyShape
from sim.region.description import frozen
from sim.scenario.faults import Faults, allowed
from sim.scenario.scenario import Scenario
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted

EARLIER = "months_earlier"
ROOTS = tuple(math.sqrt(prime) for prime in (2, 3, 5, 7, 11, 13, 17, 19))


@dataclass(frozen=True, slots=True)
class Unknown:
    """One number of one rule, by its id, and its range; ``whole`` where only whole numbers make sense.

    The number is a setting of the lever, or by how many months (`EARLIER`) the rule starts before its date.
    """

    rule: str
    setting: str
    low: float
    value: float
    high: float
    whole: bool

    def at(self, share: float) -> float:
        """The value below which this share of the draws lies."""
        found = between(self.low, self.value, self.high, share)
        return round(found) if self.whole else found


def unknowns_of(shape: StudyShape, reform: Scenario, tree: Tree, faults: Faults) -> tuple[Unknown, ...]:
    """The open numbers of a study, checked against the levers of its reform."""
    found = []
    rules = {rule.id: rule for rule in reform.rules}
    named = [next(iter(k for k in raw if isinstance(raw[k], dict))) for raw in shape.rules]
    names = [f"{lever}@{raw['id']}" if "id" in raw else lever for lever, raw in zip(named, shape.rules, strict=True)]
    for n, one in enumerate(shape.unknown):
        at: KeyPath = ("unknown", n)

        def fault(key: str, what: str, remedy: str, at: KeyPath = at) -> None:
            faults.add(tree.place((*at, key)), dotted((*at, key)), what, remedy)

        if one.rule not in names or one.rule not in rules:
            fault("rule", f"no rule {one.rule!r} in rules", allowed(one.rule, names))
            continue
        lever = rules[one.rule].lever
        if one.setting == EARLIER:
            first, last = (moved(rules[one.rule].start, round(end)).year for end in (one.high, one.low))
            if not one.low <= 0 <= one.high or one.low == one.high:
                fault("low", f"{one.low:g} to {one.high:g} months", "write an end at or below 0 and one at or above it")
            elif first < reform.years.base or last > reform.years.last:
                what = f"starts from {first} to {last}"
                fault("low", what, f"stay within {reform.years.base} to {reform.years.last}")
            found.append(Unknown(one.rule, EARLIER, one.low, 0.0, one.high, whole=True))
            continue
        numbers = {k: v for k in type(lever).model_fields if _is_number(v := getattr(lever, k))}
        if one.setting not in numbers:
            fault("setting", f"{one.rule} has no number {one.setting!r}", allowed(one.setting, numbers))
            continue
        value, whole = float(numbers[one.setting]), isinstance(numbers[one.setting], int)
        if not one.low <= value <= one.high or one.low == one.high:
            what = f"{value:g} of the rule is not between {one.low:g} and {one.high:g}"
            fault("low", what, "write an end below it and an end above it")
        for key, end in (("low", one.low), ("high", one.high)):
            try:
                type(lever).model_validate({**lever.model_dump(), one.setting: round(end) if whole else end})
            except ValidationError as error:
                fault(key, f"{end:g}: {error.errors()[0]['msg']}", f"see `sim levers {lever.id}`")
        found.append(Unknown(one.rule, one.setting, one.low, value, one.high, whole))
    return tuple(found)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def with_unknowns(scenario: Scenario, unknown: Sequence[Unknown], draw: int) -> Scenario:
    """The reform with the open numbers of a draw; each has a sequence of its own, spread evenly however few draws."""
    rules = {rule.id: rule for rule in scenario.rules}
    for n, one in enumerate(unknown):
        rule, value = rules[one.rule], one.at(_share(draw, n + 1))
        if one.setting == EARLIER:
            rules[one.rule] = replace(rule, start=moved(rule.start, round(value)))
        else:
            rules[one.rule] = replace(rule, lever=rule.lever.model_copy(update={one.setting: value}))
    return replace(scenario, rules=tuple(rules[rule.id] for rule in scenario.rules))


def moved(start: date, earlier: int) -> date:
    """The first of the month this many months before a date."""
    month = start.year * 12 + start.month - 1 - earlier
    return date(month // 12, month % 12 + 1, 1)


def with_markup(scenario: Scenario, draw: int) -> Scenario:
    """The setting with the drug mark-up of a draw, the same share of its range at every hospital: both arms have it."""
    hospitals = []
    for hospital in scenario.region.hospitals:
        markup = hospital.numbers.get("drug_markup")
        if markup is None or markup.low is None or markup.high is None:
            hospitals.append(hospital)
            continue
        value = between(markup.low, markup.value, markup.high, _share(draw, len(ROOTS) - 1))
        numbers = frozen({**hospital.numbers, "drug_markup": replace(markup, value=value)})
        hospitals.append(replace(hospital, numbers=numbers))
    return replace(scenario, region=replace(scenario.region, hospitals=tuple(hospitals)))


def mean_of_draw(mean: BaseMeanShape | None, draw: int) -> float:
    """The base mean of a draw over its value: what a relative effect is in the study's unit, of that value; or 1."""
    return 1.0 if mean is None else between(mean.low, mean.value, mean.high, _share(draw, 0)) / mean.value


def _share(draw: int, position: int) -> float:
    """Richtmyer's sequences: from 0 to below 1, spread evenly along the draws, those of two positions apart."""
    return (0.5 + draw * ROOTS[position % len(ROOTS)]) % 1.0
