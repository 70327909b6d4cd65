"""A scenario with some of its rules, or with no rule."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sim.scenario.scenario import Scenario
from sim.vocabulary.phrase import Bilingual

NOBODY = Bilingual("", "")


def with_rules(scenario: Scenario, kept: Collection[str]) -> Scenario:
    """The scenario with the rules of these ids only.

    A package of an alliance that a rule founds needs that rule: without it nobody holds the package, so it goes too.
    """
    founded = {rule.id.partition("@")[2]: rule.id for rule in scenario.rules if rule.lever.id == "alliance"}
    rules = tuple(
        rule
        for rule in scenario.rules
        if rule.id in kept and founded.get(getattr(rule.lever, "alliance", None) or "", rule.id) in kept
    )
    return replace(scenario, rules=rules)


def simulated(scenario: Scenario, *, rules_on: bool) -> Scenario:
    """Only what an arm depends on: not its name, targets or documents, in the baseline no rule but old payments.

    Two scenarios whose arms are equal here have the same run.
    """
    rules = scenario.rules if rules_on else ()
    kept = scenario.kept_payments
    return replace(scenario, name="", label=NOBODY, rules=rules, targets=(), documents=(), inputs={}, earlier=kept)
