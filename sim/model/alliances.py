"""Alliances of facilities: those of the region and those of rules, and where a member refers up to."""

from __future__ import annotations

from collections.abc import Iterator

from sim.model.effects import AllianceNow
from sim.model.moves import AddedRow, How, Move
from sim.policy.levers.alliance import AllianceLever
from sim.region.description import Alliance
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario


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

    A centre's partner is a county hospital of its own district that is a member; next come members between the own
    level and the lead's that serve all districts.
    """
    own, top = facilities.all[f], facilities.all[alliance.lead].level

    def order(h: int) -> int:
        return facilities.all[h].level.order

    def beds(h: int) -> int:
        return facilities.all[h].beds

    hospitals = [h for h in (*alliance.members, alliance.lead) if facilities.all[h].level.hospital]
    county = [h for h in hospitals if facilities.all[h].level.in_county and facilities.all[h].district == own.district]
    if own.level.primary and county:
        return max(county, key=beds)
    between = [h for h in hospitals if own.level.order < order(h) < top.order and not facilities.all[h].level.in_county]
    if between and not top.beyond:
        return max(between, key=lambda h: (-order(h), beds(h)))
    return alliance.lead if own.level.order < top.order else None
