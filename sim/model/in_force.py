"""All rules of a month on top of the baseline: every lever in force becomes moves, folded in one place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.model import levers_benefit, levers_care, levers_clinics, levers_money
from sim.model.alliances import alliance_of_rule, alliances_of, allied
from sim.model.effects import Effects, baseline_of, with_moves
from sim.model.lever_moves import Moves
from sim.model.moves import AddedRow, Move
from sim.model.rule_now import Floats, RuleNow
from sim.policy.lever import Lever
from sim.policy.levers.alliance import AllianceLever
from sim.policy.rule import Rule, in_force
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario

MOVES: Mapping[type[Lever], Moves] = {
    **levers_care.MOVES,
    **levers_clinics.MOVES,
    **levers_money.MOVES,
    **levers_benefit.MOVES,
}


def effects_of(
    scenario: Scenario, facilities: Facilities, key_share: Floats, year: int, month: int, *, rules_on: bool
) -> Effects:
    """The state of all levers in a month.

    ``key_share`` is the share of key-group residents by home; ``rules_on`` is False in the baseline arm.
    """
    changes = changes_of(scenario, facilities, key_share, year, month, rules_on=rules_on)
    return with_moves(baseline_of(scenario, facilities, key_share, date(year, month, 1)), changes)


def changes_of(
    scenario: Scenario, facilities: Facilities, key_share: Floats, year: int, month: int, *, rules_on: bool
) -> list[Move | AddedRow]:
    """All that a month's plan takes from rules and alliances; see `effects_of` for the parameters.

    The alliances of a month are known before its rules are looked at, since a package names one; apart from that no
    rule sees another, and `sim.model.moves` says in which order they count.
    """
    found = in_force(scenario.rules if rules_on else (), year, month)
    regional = alliances_of(scenario, facilities)
    own = [(rule.id, rule.lever) for rule, _ in found if isinstance(rule.lever, AllianceLever)]
    alliances = (*regional, *(alliance_of_rule(name, lever, scenario, facilities) for name, lever in own))
    changes: list[Move | AddedRow] = [change for alliance in regional for change in allied(alliance, facilities)]
    for rule, strength in found:
        homes = _where(rule, scenario)
        at = np.array([f.district >= 0 and bool(homes[f.district]) for f in facilities.all])
        now = RuleNow(rule, strength, year, month, homes, at, scenario, facilities, key_share, alliances)
        changes += MOVES[type(rule.lever)](rule.lever, now)
    return changes


def _where(rule: Rule, scenario: Scenario) -> NDArray[np.bool_]:
    """The homes a rule applies to; never those from beyond."""
    of_pools = {d for pool in scenario.region.pools if not rule.pools or pool.id in rule.pools for d in pool.districts}
    homes = [district.id for district in scenario.region.districts]
    return np.array([*(home in of_pools and (not rule.where or home in rule.where) for home in homes), False])
