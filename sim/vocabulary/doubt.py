"""What an interval holds: luck alone, or luck and parameters."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Doubt(StrEnum):
    """Luck: runs of one set of numbers with other luck. Both: sets of numbers, each with luck of its own."""

    LUCK = "luck"
    BOTH = "both"


# How often the interval holds what it is about. Of luck: the mean over all luck there could be. Of both: one more set
# of numbers with luck of its own; the mean over sets is nothing that anybody asks for.
LEVELS: Mapping[Doubt, float] = {Doubt.LUCK: 0.95, Doubt.BOTH: 0.90}


def doubt_of(members: int) -> Doubt:
    """What the intervals of a run hold, by how many sets of numbers it has; 0 are runs of one set."""
    return Doubt.BOTH if members > 0 else Doubt.LUCK
