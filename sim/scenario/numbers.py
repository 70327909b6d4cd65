"""Every number of a scenario that is no rule's, by path and by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.region.levels import Levels
from sim.scenario.scenario import Scenario
from sim.vocabulary.labels import label
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.quantities import quantity_name, quantity_names
from sim.vocabulary.quantity import Quantity

PHRASES = {
    "of": ("{whole}：{name}", "{whole}: {name}"),
    "as": ("{level}（对应“{name}”）", "{level} (its {name})"),
    "travel": ("{start}（{settlement}）到{end}的路程时间", "travel from {start} ({settlement}) to {end}"),
    "fare": ("{start}（{settlement}）到{end}的往返路费", "fare from {start} ({settlement}) to {end} and back"),
    "from": ("{whole}（{day}起）", "{whole} (from {day})"),
    "packet_share": ("病组 {code}：占所属病种组病例的比例", "packet {code}: share of the cases of its group"),
    "packet_cost_ratio": ("病组 {code}：例均费用比", "packet {code}: cost over the mean of its group"),
    "elsewhere": ("外地参保", "insured elsewhere"),
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
        yield f"region.{name}", level_number_name(region.levels, name), number
    for condition, numbers in region.capability.items():
        for name, number in numbers.items():
            whole = tell("of", whole=scenario.condition_labels[condition], name=level_number_name(region.levels, name))
            yield f"region.capability.{condition}.{name}", whole, number
    described = [
        (place.id, place.label, place.numbers) for group in (region.districts, region.hospitals) for place in group
    ]
    for place, label_, numbers in described:
        yield from _of(f"region.{place}", label_, numbers)
    for payer in region.payers:
        yield from _of(f"benefit.{payer.id}", payer.label, payer.benefit)
    for payer in region.payers:
        for day, numbers in payer.later:
            whole = tell("from", whole=payer.label, day=day)
            yield from _of(f"benefit.{payer.id}.{day.isoformat()}", whole, numbers)
    for code, packet in region.packets.items():
        for quantity, number in (("share", packet.share), ("cost_ratio", packet.cost_ratio)):
            yield f"packets.{code}.{quantity}", tell(f"packet_{quantity}", code=code), number
    yield from _of("benefit.outside", tell("elsewhere"), region.outside_benefit)
    places = {place.id: place.label for place in region.districts} | {"own_primary": tell("own_primary")}
    for table, word, known in (("travel", "travel", region.travel), ("fares", "fare", region.fares)):
        for (start, settlement, end), number in known.items():
            ends = {"start": places[start], "end": places.get(end) or _word(end)}
            yield f"{table}.{start}.{settlement}.{end}", tell(word, settlement=_word(settlement), **ends), number


def _of(path: str, whole: Bilingual, numbers: Mapping[str, Quantity]) -> Iterator[tuple[str, Bilingual, Quantity]]:
    """The numbers of one owner."""
    for name, number in numbers.items():
        yield f"{path}.{name}", tell("of", whole=whole, name=quantity_name(name)), number


def level_number_name(levels: Levels, name: str) -> Bilingual:
    """What a number of a region is called; one of its own levels after the number of the level it is like."""
    for level in levels if name not in quantity_names() else ():
        for other in levels.named(level):
            usual = name.replace(f"_{level.id}", f"_{other}", 1)
            if f"_{level.id}" in name and usual in quantity_names():
                return tell("as", level=level.label, name=quantity_name(usual))
    return quantity_name(name)


def _word(word: str) -> Bilingual:
    return Bilingual(label(word, "en"), label(word, "zh"))
