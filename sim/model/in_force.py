"""All rules of a month on top of the baseline: which lever is turned into numbers by which function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from sim.model import levers_care, levers_money
from sim.model.effects import Effects, Floats, Place, no_effects
from sim.policy.levers import LEVERS
from sim.policy.rule import Rule, in_force
from sim.region.facilities import Facilities
from sim.region.pools import FUNDED, payers_under
from sim.scenario.scenario import Scenario

Apply = Callable[[Effects, Any, Place], None]
APPLY: dict[str, Apply] = {name: getattr(levers_care, name, None) or getattr(levers_money, name) for name in LEVERS}


def effects_of(
    scenario: Scenario, facilities: Facilities, key_share: Floats, year: int, month: int, *, rules_on: bool
) -> Effects:
    """The state of all levers in a month.

    ``key_share`` is the share of key-group residents by home; ``rules_on`` is False in the baseline arm.
    """
    effects = no_effects(scenario, facilities, key_share)
    found = in_force(scenario.rules if rules_on else (), year, month)
    # A package names an alliance, so alliances are there first; else in the order of the file.
    for rule, strength in sorted(found, key=lambda item: item[0].lever.id != "alliance"):
        homes = _where(rule, scenario)
        at = np.array([f.district >= 0 and bool(homes[f.district]) for f in facilities.all])
        payers = payers_under(scenario.region, FUNDED, rule.pools)
        place = Place(rule, strength, year, month, homes, at, payers, scenario, facilities, key_share)
        APPLY[rule.lever.id](effects, rule.lever, place)
    effects.coverage_key[-1] = effects.coverage_other[-1] = 0.0
    return effects


def _where(rule: Rule, scenario: Scenario) -> Any:
    """The homes a rule applies to; never those from beyond."""
    of_pools = {d for pool in scenario.region.pools if not rule.pools or pool.id in rule.pools for d in pool.districts}
    homes = [district.id for district in scenario.region.districts]
    return np.array([*(home in of_pools and (not rule.where or home in rule.where) for home in homes), False])
