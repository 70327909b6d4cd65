"""What holds without a rule: today's value of each thing it sets."""

from __future__ import annotations

from sim.policy.lever import LeverSetting
from sim.policy.rule import Rule
from sim.region.pools import payers_under
from sim.scenario.scenario import Scenario


def value_before(
    scenario: Scenario, rule: Rule, field: str, setting: LeverSetting
) -> float | bool | list[float] | None:
    """What holds without the rule; None where nothing does. Of the rule's payers in turn, where they differ."""
    head, _, name = setting.before.partition(".")
    new = getattr(rule.lever, field)
    if new is None and not setting.unset:  # the rule leaves it as it is
        return None
    if head == "benefit":
        payers = payers_under(scenario.region, getattr(rule.lever, "schemes", ()), rule.pools)
        benefit = [scenario.region.payers[n].benefit[name].value for n in payers]
        if isinstance(new, bool):
            return benefit[0] != 0.0
        return benefit[0] if len(set(benefit)) == 1 else benefit
    if head == "people" and name in scenario.region.people:
        return scenario.region.people[name].value
    if head == "parameters" and name in scenario.parameters:
        return scenario.parameters[name].value
    return 0.0 if setting.before == "0" else None
