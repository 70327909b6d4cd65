"""Packets below the condition groups (病种、病组目录): parts of a group's cases with a cost of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.vocabulary.quantity import Quantity

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Packet:
    """``share`` of the cases of its ``condition``, ``cost_ratio`` its mean stay over that of all of them."""

    condition: str
    share: Quantity
    cost_ratio: Quantity


@dataclass(frozen=True, slots=True)
class Packets:
    """All packets in the order of the groups, each group's unnamed rest last; a group without any is one packet.

    ``names`` are their codes, "" for a rest; ``of`` numbers of the groups, ``share`` of their cases, ``cost`` relative
    to their mean; ``first[g]`` is the number of a group's first packet, the number of all of them last.
    """

    names: tuple[str, ...]
    of: Ints
    share: Floats
    cost: Floats
    first: tuple[int, ...]

    @property
    def some(self) -> bool:
        """Whether any group has packets."""
        return len(self.of) > len(self.first) - 1 or bool((self.cost != 1.0).any())

    def spread(self, table: NDArray[np.number]) -> Floats:
        """A table [..., g, s] of cases or days by packet, [..., packet, s]."""
        return np.asarray(table[..., self.of, :] * self.share[:, None])

    def spread_money(self, table: NDArray[np.number]) -> Floats:
        """The same of what cases are charged."""
        return np.asarray(self.spread(table) * self.cost[:, None])

    def mean(self, table: Floats) -> Floats:
        """Shares or ratios by packet [..., packet, s] as means over the cases of their groups, [..., g, s]."""
        return np.asarray(np.add.reduceat(table * self.share[:, None], self.first[:-1], axis=-2))

    def each(self, table: Floats) -> Floats:
        """A mean of a case [..., g, s] by packet."""
        return np.asarray(table[..., self.of, :])

    def each_cost(self, table: Floats) -> Floats:
        """A mean charge of a case [..., g, s] by packet."""
        return np.asarray(self.each(table) * self.cost[:, None])


def rest_of(packets: Sequence[Packet]) -> tuple[float, float]:
    """Share and cost ratio of the cases of a group that no packet names: they cost what these leave of its mean."""
    share = sum(packet.share.value for packet in packets)
    cost = sum(packet.share.value * packet.cost_ratio.value for packet in packets)
    left = 1.0 - share
    return (left, (1.0 - cost) / left) if left > 1e-9 else (0.0, 1.0)


def packets_of(conditions: Sequence[str], packets: Mapping[str, Packet]) -> Packets:
    """The packets of all groups, numbered."""
    names: list[str] = []
    rows: list[tuple[int, float, float]] = []
    first = [0]
    for g, condition in enumerate(conditions):
        own = {code: packet for code, packet in packets.items() if packet.condition == condition}
        share, cost = rest_of(tuple(own.values()))
        names += own
        rows += [(g, packet.share.value, packet.cost_ratio.value) for packet in own.values()]
        if share > 0.0:
            names.append("")
            rows.append((g, share, cost))
        first.append(len(rows))
    of, shares, costs = zip(*rows, strict=True)
    return Packets(tuple(names), np.array(of, dtype=np.int64), np.array(shares), np.array(costs), tuple(first))
