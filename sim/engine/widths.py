"""How wide the engine's whole numbers are, and so how much fits: read by whoever packs and by whoever checks a file.

A packed moment is 33 bits of ticks, 25 of person, 5 of step: 63 together, so that a key is never negative. 33 bits of
quarter seconds are 68 years of 365 days: the longest run (its years, its run-in) with what it plans beyond its end.
"""

from __future__ import annotations

TICK_BITS, PERSON_BITS, SLOT_BITS = 33, 25, 5

YEARS = 40  # that a run reports, first and last included
RUN_IN_MONTHS = 24
PERSONS = 2**PERSON_BITS - 1  # residents at once; the last number is the clock's
DISTRICTS = 2**7 - 1  # a home is 8 bits with a sign; one number is left for those from beyond
PAYERS = 2**7 - 1  # 8 bits with a sign; one number is the outside payer's
FACILITIES = 2**15  # 16 bits with a sign
CONDITIONS = 2**7  # 8 bits with a sign
LEVELS = 7  # of care: the contacts of an episode and their follow-ups have draws numbered in 8 bits with a sign
FOLLOW_UPS = 16  # of one consultation: each has a step and draws of its own
NEEDS_A_MONTH = 32  # of the most needy, on average: half the room for a month, so that chance does not fill it
