"""Length of a stay, and the part of it a lower tier can take over."""

import math

LONGEST_DAYS = 3650.0  # of a stay: a lognormal has no end, and whoever lies for ten years is counted as going home


def stay_ticks(days: float, ticks_per_day: int) -> int:
    """Length of stay in ticks, at least one hour and at most LONGEST_DAYS."""
    return max(ticks_per_day // 24, math.floor(min(days, LONGEST_DAYS) * ticks_per_day + 0.5))


def bed_days(ticks: int, ticks_per_day: int) -> int:
    """Bed-days of a stay as hospitals count them: whole days, at least one."""
    return max(1, (ticks + ticks_per_day // 2) // ticks_per_day)


def has_bed(emergency: bool, occupied: int, beds: int, extra_beds: int) -> bool:
    """Whether a patient can be put to bed at once; extra beds (加床) are for emergencies."""
    return occupied < beds + (extra_beds if emergency else 0)
