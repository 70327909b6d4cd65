"""Levers that a scenario does not use, each with a rule to paste."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sim.policy.lever import Lever
from sim.policy.levers import LEVERS
from sim.policy.levers.alliance import AllianceLever
from sim.scenario.scenario import Scenario
from sim.scenario.settable import lever_settings, lever_words
from sim.vocabulary.labels import unit_words
from sim.vocabulary.names import DistrictKind, Kind, Tier
from sim.vocabulary.phrase import saying
from sim.vocabulary.search import has

PHRASES = {"why": ("试算，请改写为所依据的条款或理由", "a trial; write the clause or the reason instead")}
say = saying(PHRASES)


def unused(scenario: Scenario, word: str = "") -> list[type[Lever]]:
    """The levers that no rule of the scenario has and that the word finds, in their order."""
    used = {rule.lever.id for rule in scenario.rules}
    return [lever for name, lever in LEVERS.items() if name not in used and has(word, _texts(lever))]


def example(scenario: Scenario, lever: type[Lever], lang: str) -> str:
    """A rule of the lever as an entry of ``rules:``, filled with places of the scenario; empty if none fits."""
    years, blanks = scenario.years, dict(_blanks(scenario))
    for written in lever.examples:
        text = re.sub(r"\{(\w+)\}", lambda found: blanks.get(found[1], found[0]), written)
        if not re.search(r"\{\w+\}", text) and _known(scenario, text):
            start = min(years.base + 1, years.last)
            first, *rest = [*text.split("\n"), f"from: {start}-01-01", f"assumption: {say('why', lang)}"]
            return "\n".join([f"  - {first}", *(f"    {line}" for line in rest)])
    return ""


def _texts(lever: type[Lever]) -> Iterator[str]:
    yield lever_words(lever)
    for name, _, setting in lever_settings(lever):
        unit = unit_words(setting.unit)
        yield " ".join((f"{lever.id}.{name}", setting.zh, setting.en, unit.zh, unit.en))


def _blanks(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """What stands for the blanks of an example; a blank without an answer is left out."""
    hospitals = scenario.region.hospitals
    for hospital in hospitals:
        if hospital.tier is Tier.TERTIARY and hospital.kind is Kind.GENERAL:
            yield "tertiary", hospital.id
            break
    counties = [d.id for d in scenario.region.districts if d.kind is DistrictKind.COUNTY]
    for district in [*counties, *(d.id for d in scenario.region.districts)]:
        there = [h.id for h in hospitals if h.district == district and h.level.hospital and h.level.in_county]
        if there:
            yield from (("county", district), ("county_hospital", there[0]))
            break
    yield from (("condition", name) for name in list(scenario.conditions)[:1])
    at = {h.id: h.district for h in hospitals} | {d.id: d.id for d in scenario.region.districts}
    for alliance, members in _alliances(scenario):
        homes = dict.fromkeys(home for member in members if (home := at.get(member)))
        yield from (("alliance", alliance), ("alliance_home", ", ".join(homes)))
        break


def _alliances(scenario: Scenario) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Id and members of each alliance, those of rules first."""
    for rule in scenario.rules:
        if isinstance(rule.lever, AllianceLever):
            name = rule.id.partition("@")[2]
            yield from [(name, rule.lever.members)] if name else []
    yield from ((alliance.id, alliance.members) for alliance in scenario.region.alliances)


def _known(scenario: Scenario, text: str) -> bool:
    """Whether the condition groups an example names are those of the scenario."""
    named = re.findall(r"conditions: \[([^\]]*)\]", text)
    return all(name.strip() in scenario.conditions for names in named for name in names.split(","))
