"""What a study leaves open: numbers of the reform, its start, base means and the mark-up, drawn like parameters are."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pydantic import ValidationError

from sim.experiments.prior import between
from sim.experiments.validate.arms import name_of
from sim.experiments.validate.shape import BaseMeanShape, StudyShape, UnknownShape
from sim.policy.rule import Rule
from sim.region.description import frozen
from sim.scenario.faults import Faults, allowed
from sim.scenario.scenario import Scenario, Years
from sim.scenario.what_to_write import remedy
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "no_rule": ("rules中没有措施“{rule}”", "no rule {rule!r} in rules"),
    "months": ("写的是{low:g}至{high:g}个月", "{low:g} to {high:g} months"),
    "around_zero": ("请写一端不大于0、一端不小于0", "write an end at or below 0 and one at or above it"),
    "starts": ("开始于{first}至{last}年", "starts from {first} to {last}"),
    "within": ("请在{base}至{last}年之内", "stay within {base} to {last}"),
    "no_number": ("{rule}没有数值“{setting}”", "{rule} has no number {setting!r}"),
    "not_between": (
        "措施中的{value:g}不在{low:g}与{high:g}之间",
        "{value:g} of the rule is not between {low:g} and {high:g}",
    ),
    "around": ("请写一端低于它、一端高于它", "write an end below it and an end above it"),
    "not_taken": ("{end:g}不合适：{why}", "{end:g}: {why}"),
    "see": ("见`sim levers {lever}`", "see `sim levers {lever}`"),
}
tell = telling(PHRASES)
EARLIER = "months_earlier"
ROOTS = tuple(math.sqrt(prime) for prime in (2, 3, 5, 7, 11, 13, 17, 19))
Fault = Callable[[str, Bilingual, Bilingual], None]  # key of the entry, what, remedy


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

    def put(self, rule: Rule, value: float) -> Rule:
        """The rule with this value."""
        if self.setting == EARLIER:
            return replace(rule, start=moved(rule.start, round(value)))
        return replace(rule, lever=rule.lever.model_copy(update={self.setting: value}))


def unknowns_of(shape: StudyShape, reform: Scenario, tree: Tree, faults: Faults) -> tuple[Unknown, ...]:
    """The open numbers of a study, checked against the rules of its reform."""
    ids = [name_of(raw) for raw in shape.rules]
    rules = {rule.id: rule for rule in reform.rules if rule.id in ids}
    found = []
    for n, one in enumerate(shape.unknown):
        at: KeyPath = ("unknown", n)

        def fault(key: str, what: Bilingual, remedy: Bilingual, at: KeyPath = at) -> None:
            faults.add(tree.place((*at, key)), dotted((*at, key)), what, remedy)

        if one.rule not in rules:
            fault("rule", tell("no_rule", rule=one.rule), allowed(one.rule, ids))
        elif one.setting == EARLIER:
            found.append(_start(one, rules[one.rule], reform.years, fault))
        elif (number := _setting(one, rules[one.rule], fault)) is not None:
            found.append(number)
    return tuple(found)


def _start(one: UnknownShape, rule: Rule, years: Years, fault: Fault) -> Unknown:
    """By how many months a rule may start earlier; it stays within the years of the run."""
    first, last = (moved(rule.start, round(end)).year for end in (one.high, one.low))
    if not one.low <= 0.0 <= one.high or one.low == one.high:
        fault("low", tell("months", low=one.low, high=one.high), tell("around_zero"))
    elif first < years.base or last > years.last:
        fault("low", tell("starts", first=first, last=last), tell("within", base=years.base, last=years.last))
    return Unknown(one.rule, EARLIER, one.low, 0.0, one.high, whole=True)


def _setting(one: UnknownShape, rule: Rule, fault: Fault) -> Unknown | None:
    """A number of the lever, with ends that the lever takes."""
    lever = rule.lever
    numbers = {name: value for name in type(lever).model_fields if _is_number(value := getattr(lever, name))}
    if one.setting not in numbers:
        fault(
            "setting", tell("no_number", rule=one.rule, setting=one.setting), allowed(one.setting, [*numbers, EARLIER])
        )
        return None
    value, whole = float(numbers[one.setting]), isinstance(numbers[one.setting], int)
    if not one.low <= value <= one.high or one.low == one.high:
        fault("low", tell("not_between", value=value, low=one.low, high=one.high), tell("around"))
    for key, end in (("low", one.low), ("high", one.high)):
        try:
            type(lever).model_validate({**lever.model_dump(), one.setting: round(end) if whole else end})
        except ValidationError as error:
            what = tell("not_taken", end=end, why=remedy(dict(error.errors()[0]), None))
            fault(key, what, tell("see", lever=lever.id))
    return Unknown(one.rule, one.setting, one.low, value, one.high, whole)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def moved(start: date, earlier: int) -> date:
    """The first of the month this many months before a date."""
    month = start.year * 12 + start.month - 1 - earlier
    return date(month // 12, month % 12 + 1, 1)


def with_unknowns(scenario: Scenario, unknown: Sequence[Unknown], draw: int) -> Scenario:
    """The reform with the open numbers of a draw; each has a sequence of its own, spread evenly however few draws."""
    rules = {rule.id: rule for rule in scenario.rules}
    for one, value in zip(unknown, _values(unknown, draw), strict=True):
        rules[one.rule] = one.put(rules[one.rule], value)
    return replace(scenario, rules=tuple(rules[rule.id] for rule in scenario.rules))


def _values(unknown: Sequence[Unknown], draw: int) -> list[float]:
    """What a draw puts for each."""
    return [one.at(_share(draw, n + 1)) for n, one in enumerate(unknown)]


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


def drawn_of(name: str, reform: Scenario, unknown: Sequence[Unknown], draw: int) -> list[tuple[str, int, str, float]]:
    """What a draw puts for what a study leaves open: rows of study, draw, quantity, value."""
    values = zip(unknown, _values(unknown, draw), strict=True)
    found = [(f"rules.{one.rule}.{one.setting}", value) for one, value in values]
    for hospital in with_markup(reform, draw).region.hospitals:
        if "drug_markup" in hospital.numbers:
            found.append((f"region.{hospital.id}.drug_markup", hospital.numbers["drug_markup"].value))
    return [(name, draw, quantity, value) for quantity, value in found]


def mean_of_draw(mean: BaseMeanShape | None, draw: int) -> float:
    """The base mean of a draw over its value: what a relative effect is in the study's unit, of that value; or 1."""
    return 1.0 if mean is None else between(mean.low, mean.value, mean.high, _share(draw, 0)) / mean.value


def _share(draw: int, position: int) -> float:
    """Richtmyer's sequences: from 0 to below 1, spread evenly along the draws, those of two positions apart."""
    return (0.5 + draw * ROOTS[position % len(ROOTS)]) % 1.0
