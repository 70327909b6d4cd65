"""Rules of benefit that set what the region's own later rules (``benefit_changes.csv``) set anyway."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sim.policy.rule import Rule
from sim.region.description import Payer
from sim.region.pools import payers_under
from sim.scenario.plain_yaml import flow
from sim.scenario.scenario import Scenario
from sim.scenario.settable import lever_settings
from sim.vocabulary.phrase import Bilingual, telling

BENEFIT = "benefit."  # before the quantity that a setting replaces
PHRASES = {
    "later": (
        "{rule}：{key} = {value} 自{day}起没有这条规则也是如此（benefit_changes.csv），此后不起作用",
        "{rule}: {key} = {value} holds from {day} on without the rule, too (benefit_changes.csv): from then on it "
        "changes nothing",
    ),
}
tell = telling(PHRASES)


def held_by_then(scenario: Scenario, rule: Rule) -> Iterator[Bilingual]:
    """Settings that differ from the base year and that all payers of the rule have by themselves from some day on."""
    schemes = getattr(rule.lever, "schemes", None)
    if schemes is None:
        return
    payers = [scenario.region.payers[number] for number in payers_under(scenario.region, schemes, rule.pools)]
    for key, _, setting in lever_settings(type(rule.lever)):
        value = getattr(rule.lever, key)
        if value is None or key not in rule.lever.model_fields_set or not setting.before.startswith(BENEFIT):
            continue
        day = _held_from(payers, setting.before.removeprefix(BENEFIT), float(value), rule, scenario.years.last)
        if day is not None:
            yield tell("later", rule=rule.id, key=key, value=flow(value), day=day)


def _held_from(payers: Sequence[Payer], quantity: str, value: float, rule: Rule, last: int) -> date | None:
    """The first day from which the rule's value holds to the end by later rules alone; None if it does not."""
    begin = date(*rule.first_month, 1)
    changes = {since for payer in payers for since, told in payer.later if quantity in told}
    end = date(last, 12, 31) if rule.until is None else rule.until
    days = sorted({begin, *(day for day in changes if begin < day <= end)})
    held: date | None = None
    for day in days:
        there = all(payer.benefit_on(day)[quantity].value == value for payer in payers)
        held = (held or day) if there else None
    if held is None or all(payer.last_set(quantity, held) is None for payer in payers):
        return None
    return held
