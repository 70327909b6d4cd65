"""All rules of a month on top of the baseline: every lever in force becomes moves, folded in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from sim.model import levers_benefit, levers_care, levers_clinics, levers_money, levers_places
from sim.model.alliances import alliance_of_rule, alliances_of, allied
from sim.model.effects import Change, Effects, baseline_of, with_moves
from sim.model.lever_moves import Moves
from sim.model.moves import AddedRow, Move
from sim.model.rule_now import Flags, Floats, RuleNow
from sim.model.telling_apart import apart_under
from sim.policy.lever import Lever
from sim.policy.levers.alliance import AllianceLever
from sim.policy.rule import Rule, in_force
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario

MOVES: Mapping[type[Lever], Moves] = {
    **levers_care.MOVES,
    **levers_clinics.MOVES,
    **levers_places.MOVES,
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
) -> list[Change]:
    """All that a month's plan takes from rules and alliances; see `effects_of` for the parameters.

    The alliances of a month are known before its rules are looked at, since a package names one; apart from that no
    rule sees another, and `sim.model.moves` says in which order they count. A rule for some of the insured or some care
    counts after those for all, wherever it stands in the file. Payments of stays older than the base year
    go on in both arms from the year after it, whatever ``rules_on`` says.
    """
    found = in_force(scenario.rules if rules_on else (), year, month)
    kept = scenario.kept_payments if year > scenario.years.base else ()
    regional = alliances_of(scenario, facilities)
    own = [(rule.id, rule.lever) for rule, _ in found if isinstance(rule.lever, AllianceLever)]
    alliances = (*regional, *(alliance_of_rule(name, lever, scenario, facilities) for name, lever in own))
    changes: list[Change] = [change for alliance in regional for change in allied(alliance, facilities)]

    def at_work(rule: Rule, strength: float) -> RuleNow:
        homes, at = _where(rule, scenario, facilities)
        return RuleNow(rule, strength, year, month, homes, at, scenario, facilities, key_share, alliances)

    def moves(now: RuleNow) -> Iterable[Move | AddedRow]:
        return MOVES[type(now.rule.lever)](now.rule.lever, now)

    rules = [at_work(rule, strength) for rule, strength in (*_left(kept, found), *found)]
    rules.sort(key=lambda now: now.rule.lever.narrowness)
    apart = apart_under(scenario, facilities, rules)
    if not apart.nothing:
        changes.append(apart)
        rules = [replace(now, apart=apart) for now in rules]
    for now in rules:
        changes += moves(now)
    for rule in kept:
        changes += [AddedRow("usual_contracts", row.value) for row in moves(at_work(rule, 1.0))]
    return changes


def _left(kept: Sequence[Rule], found: Sequence[tuple[Rule, float]]) -> list[tuple[Rule, float]]:
    """Payments older than the base year with what is left of them: rules of the same lever take their place."""
    left = [(rule, 1.0 - max((s for r, s in found if r.lever.id == rule.lever.id), default=0.0)) for rule in kept]
    return [(rule, strength) for rule, strength in left if strength > 0.0]


def _where(rule: Rule, scenario: Scenario, facilities: Facilities) -> tuple[Flags, Flags]:
    """The homes a rule applies to, never those from beyond, and the facilities in them."""
    of_pools = {d for pool in scenario.region.pools if not rule.pools or pool.id in rule.pools for d in pool.districts}
    homes = [district.id for district in scenario.region.districts]
    at_home = np.array([*(home in of_pools and (not rule.where or home in rule.where) for home in homes), False])
    return at_home, np.array([f.district >= 0 and bool(at_home[f.district]) for f in facilities.all])
