"""Every number of a scenario that is no rule's, by path and by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.scenario.scenario import Scenario
from sim.vocabulary.labels import label
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.quantities import quantity_name
from sim.vocabulary.quantity import Quantity

PHRASES = {
    "of": ("{whole}：{name}", "{whole}: {name}"),
    "travel": ("{start}（{settlement}）到{end}的路程时间", "travel from {start} ({settlement}) to {end}"),
    "own_primary": ("常去的基层机构", "the usual primary place"),
}
tell = telling(PHRASES)


def numbers_of(scenario: Scenario) -> Iterator[tuple[str, Bilingual, Quantity]]:
    """Parameters, conditions, the region and its places, benefit, travel: path, name and number, in file order."""
    for name, number in scenario.parameters.items():
        yield f"parameters.{name}", quantity_name(name), number
    for condition, numbers in scenario.conditions.items():
        yield from _of(f"conditions.{condition}", scenario.condition_labels[condition], numbers)
    region = scenario.region
    for name, number in (*region.people.items(), *region.calibrated.items()):
        yield f"region.{name}", quantity_name(name), number
    described = [
        (place.id, place.label, place.numbers) for group in (region.districts, region.hospitals) for place in group
    ]
    for place, label_, numbers in described:
        yield from _of(f"region.{place}", label_, numbers)
    for payer in region.payers:
        yield from _of(f"benefit.{payer.id}", payer.label, payer.benefit)
    places = {place.id: place.label for place in region.districts} | {"own_primary": tell("own_primary")}
    for (start, settlement, end), number in region.travel.items():
        ends = {"start": places[start], "end": places.get(end) or _word(end)}
        yield f"travel.{start}.{settlement}.{end}", tell("travel", settlement=_word(settlement), **ends), number


def _of(path: str, whole: Bilingual, numbers: Mapping[str, Quantity]) -> Iterator[tuple[str, Bilingual, Quantity]]:
    """The numbers of one owner."""
    for name, number in numbers.items():
        yield f"{path}.{name}", tell("of", whole=whole, name=quantity_name(name)), number


def _word(word: str) -> Bilingual:
    return Bilingual(label(word, "en"), label(word, "zh"))
