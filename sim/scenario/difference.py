"""What differs between scenarios: paths with the value in each, old -> new."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.policy.levers import LEVERS
from sim.policy.rule import Rule
from sim.policy.target import Target
from sim.scenario.numbers import numbers_of
from sim.scenario.plain_yaml import flow
from sim.scenario.scenario import Scenario
from sim.scenario.settable import settables
from sim.vocabulary.phrase import Bilingual

NOT_TOLD_APART = ("id", "label", "numbers")  # of a place: its numbers have paths of their own


@dataclass(frozen=True, slots=True)
class Difference:
    """One path that is not the same everywhere; a value is empty where a scenario does not have the path."""

    path: str
    zh: str
    en: str
    unit: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """What stands at a path."""

    name: Bilingual
    unit: str
    value: Any


def differences(scenarios: Sequence[Scenario]) -> list[Difference]:
    """Rules that some lack, one line each; then what is set otherwise: rules, years, numbers, places, targets.

    Paths are those of ``--set`` where one can be set. A rule that some lack still tells what the others set otherwise.
    """
    common = set.intersection(*({rule.id for rule in scenario.stated} for scenario in scenarios))
    whole = [{rule.id: _whole(rule) for rule in scenario.stated if rule.id not in common} for scenario in scenarios]
    items = [_items(scenario) for scenario in scenarios]
    return [*_unequal(whole), *(one for one in _unequal(items) if _rule_of(one.path) in (*common, "") or _told(one))]


def _rule_of(path: str) -> str:
    """The rule that a path belongs to; empty for any other path."""
    head = path.removeprefix("rules.").rpartition(".")[0]
    return head if head.partition("@")[0] in LEVERS else ""


def _told(one: Difference) -> bool:
    """Whether scenarios that have the path differ in it: that some lack its rule is told by the line of the rule."""
    return len(set(one.values) - {""}) > 1


def _unequal(tables: Sequence[Mapping[str, Item]]) -> list[Difference]:
    found = []
    for path in dict.fromkeys(path for table in tables for path in table):
        there = [table.get(path) for table in tables]
        values = tuple("" if item is None else flow(item.value) for item in there)
        if len(set(values)) > 1:
            item = next(item for item in there if item is not None)
            found.append(Difference(path, item.name.zh, item.name.en, item.unit, values))
    return found


def _whole(rule: Rule) -> Item:
    """A rule with its fields on one line."""
    dates = {"from": rule.start, "until": rule.until, "where": rule.where, "pools": rule.pools}
    fields = {**rule.lever.model_dump(exclude_none=True), **{key: value for key, value in dates.items() if value}}
    return Item(Bilingual(rule.lever.en, rule.lever.zh), "", fields)


def _items(scenario: Scenario) -> dict[str, Item]:
    """Everything an answer depends on, by path."""
    found = {}
    for entry in settables(scenario):
        found[entry.path] = Item(Bilingual(entry.en, entry.zh), entry.unit, entry.value)
    for path, name, number in numbers_of(scenario):
        found[path] = Item(name, number.unit, number.value)
    region = scenario.region
    for kind, places in (
        ("district", region.districts),
        ("hospital", region.hospitals),
        ("alliance", region.alliances),
    ):
        for place in places:
            fields = [field.name for field in dataclasses.fields(place) if field.name not in NOT_TOLD_APART]
            told = {name: getattr(place, name) for name in fields if getattr(place, name) is not None}
            found[f"{kind}.{place.id}"] = Item(place.label, "", told)
    for target in scenario.targets:
        found[f"target.{target.id}"] = Item(Bilingual(target.indicator, target.indicator), "", _asked(target))
    return found


def _asked(target: Target) -> dict[str, Any]:
    """What a target asks for."""
    need = True if target.value is None else target.value
    asked = {target.comparator: need, "tolerance": target.tolerance, "year": target.year, "area": target.area}
    return {key: value for key, value in asked.items() if value is not None}
