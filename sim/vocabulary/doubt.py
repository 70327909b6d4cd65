"""What an interval holds: luck alone, or luck and parameters together; each kind with its level."""

from __future__ import annotations

from enum import StrEnum


class Doubt(StrEnum):
    """Why a number is not known exactly; the word is the one used in files."""

    LUCK = "luck"
    BOTH = "both"


# Of luck alone the mean is what is uncertain; of both it is where one more member would lie.
LEVELS: dict[Doubt, float] = {Doubt.LUCK: 0.95, Doubt.BOTH: 0.90}
ENOUGH_MEMBERS = 30  # of fewer, an end that one member in twenty passes hangs on one or two of them


def doubt_of(members: int) -> Doubt:
    """What the intervals of a run hold: both where it has members, sets of parameters that differ; else luck alone."""
    return Doubt.BOTH if members > 0 else Doubt.LUCK


def is_rough(members: int) -> bool:
    """Whether there are members, but too few for the ends of a range over them to be more than rough."""
    return 0 < members < ENOUGH_MEMBERS
