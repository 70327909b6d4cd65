"""Length of a stay, and the part of it a lower tier can take over."""

import math

# What the next free bed is for: nobody, an elective patient without a referral, one with a referral in a bed for
# everybody or in one kept for the referred.
NO_BED, ANYBODY, REFERRED, REFERRED_KEPT = range(4)
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


def bed_for(referred: bool, occupied: int, in_kept: int, beds: int, kept: int) -> int:
    """Which free bed an elective patient takes (NO_BED, ANYBODY, REFERRED, REFERRED_KEPT).

    ``kept`` of the beds are for elective patients with a formal referral, who lie in ``in_kept`` of them; they take a
    kept bed first. The others see the rest. Emergencies lie where a bed is free, kept or not.
    """
    if occupied >= beds:
        return NO_BED
    if referred and in_kept < kept:
        return REFERRED_KEPT
    if occupied - in_kept >= beds - kept:
        return NO_BED
    return REFERRED if referred else ANYBODY


def next_for_bed(since: int, referred_since: int, occupied: int, in_kept: int, beds: int, kept: int) -> int:
    """Who of those who wait gets a free bed, and which; ``since`` when the first of each queue came, -1 if it is empty.

    A kept bed goes to the first of the referred, another one to who came first, without a referral if both came in one
    tick.
    """
    found = bed_for(True, occupied, in_kept, beds, kept) if referred_since >= 0 else NO_BED
    if found == REFERRED_KEPT or since < 0:
        return found
    if found == REFERRED and referred_since < since:
        return found
    return bed_for(False, occupied, in_kept, beds, kept)
