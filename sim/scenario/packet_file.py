"""``packets.csv`` of a region: packets below the condition groups, with their share of cases and cost ratio."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from sim.region.packets import Packet, rest_of
from sim.region.quantities import PACKETS as LIMITS
from sim.scenario.csv_tables import CsvTable, Figure, Key
from sim.scenario.faults import Faults, FilePoint, allowed, shown
from sim.scenario.limit_check import check_limits
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.phrase import telling

PACKETS = "packets.csv"
KEYS = ("condition", "packet", "quantity")
CLOSE = 0.01  # how far the mean of all ratios of a group may be from 1 where its packets are all of its cases
PHRASES = {
    "condition": ("没有病种组“{word}”", "unknown condition {word!r}"),
    "quantity": ("没有项目“{word}”", "unknown quantity {word!r}"),
    "own_code": ("病组编码“{code}”与病种组同名", "the code {code!r} is that of a condition group"),
    "other_code": ("请换一个编码", "choose another code"),
    "two": ("编码“{code}”在两个病种组中出现", "the code {code!r} stands in two condition groups"),
    "missing": ("缺少", "missing"),
    "add_row": ("请加一行：数值（{unit}）、范围和来源", "add a row with value ({unit}), range and source"),
    "above": ("各病组占比之和为 {total:.6g}", "the shares of its packets sum to {total:.6g}"),
    "at_most_one": ("请使其和不超过 1", "make them sum to at most 1"),
    "mean": (
        "各病组费用比的加权平均为 {mean:.6g}，没有为其余病例留下费用",
        "the mean of the ratios of its packets is {mean:.6g}, which leaves no cost for the other cases",
    ),
    "whole": (
        "病组覆盖全部病例，费用比的加权平均为 {mean:.6g}",
        "its packets are all of its cases, and the mean of their ratios is {mean:.6g}",
    ),
    "lower": ("请降低费用比，或提高占比", "lower the ratios, or raise the shares"),
    "be_one": ("请使加权平均为 1", "make their mean 1"),
}
tell = telling(PHRASES)


def check_packets(file: Path, table: CsvTable, conditions: Collection[str] | None, faults: Faults) -> None:
    """Codes are text, each of one group and none a group's id; shares and ratios leave something for the rest."""
    whole = True
    seen: dict[str, str] = {}
    for (condition, code, quantity), row in table.rows.items():
        if conditions is not None and condition not in conditions:
            remedy = allowed(condition, conditions)
            faults.add(row["condition"].place, condition, tell("condition", word=condition), remedy)
            whole = False
        if conditions is not None and code in conditions:
            faults.add(row["packet"].place, code, tell("own_code", code=code), tell("other_code"))
        if seen.setdefault(code, condition) != condition:
            faults.add(row["packet"].place, code, tell("two", code=code), tell("other_code"))
            whole = False
        if quantity not in LIMITS:
            faults.add(row["quantity"].place, code, tell("quantity", word=quantity), allowed(quantity, LIMITS))
    for key, figure in table.figures.items():
        if key[2] in LIMITS:
            check_limits(figure, LIMITS[key[2]], ".".join(key), faults)
    for code, condition in seen.items():
        for quantity in LIMITS:
            if (condition, code, quantity) not in table.rows:
                path, remedy = f"{condition}.{code}.{quantity}", tell("add_row", unit=LIMITS[quantity].unit)
                faults.add(FilePoint(shown(file)), path, tell("missing"), remedy)
                whole = False
    if whole and len(table.figures) == len(table.rows):
        _check_means(file, packets_from(table.figures), faults)


def _check_means(file: Path, packets: Mapping[str, Packet], faults: Faults) -> None:
    """Shares of a group sum to 1 at most, and the rest of its cases cost something."""
    for condition in dict.fromkeys(packet.condition for packet in packets.values()):
        own = [packet for packet in packets.values() if packet.condition == condition]
        total = sum(packet.share.value for packet in own)
        mean = sum(packet.share.value * packet.cost_ratio.value for packet in own)
        left, cost = rest_of(own)
        at = FilePoint(shown(file))
        if total > 1.0 + 1e-9:
            faults.add(at, condition, tell("above", total=total), tell("at_most_one"))
        elif left > 0.0 and cost <= 0.0:
            faults.add(at, condition, tell("mean", mean=mean), tell("lower"))
        elif left == 0.0 and abs(mean - 1.0) > CLOSE:
            faults.add(at, condition, tell("whole", mean=mean), tell("be_one"))


def packets_from(figures: Mapping[Key, Figure]) -> Mapping[str, Packet]:
    """The packets by code, in the order of the file; those of which a number is missing are left out."""
    found = {}
    for condition, code in dict.fromkeys((key[0], key[1]) for key in figures):
        share, cost = (figures.get((condition, code, quantity)) for quantity in LIMITS)
        if share is not None and cost is not None:
            found[code] = Packet(condition, share.quantity, cost.quantity)
    return Frozen(found)
