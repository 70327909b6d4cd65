"""What holds without a rule: today's value of each thing it sets."""

from __future__ import annotations

from sim.policy.lever import LeverSetting
from sim.policy.rule import Rule
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Scheme


def value_before(
    scenario: Scenario, rule: Rule, field: str, setting: LeverSetting
) -> float | bool | list[float] | None:
    """What holds without the rule; None where nothing does. Of the rule's schemes in turn, where they differ."""
    head, _, name = setting.before.partition(".")
    if head == "benefit":
        new = getattr(rule.lever, field)
        if new is None:  # the rule leaves it as it is
            return None
        schemes = [Scheme(Scheme.of(word)) for word in getattr(rule.lever, "schemes", ())]
        benefit = [scenario.region.benefit[scheme][name].value for scheme in schemes]
        if isinstance(new, bool):
            return benefit[0] != 0.0
        return benefit[0] if len(set(benefit)) == 1 else benefit
    if head == "people" and name in scenario.region.people:
        return scenario.region.people[name].value
    if head == "parameters" and name in scenario.parameters:
        return scenario.parameters[name].value
    return 0.0 if setting.before == "0" else None
