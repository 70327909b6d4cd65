"""Packets of the region as the engine reads them."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.region.packets import Packets, packets_of
from sim.scenario.scenario import Scenario


def packets_in(scenario: Scenario) -> Packets:
    """The packets of all condition groups of a scenario."""
    return packets_of(tuple(scenario.conditions), scenario.region.packets)


def packet_columns(scenario: Scenario) -> dict[str, Any]:
    """Columns of the world."""
    packets = packets_in(scenario)
    upto = [
        float(np.sum(packets.share[first : k + 1])) for k, g in enumerate(packets.of) for first in [packets.first[g]]
    ]
    return {
        "packets": len(packets.of),
        "packeted": int(packets.some),
        "packet_first": list(packets.first),
        "packet_upto": upto,
        "packet_cost": packets.cost.tolist(),
    }
