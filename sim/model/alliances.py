"""Alliances of facilities: those of the region and those of rules, and where a member refers up to."""

from __future__ import annotations

from collections.abc import Iterator

from sim.model.effects import AllianceNow
from sim.model.moves import AddedRow, How, Move
from sim.policy.levers.alliance import AllianceLever
from sim.region.description import Alliance
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Tier


def alliances_of(scenario: Scenario, facilities: Facilities) -> list[AllianceNow]:
    """Those that the region has already."""
    return [_alliance(a.id, a, scenario, facilities) for a in scenario.region.alliances]


def alliance_of_rule(rule: str, lever: AllianceLever, scenario: Scenario, facilities: Facilities) -> AllianceNow:
    """The alliance that a rule makes, called like the rule."""
    return _alliance(rule.partition("@")[2] or rule, lever, scenario, facilities)


def _alliance(name: str, told: AllianceLever | Alliance, scenario: Scenario, facilities: Facilities) -> AllianceNow:
    """Ids as numbers: a member is a facility, or a district for all its primary facilities."""
    districts = [d.id for d in scenario.region.districts]
    head = facilities.index(told.lead)
    found: list[int] = []
    for member in told.members:
        if member in districts:
            found += [f for f in range(facilities.hospitals) if facilities.all[f].district == districts.index(member)]
        else:
            found.append(facilities.index(member))
    return AllianceNow(name, head, tuple(f for f in dict.fromkeys(found) if f != head), told.compact)


def allied(alliance: AllianceNow, facilities: Facilities) -> Iterator[Move | AddedRow]:
    """The alliance, and the partner higher up of every member that has one."""
    yield AddedRow("alliances", alliance)
    for f in alliance.members:
        partner = _partner(f, alliance, facilities)
        if partner is not None:
            yield Move("partner", How.SET, partner, f)


def _partner(f: int, alliance: AllianceNow, facilities: Facilities) -> int | None:
    """A member refers up to the nearest member above it, at last to the lead.

    A centre's partner is a county hospital of its own district that is a member, else the lead.
    """
    own, top = facilities.all[f], facilities.all[alliance.lead]
    between = [
        h
        for h in (*alliance.members, alliance.lead)
        if own.tier == Tier.PRIMARY
        and facilities.all[h].tier == Tier.COUNTY
        and facilities.all[h].district == own.district
    ]
    if between:
        return max(between, key=lambda h: facilities.all[h].beds)
    return alliance.lead if own.tier < top.tier else None
