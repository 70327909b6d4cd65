"""Every number of a scenario that is no rule's, by path."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.scenario import Scenario
from sim.vocabulary.quantity import Quantity


def numbers_of(scenario: Scenario) -> Iterator[tuple[str, Quantity]]:
    """Parameters, conditions, the region and its places, benefit, travel: path and number, in file order."""
    for name, number in scenario.parameters.items():
        yield f"parameters.{name}", number
    for condition, numbers in scenario.conditions.items():
        for name, number in numbers.items():
            yield f"conditions.{condition}.{name}", number
    region = scenario.region
    for name, number in (*region.people.items(), *region.calibrated.items()):
        yield f"region.{name}", number
    for place, numbers in ((p.id, p.numbers) for group in (region.districts, region.hospitals) for p in group):
        for name, number in numbers.items():
            yield f"region.{place}.{name}", number
    for scheme, benefits in region.benefit.items():
        for name, number in benefits.items():
            yield f"benefit.{scheme.id}.{name}", number
    for (start, settlement, end), number in region.travel.items():
        yield f"travel.{start}.{settlement}.{end}", number
